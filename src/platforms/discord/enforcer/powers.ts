import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { CastellanError } from '../../../base/errors.ts';
import type { Standing } from '../../../core/enforcer.ts';
import type { Api } from '../api.ts';
import { nameOf } from '../inbound/actor.ts';
import { actorOf } from '../inbound/snowflake.ts';
import type { GuildMember, RankedGuild } from './ranks.ts';

const dangerous =
  PermissionFlagsBits.Administrator |
  PermissionFlagsBits.ManageGuild |
  PermissionFlagsBits.ManageRoles |
  PermissionFlagsBits.ManageChannels |
  PermissionFlagsBits.ManageWebhooks |
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.BanMembers |
  PermissionFlagsBits.KickMembers |
  PermissionFlagsBits.ModerateMembers;

/** The roles of somebody that give him power over others. */
export const powerfulRoles = (guild: RankedGuild, { roles }: GuildMember): readonly string[] =>
  guild.roles
    .filter(({ id, permissions }) => roles.includes(id) && (permissions & dangerous) !== 0n)
    .map(({ id }) => id);

const bansPage = z.array(
  z.object({
    reason: z.string().nullish(),
    user: z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() }),
  }),
);
const perPage = 1000;
const mostBans = 20_000;

/** Everybody who is banned from a guild. Rejects with a CastellanError. */
export async function bansOf(api: Api, guild: `/guilds/${string}`): Promise<readonly Standing[]> {
  const found: Standing[] = [];
  let after = '0';
  while (found.length < mostBans) {
    const answer = await api.call({
      ...{ method: 'Get', route: `${guild}/bans`, repeatable: true },
      query: { limit: String(perPage), after },
    });
    const page = bansPage.safeParse(answer);
    if (!page.success)
      throw new CastellanError('platform-refused', "Discord's list of bans cannot be read");
    for (const { user, reason } of page.data)
      found.push({
        ...{ measure: 'ban', mark: user.id },
        subject: { id: actorOf(user.id), name: nameOf(user, undefined), native: user.id },
        ...(reason && { reason }),
      });
    after = page.data.at(-1)?.user.id ?? after;
    if (page.data.length < perPage) break;
  }
  return found;
}
