import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { z } from 'zod';
import type { Place } from '../../../core/event.ts';
import type { Voice } from '../../../core/platform.ts';
import type { Api, ApiCall } from '../api.ts';
import type { Guild } from '../inbound/guild.ts';
import { channelFacts, channelRights, guildFacts, has, memberFacts } from './rights.ts';

interface Found {
  readonly guild: string;
  readonly channel: string;
  readonly place: Place;
}

/** The channel that a text names: of the guild where it is said, else of the only guild that has one of that name. */
export function channelNamed(
  guilds: Iterable<Pick<Guild, 'id' | 'space' | 'places'>>,
  where: Place,
  text: string,
): Found | undefined {
  const wanted = text.trim().toLowerCase();
  const id = /^<#(\d+)>$/.exec(wanted)?.[1] ?? wanted;
  const found = [...guilds].flatMap(({ id: guild, space, places }) =>
    [...places]
      .filter(
        ([channel, { name }]) =>
          channel === id || name.slice(1).toLowerCase() === wanted.replace(/^#/, ''),
      )
      .map(([channel, place]) => ({ guild, channel, place, here: space === where.space })),
  );
  return found.find(({ here }) => here) ?? (found.length === 1 ? found[0] : undefined);
}

const { ViewChannel, SendMessages } = PermissionFlagsBits;

/** Reads the guild's roles, the channel's overwrites and our own roles, and works out whether we may speak there. */
export async function discordVoice(
  api: Api,
  { guild, channel, place }: Found,
  self: string,
): Promise<Voice> {
  const get = async <Shape extends z.ZodType>(route: ApiCall['route'], shape: Shape) =>
    shape.parse(await api.call({ method: 'Get', route, repeatable: true }));
  const [facts, there, member] = await Promise.all([
    get(`/guilds/${guild}`, guildFacts),
    get(`/channels/${channel}`, channelFacts),
    get(`/guilds/${guild}/members/${self}`, memberFacts),
  ]);
  const held = channelRights(facts, there, { user: self, roles: member.roles });
  if (!has(held, ViewChannel))
    return {
      voice: 'silent',
      place,
      why: `its role may not see ${place.name}: give it “View Channel” there`,
    };
  return has(held, SendMessages)
    ? { voice: 'speaks', place }
    : {
        voice: 'silent',
        place,
        why: `its role may not write in ${place.name}: give it “Send Messages” there`,
      };
}
