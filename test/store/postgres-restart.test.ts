import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import { alerts } from '../../src/core/alerts/alerts.ts';
import { startJobs } from '../../src/core/jobs/jobs.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { jobsPart } from '../../src/core/jobs/tables.ts';
import { type Database, holdAlone, migrate, openDatabase } from '../../src/storage/index.ts';
import { type PostgresServer, postgresServer } from '../support/postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await postgresServer();
  await server.start();
}, 120_000);
afterAll(() => server.remove());

async function opened(): Promise<Database> {
  const database = await openDatabase(`${server.url}/postgres`);
  onTestFinished(() => database.close());
  return database;
}

const answers = (database: Database) =>
  sql`select 1`.execute(database.queries).then(
    () => true,
    () => false,
  );

test(
  'a server that stops and starts again is used again, and its jobs go on',
  {
    timeout: 90_000,
  },
  async () => {
    const database = await opened();
    await migrate(database, [jobsPart], 0);
    const life = lifetime('jobs');
    const jobs = startJobs({
      ...{ store: jobStore(database), clock: systemClock, random: systemRandom, log: silentLog },
      ...{ life, alerts: alerts({ clock: systemClock, log: silentLog }), leaseMs: 2000 },
    });
    const turns: number[] = [];
    jobs.run('tick', (_payload, _signal, { turnAtMs }) =>
      Promise.resolve(void turns.push(turnAtMs)),
    );
    await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 400, missed: 'each' });
    while (turns.length < 3) await pause(20);

    await server.stop();
    expect(await answers(database)).toBe(false);
    await server.start();
    while (!(await answers(database))) await pause(100);
    const before = turns.length;
    while (turns.length < before + 5) await pause(20);
    await life.end();

    // Not one turn is left out. One that ended while the server was away is remembered until it is back.
    const gaps = turns.slice(1).map((turn, at) => turn - (turns[at] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([400]));
  },
);

test(
  'one of two has a database for itself, also after the server was away',
  {
    timeout: 90_000,
  },
  async () => {
    const url = `${server.url}/postgres`;
    const hold = async (name: string) => {
      const life = lifetime(name);
      onTestFinished(async () => {
        await life.end();
      });
      const heard: string[] = [];
      const onOther = () => void heard.push('other');
      const got = await holdAlone(url, { clock: systemClock, life, log: silentLog, onOther });
      return { got, life, heard };
    };
    const first = await hold('first');
    expect(first.got).toBe(true);
    expect((await hold('second')).got).toBe(false);

    await server.stop();
    await server.start();
    const database = await opened();
    const held = () =>
      sql<{ count: number }>`select count(*) from pg_locks where locktype = 'advisory'`
        .execute(database.queries)
        .then(({ rows }) => rows[0]?.count ?? 0);
    while ((await held()) === 0) await pause(100);
    expect((await hold('third')).got).toBe(false);
    expect(first.heard).toEqual([]);

    await first.life.end();
    expect((await hold('fourth')).got).toBe(true);
  },
);
