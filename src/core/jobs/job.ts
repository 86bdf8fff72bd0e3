import type { Missed, Schedule } from './schedule.ts';

/** A piece of work that must happen at a time, whatever happens to the process until then. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly schedule: Schedule;
  readonly missed: Missed;
  /** Each turn comes this much later at most, by chance, so that not everything comes at once. */
  readonly jitterMs: number;
  /** After so many failures one after the other the job is paused; absent: it is tried for ever. */
  readonly maxFailures?: number;
  /** The turn as the schedule has it… */
  readonly turnAtMs: number;
  /** …and when it is done: later by chance, or because it failed. */
  readonly dueAtMs: number;
  readonly failures: number;
  readonly lastProblem?: string;
  readonly paused?: { readonly sinceMs: number; readonly why: 'asked' | 'failures' };
  /** Somebody asked for a run now, besides the schedule. */
  readonly askedAtMs?: number;
  /** How many times it has been begun. */
  readonly runs: number;
  /** The process that has it in work, and until when that holds unless it says more. */
  readonly lease?: { readonly holder: string; readonly untilMs: number };
}

/** What a job is made of, before it has a history. */
export type NewJob = Pick<
  Job,
  'id' | 'kind' | 'payload' | 'schedule' | 'missed' | 'jitterMs' | 'turnAtMs' | 'dueAtMs'
> & { readonly maxFailures?: number | undefined };

/**
 * How a run ended. `interrupted`: its process ended or died before it was done, and the turn is run again.
 * `skipped`: it was too late, and the job does not make up for that.
 */
export type RunOutcome = 'running' | 'done' | 'failed' | 'interrupted' | 'skipped';

/** One run of a job. */
export interface JobRun {
  readonly job: string;
  readonly kind: string;
  /** Counts up for each job. */
  readonly number: number;
  readonly turnAtMs: number;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly outcome: RunOutcome;
  readonly problem?: string;
}

/** A job that one process has taken for a run; the number says which run. */
export interface Claim {
  readonly job: Job;
  readonly number: number;
  readonly holder: string;
  readonly turnAtMs: number;
  /** The run was asked for, and is not a turn of the schedule. */
  readonly extra: boolean;
}

/** What becomes of a job after a run. */
export type Afterwards =
  /** It is over and done with. */
  | { readonly kind: 'gone' }
  /** Its due time stays: an extra run, or one that was interrupted. */
  | { readonly kind: 'same'; readonly failures: number }
  | {
      readonly kind: 'moved';
      readonly turnAtMs: number;
      readonly dueAtMs: number;
      readonly failures: number;
      /** Paused at this moment, because it failed too often. */
      readonly pausedAtMs?: number;
    };

/** One turn of a job, for who wants to know. */
export interface TurnInfo {
  readonly id: string;
  /** The moment that the schedule meant, which may be long ago. */
  readonly turnAtMs: number;
  /** 1, and one more after each failure. */
  readonly attempt: number;
}

/**
 * Does one kind of job. Must bear being run again: a job that was interrupted runs once more. The signal aborts when
 * the program ends, and when the job went over to another process.
 */
export type JobRunner = (payload: unknown, signal: AbortSignal, turn: TurnInfo) => Promise<void>;

/** How a runner wants its jobs to be treated when they fail. */
export interface JobManner {
  /** Tried again after this long each time; where nothing is said after 5 s, and each time later, up to an hour. */
  readonly retryMs?: number;
  /** The runner itself tells operators what failed, in better words than the scheduler has. */
  readonly tellsItself?: boolean;
}
