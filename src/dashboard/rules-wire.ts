/** Rules, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export type RuleModeName = 'off' | 'shadow' | 'live';

export interface RuleEntry {
  readonly number: number;
  readonly name: string;
  readonly mode: RuleModeName;
  readonly sentence: string;
  readonly hits: number;
  readonly people: number;
  /** What moderators made of what it found. */
  readonly quality?: { readonly right: number; readonly wrong: number };
}

/** What of the rules in force a network does by itself. */
export interface MirrorEntry {
  readonly on: boolean;
  readonly rules: readonly {
    readonly name: string;
    readonly numbers: readonly number[];
    readonly words: number;
    readonly patterns: number;
    readonly mentions?: number;
  }[];
  readonly said: readonly {
    readonly number: number;
    readonly name: string;
    readonly edits: boolean;
    readonly missing: number;
  }[];
  readonly left: readonly {
    readonly number: number;
    readonly name: string;
    readonly why: string;
  }[];
  readonly others: number;
  readonly steps: { readonly made: number; readonly changed: number; readonly removed: number };
  /** What kept us from doing it all, in words. */
  readonly problem?: string;
}

export interface RulesView {
  /** Communities that the bot is in. */
  readonly places: readonly { readonly community: string; readonly name: string }[];
  /** The one that is shown; absent where the bot is nowhere. */
  readonly community?: string;
  readonly rules: readonly RuleEntry[];
  readonly presets: readonly { readonly name: string; readonly sentences: readonly string[] }[];
  readonly kept: { readonly days: number; readonly messages: number };
  /** Absent where the network has no rules of its own. */
  readonly mirror?: MirrorEntry;
}

/** A message that a rule held for. */
export interface RuleHitEntry {
  readonly atMs: number;
  /** The mode is the one that it had then. */
  readonly rule: { readonly number: number; readonly name: string; readonly mode: RuleModeName };
  readonly actor: string;
  readonly name: string;
  readonly place: string;
  readonly text: string;
  /** What was found in it. */
  readonly found: readonly string[];
}

export interface RuleTrialEntry {
  readonly number: number;
  readonly name: string;
  readonly outcome: 'fires' | 'spared' | 'silent';
  readonly reasons: readonly {
    readonly condition: string;
    readonly holds: boolean;
    readonly value: number;
    readonly found?: string;
  }[];
}

export interface RuleReplayEntry {
  readonly sentence: string;
  readonly days: number;
  readonly messages: number;
  readonly hits: number;
  readonly people: number;
  readonly tookMs: number;
  /** Hits that were dismissed, or stood in a case that was overturned. */
  readonly wrong: number;
  readonly samples: readonly {
    readonly atMs: number;
    readonly name: string;
    readonly place: string;
    readonly text: string;
    readonly found: readonly string[];
    readonly wrong: boolean;
  }[];
  readonly curve: readonly {
    readonly least: number;
    readonly hits: number;
    readonly people: number;
  }[];
  readonly least?: number;
}
