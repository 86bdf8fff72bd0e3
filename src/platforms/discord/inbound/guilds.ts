import type {
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayGuildUpdateDispatchData,
  GatewayReadyDispatchData,
} from 'discord-api-types/v10';
import type { SpaceEvent } from '../../../core/event.ts';
import { nameOf } from './actor.ts';
import type { Decoder } from './decoder.ts';
import {
  learnChannel,
  learnGuildRole,
  newGuild,
  renameGuild,
  type ChannelFacts,
  type Guild,
} from './guild.ts';
import { learnName } from './messages.ts';

export function guildCreated(decoder: Decoder, data: GatewayGuildCreateDispatchData): void {
  // In an outage Discord "creates" guilds of which it knows nothing.
  if (data.unavailable === true) return;
  const { directory } = decoder;
  const known = directory.guilds.has(data.id);
  const guild = newGuild(decoder.connection, data);
  directory.guilds.set(data.id, guild);
  for (const member of data.members)
    learnName(decoder, data.id, member.user.id, nameOf(member.user, member));
  if (!known) decoder.emit(spaceEvent(decoder, 'space-joined', guild));
}

/** Unavailable is an outage of Discord's, not a goodbye. */
export function guildDeleted(decoder: Decoder, data: GatewayGuildDeleteDispatchData): void {
  const guild = decoder.directory.guilds.get(data.id);
  if (data.unavailable === true || !guild) return;
  decoder.emit(spaceEvent(decoder, 'space-left', guild));
  decoder.directory.guilds.delete(data.id);
}

export function guildUpdated(decoder: Decoder, data: GatewayGuildUpdateDispatchData): void {
  const guild = decoder.directory.guilds.get(data.id);
  if (!guild) return;
  guild.ownerId = data.owner_id;
  renameGuild(guild, data.name);
  guild.powers.clear();
  for (const role of data.roles) learnGuildRole(guild, role);
}

/** A new session lists all guilds: those of this shard that are missing were left meanwhile. */
export function ready(decoder: Decoder, data: GatewayReadyDispatchData): void {
  const [shard, total] = data.shard ?? [0, 1];
  const listed = new Set(data.guilds.map(({ id }) => id));
  for (const guild of [...decoder.directory.guilds.values()])
    if (!listed.has(guild.id) && shardOf(guild.id, total) === shard)
      guildDeleted(decoder, { id: guild.id });
}

export const shardOf = (guild: string, total: number): number =>
  Number((BigInt(guild) >> 22n) % BigInt(total));

export function channelChanged(decoder: Decoder, data: ChannelFacts & { guild_id?: string }): void {
  const guild =
    data.guild_id === undefined ? undefined : decoder.directory.guilds.get(data.guild_id);
  if (guild) learnChannel(guild, decoder.connection, data);
}

export function channelGone(decoder: Decoder, data: { id: string; guild_id?: string }): void {
  const guild =
    data.guild_id === undefined ? undefined : decoder.directory.guilds.get(data.guild_id);
  guild?.places.delete(data.id);
  guild?.sight.forgetChannel(data.id);
}

function spaceEvent(decoder: Decoder, kind: SpaceEvent['kind'], guild: Guild): SpaceEvent {
  return {
    kind,
    atMs: decoder.clock.now(),
    where: decoder.directory.guildPlace(guild.id),
    space: guild.space,
    name: guild.name,
    members: guild.members,
  };
}
