import { ChannelType, type GatewayGuildCreateDispatchData } from 'discord-api-types/v10';
import { channelOn, type ConnectionId, type SpaceId } from '../../../base/ids.ts';
import type { Place } from '../../../core/event.ts';
import { spaceOf } from './snowflake.ts';
import { Sight, type SightFacts } from './sight.ts';
import { learnRole, type Powers } from './standing.ts';

/** All that is kept of a guild: its name, who has power in it, and one place per channel. */
export interface Guild {
  readonly id: string;
  readonly space: SpaceId;
  name: string;
  ownerId: string;
  members: number;
  readonly powers: Powers;
  readonly sight: Sight;
  /** Who sits in which voice channel. */
  readonly voices: Map<string, Seat>;
  readonly places: Map<string, Place>;
}

/** Where somebody sits who talks, and whether staff made him silent there. */
export interface Seat {
  readonly channel: string;
  readonly silenced: boolean;
}

export interface ChannelFacts extends SightFacts {
  readonly name?: string | null;
  readonly type: ChannelType;
  readonly thread_metadata?: { readonly archived: boolean };
}

export function newGuild(connection: ConnectionId, data: GatewayGuildCreateDispatchData): Guild {
  const guild: Guild = {
    id: data.id,
    space: spaceOf(data.id),
    name: data.name,
    ownerId: data.owner_id,
    members: data.member_count,
    powers: new Map(),
    sight: new Sight(data.id),
    voices: new Map(),
    places: new Map(),
  };
  for (const role of data.roles) learnGuildRole(guild, role);
  for (const channel of data.channels) learnChannel(guild, connection, channel);
  for (const thread of data.threads) learnChannel(guild, connection, thread);
  // Proxies leave out what is empty.
  const told: Partial<GatewayGuildCreateDispatchData> = data;
  for (const { user_id: user, channel_id: channel, mute, deaf } of told.voice_states ?? [])
    if (channel !== null) guild.voices.set(user, { channel, silenced: mute || deaf });
  return guild;
}

/** Nothing is said in these, so nothing is kept of them. */
const silent: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildCategory,
  ChannelType.GuildDirectory,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
]);

export function learnGuildRole(guild: Guild, role: { id: string; permissions: string }): void {
  learnRole(guild.powers, role);
  guild.sight.learnRole(role);
}

export function learnChannel(guild: Guild, connection: ConnectionId, channel: ChannelFacts): void {
  if (channel.thread_metadata?.archived) guild.sight.forgetChannel(channel.id);
  else guild.sight.learnChannel(channel);
  if (silent.has(channel.type)) return;
  // Threads come without end; one that is archived is forgotten until someone wakes it.
  if (channel.thread_metadata?.archived) return void guild.places.delete(channel.id);
  const known = guild.places.get(channel.id);
  const name = `#${channel.name ?? channel.id}`;
  if (known?.name === name && known.spaceName === guild.name) return;
  guild.places.set(channel.id, placeIn(guild, connection, { id: channel.id, name }));
}

/** The place where something happened, made once per channel. */
export const placeIn = (
  guild: Guild,
  connection: ConnectionId,
  { id, name }: { id: string; name: string },
): Place => ({
  connection,
  platform: 'discord',
  channel: channelOn(connection, id),
  space: guild.space,
  name,
  spaceName: guild.name,
});

/** After a guild got a new name, its places carry it. */
export function renameGuild(guild: Guild, name: string): void {
  if (guild.name === name) return;
  guild.name = name;
  for (const [id, place] of guild.places) guild.places.set(id, { ...place, spaceName: name });
}
