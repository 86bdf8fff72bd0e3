/**
 * What goes between the dashboard's server and its page, as JSON and nothing else. This file imports
 * nothing but parts of itself, so that the page can be a program of its own.
 */
import type { ReviewChangeView } from './review-wire.ts';
import type { GuardChange, GuardSnapshot } from './guard-wire.ts';
import type {
  PlayForm,
  PlayFormField,
  PlayReport,
  PlayScenario,
  SubmitRequest,
} from './play-wire.ts';
import type { ProductView } from './sign-in-wire.ts';

export type * from './guard-wire.ts';
export type * from './sign-in-wire.ts';
export type * from './audit-wire.ts';
export type * from './settings-wire.ts';
export type { PlayForm, PlayFormField, PlayReport, PlayScenario, SubmitRequest };

// Problems

export type ProblemCode =
  | 'bad-input'
  | 'bad-origin'
  | 'bad-secret'
  | 'bad-token'
  | 'bad-host'
  | 'broken'
  | 'not-available'
  | 'not-found'
  | 'refused'
  | 'signed-out'
  | 'too-large'
  | 'too-many';

/** Why something was not done, and what to do about it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly todo: string;
  readonly retryAfterMs?: number;
}

export interface ProblemAnswer {
  readonly error: Problem;
}

// Traces

export type PlatformName = 'discord' | 'irc' | 'console';
export type TraceVerdict = 'allow' | 'refuse' | 'flag' | 'note' | 'fail';
export type TraceOutcome = 'observed' | 'answered' | 'refused' | 'failed' | 'ignored';

export interface TraceStepView {
  readonly stage: string;
  readonly verdict: TraceVerdict;
  readonly why: string;
  readonly tookMicros: number;
}

/** What became of one event: `core/trace.ts` as the page sees it. */
export interface TraceView {
  readonly id: string;
  readonly atMs: number;
  readonly kind: string;
  readonly connection: string;
  readonly platform: PlatformName;
  readonly channel: string;
  readonly space?: string;
  readonly place: string;
  readonly actor?: { readonly id: string; readonly name: string };
  readonly summary: string;
  readonly steps: readonly TraceStepView[];
  readonly outcome: TraceOutcome;
  readonly tookMicros: number;
}

// Connections

export type LinkView =
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'online'; readonly sinceMs: number }
  | {
      readonly state: 'waiting';
      readonly attempt: number;
      readonly retryAtMs: number;
      readonly problem: string;
    }
  | { readonly state: 'stopped'; readonly problem?: string };

/** A connection: `ConnectionStatus` of `core/platform.ts` as the page sees it. */
export interface ConnectionView {
  readonly connection: string;
  readonly platform: PlatformName;
  readonly link: LinkView;
  readonly self?: string;
  readonly server: string;
  readonly latencyMs?: number;
  readonly spaces: number;
  readonly members: number;
  readonly warnings: readonly string[];
}

// Playground

export type NetworkId = 'discord' | 'irc';

/** Somebody who can be picked to speak. */
export interface PlayPerson {
  readonly id: string;
  readonly name: string;
  readonly standing: 'owner' | 'administrator' | 'moderator' | 'helper' | 'member';
  /** `#rrggbb`; a look, never the only sign of anything. */
  readonly colour: string;
  /** One short line: who this is in the play. */
  readonly about?: string;
  /** How mentions name this person, where the network mentions by id. */
  readonly mentionId?: string;
}

export interface PlayChannel {
  readonly id: string;
  /** As the network writes it: `general`, `#castle`, the bot's name for a direct conversation. */
  readonly name: string;
  /** A direct conversation is between one person and the bot. */
  readonly kind: 'public' | 'direct';
  /** Whose conversation it is; only with `direct`. */
  readonly person?: string;
  readonly topic?: string;
  readonly members?: number;
  /** Ids of the people who can see it; absent: everybody. */
  readonly visibleTo?: readonly string[];
}

export interface PlayAuthor {
  /** The person's id where the author is one of the people. */
  readonly id?: string;
  readonly name: string;
  readonly colour?: string;
  readonly bot: boolean;
}

export type PlayMessageKind =
  | 'said'
  | 'action' // IRC: /me
  | 'notice' // IRC: NOTICE
  | 'event'; // joins, leaves, modes: a line of the network itself

export interface PlayMessage {
  readonly id: string;
  readonly network: NetworkId;
  readonly channel: string;
  readonly atMs: number;
  readonly kind: PlayMessageKind;
  readonly author: PlayAuthor;
  /** In the network's own formatting: Discord markdown, or IRC control codes. */
  readonly text: string;
  readonly embeds: readonly PlayEmbed[];
  /** Rows of controls. */
  readonly controls: readonly (readonly PlayControl[])[];
  /** Ids of the people who see it; absent: everybody in the channel. */
  readonly seenBy?: readonly string[];
  /** Discord: only the one who asked sees it. */
  readonly ephemeral: boolean;
  readonly edited: boolean;
  /** Discord: the bot is thinking. */
  readonly pending: boolean;
  /** Discord: the slash command that this answers. */
  readonly answers?: { readonly person: string; readonly command: string };
  /** Id of the trace of the event that this message was, or that it answers. */
  readonly trace?: string;
}

/** What Discord draws in a frame. Texts are in Discord markdown. */
export interface PlayEmbed {
  readonly title?: string;
  readonly text?: string;
  readonly colour?: string;
  readonly fields: readonly PlayEmbedField[];
  readonly footer?: string;
}

export interface PlayEmbedField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

export type PlayControl = PlayButton | PlayLink | PlaySelect;

export interface PlayButton {
  readonly kind: 'button';
  readonly id: string;
  readonly label: string;
  readonly style: 'primary' | 'secondary' | 'success' | 'danger';
  readonly disabled: boolean;
}

export interface PlayLink {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
}

export interface PlaySelect {
  readonly kind: 'select';
  readonly id: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly description?: string;
    readonly chosen?: boolean;
  }[];
}

/** A slash command as it can be typed; subcommands stand alone as `rate stats`. */
export interface PlayCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly PlayOption[];
}

export interface PlayOption {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'actor' | 'channel' | 'role';
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly completes?: boolean;
}

export interface PlayNetwork {
  readonly id: NetworkId;
  /** The connection of the bot to this network, as in traces. */
  readonly connection: string;
  /** What the network calls itself: `Castle Town`, `irc.sandbox`. */
  readonly title: string;
  /** Whom the bot is there. */
  readonly bot: string;
  /** How mentions name the bot, where the network mentions by id. */
  readonly botId?: string;
  readonly people: readonly PlayPerson[];
  readonly channels: readonly PlayChannel[];
  /** Oldest first; bounded by the server. */
  readonly messages: readonly PlayMessage[];
  /** Empty where the network knows no slash commands. */
  readonly commands: readonly PlayCommand[];
  /** The form that opened last; told by a change, not known anew after a load of the page. */
  readonly form?: PlayForm;
}

/** One playing of a scenario. */
export interface PlayRun {
  readonly id: string;
  readonly scenario: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  /** One sentence: what is going on, or how it ended. */
  readonly note: string;
  /** What was counted: `answered` `3 of 30`. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** How the guard did, when it is over. */
  readonly report?: PlayReport;
}

export interface PlaySnapshot {
  readonly networks: readonly PlayNetwork[];
  readonly scenarios: readonly PlayScenario[];
  /** The last run of each scenario. */
  readonly runs: readonly PlayRun[];
}

export type PlayChange =
  /** New, or in place of the message with the same id in the same channel. */
  | { readonly kind: 'message'; readonly message: PlayMessage }
  | {
      readonly kind: 'message-gone';
      readonly network: NetworkId;
      readonly channel: string;
      readonly id: string;
    }
  | {
      readonly kind: 'people';
      readonly network: NetworkId;
      readonly people: readonly PlayPerson[];
    }
  | {
      readonly kind: 'channels';
      readonly network: NetworkId;
      readonly channels: readonly PlayChannel[];
    }
  | {
      readonly kind: 'commands';
      readonly network: NetworkId;
      readonly commands: readonly PlayCommand[];
    }
  | { readonly kind: 'form'; readonly network: NetworkId; readonly form: PlayForm }
  | { readonly kind: 'run'; readonly run: PlayRun };

export type PlayOptionValue = string | number | boolean;

export interface SayRequest {
  readonly person: string;
  readonly channel: string;
  readonly text: string;
}

export interface DirectRequest {
  readonly person: string;
  readonly text: string;
}

export interface PressRequest {
  readonly person: string;
  readonly channel: string;
  readonly message: string;
  readonly control: string;
}

export interface ChooseRequest extends PressRequest {
  readonly values: readonly string[];
}

export interface SlashRequest {
  readonly person: string;
  readonly channel: string;
  readonly command: string;
  readonly options: Readonly<Record<string, PlayOptionValue>>;
}

export interface CompleteRequest {
  readonly person: string;
  readonly channel: string;
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  /** What the other options hold so far. */
  readonly others?: Readonly<Record<string, PlayOptionValue>>;
}

// Live stream

export type LiveMessage =
  /** Everything as it is now; first after each connect, and instead of what was known before. */
  | {
      readonly kind: 'hello';
      /** Differs after each start of the server. */
      readonly boot: string;
      readonly nowMs: number;
      readonly product: ProductView;
      readonly connections: readonly ConnectionView[];
      /** Newest first. */
      readonly traces: readonly TraceView[];
      readonly playground?: PlaySnapshot;
      readonly guard?: GuardSnapshot;
    }
  /** Oldest first; `skipped` more were left out because too many came at once. */
  | {
      readonly kind: 'traces';
      readonly traces: readonly TraceView[];
      readonly skipped: number;
    }
  | { readonly kind: 'connection'; readonly status: ConnectionView }
  | { readonly kind: 'playground'; readonly change: PlayChange }
  | { readonly kind: 'guard'; readonly change: GuardChange }
  | { readonly kind: 'review'; readonly change: ReviewChangeView }
  /** A sign of life; a page that hears nothing for three of these connects anew. */
  | { readonly kind: 'tick'; readonly nowMs: number };

/** Why the server closed the live stream. */
export type LiveClose = 4401 | 4408;
