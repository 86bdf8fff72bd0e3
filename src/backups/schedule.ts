import { every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Refusal } from '../base/result.ts';
import type { Backup, Backups, BackupType, ScheduleState } from '../core/backups/backups.ts';
import { type Period, graceMs, isDue, lastTurn, nextTurn } from './calendar.ts';
import type { BackupParts } from './options.ts';
import { isVerified } from './retention.ts';

const periods = ['daily', 'weekly', 'monthly'] as const satisfies readonly (Period & BackupType)[];

/** Instances that share a disk or a server should not all begin in the same minute. */
const jitterMostMs = 10 * 60_000;
/** How often it is looked whether a turn has come. */
const lookEveryMs = 60_000;
/** What failed is tried again after this long, and after that, and so on. */
const retryMs = 30 * 60_000;

export interface Schedule {
  state(backups: readonly Backup[]): ScheduleState;
  switch(on: boolean): void;
  /** Does what is due now, one after the other. */
  look(): Promise<void>;
}

interface Parts extends Pick<
  BackupParts,
  'config' | 'clock' | 'random' | 'log' | 'life' | 'alerts'
> {
  readonly backups: Pick<Backups, 'list' | 'create' | 'drill'>;
  /** Whether people want it on, kept across restarts. */
  readonly wanted: { get(): boolean; set(on: boolean): void };
}

/**
 * Makes backups and tries them out when their turn on the calendar comes. What was done last is read from
 * the backups themselves: a restored database, which remembers less, cannot confuse it.
 */
export function startSchedule(parts: Parts): Schedule {
  const keeper = new Keeper(parts);
  const stop = every(parts.clock, lookEveryMs, () => void keeper.look());
  parts.life.own(async () => {
    stop();
    await keeper.ended();
  });
  return keeper;
}

class Keeper implements Schedule {
  readonly #parts: Parts;
  readonly #jitterMs: number;
  readonly #failedAtMs = new Map<string, number>();
  readonly #warned = new Set<string>();
  #looking: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#jitterMs = parts.random.below(jitterMostMs);
  }

  state(backups: readonly Backup[]): ScheduleState {
    const { wanted, config } = this.#parts;
    const nowMs = this.#parts.clock.now();
    const turns = periods.map((type) => this.#turn(type, type, lastOf(backups, type), nowMs));
    const drill =
      config.drill === 'never'
        ? []
        : [this.#turn('drill', config.drill, lastDrill(backups), nowMs)];
    return { on: wanted.get(), turns: [...turns, ...drill] };
  }

  switch(on: boolean): void {
    this.#parts.wanted.set(on);
  }

  look(): Promise<void> {
    this.#looking ??= this.#work()
      .catch((err: unknown) => this.#parts.log.error({ err }, 'Backups could not be looked at'))
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  /** Resolves when nothing is under way. */
  async ended(): Promise<void> {
    await this.#looking;
  }

  #turn(type: BackupType | 'drill', period: Period, lastMs: number | undefined, nowMs: number) {
    const { at } = this.#parts.config;
    // The jitter moves when it is looked, not the turn: another process' jitter must not make one turn two.
    const lookMs = nowMs - this.#jitterMs;
    const turnMs = lastTurn(period, at, lookMs);
    const due = isDue(lastMs, turnMs, lookMs);
    const nextMs = due ? nowMs : nextTurn(period, at, lookMs) + this.#jitterMs;
    const overdue = lastMs !== undefined && isDue(lastMs, turnMs, lookMs - graceMs[period]);
    return { type, nextMs, overdue, ...(lastMs !== undefined && { lastMs }) };
  }

  async #work(): Promise<void> {
    const { backups, clock, wanted, life } = this.#parts;
    if (!wanted.get()) return;
    const { turns } = this.state(await backups.list());
    for (const { type, nextMs, overdue } of turns) {
      if (life.signal.aborted) return;
      if (overdue) this.#warn(type);
      if (nextMs <= clock.now() && this.#mayTry(type)) await this.#do(type);
    }
  }

  /** Once, until it has gone well again: failures are told besides. */
  #warn(type: BackupType | 'drill'): void {
    if (this.#warned.has(type)) return;
    this.#warned.add(type);
    this.#tell(type, 'warning', 'backup.alert.overdue');
  }

  #mayTry(type: string): boolean {
    const failedAtMs = this.#failedAtMs.get(type);
    return failedAtMs === undefined || this.#parts.clock.now() - failedAtMs >= retryMs;
  }

  async #do(type: BackupType | 'drill'): Promise<void> {
    const { backups, log, life } = this.#parts;
    try {
      const done = await (type === 'drill'
        ? backups.drill()
        : backups.create({ type, author: 'schedule' }));
      if (!done.ok) return this.#failed(type, done.error);
      this.#failedAtMs.delete(type);
      this.#warned.delete(type);
      log.info(
        { backup: done.value.id },
        type === 'drill' ? 'A restore was tried out' : 'Backed up',
      );
      this.#tell(type, 'success', 'backup.alert.well');
    } catch (failure) {
      if (life.signal.aborted) return;
      log.error({ err: failure, type }, 'A scheduled backup failed');
      this.#failed(type, { key: 'backup.fault', facts: { why: messageOf(failure) } });
    }
  }

  /** Somebody else is making one just now: the next look will see to it. */
  #failed(type: BackupType | 'drill', refusal: Refusal): void {
    if (refusal.key === 'backup.busy') return;
    this.#failedAtMs.set(type, this.#parts.clock.now());
    this.#parts.log.warn({ type, key: refusal.key, ...refusal.facts }, 'A backup failed');
    this.#parts.alerts.raise({
      subject: `backup:${type}`,
      tone: 'error',
      text: { key: refusal.key, facts: refusal.facts },
    });
  }

  #tell(type: BackupType | 'drill', tone: 'warning' | 'success', key: string): void {
    const subject = `backup:${type}`;
    this.#parts.alerts.raise({ subject, tone, text: { key, facts: { type } } });
  }
}

const lastOf = (backups: readonly Backup[], type: BackupType): number | undefined =>
  newest(
    backups.filter((one) => one.type === type && isVerified(one)).map((one) => one.createdAtMs),
  );

const lastDrill = (backups: readonly Backup[]): number | undefined =>
  newest(backups.flatMap(({ certificate }) => certificate?.atMs ?? []));

const newest = (times: readonly number[]): number | undefined =>
  times.length === 0 ? undefined : Math.max(...times);
