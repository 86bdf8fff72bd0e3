import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';
import type { NewJob } from '../../../src/core/jobs/job.ts';
import { startJobs } from '../../../src/core/jobs/jobs.ts';
import { jobStore } from '../../../src/core/jobs/store.ts';
import { jobsPart } from '../../../src/core/jobs/tables.ts';
import { migrate, openDatabase } from '../../../src/storage/index.ts';
import { postgresServer } from '../../support/postgres-server.ts';
import { settingsBench } from '../../support/settings-bench.ts';
import type { Row, Scenario, Subject } from '../measurement.ts';
import { Rounds } from '../statistics.ts';

/** The same statement, sent by hand to the driver: what a store cannot be faster than. */
interface Bare {
  readonly subject: Extract<Subject, 'better-sqlite3' | 'pg'>;
  write(id: string, at: number): unknown;
  read(id: string): unknown;
  close(): unknown;
}

const insert = (marks: readonly string[]): string =>
  `insert into jobs (id, kind, payload, due_at, turn_at) values (${marks.join(', ')})
   on conflict (id) do update set payload = excluded.payload, due_at = excluded.due_at`;

function bareSqlite(path: string): Bare {
  const file = new Sqlite(path);
  file.pragma('synchronous = NORMAL');
  const write = file.prepare(insert(['?', '?', '?', '?', '?']));
  const read = file.prepare('select * from jobs where id = ?');
  return {
    subject: 'better-sqlite3',
    write: (id, at) => write.run(id, 'k', '{"n":1}', at, at),
    read: (id) => read.get(id),
    close: () => file.close(),
  };
}

function barePostgres(url: string): Bare {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  const write = insert(['$1', '$2', '$3', '$4', '$5']);
  return {
    subject: 'pg',
    write: (id, at) => pool.query(write, [id, 'k', '{"n":1}', at, at]),
    read: (id) => pool.query('select * from jobs where id = $1', [id]),
    close: () => pool.end(),
  };
}

const jobOf = (id: string, at: number): NewJob => ({
  ...{ id, kind: 'k', payload: { n: 1 }, schedule: { kind: 'once' }, missed: 'once' },
  ...{ jitterMs: 0, turnAtMs: at, dueAtMs: at },
});

/** One after the other, as a program asks that waits for each answer. */
async function perSecond(count: number, turn: (at: number) => unknown): Promise<number> {
  const from = performance.now();
  for (let at = 0; at < count; at += 1) await turn(at);
  return (count * 1000) / (performance.now() - from);
}

interface Effort {
  readonly url: string;
  readonly bare: Bare;
  readonly rounds: number;
  readonly count: number;
}

async function onEngine(engine: string, { url, bare, rounds, count }: Effort): Promise<Row[]> {
  const database = await openDatabase(url);
  await migrate(database, [jobsPart], 0);
  const store = jobStore(database);
  const [writes, reads] = [new Rounds(), new Rounds()];
  for (let round = -1; round < rounds; round += 1) {
    const own = await perSecond(count, (at) => store.put(jobOf(`j${at % 500}`, at)));
    const other = await perSecond(count, (at) => bare.write(`j${at % 500}`, at));
    const ownReads = await perSecond(count, (at) => store.find(`j${at % 500}`));
    const otherReads = await perSecond(count, (at) => bare.read(`j${at % 500}`));
    if (round < 0) continue;
    writes.note(round, 'castellan', own);
    writes.note(round, bare.subject, other);
    reads.note(round, 'castellan', ownReads);
    reads.note(round, bare.subject, otherReads);
  }
  await bare.close();
  const job = await aJob(url, Math.floor(count / 4));
  await database.close();
  const row = (what: string, found: Rounds): Row => ({
    ...{ scenario: 'store', what: `${what}, ${engine}`, unit: '/s', values: found.values() },
    ...{ ratio: found.ratio('castellan', bare.subject), against: bare.subject },
  });
  const perWrite = 1e6 / (writes.values().castellan ?? Number.NaN);
  return [
    row('writes', writes),
    row('reads', reads),
    {
      ...{ scenario: 'store', what: `a job planned, taken, done and noted, ${engine}`, unit: 'µs' },
      values: { castellan: job, [bare.subject]: perWrite },
      ...{ ratio: job / perWrite, against: bare.subject },
    },
  ];
}

/** How long one job takes of the scheduler, from `at` to the end of its run; thousands wait at once. */
async function aJob(url: string, count: number): Promise<number> {
  const database = await openDatabase(url);
  const life = lifetime('bench');
  const jobs = startJobs({
    ...{ store: jobStore(database), clock: systemClock, random: systemRandom, log: silentLog },
    ...{ life, alerts: { raise: () => {} } },
  });
  const done = Promise.withResolvers<void>();
  let left = count;
  const from = performance.now();
  for (let at = 0; at < count; at += 1)
    await jobs.at({ id: `b${at}`, kind: 'bench', payload: at, dueAtMs: 0 });
  jobs.run('bench', () => {
    if ((left -= 1) === 0) done.resolve();
    return Promise.resolve();
  });
  await done.promise;
  const eachUs = ((performance.now() - from) * 1000) / count;
  await life.end();
  await database.close();
  return eachUs;
}

async function settingsLookup(rounds: number, count: number): Promise<Row> {
  const { settings, life, database } = await settingsBench({
    ...{ clock: systemClock, log: silentLog, random: systemRandom },
  });
  const space = 'discord:1' as never;
  const community = 'discord:1' as never;
  await settings.write('core.prefix', 'space:discord:1', '?', { actor: 'bench', via: 'cli' });
  const plain = new Map([['space:discord:1/core.prefix', '?']]);
  const found = new Rounds();
  for (let round = -1; round < rounds; round += 1) {
    const own = nanosecondsEach(count, () =>
      settings.readText('core.prefix', { space, community }),
    );
    const bare = nanosecondsEach(count, () => plain.get('space:discord:1/core.prefix'));
    if (round < 0) continue;
    found.note(round, 'castellan', own);
    found.note(round, 'Map', bare);
  }
  await life.end();
  await database.close();
  return {
    ...{ scenario: 'store', what: 'a setting looked up', unit: 'ns', values: found.values() },
    ...{ ratio: found.ratio('castellan', 'Map'), against: 'Map' },
  };
}

function nanosecondsEach(count: number, look: () => unknown): number {
  const from = performance.now();
  for (let at = 0; at < count; at += 1) look();
  return ((performance.now() - from) * 1e6) / count;
}

/** The stores on both databases against the bare drivers, jobs, and settings. */
export const store: Scenario = {
  name: 'store',
  about: 'Stores on SQLite and PostgreSQL, jobs, and settings',
  async run({ quick, note }) {
    const [rounds, count] = quick ? [1, 400] : [5, 4000];
    const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-store-'));
    const file = join(folder, 'a.db');
    const fresh = await openDatabase(file);
    await migrate(fresh, [jobsPart], 0);
    await fresh.close();
    const rows = await onEngine('SQLite', { url: file, bare: bareSqlite(file), rounds, count });
    rmSync(folder, { recursive: true, force: true });
    note('SQLite is done');
    const server = await postgresServer({ fsync: true });
    await server.start();
    const url = `${server.url}/postgres`;
    const effort = { url, bare: barePostgres(url), rounds, count: Math.floor(count / 4) };
    rows.push(...(await onEngine('PostgreSQL', effort)));
    await server.remove();
    note('PostgreSQL is done');
    return [...rows, await settingsLookup(rounds, quick ? 20_000 : 500_000)];
  },
};
