import type { Result } from '../base/result.ts';
import type { Standing } from './actor.ts';
import type { Place } from './event.ts';

/** What a network's own rule looks for in a message. */
export type NativeLook =
  | {
      readonly kind: 'words';
      /** `free nitro`, `scam*`, `*coin`: whole words but for the stars, in any case. */
      readonly words: readonly string[];
      /** Regular expressions in Rust's syntax. */
      readonly patterns: readonly string[];
    }
  | { readonly kind: 'mentions'; /** So many are let be. */ readonly most: number };

/** A rule of the network itself: a message that it holds for never appears. */
export interface NativeRule {
  readonly name: string;
  readonly look: NativeLook;
  /** What whoever wrote the message is told; empty: the network's own words. */
  readonly tells: string;
  /** Roles and channels that it lets be, by the network's own ids. */
  readonly sparedRoles: readonly string[];
  readonly sparedChannels: readonly string[];
}

/** A rule that stands on the network, whoever made it. */
export interface StandingNativeRule {
  readonly id: string;
  readonly name: string;
  readonly kind: NativeLook['kind'] | 'other';
  /** What it does; absent where it does more or less than a `NativeRule` can say. */
  readonly rule?: NativeRule;
}

/** What stands at a place, and what is there to be spared. */
export interface NativeView {
  readonly standing: readonly StandingNativeRule[];
  /** Roles that give power over others. */
  readonly roles: readonly { readonly id: string; readonly standing: Standing }[];
  /** By the names that events have: `#general`. */
  readonly channels: readonly { readonly id: string; readonly name: string }[];
}

/** How much the network takes. */
export interface NativeLimits {
  readonly wordRules: number;
  readonly mentionRules: number;
  /** In one rule. */
  readonly words: number;
  /** In characters. */
  readonly wordLength: number;
  readonly patterns: number;
  readonly patternLength: number;
  readonly mentions: number;
  readonly spared: { readonly roles: number; readonly channels: number };
  readonly tellsLength: number;
}

/**
 * The rules that a network applies by itself, before a message appears. Refuses, in words that say what to do, what the
 * bot may not; rejects with a CastellanError where the network is away.
 */
export interface NativeRules {
  readonly limits: NativeLimits;
  view(where: Place): Promise<Result<NativeView>>;
  /** The id of the new rule. */
  make(where: Place, rule: NativeRule, reason: string): Promise<Result<string>>;
  /** `gone`: somebody has removed it meanwhile. */
  change(
    where: Place,
    id: string,
    rule: NativeRule,
    reason: string,
  ): Promise<Result<NativeOutcome>>;
  remove(where: Place, id: string, reason: string): Promise<Result<NativeOutcome>>;
}

export type NativeOutcome = 'done' | 'gone';
