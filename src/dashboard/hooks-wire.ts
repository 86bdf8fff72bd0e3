/** Hooks, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export type HookStateView =
  | { readonly state: 'ready' }
  | { readonly state: 'disabled' }
  | { readonly state: 'open'; readonly sinceMs: number; readonly retryAtMs: number }
  | { readonly state: 'probing' };

/** What listens for events: `core/hooks/desk.ts` as the page sees it. */
export interface HookEntry {
  readonly id: string;
  readonly module: string;
  readonly kind: string;
  readonly lane: 'urgent' | 'normal' | 'bulk';
  readonly priority: number;
  readonly now: HookStateView;
  readonly runs: number;
  readonly failures: number;
  readonly timeouts: number;
  /** Events that it did not get: it rested, or it was switched off. */
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

export interface HookSumsEntry {
  readonly waiting: number;
  readonly running: number;
  readonly dropped: number;
  readonly loops: number;
  readonly averageWaitMs: number;
  readonly longestWaitMs: number;
}

export interface HooksView {
  readonly hooks: readonly HookEntry[];
  readonly sums: HookSumsEntry;
}

export type HookOutcome = 'done' | 'failed' | 'timed-out' | 'cut';

/** One call of a hook. */
export interface HookCallEntry {
  readonly hook: string;
  readonly kind: string;
  readonly atMs: number;
  readonly tookMs: number;
  readonly outcome: HookOutcome;
  readonly problem?: string;
}
