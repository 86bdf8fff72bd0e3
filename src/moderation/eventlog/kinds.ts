import type { NotedKind } from '../../core/event.ts';

export type LogKind =
  | Exclude<NotedKind, 'message-removed'>
  | 'member-joined'
  | 'member-left'
  | 'member-renamed'
  | 'message-edited'
  | 'message-deleted'
  | 'reaction-added'
  | 'reaction-removed';

/** All that can be told, in the groups in which staff switch them (CO4 of systems.md). */
export const logGroups = {
  members: [
    ...([
      'member-joined',
      'member-left',
      'member-renamed',
      'member-kicked',
      'member-banned',
    ] as const),
    ...(['member-unbanned', 'member-timed-out', 'member-timeout-lifted'] as const),
    ...(['member-roles-changed', 'members-pruned', 'member-boosted', 'bot-added'] as const),
  ],
  messages: [
    ...(['message-edited', 'message-deleted', 'messages-purged'] as const),
    ...(['message-pinned', 'message-unpinned'] as const),
  ],
  reactions: ['reaction-added', 'reaction-removed', 'reactions-cleared'],
  roles: ['role-created', 'role-changed', 'role-deleted'],
  channels: [
    ...([
      'channel-created',
      'channel-changed',
      'channel-deleted',
      'channel-access-changed',
    ] as const),
    ...(['topic-changed', 'modes-changed'] as const),
  ],
  threads: ['thread-created', 'thread-changed', 'thread-deleted'],
  voice: ['voice-joined', 'voice-left', 'voice-moved', 'voice-silenced'],
  invites: ['invite-created', 'invite-deleted'],
  emoji: ['emoji-added', 'emoji-changed', 'emoji-removed', 'stickers-changed'],
  space: [
    ...(['space-changed', 'webhooks-changed', 'integrations-changed'] as const),
    ...(['scheduled-event-created', 'scheduled-event-changed'] as const),
    ...(['scheduled-event-deleted', 'audit-entry'] as const),
  ],
  rules: ['native-rule-changed', 'native-rule-hit'],
} as const satisfies Readonly<Record<string, readonly LogKind[]>>;

export type LogGroup = keyof typeof logGroups;

export const groupNames = Object.keys(logGroups).filter(
  (name): name is LogGroup => name in logGroups,
);

const groups = new Map<string, LogGroup>(
  groupNames.flatMap((group) => logGroups[group].map((kind) => [kind, group] as const)),
);

export const logKinds: readonly LogKind[] = groupNames.flatMap((group) => [...logGroups[group]]);

export const groupOf = (kind: LogKind): LogGroup => groups.get(kind) ?? 'space';

/** The kinds that a word stands for: a kind, or a group. Undefined for neither. */
export function kindsNamed(word: string): readonly LogKind[] | undefined {
  const group = groupNames.find((name) => name === word);
  if (group) return logGroups[group];
  const kind = logKinds.find((name) => name === word);
  return kind && [kind];
}
