import type { Result } from '../../base/result.ts';
import type { Author } from '../settings/settings.ts';
import type { CustomKind } from './happening.ts';
import type { HookLane } from './limits.ts';

/** Whether a hook is called, and if not, why and until when. Times are epoch ms. */
export type HookState =
  | { readonly state: 'ready' }
  /** Somebody has switched it off. */
  | { readonly state: 'disabled' }
  /** It failed too often; it is called again after `retryAtMs`. */
  | { readonly state: 'open'; readonly sinceMs: number; readonly retryAtMs: number }
  /** One call runs that tells whether it is well again. */
  | { readonly state: 'probing' };

/** A hook as people see it. Times are epoch ms. */
export interface HookView {
  /** `member-joined:greeter.welcome`. */
  readonly id: string;
  readonly module: string;
  readonly kind: string;
  readonly lane: HookLane;
  readonly priority: number;
  readonly now: HookState;
  readonly runs: number;
  readonly failures: number;
  readonly timeouts: number;
  /** Events that it did not get: its breaker was open, or it was switched off. */
  readonly skipped: number;
  /** Events that it did not get because too many waited. */
  readonly dropped: number;
  readonly waiting: number;
  readonly running: number;
  readonly averageMs: number;
  readonly longestMs: number;
  readonly lastProblem?: string;
  readonly lastRunAtMs?: number;
}

export type CallOutcome = 'done' | 'failed' | 'timed-out' | 'cut';

/** One call of a hook. */
export interface HookCall {
  readonly hook: string;
  readonly kind: string;
  readonly atMs: number;
  readonly tookMs: number;
  readonly outcome: CallOutcome;
  readonly problem?: string;
}

export interface HookSums {
  readonly waiting: number;
  readonly running: number;
  readonly dropped: number;
  readonly loops: number;
  readonly averageWaitMs: number;
  readonly longestWaitMs: number;
}

/** Hooks as people look at them and steer them. */
export interface HookDesk {
  list(): readonly HookView[];
  sums(): HookSums;
  /** Newest first: the last hundred of all, or the last twenty of one kind of event. */
  history(limit: number, kind?: string): readonly HookCall[];
  /** It is called no more until it is enabled, after a restart neither. Refuses with `hooks.unknown`. */
  disable(id: string, by: Author): Promise<Result<HookView>>;
  /** Refuses with `hooks.not-disabled`. */
  enable(id: string, by: Author): Promise<Result<HookView>>;
  /** Closes its breaker and forgets its failures. */
  reset(id: string): Result<HookView>;
}

/** Tells hooks of something that a module made up. Resolves to how many hooks did not get it, once it is queued. */
export type Announce = (
  kind: CustomKind,
  values?: Readonly<Record<string, unknown>>,
) => Promise<number>;
