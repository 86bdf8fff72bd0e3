import { type Clock, sleep } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { truncate } from '../../base/text.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { Afterwards, Claim, JobManner, JobRunner } from './job.ts';
import { following } from './schedule.ts';
import type { Ended, JobStore } from './store.ts';

interface Parts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below'>;
  readonly log: Log;
  readonly life: Lifetime;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly leaseMs: number;
  readonly manner: JobManner;
}

/** A failing job is tried again after 5 s, 10 s, 20 s … at most an hour. */
const retryFirstMs = 5000;
const retryMostMs = 3_600_000;
/** From so many failures on, operators are told. */
const tellFrom = 3;
const settleAgainMs = 1000;
const problemLength = 500;

/** One run of a job that was taken: done, kept alive, and written down. */
export class Run {
  readonly #parts: Parts;
  readonly #claim: Claim;
  readonly #runner: JobRunner;
  readonly #lost = new AbortController();
  #leaseUntilMs: number;
  #stopBeating: () => void = () => {};

  constructor(parts: Parts, claim: Claim, runner: JobRunner) {
    this.#parts = parts;
    this.#claim = claim;
    this.#runner = runner;
    this.#leaseUntilMs = parts.clock.now() + parts.leaseMs;
  }

  /** Resolves when the run has ended and that is written down; never rejects. */
  async whole(): Promise<void> {
    this.#beatSoon();
    try {
      const problem = await this.#do();
      if (!this.#lost.signal.aborted) await this.#settle(this.#ended(problem));
    } finally {
      this.#stopBeating();
    }
  }

  /** What went wrong, if anything. */
  async #do(): Promise<string | undefined> {
    const { job, turnAtMs } = this.#claim;
    const signal = AbortSignal.any([this.#parts.life.signal, this.#lost.signal]);
    try {
      await this.#runner(job.payload, signal, {
        ...{ id: job.id, turnAtMs, attempt: job.failures + 1 },
      });
      return undefined;
    } catch (failure) {
      return truncate(messageOf(failure), problemLength);
    }
  }

  #beatSoon(): void {
    const { clock, leaseMs } = this.#parts;
    this.#stopBeating = clock.after(leaseMs / 3, () => {
      void this.#beat().then((ours) => ours && this.#beatSoon());
    });
  }

  /** Says that the run goes on. False when the job is not ours any more: then the run must end. */
  async #beat(): Promise<boolean> {
    const { store, clock, leaseMs, log } = this.#parts;
    const untilMs = clock.now() + leaseMs;
    try {
      if (await store.renew(this.#claim, untilMs)) {
        this.#leaseUntilMs = untilMs;
        return true;
      }
    } catch (failure) {
      log.warn({ job: this.#claim.job.id, problem: messageOf(failure) }, 'A lease was not renewed');
      // Nobody else can have it before the lease is over.
      if (clock.now() < this.#leaseUntilMs) return true;
    }
    log.warn({ job: this.#claim.job.id }, 'A job was cancelled, or went over to another process');
    this.#lost.abort(new CastellanError('closed', 'The job is not ours any more'));
    return false;
  }

  #ended(problem: string | undefined): Ended {
    const { job, extra } = this.#claim;
    const nowMs = this.#parts.clock.now();
    if (problem === undefined) {
      this.#tellWell();
      return { nowMs, outcome: 'done', afterwards: this.#next(nowMs) };
    }
    if (this.#parts.life.signal.aborted) {
      const afterwards: Afterwards = { kind: 'same', failures: job.failures };
      return { nowMs, outcome: 'interrupted', problem, afterwards };
    }
    const failures = job.failures + 1;
    const afterwards: Afterwards = extra
      ? { kind: 'same', failures }
      : this.#again(failures, nowMs);
    this.#tellFailed(problem, failures, afterwards);
    return { nowMs, outcome: 'failed', problem, afterwards };
  }

  #next(nowMs: number): Afterwards {
    const { job, turnAtMs, extra } = this.#claim;
    if (job.schedule.kind === 'once') return { kind: 'gone' };
    if (extra) return { kind: 'same', failures: 0 };
    const next = following({ ...job, turnAtMs }, nowMs);
    if (next === undefined) return { kind: 'gone' };
    const dueAtMs = next + this.#parts.random.below(job.jitterMs + 1);
    return { kind: 'moved', turnAtMs: next, dueAtMs, failures: 0 };
  }

  #again(failures: number, nowMs: number): Afterwards {
    const { job, turnAtMs } = this.#claim;
    const laterAndLater = Math.min(retryMostMs, retryFirstMs * 2 ** Math.min(failures - 1, 20));
    const waitMs = this.#parts.manner.retryMs ?? laterAndLater;
    const given = job.maxFailures !== undefined && failures >= job.maxFailures;
    const dueAtMs = nowMs + waitMs;
    return {
      ...{ kind: 'moved', turnAtMs, dueAtMs, failures },
      ...(given && { pausedAtMs: nowMs }),
    };
  }

  #tellFailed(problem: string, failures: number, afterwards: Afterwards): void {
    const { alerts, log, manner } = this.#parts;
    const { id, kind } = this.#claim.job;
    const paused = afterwards.kind === 'moved' && afterwards.pausedAtMs !== undefined;
    const words = paused ? 'A job failed and is paused' : 'A job failed and will be tried again';
    log.warn({ job: id, kind, problem, failures }, words);
    if (!paused && (failures < tellFrom || manner.tellsItself)) return;
    const key = paused ? 'alert.job-paused' : 'alert.job-failing';
    const facts = { job: id, problem, failures };
    alerts.raise({
      subject: `job:${id}`,
      tone: paused ? 'error' : 'warning',
      text: { key, facts },
    });
  }

  #tellWell(): void {
    const { id, failures } = this.#claim.job;
    if (failures < tellFrom || this.#parts.manner.tellsItself) return;
    const text = { key: 'alert.job-well', facts: { job: id } };
    this.#parts.alerts.raise({ subject: `job:${id}`, tone: 'success', text });
  }

  /** What was done must not be forgotten for a database that is away for a while: the lease is kept meanwhile. */
  async #settle(ended: Ended): Promise<void> {
    const { store, clock, log, life } = this.#parts;
    for (let failed = 0; !this.#lost.signal.aborted; failed += 1) {
      try {
        return await store.settle(this.#claim, ended);
      } catch (failure) {
        const facts = { job: this.#claim.job.id, problem: messageOf(failure) };
        log.error(facts, 'How a job ended could not be written down yet');
        if (life.signal.aborted) return;
        await sleep(clock, settleAgainMs * Math.min(10, failed + 1), life.signal).catch(() => {});
      }
    }
  }
}
