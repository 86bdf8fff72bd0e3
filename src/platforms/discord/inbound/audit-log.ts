import {
  AuditLogEvent,
  type GatewayGuildAuditLogEntryCreateDispatchData,
} from 'discord-api-types/v10';
import type { NotedChange, NotedKind } from '../../../core/event.ts';
import type { Decoder } from './decoder.ts';
import { known, note } from './note.ts';

type Entry = GatewayGuildAuditLogEntryCreateDispatchData;

/** What each action is in our words; `by` is what it was done to. What is not here is an entry like any other. */
const kinds: Readonly<Record<number, NotedKind | undefined>> = {
  [AuditLogEvent.GuildUpdate]: 'space-changed',
  [AuditLogEvent.ChannelCreate]: 'channel-created',
  [AuditLogEvent.ChannelUpdate]: 'channel-changed',
  [AuditLogEvent.ChannelDelete]: 'channel-deleted',
  [AuditLogEvent.ChannelOverwriteCreate]: 'channel-access-changed',
  [AuditLogEvent.ChannelOverwriteUpdate]: 'channel-access-changed',
  [AuditLogEvent.ChannelOverwriteDelete]: 'channel-access-changed',
  [AuditLogEvent.MemberKick]: 'member-kicked',
  [AuditLogEvent.MemberPrune]: 'members-pruned',
  [AuditLogEvent.MemberBanAdd]: 'member-banned',
  [AuditLogEvent.MemberBanRemove]: 'member-unbanned',
  [AuditLogEvent.MemberRoleUpdate]: 'member-roles-changed',
  [AuditLogEvent.BotAdd]: 'bot-added',
  [AuditLogEvent.RoleCreate]: 'role-created',
  [AuditLogEvent.RoleUpdate]: 'role-changed',
  [AuditLogEvent.RoleDelete]: 'role-deleted',
  [AuditLogEvent.InviteDelete]: 'invite-deleted',
  [AuditLogEvent.WebhookCreate]: 'webhooks-changed',
  [AuditLogEvent.WebhookUpdate]: 'webhooks-changed',
  [AuditLogEvent.WebhookDelete]: 'webhooks-changed',
  [AuditLogEvent.EmojiCreate]: 'emoji-added',
  [AuditLogEvent.EmojiUpdate]: 'emoji-changed',
  [AuditLogEvent.EmojiDelete]: 'emoji-removed',
  [AuditLogEvent.MessageDelete]: 'message-removed',
  [AuditLogEvent.MessageBulkDelete]: 'messages-purged',
  [AuditLogEvent.MessagePin]: 'message-pinned',
  [AuditLogEvent.MessageUnpin]: 'message-unpinned',
  [AuditLogEvent.IntegrationCreate]: 'integrations-changed',
  [AuditLogEvent.IntegrationUpdate]: 'integrations-changed',
  [AuditLogEvent.IntegrationDelete]: 'integrations-changed',
  [AuditLogEvent.StickerCreate]: 'stickers-changed',
  [AuditLogEvent.StickerUpdate]: 'stickers-changed',
  [AuditLogEvent.StickerDelete]: 'stickers-changed',
  [AuditLogEvent.GuildScheduledEventCreate]: 'scheduled-event-created',
  [AuditLogEvent.GuildScheduledEventUpdate]: 'scheduled-event-changed',
  [AuditLogEvent.GuildScheduledEventDelete]: 'scheduled-event-deleted',
  [AuditLogEvent.ThreadCreate]: 'thread-created',
  [AuditLogEvent.ThreadUpdate]: 'thread-changed',
  [AuditLogEvent.ThreadDelete]: 'thread-deleted',
  [AuditLogEvent.AutoModerationRuleCreate]: 'native-rule-changed',
  [AuditLogEvent.AutoModerationRuleUpdate]: 'native-rule-changed',
  [AuditLogEvent.AutoModerationRuleDelete]: 'native-rule-changed',
};

/** Told by events of their own, by Discord itself and not by a person, or of no use to anybody. */
const untold: ReadonlySet<number> = new Set([
  AuditLogEvent.InviteCreate,
  AuditLogEvent.InviteUpdate,
  AuditLogEvent.MemberMove,
  AuditLogEvent.MemberDisconnect,
  AuditLogEvent.AutoModerationBlockMessage,
  AuditLogEvent.AutoModerationFlagToChannel,
  AuditLogEvent.AutoModerationUserCommunicationDisabled,
  AuditLogEvent.AutoModerationQuarantineUser,
]);

/** An entry of a guild's audit log, which only those see who may read that log. */
export function auditWritten(decoder: Decoder, entry: Entry): void {
  if (untold.has(entry.action_type)) return;
  const changes = changesOf(entry);
  const what = kindOf(entry, changes);
  if (what === undefined) return;
  const { guild_id: guild, user_id: user, reason } = entry;
  const channel = channelOf(decoder, entry, what);
  note(decoder, {
    ...{
      guild,
      what,
      changes: changes.map(asTimeOut),
      subject: subjectOf(decoder, entry, what),
      target: targetOf(entry, what),
    },
    ...(user !== null && { by: known(decoder, guild, user) }),
    ...(channel !== undefined && { channel }),
    ...(reason !== undefined && { reason }),
  });
}

/** Until when somebody cannot speak, as people read it. */
const asTimeOut = (change: NotedChange): NotedChange =>
  change.what === 'communication_disabled_until'
    ? {
        what: 'until',
        ...(change.before !== undefined && { before: minuteOf(change.before) }),
        ...(change.after !== undefined && { after: minuteOf(change.after) }),
      }
    : change;

/** "2026-11-26 14:40 UTC"; what is no time stays. */
const minuteOf = (time: string): string =>
  Number.isNaN(Date.parse(time))
    ? time
    : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function kindOf(entry: Entry, changes: readonly NotedChange[]): NotedKind | undefined {
  if (entry.action_type !== AuditLogEvent.MemberUpdate)
    return kinds[entry.action_type] ?? 'audit-entry';
  const timeout = changes.find(({ what }) => what === 'communication_disabled_until');
  if (timeout) return timeout.after === undefined ? 'member-timeout-lifted' : 'member-timed-out';
  if (changes.some(({ what }) => what === 'mute' || what === 'deaf')) return 'voice-silenced';
  // A new name is told by an event of its own.
  return undefined;
}

const ofPeople: ReadonlySet<NotedKind> = new Set<NotedKind>([
  ...(['member-banned', 'member-unbanned', 'member-kicked', 'member-roles-changed'] as const),
  ...(['member-timed-out', 'member-timeout-lifted', 'bot-added', 'voice-silenced'] as const),
  ...(['message-pinned', 'message-unpinned', 'message-removed'] as const),
]);

function subjectOf(decoder: Decoder, entry: Entry, what: NotedKind): string {
  const { guild_id: guild, target_id: target } = entry;
  if (what === 'audit-entry') return actionName(entry.action_type);
  if (what === 'members-pruned') return entry.options?.members_removed ?? '?';
  if (target === null) return '?';
  if (ofPeople.has(what)) return known(decoder, guild, target).name;
  const place = decoder.directory.guilds.get(guild)?.places.get(target);
  if (place) return place.name;
  const told = nameIn(entry) ?? target;
  return /^(channel|thread)/.test(what) ? `#${told}` : told;
}

/** What a thing is called, where its name is among what changed: as it is with what is new or gone. */
function nameIn(entry: Entry): string | undefined {
  const name = changesOf(entry).find(({ what }) => what === 'name' || what === 'code');
  return name?.after ?? name?.before;
}

const actions: Readonly<Record<number, string | undefined>> = AuditLogEvent;
const actionName = (action: number): string => actions[action] ?? String(action);

/** As the event of the same thing names it, so that both can be told as one. */
function targetOf(entry: Entry, what: NotedKind): string {
  const { target_id: target, options, id } = entry;
  if (what === 'invite-deleted')
    return changesOf(entry).find((one) => one.what === 'code')?.before ?? id;
  if (what === 'message-pinned' || what === 'message-unpinned') return options?.message_id ?? id;
  return target ?? id;
}

/** Where it happened, if that is one channel: so that what happens in a hidden one is told to nobody else. */
function channelOf({ directory }: Decoder, entry: Entry, what: NotedKind): string | undefined {
  if (what === 'messages-purged' || /^(channel|thread)-/.test(what))
    return entry.target_id ?? undefined;
  const told =
    entry.options?.channel_id ?? changesOf(entry).find((one) => one.what === 'channel_id')?.after;
  return told !== undefined && directory.guilds.get(entry.guild_id)?.places.has(told) === true
    ? told
    : undefined;
}

const longest = 200;

/** What changed, as short text. */
function changesOf({ changes = [] }: Entry): readonly NotedChange[] {
  return changes.map(({ key, old_value: before, new_value: after }) => ({
    what: key,
    ...(isTold(before) && { before: textOf(before) }),
    ...(isTold(after) && { after: textOf(after) }),
  }));
}

/** The types say that null never comes. */
const isTold = (value: unknown): boolean => value !== undefined && value !== null;

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, longest);
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const words = parts.map((part) =>
    typeof part === 'object' && part !== null && 'name' in part
      ? String(part.name)
      : JSON.stringify(part),
  );
  return words.join(', ').slice(0, longest);
}
