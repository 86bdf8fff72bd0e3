import type {
  GatewayGuildMemberAddDispatchData,
  GatewayGuildMemberRemoveDispatchData,
  GatewayGuildMemberUpdateDispatchData,
} from 'discord-api-types/v10';
import { actorFrom } from './actor.ts';
import type { Decoder } from './decoder.ts';
import { learnName } from './messages.ts';
import { madeAtMs } from './snowflake.ts';
import { timeoutSeen } from './staff-acts.ts';

export function memberJoined(decoder: Decoder, data: GatewayGuildMemberAddDispatchData): void {
  const guild = decoder.directory.guilds.get(data.guild_id);
  if (guild) guild.members += 1;
  const actor = actorFrom(data.user, data, guild);
  learnName(decoder, data.guild_id, data.user.id, actor.name);
  decoder.emit({
    kind: 'member-joined',
    atMs: decoder.clock.now(),
    where: decoder.directory.guildPlace(data.guild_id),
    actor,
    quiet: false,
    newcomer: {
      accountMadeAtMs: madeAtMs(data.user.id),
      hasAvatar: data.user.avatar !== null,
    },
  });
}

export function memberLeft(decoder: Decoder, data: GatewayGuildMemberRemoveDispatchData): void {
  const { directory } = decoder;
  const guild = directory.guilds.get(data.guild_id);
  if (guild) guild.members = Math.max(0, guild.members - 1);
  const key = `${data.guild_id}/${data.user.id}`;
  const actor = actorFrom(data.user, { nick: directory.names.get(key) ?? null }, guild);
  directory.names.delete(key);
  decoder.emit({
    kind: 'member-left',
    atMs: decoder.clock.now(),
    where: directory.guildPlace(data.guild_id),
    actor,
    quiet: false,
  });
}

/** Of all that can change about a member, only a new name and a timeout are events. */
export function memberUpdated(decoder: Decoder, data: GatewayGuildMemberUpdateDispatchData): void {
  const { directory } = decoder;
  timeoutSeen(decoder, data);
  const before = directory.names.get(`${data.guild_id}/${data.user.id}`);
  const actor = actorFrom(data.user, data, directory.guilds.get(data.guild_id));
  learnName(decoder, data.guild_id, data.user.id, actor.name);
  if (before === undefined || before === actor.name) return;
  decoder.emit({
    kind: 'renamed',
    atMs: decoder.clock.now(),
    where: directory.guildPlace(data.guild_id),
    actor,
    before: { ...actor, name: before },
  });
}
