import type { ActorId, ChannelId, ConnectionId, MessageId, SpaceId } from '../base/ids.ts';
import type { Actor } from './actor.ts';

export type PlatformKind = 'discord' | 'irc' | 'console';

/** Where something happened. Platforms make one object per channel and use it for every event there. */
export interface Place {
  readonly connection: ConnectionId;
  readonly platform: PlatformKind;
  readonly channel: ChannelId;
  /** Absent in a direct conversation. */
  readonly space?: SpaceId;
  /** For display: `#general`, `ann`. */
  readonly name: string;
  readonly spaceName?: string;
  /** What stands before a command here, whatever the settings say. */
  readonly prefix?: string;
}

/** What a platform needs to answer one event. Only the platform that made it looks inside `token`. */
export interface ReplyTo {
  readonly where: Place;
  readonly actor: Actor;
  readonly message?: MessageId;
  /** The platform waits for an answer, and shows an error when none comes (slash commands, controls). A private one costs no message. */
  readonly awaited?: true;
  readonly token?: unknown;
}

interface Happened {
  /** Epoch ms: the server's time where it tells, else when it arrived. */
  readonly atMs: number;
  readonly where: Place;
  readonly actor: Actor;
}

/** What a platform tells of a message besides its text; absent is what it does not tell. */
export interface MessageDetails {
  /** The names of files that came with it. */
  readonly files?: readonly string[];
  /** How many people and groups it calls. */
  readonly mentions?: number;
  /** When the author's account was made, epoch ms. */
  readonly accountMadeAtMs?: number;
}

/** Another message that one is about: what it answers, or what was under the pointer. */
export interface Answered {
  readonly message?: MessageId;
  /** Who wrote it, as he would be named in a message; absent where the network does not tell. */
  readonly person?: string;
  readonly text?: string;
}

export interface MessageEvent extends Happened {
  readonly kind: 'message';
  readonly id?: MessageId;
  /** What was said, as plain text without the platform's formatting codes. */
  readonly text: string;
  /** The rest of the text when it begins by addressing the bot (`@Castellan help`, `castellan: help`). */
  readonly addressed?: string;
  /** True for history played back by a server or bouncer: never a command. */
  readonly replayed: boolean;
  /** True where answering would be wrong (IRC NOTICE, webhooks). */
  readonly unanswerable: boolean;
  readonly details?: MessageDetails;
  /** The message that this one answers. */
  readonly answers?: Answered;
  readonly reply: ReplyTo;
}

export interface MessageEditedEvent extends Happened {
  readonly kind: 'message-edited';
  readonly id: MessageId;
  readonly text: string;
  readonly details?: MessageDetails;
}

export interface MessageDeletedEvent extends Omit<Happened, 'actor'> {
  readonly kind: 'message-deleted';
  readonly id: MessageId;
}

/** What was under the pointer when a command was called from its menu. */
export interface MenuTarget {
  readonly on: 'person' | 'message';
  /** The person, or who wrote the message, as he would be named in a message. */
  readonly person: string;
  readonly text?: string;
  readonly message?: MessageId;
}

/** A command that the platform itself parsed: a Discord slash command, or one of the menu of a person or message. */
export interface InvocationEvent extends Happened {
  readonly kind: 'invocation';
  /** Command and subcommands, separated by a space: `rate stats`. From a menu: the entry's name. */
  readonly command: string;
  readonly menu?: MenuTarget;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly reply: ReplyTo;
}

/** The platform asks what could stand in an option that is being typed. Answered by `Platform.complete`. */
export interface CompletionEvent extends Happened {
  readonly kind: 'completion';
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  /** What the other options hold so far. */
  readonly others: Readonly<Record<string, string>>;
  readonly reply: ReplyTo;
}

/** A button was pressed or a choice made on a card of ours. */
export interface ComponentEvent extends Happened {
  readonly kind: 'component';
  /** The action's id, as it stood on the card. */
  readonly action: string;
  /** What was chosen; empty for a button. */
  readonly values: readonly string[];
  readonly reply: ReplyTo;
}

/** A form (Discord modal) was sent. */
export interface FormEvent extends Happened {
  readonly kind: 'form';
  readonly form: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly reply: ReplyTo;
}

export interface ReactionEvent extends Happened {
  readonly kind: 'reaction';
  readonly id: MessageId;
  readonly emoji: string;
  readonly added: boolean;
  /** When the account of whoever reacted was made, epoch ms; absent where it is not told. */
  readonly accountMadeAtMs?: number;
}

/** Someone came into or left a space. `quiet` marks crowds that are no one's doing: netsplits, netjoins, chunks at start. */
export interface MemberEvent extends Happened {
  readonly kind: 'member-joined' | 'member-left';
  readonly quiet: boolean;
  readonly reason?: string;
  /** Only for someone who comes in. */
  readonly newcomer?: Newcomer;
}

/** What the platform tells of someone who comes in; absent is what it does not tell. */
export interface Newcomer {
  /** When the account was made, epoch ms. */
  readonly accountMadeAtMs?: number;
  readonly hasAvatar?: boolean;
  /** Whether services vouch for an account, on a network that tells accounts. */
  readonly hasAccount?: boolean;
}

/** Someone opened a thread in a channel. */
export interface ThreadEvent extends Happened {
  readonly kind: 'thread-opened';
  readonly name: string;
}

/** A display name changed (IRC nick, Discord nickname). `actor` carries the new one; an IRC id by host may change with it. */
export interface RenamedEvent extends Happened {
  readonly kind: 'renamed';
  readonly before: Actor;
}

/** The bot came into or left a space (Discord guild, IRC channel). */
export interface SpaceEvent extends Omit<Happened, 'actor'> {
  readonly kind: 'space-joined' | 'space-left';
  readonly space: SpaceId;
  readonly name: string;
  readonly members: number;
}

/**
 * What staff may want to find in a log, besides what has a kind of its own above. `message-removed` says who deleted
 * somebody else's message; that it is gone is a `message-deleted`.
 */
export type NotedKind =
  | 'member-banned'
  | 'member-boosted'
  | 'member-kicked'
  | 'member-roles-changed'
  | 'member-timed-out'
  | 'member-timeout-lifted'
  | 'member-unbanned'
  | 'members-pruned'
  | 'bot-added'
  | 'message-removed'
  | 'messages-purged'
  | 'message-pinned'
  | 'message-unpinned'
  | 'reactions-cleared'
  | 'role-created'
  | 'role-changed'
  | 'role-deleted'
  | 'channel-created'
  | 'channel-changed'
  | 'channel-deleted'
  | 'channel-access-changed'
  | 'topic-changed'
  | 'modes-changed'
  | 'thread-created'
  | 'thread-changed'
  | 'thread-deleted'
  | 'voice-joined'
  | 'voice-left'
  | 'voice-moved'
  | 'voice-silenced'
  | 'invite-created'
  | 'invite-deleted'
  | 'emoji-added'
  | 'emoji-changed'
  | 'emoji-removed'
  | 'stickers-changed'
  | 'webhooks-changed'
  | 'integrations-changed'
  | 'space-changed'
  | 'scheduled-event-created'
  | 'scheduled-event-changed'
  | 'scheduled-event-deleted'
  | 'native-rule-changed'
  | 'native-rule-hit'
  | 'audit-entry';

/** One value before and after; absent where there was or is none. */
export interface NotedChange {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** What a rule of the network itself kept back: nobody has seen it, and it has no message. */
export interface KeptBack {
  /** The network's own id of the rule. */
  readonly rule: string;
  /** Who wrote it; of his standing only what is known without asking. */
  readonly person: Actor;
  /** Empty where the network does not let us read it. */
  readonly text: string;
  /** Which word or pattern of the rule it was, and what in the text, where the network tells. */
  readonly look?: string;
  readonly found?: string;
  /** When the account was made, epoch ms. */
  readonly accountMadeAtMs?: number;
}

/** Something about a space that is worth a line in a log. Told again when the platform says later who did it. */
export interface NotedEvent extends Omit<Happened, 'actor'> {
  readonly kind: 'noted';
  readonly what: NotedKind;
  /** Who did it, where the platform tells. */
  readonly by?: Actor;
  /** Whom or what it was done to, for display. */
  readonly subject: string;
  /** The platform's own name of the subject: the same in whatever tells of one thing. */
  readonly target: string;
  readonly reason?: string;
  readonly changes?: readonly NotedChange[];
  /** Of a `native-rule-hit` for which a message did not appear. */
  readonly keptBack?: KeptBack;
}

/** Somebody to whom something was done, here or not. */
interface Concerned {
  readonly id: ActorId;
  readonly name: string;
  readonly native: string;
}

/** What was done to people or to the space on the network itself. */
export const staffActs = [
  ...([
    'held',
    'freed',
    'kicked',
    'channel-deleted',
    'role-deleted',
    'listed',
    'unlisted',
  ] as const),
] as const;

/**
 * What somebody did to people or to the space on the network itself, with this program (`own`) or past it. `held` and
 * `freed`: a ban or a mute came or went. `listed` and `unlisted`: an entry that holds nobody, like an exception.
 */
export interface StaffActEvent extends Omit<Happened, 'actor'> {
  readonly kind: 'staff-act';
  readonly act: (typeof staffActs)[number];
  /** Of what was held or freed, and of what was listed where it is known what it does. */
  readonly measure?: 'mute' | 'ban' | 'exempt' | 'invex';
  /** What stands on the network, or does no more, in its own words. */
  readonly mark?: string;
  readonly subject?: Concerned;
  /** Absent where the network does not tell. */
  readonly by?: Actor;
  readonly own: boolean;
  readonly reason?: string;
  /** Epoch ms: when it ends by itself. */
  readonly untilMs?: number;
  /** What the channel or role was called. */
  readonly thing?: string;
}

/** Something that happened on a platform, in one normal form. */
export type InboundEvent =
  | MessageEvent
  | MessageEditedEvent
  | MessageDeletedEvent
  | InvocationEvent
  | CompletionEvent
  | ComponentEvent
  | FormEvent
  | ReactionEvent
  | MemberEvent
  | ThreadEvent
  | RenamedEvent
  | StaffActEvent
  | SpaceEvent
  | NotedEvent;
