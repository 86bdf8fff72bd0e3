import { type Clock, every, sleep } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { CheckView, HealthDesk, HealthReport, NotedError, Vitals } from './desk.ts';
import { type Finding, type HealthCheck, type HealthState, finding, worstOf } from './finding.ts';
import { type HealthPast, healthPast } from './past.ts';

/** How often it looks by itself, and how often that is put down. */
const lookEveryMs = 60_000;
const keepEveryMs = 5 * 60_000;
/** A part that does not answer within this time is unwell. */
const lookWithinMs = 5000;
const errorsKept = 20;

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly life: Lifetime;
  readonly vitals: () => Vitals;
  /** What was kept before, and keeping it. Rejects where nothing can be written. */
  readonly past: { readonly load: () => string | undefined; save(text: string): Promise<void> };
  /** Told when it is another than at the look before. */
  readonly changed: (before: HealthState, after: HealthState) => void;
}

/** How the bot is: every part of it is looked at in the same way. */
export interface Health extends HealthDesk {
  /** Adds a part. The returned function takes it away again. */
  add(check: HealthCheck): () => void;
  note(error: NotedError): void;
}

/** Looks by itself from now on, for as long as it lives. */
export function openHealth(parts: Parts): Health {
  const { clock, life } = parts;
  const health = new Watch(parts);
  life.own(every(clock, lookEveryMs, () => void health.look()));
  return health;
}

class Watch implements Health {
  readonly #parts: Parts;
  readonly #checks = new Set<HealthCheck>();
  readonly #errors: NotedError[] = [];
  readonly #past: HealthPast;
  #state: HealthState = 'ok';
  #keptMs: number;
  #failedWrites = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#past = healthPast(parts.past.load());
    this.#keptMs = parts.clock.monotonic();
    this.add({ name: 'storage', look: () => this.#storage() });
  }

  add(check: HealthCheck): () => void {
    this.#checks.add(check);
    return () => this.#checks.delete(check);
  }

  note(error: NotedError): void {
    this.#errors.unshift(error);
    this.#errors.length = Math.min(this.#errors.length, errorsKept);
  }

  errors(): readonly NotedError[] {
    return [...this.#errors];
  }

  history() {
    return this.#past.list();
  }

  async report(): Promise<HealthReport> {
    const checks = await Promise.all([...this.#checks].map((check) => this.#lookAt(check)));
    return {
      ...{ atMs: this.#parts.clock.now(), state: worstOf(checks.map(({ state }) => state)) },
      ...{ checks, vitals: this.#parts.vitals() },
    };
  }

  /** A look of its own accord: operators are told, and every fifth minute it is put down. */
  async look(): Promise<void> {
    const report = await this.report();
    for (const one of report.checks) if (!this.#isToldOf(one.name)) this.#tell(one);
    if (report.state !== this.#state) {
      this.#parts.changed(this.#state, report.state);
      this.#parts.log.info({ before: this.#state, after: report.state }, 'Health changed');
      this.#state = report.state;
    }
    const nowMs = this.#parts.clock.monotonic();
    if (nowMs - this.#keptMs < keepEveryMs) return;
    this.#keptMs = nowMs;
    this.#past.add(report);
  }

  #isToldOf(part: string): boolean {
    return [...this.#checks].some(({ name, tellsItself }) => name === part && tellsItself === true);
  }

  /** One subject for each part: told at once when it gets worse or well, else once in five minutes. */
  #tell({ name, state, text, todo }: CheckView): void {
    const tone = state === 'ok' ? 'success' : state === 'degraded' ? 'warning' : 'error';
    const told = { topic: 'health', subject: `health:${name}`, tone } as const;
    const { raise } = this.#parts.alerts;
    if (state === 'ok')
      raise({ ...told, text: { key: 'alert.health-well', facts: { part: name } } });
    else raise({ ...told, text: todo ? { key: todo.key, facts: todo.facts } : text });
  }

  async #lookAt(check: HealthCheck): Promise<CheckView> {
    const { name } = check;
    const { clock, life } = this.#parts;
    const over = new AbortController();
    try {
      const late = sleep(clock, lookWithinMs, AbortSignal.any([over.signal, life.signal])).then(
        () => unseen(name, `no answer within ${lookWithinMs / 1000} s`),
        () => unseen(name, 'it was not waited for'),
      );
      return { name, ...(await Promise.race([check.look(), late])) };
    } catch (failure) {
      return { name, ...unseen(name, messageOf(failure)) };
    } finally {
      over.abort();
    }
  }

  /** Writes for real, because only that shows whether it can be done. */
  async #storage(): Promise<Finding> {
    const { clock, past } = this.#parts;
    const startedMs = clock.monotonic();
    try {
      await past.save(this.#past.text());
    } catch (failure) {
      this.#failedWrites += 1;
      const facts = { times: this.#failedWrites, problem: messageOf(failure) };
      const state = this.#failedWrites >= writesThatMayFail ? 'critical' : 'degraded';
      return finding(state, 'health.storage.failed', facts, 'health.storage.todo');
    }
    this.#failedWrites = 0;
    const tookMs = clock.monotonic() - startedMs;
    const facts = { ms: Math.round(tookMs) };
    return tookMs < slowWriteMs
      ? finding('ok', 'health.storage.ok', facts)
      : finding('degraded', 'health.storage.slow', facts, 'health.storage.slow-todo');
  }
}

/** So many writes one after the other that fail are no accident (systems.md Z67). */
const writesThatMayFail = 3;
const slowWriteMs = 1000;

const unseen = (part: string, problem: string): Finding =>
  finding('degraded', 'health.unseen', { part, problem }, 'health.unseen.todo');
