/** Jobs, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export type ScheduleView =
  | { readonly kind: 'once' }
  | { readonly kind: 'every'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly pattern: string; readonly zone: string };

export type JobStateView =
  | { readonly state: 'waiting'; readonly dueAtMs: number }
  | { readonly state: 'unattended'; readonly dueAtMs: number }
  | { readonly state: 'running'; readonly sinceMs: number }
  | { readonly state: 'paused'; readonly sinceMs: number; readonly why: 'asked' | 'failures' };

export type RunOutcomeName = 'running' | 'done' | 'failed' | 'interrupted' | 'skipped';

/** One run of a job. */
export interface JobRunEntry {
  readonly number: number;
  readonly turnAtMs: number;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly outcome: RunOutcomeName;
  readonly problem?: string;
}

/** Something that Castellan does by itself: `core/jobs/desk.ts` as the page sees it. */
export interface JobEntry {
  readonly id: string;
  readonly kind: string;
  readonly schedule: ScheduleView;
  /** How many times in a row it failed up to now. */
  readonly failures: number;
  readonly lastProblem?: string;
  readonly now: JobStateView;
  readonly lastRun?: JobRunEntry;
}
