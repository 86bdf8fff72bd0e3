import { messageOf } from '../../base/errors.ts';
import { type Clock, every } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Alerts } from '../alerts/alerts.ts';
import { readCron } from './cron.ts';
import { type JobDesk, deskOf } from './desk.ts';
import type { Missed, Schedule } from './schedule.ts';
import { turnAfter } from './schedule.ts';
import type { JobStore } from './store.ts';
import type { Job, JobManner, JobRunner } from './job.ts';
import { Worker } from './worker.ts';

export type { JobRunner } from './job.ts';

/** How a job that comes again is done. */
export interface JobOptions {
  /** What becomes of turns that nobody was there for; `once` where nothing is said. */
  readonly missed?: Missed;
  /** Each turn comes up to this much later, by chance. */
  readonly jitterMs?: number;
  /** After so many failures one after the other the job is paused and operators are told. Never, where nothing is said. */
  readonly maxFailures?: number;
}

interface CronTurns {
  readonly cron: string;
  readonly zone?: string;
  /** When it was last done, by what others know of it: a turn since then is made up for. */
  readonly sinceMs?: number;
}

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
}

/**
 * Durable work: kept in the database before `at`, `every` and `cron` resolve, so that no restart loses it. Of several
 * processes on one database exactly one does each turn. What was interrupted is run once more, so a runner must
 * bear being run again.
 */
export interface Jobs {
  /** Who does jobs of this kind, one after the other. Jobs without a runner wait. */
  run(kind: string, runner: JobRunner, manner?: JobManner): () => void;
  at(job: Named & Pick<JobOptions, 'maxFailures'> & { readonly dueAtMs: number }): Promise<void>;
  /** The first turn comes after `everyMs`; a job with this id that is already there keeps its turn. */
  every(job: Named & JobOptions & { readonly everyMs: number }): Promise<void>;
  /**
   * By the five fields of `readCron`, in a time zone (UTC where nothing is said). A job that is already there keeps
   * its turn; the first turn of a new one is the first after `sinceMs`, which is now where nothing is said. Throws a
   * RangeError when the fields cannot be read: what people type goes through `readCron` before.
   */
  cron(job: Named & JobOptions & CronTurns): Promise<void>;
  cancel(id: string): Promise<boolean>;
  /** What waits to be done of this kind, at most a thousand, earliest first. */
  pending(kind: string): Promise<readonly Pick<Job, 'id' | 'payload' | 'dueAtMs'>[]>;
}

export interface JobsParts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below' | 'token'>;
  readonly log: Log;
  readonly life: Lifetime;
  readonly alerts: Pick<Alerts, 'raise'>;
  /** How long a job belongs to a process that says nothing more. The clocks of all processes must agree to a third of it. */
  readonly leaseMs?: number;
}

/** History is kept for thirty days, and ten thousand runs of it at most. */
const historyMs = 30 * 86_400_000;
const historyRuns = 10_000;
const mostListed = 1000;
const tidyEveryMs = 86_400_000;

/** Starts the scheduler; it runs until the lifetime ends. */
export function startJobs(parts: JobsParts): Jobs & JobDesk {
  const { clock, life, store, log } = parts;
  const worker = new Worker(parts);
  const tidy = (): void => {
    store
      .forget({ beforeMs: clock.now() - historyMs, keep: historyRuns })
      .catch((failure: unknown) =>
        log.warn({ problem: messageOf(failure) }, 'Old runs of jobs could not be removed'),
      );
  };
  life.own(every(clock, tidyEveryMs, tidy));
  tidy();
  worker.wake();
  return { ...portOf(parts, worker), ...deskOf(parts, worker) };
}

function portOf({ store, clock, random }: JobsParts, worker: Worker): Jobs {
  async function come(
    { id, kind, payload, missed = 'once', jitterMs = 0, maxFailures }: Named & JobOptions,
    schedule: Schedule,
    sinceMs?: number,
  ): Promise<void> {
    const nowMs = clock.now();
    const afterMs = Math.min(sinceMs ?? nowMs, nowMs);
    const turnAtMs = turnAfter(schedule, afterMs, afterMs) ?? nowMs;
    const dueAtMs = Math.max(turnAtMs, nowMs) + random.below(jitterMs + 1);
    const job = { id, kind, payload, schedule, missed, jitterMs, maxFailures, turnAtMs, dueAtMs };
    await store.declare(job);
    worker.wake();
  }
  return {
    run: (kind, runner, manner) => worker.run(kind, runner, manner),
    async at({ id, kind, payload, dueAtMs, maxFailures }) {
      const rest = { missed: 'once', jitterMs: 0, turnAtMs: dueAtMs, dueAtMs } as const;
      await store.put({ id, kind, payload, schedule: { kind: 'once' }, maxFailures, ...rest });
      worker.wake();
    },
    every: ({ everyMs, ...job }) => come(job, { kind: 'every', everyMs }),
    async cron({ cron, zone = 'UTC', sinceMs, ...job }) {
      if (!readCron(cron, zone).ok)
        throw new RangeError(`"${cron}" in the time zone "${zone}" is no cron schedule`);
      await come(job, { kind: 'cron', pattern: cron, zone }, sinceMs);
    },
    cancel: (id) => store.remove(id),
    pending: (kind) => store.ofKind(kind, mostListed),
  };
}
