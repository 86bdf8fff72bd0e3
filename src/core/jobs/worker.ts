import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { Claim, Job, JobManner, JobRunner } from './job.ts';
import { Run } from './run.ts';
import { following, pickUp } from './schedule.ts';
import type { JobStore } from './store.ts';

interface Parts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below' | 'token'>;
  readonly log: Log;
  readonly life: Lifetime;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly leaseMs?: number;
}

/** How long at most until the table is looked at again: another process may have added a job. */
const lookEveryMs = 30_000;
const leastWaitMs = 10;
const batch = 50;
const usualLeaseMs = 30_000;

/** Looks for what is due, takes it, runs it: of one kind one job after the other, kinds beside each other. */
export class Worker {
  readonly #parts: Parts;
  readonly #holder: string;
  readonly #leaseMs: number;
  readonly #runners = new Map<string, { readonly runner: JobRunner; readonly manner: JobManner }>();
  /** The kinds that are at work now. */
  readonly #lanes = new Map<string, Promise<void>>();
  #cancel: () => void = () => {};
  #looking: Promise<void> | undefined;
  #again = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#holder = parts.random.token(9);
    this.#leaseMs = parts.leaseMs ?? usualLeaseMs;
    parts.life.own(async () => {
      this.#cancel();
      await this.#looking;
      await Promise.all(this.#lanes.values());
    });
  }

  has = (kind: string): boolean => this.#runners.has(kind);

  run(kind: string, runner: JobRunner, manner: JobManner = {}): () => void {
    if (this.#runners.has(kind))
      throw new RangeError(`Jobs of kind "${kind}" have a runner already`);
    this.#runners.set(kind, { runner, manner });
    this.wake();
    return () => this.#runners.delete(kind);
  }

  /** Looks at the table now; when a look is under way, once more after it. */
  wake(): void {
    if (this.#parts.life.signal.aborted) return;
    this.#cancel();
    this.#again = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  async #look(): Promise<void> {
    const { clock, log, life } = this.#parts;
    let nextInMs = lookEveryMs;
    while (this.#again && !life.signal.aborted) {
      this.#again = false;
      try {
        nextInMs = await this.#takeUp();
      } catch (failure) {
        log.error({ err: failure }, 'Jobs could not be read; trying again soon');
      }
    }
    if (!life.signal.aborted) this.#cancel = clock.after(nextInMs, () => this.wake());
  }

  /** Opens a lane for each idle kind that has something to do; returns how long nothing more is due. */
  async #takeUp(): Promise<number> {
    const { store, clock } = this.#parts;
    const idle = [...this.#runners.keys()].filter((kind) => !this.#lanes.has(kind));
    const byKind = Map.groupBy(await store.due(clock.now(), idle, batch), ({ kind }) => kind);
    for (const [kind, jobs] of byKind) this.#open(kind, jobs);
    // Those with a lane look again when it closes.
    const waiting = idle.filter((kind) => !byKind.has(kind));
    const next = await store.nextDueAt(waiting);
    if (next === undefined) return lookEveryMs;
    return Math.min(lookEveryMs, Math.max(leastWaitMs, next - clock.now()));
  }

  #open(kind: string, jobs: readonly Job[]): void {
    const lane = this.#work(jobs)
      .catch((failure: unknown) =>
        this.#parts.log.error({ kind, err: failure }, 'A job could not be taken; trying again'),
      )
      .finally(() => {
        this.#lanes.delete(kind);
        this.wake();
      });
    this.#lanes.set(kind, lane);
  }

  async #work(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      const known = this.#runners.get(job.kind);
      if (!known || this.#parts.life.signal.aborted) return;
      const claim = await this.#claim(job);
      const { runner, manner } = known;
      const parts = { ...this.#parts, leaseMs: this.#leaseMs, manner };
      if (claim) await new Run(parts, claim, runner).whole();
    }
  }

  async #claim(job: Job): Promise<Claim | undefined> {
    const { store, clock } = this.#parts;
    const nowMs = clock.now();
    const { run, turnAtMs } = job.askedAtMs === undefined ? pickUp(job, nowMs) : asked(nowMs);
    if (!run) {
      const next = following(job, nowMs);
      if (next !== undefined) await store.skip(job, this.#later(job, next), nowMs);
      return undefined;
    }
    const leaseUntilMs = nowMs + this.#leaseMs;
    return store.claim(job, { turnAtMs, nowMs, holder: this.#holder, leaseUntilMs });
  }

  #later = ({ jitterMs }: Job, turnAtMs: number) => ({
    turnAtMs,
    dueAtMs: turnAtMs + this.#parts.random.below(jitterMs + 1),
  });
}

const asked = (nowMs: number) => ({ run: true, turnAtMs: nowMs });
