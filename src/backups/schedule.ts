import { sleep } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Refusal, Result } from '../base/result.ts';
import type { Backup, Backups, BackupType, ScheduleState } from '../core/backups/backups.ts';
import type { JobRunner, Jobs } from '../core/jobs/jobs.ts';
import { type Period, cronOf, graceMs, isDue, lastTurn, nextTurn } from './calendar.ts';
import type { BackupsConfig } from './config.ts';
import type { BackupParts } from './options.ts';
import { isVerified } from './retention.ts';

/** The kinds of its jobs: work that may take an hour, and a look that takes a moment. */
const workKind = 'backup';
const lookKind = 'backup-look';

const periods = ['daily', 'weekly', 'monthly'] as const satisfies readonly (Period & BackupType)[];
type What = (typeof periods)[number] | 'drill';

/** Instances that share a disk or a server should not all begin in the same minute. */
const jitterMostMs = 10 * 60_000;
/** What failed is tried again after this long, and after that, and so on. */
const retryMs = 30 * 60_000;
/** How often it is looked whether something that should be there is not. */
const lookEveryMs = 3_600_000;
/** While somebody else makes one, this process asks again after this long. */
const busyMs = 5000;

/** When backups are made and restores tried out, and what people decided about that. */
export interface Schedule {
  state(backups: readonly Backup[]): Promise<ScheduleState>;
  switch(on: boolean, backups: readonly Backup[]): Promise<void>;
}

export interface ScheduleParts extends Pick<
  BackupParts,
  'config' | 'clock' | 'log' | 'life' | 'alerts'
> {
  readonly jobs: Pick<Jobs, 'run' | 'cron' | 'every' | 'cancel' | 'pending'>;
  /** Whether people want it on, kept across restarts. */
  readonly wanted: { get(): boolean; set(on: boolean): void };
  /** A refusal in words, for the history of the jobs. */
  readonly words: (refusal: Refusal) => string;
}

type Maker = Pick<Backups, 'list' | 'create' | 'drill'>;

/** The schedule of a program that does not stay: nothing comes by itself, and there is nothing to switch. */
export const noSchedule = ({
  config,
  clock,
}: Pick<ScheduleParts, 'config' | 'clock'>): Schedule => ({
  state: (backups) =>
    Promise.resolve({ on: false, turns: turnsOf(config, backups, clock.now(), new Map()) }),
  switch: () => Promise.resolve(),
});

/**
 * Makes backups and tries them out when their turn on the calendar comes. Whose turn it is stands in the
 * database, so that of several processes one does it. What was done last is read from the backups
 * themselves: a restored database, which remembers less, makes none twice.
 */
export class JobSchedule implements Schedule {
  readonly #parts: ScheduleParts;
  readonly #warned = new Set<What>();

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
  }

  /** From here on turns are taken; resolves when they are in the table of jobs. */
  async start(backups: Maker): Promise<void> {
    const { jobs, life, wanted, log } = this.#parts;
    const work: JobRunner = (_payload, signal, { id, turnAtMs }) =>
      this.#work(backups, whatOf(id), turnAtMs, signal);
    life.own(jobs.run(workKind, work, { retryMs, tellsItself: true }));
    life.own(jobs.run(lookKind, async () => this.#look(await backups.list())));
    if (!wanted.get()) return this.#withdraw();
    // A folder that cannot be read must not keep the program from starting: the backup that fails in it is told of.
    const there = await backups.list().catch((err: unknown) => {
      log.warn({ err }, 'The backups that are there cannot be read');
      return [];
    });
    await this.#declare(there);
  }

  async state(backups: readonly Backup[]): Promise<ScheduleState> {
    const { jobs, config, clock } = this.#parts;
    const pending = await jobs.pending(workKind);
    const due = new Map(pending.map(({ id, dueAtMs }) => [id, dueAtMs]));
    return { on: pending.length > 0, turns: turnsOf(config, backups, clock.now(), due) };
  }

  async switch(on: boolean, backups: readonly Backup[]): Promise<void> {
    this.#parts.wanted.set(on);
    await (on ? this.#declare(backups) : this.#withdraw());
  }

  /** A turn since the last backup that is there, which nobody was there for, is made up for. */
  async #declare(backups: readonly Backup[]): Promise<void> {
    const { jobs, config, clock } = this.#parts;
    for (const { what, period } of plannedIn(config)) {
      const turnMs = lastTurn(period, config.at, clock.now());
      await jobs.cron({
        ...{ id: idOf(what), kind: workKind, payload: null, jitterMs: jitterMostMs },
        cron: cronOf(period, config.at),
        sinceMs: Math.max(lastOf(backups, what) ?? 0, turnMs - 1),
      });
    }
    if (config.drill === 'never') await jobs.cancel(idOf('drill'));
    await jobs.every({ id: lookId, kind: lookKind, payload: null, everyMs: lookEveryMs });
  }

  async #withdraw(): Promise<void> {
    const { jobs } = this.#parts;
    const all: readonly What[] = [...periods, 'drill'];
    for (const id of [...all.map(idOf), lookId]) await jobs.cancel(id);
  }

  async #work(
    backups: Maker,
    what: What | undefined,
    turnAtMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (what === undefined) return;
    const { log, life } = this.#parts;
    let done: Result<Backup>;
    try {
      if (await this.#isDone(backups, what, turnAtMs)) return;
      done = await this.#whenFree(() => take(backups, what, signal), signal);
    } catch (failure) {
      if (life.signal.aborted) await ended(signal);
      if (signal.aborted) throw failure;
      log.error({ err: failure, what }, 'A scheduled backup failed');
      throw this.#failed(what, { key: 'backup.fault', facts: { why: messageOf(failure) } });
    }
    if (!done.ok) throw this.#failed(what, done.error);
    this.#warned.delete(what);
    const words = what === 'drill' ? 'A restore was tried out' : 'Backed up';
    log.info({ backup: done.value.id }, words);
    this.#tell(what, 'success', 'backup.alert.well');
  }

  /** A turn may come twice, after a crash or a restore; a run that somebody asked for is one of its own. */
  async #isDone(backups: Maker, what: What, turnAtMs: number): Promise<boolean> {
    const { config, clock } = this.#parts;
    const planned = plannedIn(config).find((one) => one.what === what);
    if (!planned) return true;
    const turnMs = Math.max(turnAtMs, lastTurn(planned.period, config.at, clock.now()));
    return (lastOf(await backups.list(), what) ?? -1) >= turnMs;
  }

  /** Whoever makes one just now is waited for: it is the one thing that passes by itself. */
  async #whenFree(
    work: () => Promise<Result<Backup>>,
    signal: AbortSignal,
  ): Promise<Result<Backup>> {
    for (;;) {
      const done = await work();
      if (done.ok || done.error.key !== 'backup.busy') return done;
      await sleep(this.#parts.clock, busyMs, AbortSignal.any([signal, this.#parts.life.signal]));
    }
  }

  #failed(what: What, refusal: Refusal): CastellanError {
    const { alerts, log, words } = this.#parts;
    log.warn({ what, refusal: refusal.key, ...refusal.facts }, 'A backup failed');
    // With nothing to try out yet, the backup that is missing is what is told of.
    if (refusal.key !== 'backup.none')
      alerts.raise({ subject: subjectOf(what), tone: 'error', text: refusal });
    return new CastellanError('bad-backup', words(refusal));
  }

  /** Tells of what is overdue: once, until it has gone well again. Failures are told besides. */
  #look(backups: readonly Backup[]): void {
    const { config, clock } = this.#parts;
    for (const { type, overdue } of turnsOf(config, backups, clock.now(), new Map())) {
      if (!isWhat(type) || !overdue || this.#warned.has(type)) continue;
      this.#warned.add(type);
      this.#tell(type, 'warning', 'backup.alert.overdue');
    }
  }

  #tell(what: What, tone: 'warning' | 'success', key: string): void {
    const text = { key, facts: { type: what } };
    this.#parts.alerts.raise({ subject: subjectOf(what), tone, text });
  }
}

const idOf = (what: What): string => `backup:${what}`;
const lookId = 'backup:look';
const subjectOf = idOf;

const whats: readonly What[] = [...periods, 'drill'];
const whatOf = (id: string): What | undefined => whats.find((what) => idOf(what) === id);
const isWhat = (type: string): type is What => whats.some((what) => what === type);

const take = (backups: Maker, what: What, signal: AbortSignal): Promise<Result<Backup>> =>
  what === 'drill' ? backups.drill() : backups.create({ type: what, author: 'schedule', signal });

/** The program ends: what was interrupted is written down by the jobs, which end a moment later. */
const ended = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });

function plannedIn({ drill }: BackupsConfig): readonly { what: What; period: Period }[] {
  return [
    ...periods.map((period) => ({ what: period, period })),
    ...(drill === 'never' ? [] : [{ what: 'drill' as const, period: drill }]),
  ];
}

/** Each turn: when it was last taken, when it comes next, and whether it should have been long ago. */
function turnsOf(
  config: BackupsConfig,
  backups: readonly Backup[],
  nowMs: number,
  due: ReadonlyMap<string, number>,
): ScheduleState['turns'] {
  return plannedIn(config).map(({ what, period }) => {
    const lastMs = lastOf(backups, what);
    const lateMs = nowMs - jitterMostMs - graceMs[period];
    const overdue =
      lastMs !== undefined && isDue(lastMs, lastTurn(period, config.at, lateMs), lateMs);
    const nextMs = Math.max(nowMs, due.get(idOf(what)) ?? nextTurn(period, config.at, nowMs));
    return { type: what, nextMs, overdue, ...(lastMs !== undefined && { lastMs }) };
  });
}

const lastOf = (backups: readonly Backup[], what: What): number | undefined =>
  newest(
    what === 'drill'
      ? backups.flatMap(({ certificate }) => certificate?.atMs ?? [])
      : backups.filter((one) => one.type === what && isVerified(one)).map((one) => one.createdAtMs),
  );

const newest = (times: readonly number[]): number | undefined =>
  times.length === 0 ? undefined : Math.max(...times);
