import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import type { Decoder } from './decoder.ts';
import {
  channelChanged,
  channelGone,
  guildCreated,
  guildDeleted,
  guildUpdated,
  ready,
} from './guilds.ts';
import { memberJoined, memberLeft, memberUpdated } from './members.ts';
import {
  messageCreated,
  messageDeleted,
  messagesDeleted,
  messageUpdated,
  reacted,
} from './messages.ts';
import { decodeNoted } from './noted.ts';
import { learnGuildRole } from './guild.ts';
import { audited, banned, unbanned } from './staff-acts.ts';

/** Turns what people do into events. Interactions are not here: they are answered, not only heard. */
export function decodeActivity(decoder: Decoder, packet: GatewayDispatchPayload): void {
  // Of what is gone only what was known of it can be told; of what is new, only what has been learned.
  if (goes.has(packet.t)) decodeNoted(decoder, packet);
  decodeOwn(decoder, packet);
  if (!goes.has(packet.t)) decodeNoted(decoder, packet);
}

const goes: ReadonlySet<GatewayDispatchPayload['t']> = new Set([
  GatewayDispatchEvents.ChannelDelete,
  GatewayDispatchEvents.ThreadDelete,
  GatewayDispatchEvents.GuildRoleDelete,
]);

/** What has a kind of its own among the events. */
function decodeOwn(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return messageCreated(decoder, packet.d);
    case GatewayDispatchEvents.MessageUpdate:
      return messageUpdated(decoder, packet.d);
    case GatewayDispatchEvents.MessageDelete:
      return messageDeleted(decoder, packet.d);
    case GatewayDispatchEvents.MessageDeleteBulk:
      return messagesDeleted(decoder, packet.d);
    case GatewayDispatchEvents.MessageReactionAdd:
      return reacted(decoder, packet.d, true);
    case GatewayDispatchEvents.MessageReactionRemove:
      return reacted(decoder, packet.d, false);
    case GatewayDispatchEvents.GuildMemberAdd:
      return memberJoined(decoder, packet.d);
    case GatewayDispatchEvents.GuildMemberRemove:
      return memberLeft(decoder, packet.d);
    case GatewayDispatchEvents.GuildMemberUpdate:
      return memberUpdated(decoder, packet.d);
    default:
      return decodeStaffActs(decoder, packet);
  }
}

/** What staff do on Discord itself, with us or past us. */
function decodeStaffActs(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.GuildBanAdd:
      return banned(decoder, packet.d);
    case GatewayDispatchEvents.GuildBanRemove:
      return unbanned(decoder, packet.d);
    case GatewayDispatchEvents.GuildAuditLogEntryCreate:
      return audited(decoder, packet.d);
    default:
      return decodeStructure(decoder, packet);
  }
}

/** Keeps what is known of guilds up to date. */
function decodeStructure(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.Ready:
      return ready(decoder, packet.d);
    case GatewayDispatchEvents.GuildCreate:
      return guildCreated(decoder, packet.d);
    case GatewayDispatchEvents.GuildUpdate:
      return guildUpdated(decoder, packet.d);
    case GatewayDispatchEvents.GuildDelete:
      return guildDeleted(decoder, packet.d);
    case GatewayDispatchEvents.ThreadListSync:
      return packet.d.threads.forEach((thread) => channelChanged(decoder, thread));
    case GatewayDispatchEvents.GuildRoleCreate:
    case GatewayDispatchEvents.GuildRoleUpdate:
      return roleChanged(decoder, packet.d);
    case GatewayDispatchEvents.GuildRoleDelete:
      return roleGone(decoder, packet.d);
    default:
      return decodeChannels(decoder, packet);
  }
}

function decodeChannels(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.ChannelCreate:
    case GatewayDispatchEvents.ChannelUpdate:
    case GatewayDispatchEvents.ThreadCreate:
    case GatewayDispatchEvents.ThreadUpdate:
      return channelChanged(decoder, packet.d);
    case GatewayDispatchEvents.ChannelDelete:
    case GatewayDispatchEvents.ThreadDelete:
      return channelGone(decoder, packet.d);
    default:
      return;
  }
}

function roleChanged(
  { directory }: Decoder,
  { guild_id, role }: { guild_id: string; role: { id: string; permissions: string } },
): void {
  const guild = directory.guilds.get(guild_id);
  if (guild) learnGuildRole(guild, role);
}

function roleGone(
  { directory }: Decoder,
  { guild_id, role_id }: { guild_id: string; role_id: string },
): void {
  const guild = directory.guilds.get(guild_id);
  guild?.powers.delete(role_id);
  guild?.sight.forgetRole(role_id);
}
