import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  MessageType,
} from 'discord-api-types/v10';
import type { NotedKind } from '../../../core/event.ts';
import { actorFrom, type UserFacts } from './actor.ts';
import type { Decoder } from './decoder.ts';
import { note } from './note.ts';
import { auditWritten } from './audit-log.ts';
import { nativeHit } from './native-hits.ts';
import { voiceChanged } from './voices.ts';

const named = (name: string | null | undefined, id: string): string => `#${name ?? id}`;

/**
 * Tells of what has no kind of its own among the events. Who did it comes later and apart, with the audit log, where we
 * may read it.
 */
export function decodeNoted(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return boosted(decoder, packet.d);
    case GatewayDispatchEvents.GuildBanAdd:
      return banned(decoder, packet.d, 'member-banned');
    case GatewayDispatchEvents.GuildBanRemove:
      return banned(decoder, packet.d, 'member-unbanned');
    case GatewayDispatchEvents.GuildRoleCreate:
      return role(decoder, packet.d, 'role-created');
    case GatewayDispatchEvents.GuildRoleUpdate:
      return role(decoder, packet.d, 'role-changed');
    case GatewayDispatchEvents.GuildUpdate: {
      const { id, name } = packet.d;
      return note(decoder, { guild: id, what: 'space-changed', subject: name, target: id });
    }
    case GatewayDispatchEvents.GuildAuditLogEntryCreate:
      return auditWritten(decoder, packet.d);
    case GatewayDispatchEvents.VoiceStateUpdate:
      return voiceChanged(decoder, packet.d);
    case GatewayDispatchEvents.MessageDeleteBulk:
      return purged(decoder, packet.d);
    case GatewayDispatchEvents.MessageReactionRemoveAll:
    case GatewayDispatchEvents.MessageReactionRemoveEmoji:
      return reactionsCleared(decoder, packet.d);
    default:
      return notedChannels(decoder, packet);
  }
}

function notedChannels(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.ChannelCreate:
      return channel(decoder, packet.d, 'channel-created');
    case GatewayDispatchEvents.ChannelUpdate:
      return channel(decoder, packet.d, 'channel-changed');
    case GatewayDispatchEvents.ChannelDelete:
      return channel(decoder, packet.d, 'channel-deleted');
    case GatewayDispatchEvents.ThreadCreate:
      // Told also when we come to see one that was there before.
      if (packet.d.newly_created !== true) return;
      return channel(decoder, packet.d, 'thread-created');
    case GatewayDispatchEvents.ThreadUpdate:
      return channel(decoder, packet.d, 'thread-changed');
    case GatewayDispatchEvents.ThreadDelete:
      return channel(
        decoder,
        { ...packet.d, name: threadName(decoder, packet.d) },
        'thread-deleted',
      );
    default:
      return notedRest(decoder, packet);
  }
}

function notedRest(decoder: Decoder, packet: GatewayDispatchPayload): void {
  switch (packet.t) {
    case GatewayDispatchEvents.InviteCreate:
      return invite(decoder, packet.d, 'invite-created');
    case GatewayDispatchEvents.InviteDelete:
      return invite(decoder, packet.d, 'invite-deleted');
    case GatewayDispatchEvents.GuildScheduledEventCreate:
      return planned(decoder, packet.d, 'scheduled-event-created');
    case GatewayDispatchEvents.GuildScheduledEventUpdate:
      return planned(decoder, packet.d, 'scheduled-event-changed');
    case GatewayDispatchEvents.GuildScheduledEventDelete:
      return planned(decoder, packet.d, 'scheduled-event-deleted');
    case GatewayDispatchEvents.AutoModerationRuleCreate:
    case GatewayDispatchEvents.AutoModerationRuleUpdate:
    case GatewayDispatchEvents.AutoModerationRuleDelete:
      return nativeRule(decoder, packet.d);
    case GatewayDispatchEvents.AutoModerationActionExecution:
      return nativeHit(decoder, packet.d);
    default:
      return;
  }
}

/** Discord says it as a message in the guild's own name. */
const boosts: ReadonlySet<MessageType> = new Set([
  MessageType.GuildBoost,
  MessageType.GuildBoostTier1,
  MessageType.GuildBoostTier2,
  MessageType.GuildBoostTier3,
]);

function boosted(
  decoder: Decoder,
  { type, author, member, guild_id: guild, id }: GatewayMessageCreateDispatchData,
): void {
  if (guild === undefined || !boosts.has(type) || decoder.messages.again(id)) return;
  const by = actorFrom(author, member, decoder.directory.guilds.get(guild));
  note(decoder, { guild, what: 'member-boosted', subject: by.name, target: id, by });
}

function banned(
  decoder: Decoder,
  { guild_id: guild, user }: { guild_id: string; user: UserFacts },
  what: 'member-banned' | 'member-unbanned',
): void {
  const { name } = actorFrom(user, undefined, undefined);
  note(decoder, { guild, what, subject: name, target: user.id });
}

function role(
  decoder: Decoder,
  { guild_id: guild, role: { id, name } }: { guild_id: string; role: { id: string; name: string } },
  what: NotedKind,
): void {
  note(decoder, { guild, what, subject: name, target: id });
}

interface ChannelTold {
  readonly id: string;
  readonly guild_id?: string;
  readonly name?: string | null;
}

function channel(
  decoder: Decoder,
  { id, guild_id: guild, name }: ChannelTold,
  what: NotedKind,
): void {
  if (guild === undefined) return;
  note(decoder, { guild, channel: id, what, subject: named(name, id), target: id });
}

/** Of a thread that is gone only its id is told. */
const threadName = (
  { directory }: Decoder,
  { id, guild_id: guild }: { id: string; guild_id?: string },
): string =>
  (guild === undefined ? undefined : directory.guilds.get(guild)?.places.get(id)?.name)?.slice(1) ??
  id;

function purged(
  decoder: Decoder,
  {
    guild_id: guild,
    channel_id: id,
    ids,
  }: { guild_id?: string; channel_id: string; ids: string[] },
): void {
  if (guild === undefined) return;
  const changes = [{ what: 'count', after: String(ids.length) }];
  const { name } = decoder.directory.place(id, guild, id);
  note(decoder, {
    guild,
    channel: id,
    what: 'messages-purged',
    subject: name,
    target: id,
    changes,
  });
}

function reactionsCleared(
  decoder: Decoder,
  {
    guild_id: guild,
    channel_id: id,
    message_id: target,
  }: {
    guild_id?: string;
    channel_id: string;
    message_id: string;
  },
): void {
  if (guild === undefined) return;
  const { name } = decoder.directory.place(id, guild, id);
  note(decoder, { guild, channel: id, what: 'reactions-cleared', subject: name, target });
}

function invite(
  decoder: Decoder,
  told: { guild_id?: string; channel_id: string; code: string; inviter?: UserFacts },
  what: 'invite-created' | 'invite-deleted',
): void {
  const { guild_id: guild, channel_id: id, code, inviter } = told;
  if (guild === undefined) return;
  const by = inviter && actorFrom(inviter, undefined, decoder.directory.guilds.get(guild));
  note(decoder, { guild, channel: id, what, subject: code, target: code, ...(by && { by }) });
}

function planned(
  decoder: Decoder,
  { guild_id: guild, id, name }: { guild_id: string; id: string; name: string },
  what: NotedKind,
): void {
  note(decoder, { guild, what, subject: name, target: id });
}

function nativeRule(
  decoder: Decoder,
  { guild_id: guild, id, name }: { guild_id: string; id: string; name: string },
): void {
  note(decoder, { guild, what: 'native-rule-changed', subject: name, target: id });
}
