/** What goes between the server and the page about the guard. Imports nothing; the page takes it from `wire.ts`. */

export type GuardStage = 'sanction' | 'window' | 'bucket' | 'channel' | 'cooldown';
export type GuardMode = 'live' | 'shadow' | 'watch' | 'off';

/** What is said is guarded too: to one channel or person, and on a whole connection. */
export type GuardOutputStage = 'output' | 'output-global';

/** Somebody or something that is held back now. */
export interface GuardHeld {
  readonly id: string;
  readonly stage: GuardStage | GuardOutputStage;
  readonly reason: string;
  readonly actor?: string;
  /** What the actor goes by, where it is known. */
  readonly name?: string;
  readonly channel?: string;
  /** What the channel goes by. */
  readonly place?: string;
  readonly command?: string;
  readonly untilMs: number;
  /** Refusals in a row, where they are counted. */
  readonly refusals?: number;
  /** Mutes, bans and silences can be made longer; the rest ends by itself. */
  readonly canExtend: boolean;
  /** A connection’s shared limit ends by itself only. */
  readonly canLift: boolean;
}

/** Something that the guard held against somebody or a channel. */
export interface GuardEntry {
  readonly id: string;
  /** `would-refuse`: by a stage that only watches. */
  readonly kind:
    'refused' | 'would-refuse' | 'muted' | 'banned' | 'channel-silenced' | 'output-held';
  readonly stage: string;
  readonly reason: string;
  readonly actor?: string;
  readonly actorName?: string;
  readonly channel: string;
  readonly place: string;
  readonly command?: string;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly untilMs: number;
  readonly times: number;
}

/** A channel that commands were given in. */
export interface GuardPlace {
  readonly channel: string;
  readonly name: string;
  readonly platform: 'discord' | 'irc' | 'console';
  readonly spaceName?: string;
}

/** One stage of the way in, and how it is meant where nothing else is set. */
export interface GuardStageView {
  readonly stage: GuardStage;
  readonly asks: string;
  readonly mode: GuardMode;
}

export interface GuardSnapshot {
  readonly held: readonly GuardHeld[];
  /** Newest first. */
  readonly history: readonly GuardEntry[];
  readonly places: readonly GuardPlace[];
  readonly stages: readonly GuardStageView[];
}

export type GuardChange =
  | { readonly kind: 'held'; readonly held: readonly GuardHeld[] }
  /** New, or in place of those with the same ids; oldest first. */
  | { readonly kind: 'history'; readonly entries: readonly GuardEntry[] }
  | { readonly kind: 'places'; readonly places: readonly GuardPlace[] };

/** One limit of a channel. */
export interface GuardLimit {
  /** `actorMax`. */
  readonly field: string;
  /** Its setting: `guard.actorMax`. */
  readonly setting: string;
  readonly text: string;
  readonly unit: 'count' | 'ms' | 'percent';
  readonly value: number;
  /** What holds here when the channel's own value is taken away. */
  readonly inherited: number;
  /** What holds where nobody set anything. */
  readonly preset: number;
  readonly min: number;
  readonly max: number;
}

/** Of the recorded commands, how many were somebody's (or the channel's) first, second … within the window. */
export interface GuardRates {
  readonly uses: number;
  readonly people: number;
  readonly actorInWindow: readonly number[];
  readonly channelInWindow: readonly number[];
  readonly sameCommandInWindow: readonly number[];
  /** Within a minute: basic commands, of games, of management, of the web. */
  readonly perMinute: readonly (readonly number[])[];
  readonly hours: readonly {
    readonly hour: number;
    readonly uses: number;
    readonly messages: number;
    readonly joins: number;
  }[];
}

export interface GuardChannel {
  readonly place: GuardPlace;
  readonly days: number;
  /** Where the hours are counted from. */
  readonly fromMs: number;
  readonly recording: boolean;
  readonly limits: readonly GuardLimit[];
  readonly stages: readonly GuardStageView[];
  readonly rates: GuardRates;
}

/** What limits come to over the recorded commands of a channel. */
export interface GuardOutcome {
  readonly uses: number;
  readonly refused: number;
  readonly people: number;
  readonly flagged: number;
  readonly flaggedPeople: number;
  readonly byStage: readonly {
    readonly stage: string;
    readonly refused: number;
    readonly flagged: number;
  }[];
  readonly silences: number;
  readonly watchedSilences: number;
  readonly mutes: number;
  readonly bans: number;
  readonly hours: readonly {
    readonly hour: number;
    readonly uses: number;
    readonly refused: number;
    readonly flagged: number;
  }[];
}

export interface GuardForecast {
  readonly inForce: GuardOutcome;
  readonly draft: GuardOutcome;
}

/** Values by field; null takes the channel's own value away. */
export interface GuardValues {
  readonly values: Readonly<Record<string, number | null>>;
}

export interface GuardLift {
  readonly id: string;
}

export interface GuardExtend extends GuardLift {
  readonly byMs: number;
}
