import { messageOf } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Job, JobStore } from './store.ts';

/** Does one kind of job. Must bear being run again: a job that was interrupted runs once more. */
export type JobRunner = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** Durable work: kept in the database before `at` and `every` resolve, so that no restart loses it. */
export interface Jobs {
  /** Who does jobs of this kind. Jobs without a runner wait. */
  run(kind: string, runner: JobRunner): () => void;
  at(job: {
    readonly id: string;
    readonly kind: string;
    readonly payload: unknown;
    readonly dueAtMs: number;
  }): Promise<void>;
  /** The first turn comes after `everyMs`; a job with this id that is already there keeps its turn. */
  every(job: {
    readonly id: string;
    readonly kind: string;
    readonly payload: unknown;
    readonly everyMs: number;
  }): Promise<void>;
  cancel(id: string): Promise<boolean>;
  /** What waits to be done of this kind, at most a thousand, earliest first. */
  pending(kind: string): Promise<readonly Pick<Job, 'id' | 'payload' | 'dueAtMs'>[]>;
}

interface Parts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** How long at most until the table is looked at again: another process may have added a job. */
const lookEveryMs = 30_000;
const batch = 50;
const mostListed = 1000;
/** A failing job is tried again after 5 s, 10 s, 20 s … at most an hour. */
const retryFirstMs = 5000;
const retryMostMs = 3_600_000;

export function startJobs(parts: Parts): Jobs {
  const runner = new Runner(parts);
  runner.wake();
  return runner;
}

class Runner implements Jobs {
  readonly #parts: Parts;
  readonly #runners = new Map<string, JobRunner>();
  #cancel: () => void = () => {};
  #working: Promise<void> | undefined;
  #again = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.life.own(async () => {
      this.#cancel();
      await this.#working;
    });
  }

  run(kind: string, runner: JobRunner): () => void {
    if (this.#runners.has(kind))
      throw new RangeError(`Jobs of kind "${kind}" have a runner already`);
    this.#runners.set(kind, runner);
    this.wake();
    return () => this.#runners.delete(kind);
  }

  async at(job: Parameters<Jobs['at']>[0]): Promise<void> {
    await this.#parts.store.put(job);
    this.wake();
  }

  async every({ everyMs, ...job }: Parameters<Jobs['every']>[0]): Promise<void> {
    await this.#parts.store.put({ ...job, everyMs, dueAtMs: this.#parts.clock.now() + everyMs });
    this.wake();
  }

  cancel(id: string): Promise<boolean> {
    return this.#parts.store.remove(id);
  }

  pending(kind: string): Promise<readonly Job[]> {
    return this.#parts.store.ofKind(kind, mostListed);
  }

  /** Looks at the table now; when a look is under way, once more after it. */
  wake(): void {
    if (this.#parts.life.signal.aborted) return;
    this.#cancel();
    this.#again = true;
    this.#working ??= this.#look().finally(() => {
      this.#working = undefined;
    });
  }

  async #look(): Promise<void> {
    const { store, clock, log, life } = this.#parts;
    let nextInMs = lookEveryMs;
    while (this.#again && !life.signal.aborted) {
      this.#again = false;
      try {
        for (const job of await store.due(clock.now(), batch)) await this.#do(job);
        const next = await store.nextDueAt();
        if (next !== undefined) nextInMs = Math.min(lookEveryMs, Math.max(50, next - clock.now()));
      } catch (failure) {
        log.error({ err: failure }, 'Jobs could not be read; trying again soon');
      }
    }
    if (!life.signal.aborted) this.#cancel = clock.after(nextInMs, () => this.wake());
  }

  async #do(job: Job): Promise<void> {
    const { store, clock, log, life } = this.#parts;
    const runner = this.#runners.get(job.kind);
    if (!runner || life.signal.aborted) return;
    try {
      await runner(job.payload, life.signal);
    } catch (failure) {
      const problem = messageOf(failure);
      log.warn({ job: job.id, kind: job.kind, problem }, 'A job failed and will be tried again');
      const waitMs = Math.min(retryMostMs, retryFirstMs * 2 ** Math.min(job.failures, 20));
      await store.moveOn(job, { dueAtMs: clock.now() + waitMs, problem });
      return;
    }
    if (job.everyMs === undefined) await store.finish(job);
    else await store.moveOn(job, { dueAtMs: nextTurn(job.dueAtMs, job.everyMs, clock.now()) });
  }
}

/** The next turn on the job's own grid: turns missed while nobody ran are made up for once, not one by one. */
function nextTurn(dueAtMs: number, everyMs: number, nowMs: number): number {
  const missed = Math.max(0, Math.floor((nowMs - dueAtMs) / everyMs));
  return dueAtMs + (missed + 1) * everyMs;
}
