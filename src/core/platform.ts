import type { ChannelId, ConnectionId, MessageId } from '../base/ids.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Admission } from './admission.ts';
import type { Card, Form } from './card.ts';
import type { Actor } from './actor.ts';
import type { Audience } from './audience.ts';
import type { Refusal } from '../base/result.ts';
import type { Door } from './door.ts';
import type { Enforcer } from './enforcer.ts';
import type { Giver } from './giver.ts';
import type { InboundEvent, Place, PlatformKind, ReplyTo } from './event.ts';
import type { NativeRules } from './native-rules.ts';

/** What a platform can do; ask this, never which platform it is. */
export type Ability =
  | 'slash' // commands parsed by the platform, with completion
  | 'private-reply' // a reply that only its reader sees
  | 'whisper' // … also to what was said in a channel (NOTICE), and not only to a slash command or control
  | 'controls' // buttons and selects
  | 'forms'
  | 'dialogue' // a person's next line can be the answer to a question
  | 'edit' // a card that was said can be changed
  | 'delete' // … or taken away
  | 'direct-chat' // a person can have a line to the bot past the network, as operators use
  | 'reactions'
  | 'boosts'; // people can pay for a space, and the network tells of it

/** Order of what waits to be sent: everything in a higher lane goes first. */
export type Lane = 'urgent' | 'operator' | 'normal' | 'bulk';

export interface SayOptions {
  readonly lane?: Lane;
  /** Who is called where the text names them; nobody else is, whatever it says. */
  readonly calls?: Calls;
}

export interface Calls {
  /** By what the platform's own verbs take. */
  readonly people?: readonly string[];
  /** `@everyone` and `@here` call, too. */
  readonly everyone?: boolean;
}

export interface ReplyOptions extends SayOptions {
  /** Only the person addressed sees it (ephemeral, NOTICE), where the platform can. */
  readonly private?: boolean;
  /** Nobody else may see it: where the platform cannot here, it comes as a direct message, or not at all. */
  readonly whisper?: boolean;
  /** Whether the next line of the person addressed is the answer to this; false: no more. Heard where lines mean something else otherwise. */
  readonly asks?: boolean;
  /** Changes the card that the control stands on, instead of saying a new one. */
  readonly update?: boolean;
}

/** What the guard had against a message. */
export interface Guarded {
  readonly stage: string;
  /** `flag`: it was said all the same. `wait`: it will be said later. `refuse`: it will not. */
  readonly verdict: 'flag' | 'wait' | 'refuse';
  readonly why: Refusal;
}

/** What was said: the message's id where the platform tells it, for later edits. */
export interface Said {
  readonly message?: MessageId;
  /** Present where the guard did not simply let it out. */
  readonly guarded?: Guarded;
}

export type ConnectionState =
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'online'; readonly sinceMs: number }
  | {
      readonly state: 'waiting';
      readonly attempt: number;
      readonly retryAtMs: number;
      readonly problem: string;
    }
  | { readonly state: 'stopped'; readonly problem?: string };

/** A connection as people see it. */
export interface ConnectionStatus {
  readonly connection: ConnectionId;
  readonly platform: PlatformKind;
  readonly link: ConnectionState;
  /** Whom we are: the nick, the application's name. */
  readonly self?: string;
  /** Host and port, or the API's address. Never a secret. */
  readonly server: string;
  readonly latencyMs?: number;
  readonly spaces: number;
  readonly members: number;
  /** What is wrong though the link stands, in words that say what to do: a channel that cannot be joined, a switched-off intent. */
  readonly warnings: readonly string[];
}

/** A command as a platform with the ability `slash` declares it. */
export interface SlashCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly SlashOption[];
  /** Where given, `options` is empty and these are the subcommands. */
  readonly subcommands?: readonly Omit<SlashCommand, 'subcommands'>[];
  /** False: cannot be used in direct conversations. */
  readonly direct: boolean;
}

export interface SlashOption {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'actor' | 'channel' | 'role';
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly completes?: boolean;
  readonly min?: number;
  readonly max?: number;
}

/** A command in the menu of a person or a message, as a platform with the ability `slash` declares it. */
export interface MenuCommand {
  /** What stands in the menu. */
  readonly name: string;
  readonly on: 'person' | 'message';
  /** It is for those who look after the place: the menus of others need not show it. */
  readonly staff: boolean;
  /** False: cannot be used in direct conversations. */
  readonly direct: boolean;
}

export interface PlatformSink {
  /** Takes one event; never throws, never waits. */
  event(event: InboundEvent): void;
  status(status: ConnectionStatus): void;
}

/** A channel or a role, as a command's argument. For a channel, `id` is a ChannelId. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  /** The channel as a place. */
  readonly place?: Place;
}

/** Whether the bot could say something in a channel now. */
export type Voice =
  /** It does not know the channel, or is not in it. */
  | { readonly voice: 'absent'; readonly why?: string }
  /** It is there and may not speak, and what to do about it. */
  | { readonly voice: 'silent'; readonly place: Place; readonly why: string }
  | { readonly voice: 'speaks'; readonly place: Place };

/**
 * One connection to one network: turns wire into events and cards into wire, and knows nothing of
 * guards, permissions or modules. `start` returns at once and keeps the connection for the lifetime;
 * connecting, losing and regaining the network is told through the sink's `status`.
 */
export interface Platform {
  readonly connection: ConnectionId;
  readonly kind: PlatformKind;
  readonly can: ReadonlySet<Ability>;
  /** Where the platform lets a bot guard who comes in and how fast people speak. */
  readonly door?: Door;
  /** Where the platform lets a bot punish and pardon. */
  readonly enforcer?: Enforcer;
  /** Where the platform lets a bot let people in. */
  readonly admission?: Admission;
  /** Where the platform lets a bot give people roles. */
  readonly giver?: Giver;
  /** Where the network keeps messages back by rules of its own. */
  readonly nativeRules?: NativeRules;
  start(sink: PlatformSink, life: Lifetime): void;
  status(): ConnectionStatus;
  /** Drops the link and connects again now, without waiting out a back-off. */
  reconnect(): void;
  /**
   * Says a card. Resolves when it was handed to the network (Discord: confirmed), rejects with a
   * CastellanError (`platform-refused`, `network`, `closed`) when it never will be.
   */
  say(where: ChannelId, card: Card, options?: SayOptions): Promise<Said>;
  /** Answers an event; where the event is a slash command or control, through the platform's own way. */
  reply(to: ReplyTo, card: Card, options?: ReplyOptions): Promise<Said>;
  /** Says what was left of a long answer to this person here; undefined when nothing is left. */
  more(to: ReplyTo): Promise<Said | undefined>;
  /** Changes what was said. Only with the ability `edit`. */
  edit(where: ChannelId, message: MessageId, card: Card): Promise<void>;
  /** Shows a form in answer to an invocation or component. Only with the ability `forms`. */
  ask(to: ReplyTo, form: Form): Promise<void>;
  /** Answers a completion event with at most 25 suggestions. Only with the ability `slash`. */
  complete(to: ReplyTo, suggestions: readonly string[]): Promise<void>;
  /** The person that a text names here (mention, id, account, current name), compared as the network does. */
  findActor(where: Place, text: string): Promise<Actor | undefined>;
  /** The channel or role that a text names here (mention, id, name). Roles: only where the platform has them. */
  findThing(where: Place, kind: 'channel' | 'role', text: string): Promise<Thing | undefined>;
  /** Whether it could speak in the channel that a text names here (mention, id, name); asks the network where it must. */
  voice?(where: Place, text: string): Promise<Voice>;
  /** Who sees a channel; undefined where it does not know. */
  audience?(where: ChannelId): Audience | undefined;
  /** Declares the commands to the network, writing only when they differ. Only with the ability `slash`. */
  declare(
    commands: readonly SlashCommand[],
    menus?: readonly MenuCommand[],
  ): Promise<'same' | 'written'>;
  /** Puts a reaction to what was said. Only with the ability `reactions`. */
  react?(where: ChannelId, message: MessageId, emoji: string): Promise<void>;
  /** Deletes what was said; nothing when it is gone. Only with the ability `delete`. */
  remove(where: ChannelId, message: MessageId): Promise<void>;
}
