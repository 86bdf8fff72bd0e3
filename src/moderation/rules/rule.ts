import type { Rank } from '../../core/permissions/ranks.ts';

/** What a rule listens to. */
export const triggers = ['message', 'edit', 'join', 'name', 'reaction', 'thread'] as const;
export type Trigger = (typeof triggers)[number];

/** What can be counted in one message. */
export const countables = [
  ...['link', 'invite', 'mention', 'emoji', 'attachment', 'line', 'character', 'stacked mark'],
] as const satisfies readonly string[];
export type Countable =
  'link' | 'invite' | 'mention' | 'emoji' | 'attachment' | 'line' | 'character' | 'stacked mark';

/** What can be counted over a while. */
export type Summable =
  | 'message'
  | 'duplicate'
  | 'near-duplicate'
  | 'shout'
  | Exclude<Countable, 'character' | 'stacked mark'>;

/** How many messages of one author or channel are remembered, and so can be counted. */
export const mostInWindow = 32;

/** One thing that a rule asks. `not` turns it round. */
export type Condition = { readonly not: boolean } & (
  | { readonly kind: 'count'; readonly of: Countable; readonly least: number }
  | { readonly kind: 'capitals'; readonly leastPercent: number }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | {
      readonly kind: 'domains';
      readonly which: 'to' | 'outside';
      readonly domains: readonly string[];
    }
  | { readonly kind: 'files'; readonly extensions: readonly string[] }
  | { readonly kind: 'age'; readonly underMs: number }
  | { readonly kind: 'no-role' }
  | { readonly kind: 'unregistered' }
  | { readonly kind: 'heat'; readonly least: number }
  | { readonly kind: 'channels'; readonly channels: readonly string[] }
  | {
      readonly kind: 'window';
      readonly of: Summable;
      readonly least: number;
      readonly withinMs: number;
      readonly by: 'author' | 'channel';
    }
);
export type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

/** What can be done, and what moderators may be asked to do. */
export type Proposed =
  | { readonly kind: 'delete' }
  | { readonly kind: 'warn' }
  | { readonly kind: 'mute'; readonly forMs: number }
  | { readonly kind: 'kick' }
  | { readonly kind: 'ban'; readonly forMs?: number };

/** What follows. The part that acts carries it out; a rule itself touches nothing. */
export type Act =
  | Proposed
  | { readonly kind: 'tell' }
  | { readonly kind: 'heat'; readonly amount: number }
  /** Moderators are asked; all that stands behind `to` is asked, not done. */
  | { readonly kind: 'review'; readonly proposes: readonly Proposed[] };

/** A rule as data: when any of the triggers, and all of the conditions, then the acts. */
export interface Rule {
  readonly on: readonly Trigger[];
  readonly when: readonly Condition[];
  readonly then: readonly Act[];
  /** People of this rank and above are let be; undefined: nobody is. */
  readonly spares?: Rank;
  /** What the person is told. */
  readonly because?: string;
}

export const modes = ['off', 'shadow', 'live'] as const;
export type Mode = (typeof modes)[number];

/** A rule in force somewhere. */
export interface Enforced {
  readonly number: number;
  readonly name: string;
  readonly mode: Exclude<Mode, 'off'>;
  readonly rule: Rule;
}
