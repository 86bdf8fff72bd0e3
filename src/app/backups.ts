import { systemClock } from '../base/clock.ts';
import { systemRandom } from '../base/random.ts';
import { messageOf } from '../base/errors.ts';
import {
  JobSchedule,
  backupFolder,
  openBackups,
  sqliteEngine,
  sweepParts,
  sweepScratch,
} from '../backups/index.ts';
import type { BackupParts, Engine, Tried } from '../backups/index.ts';
import type { Finished } from '../backups/restore/finish.ts';
import type { Log } from '../base/log.ts';
import type { Alerts } from '../core/alerts/alerts.ts';
import type { Backups } from '../core/backups/backups.ts';
import { auditStore } from '../core/audit/store.ts';
import { jobStore } from '../core/jobs/store.ts';
import { keepStore } from '../core/keep/store.ts';
import { grantStore } from '../core/permissions/store.ts';
import { stagedStore } from '../core/settings/staged-store.ts';
import { settingsStore } from '../core/settings/store.ts';
import { type Database, migrate, openDatabase, structureOf } from '../storage/index.ts';
import type { Config } from './config-schema.ts';
import { databaseUrl, openConfigured, parts } from './database.ts';
import type { Registries, Surroundings } from './registries.ts';

const scheduleKey = 'backups.schedule';

export type BackupSurroundings = Pick<
  Surroundings,
  'config' | 'product' | 'clock' | 'random' | 'log' | 'life' | 'restart'
>;

/** The backups of this instance, with what lies around of interrupted ones swept up. */
export async function openOwnBackups(
  { config, product, clock, random, log, life, restart }: BackupSurroundings,
  database: Database,
  registries: Pick<Registries, 'keep' | 'ports' | 'jobs'>,
): Promise<Backups> {
  const { ports } = registries;
  const own = life.child('backups');
  const { backups: options, data } = config;
  const folder = backupFolder({ config: options, data });
  await sweepScratch(folder).catch((err: unknown) => log.warn({ err }, 'Left-overs remain'));
  await sweepParts(folder, clock.now()).catch((err: unknown) =>
    log.warn({ err }, 'Left-overs remain'),
  );
  const schedule = scheduleOf({ config, clock, log, life: own }, registries);
  const backups = openBackups({
    ...{ config: options, data, clock, random, log, life: own, alerts: ports.alerts, schedule },
    ...{ engine: await engineFor(config), known: knownMigrations, product: product.version },
    tryOut: tryOut(clock.now()),
    structure: async () => ({
      product: product.version,
      tables: await structureOf(database),
    }),
    ...(restart && { restart }),
  });
  await schedule.start(backups);
  return backups;
}

/** The schedule of this instance; it takes no turns before it is started. */
export const scheduleOf = (
  { config, clock, log, life }: Pick<Surroundings, 'config' | 'clock' | 'log' | 'life'>,
  { keep, ports, jobs }: Pick<Registries, 'keep' | 'ports' | 'jobs'>,
): JobSchedule =>
  new JobSchedule({
    ...{ config: config.backups, clock, log, life, alerts: ports.alerts, jobs },
    wanted: {
      get: () => (keep.load(scheduleKey) ?? (config.backups.schedule ? 'on' : 'off')) === 'on',
      set: (on) => keep.save(scheduleKey, on ? 'on' : 'off'),
    },
    words: ({ key, facts }) => ports.texts.in('en')(key, facts),
  });

/** Backups while the program itself does not run: nothing comes by itself, and nothing is told to operators. */
export async function backupsAlone(
  config: Config,
  { product, life, log }: Pick<Surroundings, 'product' | 'life' | 'log'>,
  schedule?: JobSchedule,
): Promise<{ readonly parts: BackupParts; readonly folder: string; readonly backups: Backups }> {
  const { backups: options, data } = config;
  const own: BackupParts = {
    ...{ config: options, data, clock: systemClock, random: systemRandom, log, life },
    ...{ engine: await engineFor(config), known: knownMigrations, product: product.version },
    ...{ tryOut: tryOut(systemClock.now()), alerts: { raise: () => {} } },
  };
  const structure = async () => {
    const database = await openConfigured(config);
    try {
      return { product: product.version, tables: await structureOf(database) };
    } finally {
      await database.close();
    }
  };
  return {
    parts: own,
    folder: backupFolder(own),
    backups: openBackups({ ...own, structure, ...(schedule && { schedule }) }),
  };
}

/** PostgreSQL's part is loaded where there is one. */
export async function engineFor(config: Pick<Config, 'data' | 'database'>): Promise<Engine> {
  const url = databaseUrl(config);
  if (config.database === undefined) return sqliteEngine(url);
  const { postgresEngine } = await import('../backups/postgres-engine.ts');
  return postgresEngine(url);
}

export const knownMigrations: ReadonlySet<string> = new Set(
  parts.flatMap(({ part, migrations }) => migrations.map(({ name }) => `${part}:${name}`)),
);

/** Opens a restored database as a start would, brings it up to date, and reads from every store. */
export const tryOut =
  (nowMs: number) =>
  async (url: string): Promise<Tried> => {
    try {
      const database = await openDatabase(url);
      try {
        await migrate(database, parts, nowMs);
        for (const read of readChecks) await read(database);
      } finally {
        await database.close();
      }
      return { problems: [] };
    } catch (failure) {
      return { problems: [messageOf(failure)] };
    }
  };

/** A question to each store, as the running program asks it. */
const readChecks: readonly ((database: Database) => Promise<unknown>)[] = [
  (database) => keepStore(database).all(),
  (database) => settingsStore(database).all(),
  (database) => stagedStore(database).open(),
  (database) => auditStore(database, systemRandom).list({ limit: 1 }),
  (database) => grantStore(database).all(),
  (database) => jobStore(database).list(1000),
  async (database) =>
    (await import('../dashboard/index.ts')).dashboardStore(database).sessionByHash('none'),
];

/** Says what came of a restore that waited for this start. */
export function tellOfRestore(
  finished: Finished | undefined,
  { log, alerts }: { readonly log: Log; readonly alerts: Pick<Alerts, 'raise'> },
): void {
  if (!finished) return;
  const { backup, by } = finished.journal;
  log.warn({ ...finished, journal: undefined, backup, by }, 'A restore was carried out or refused');
  const subject = 'backup:restore';
  if (finished.kind === 'refused') {
    const facts = { backup, why: finished.why };
    alerts.raise({ subject, tone: 'error', text: { key: 'backup.alert.not-restored', facts } });
  } else
    alerts.raise({
      subject,
      tone: 'info',
      text: { key: 'backup.alert.restored', facts: { backup } },
    });
}
