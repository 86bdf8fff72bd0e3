import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openConfigured, parts } from '../../src/app/database.ts';
import { loadConfig } from '../../src/app/config.ts';
import { seededRandom } from '../../src/base/random.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { type Database, migrate, moveStage, openDatabase } from '../../src/storage/index.ts';
import { tablesOf } from '../../src/storage/schema.ts';
import { fingerprintOf } from '../../src/storage/table-rows.ts';
import { cli, folderWith, started } from '../support/cli.ts';
import { everyDatabase } from '../support/databases.ts';
import { killsOr, tellKills } from '../support/killing.ts';

const postgres = everyDatabase.find(({ kind }) => kind === 'postgres')!;
/** How many times a move is killed, in each direction. */
const kills = killsOr(8);

async function freshUrl(): Promise<string> {
  const { url, remove } = await postgres.fresh();
  onTestFinished(remove);
  return url;
}

const configIn = (folder: string) =>
  loadConfig({ file: undefined, folder, environment: {} }).config;

async function looking<Value>(
  database: Promise<Database>,
  look: (database: Database) => Promise<Value>,
): Promise<Value> {
  const open = await database;
  try {
    return await look(open);
  } finally {
    await open.close();
  }
}

/** Everything in it, table by table. */
const contentsOf = async (database: Database) => {
  const tables = await tablesOf(database);
  const data = tables.filter(({ name }) => !name.startsWith('castellan_'));
  return Promise.all(data.map(async (one) => [one.name, await fingerprintOf(database, one)]));
};

async function fill(database: Database, jobs: number): Promise<void> {
  await migrate(database, parts, 1);
  const store = jobStore(database);
  await database.queries.transaction().execute(async (queries) => {
    const inside = jobStore({ ...database, queries });
    for (let at = 0; at < jobs; at += 1)
      await inside.put({
        ...{ id: `job ${at}`, kind: 'k', payload: { at }, schedule: { kind: 'once' } },
        ...{ missed: 'once', jitterMs: 0, turnAtMs: at, dueAtMs: 2e12 + at },
      });
  });
  await store.askFor('job 3', 7);
}

const comments = '# mine\nprefix: "?" # as ever\n';

test(
  'moves to PostgreSQL and back, and the bot goes on where it was',
  {
    timeout: 120_000,
  },
  async () => {
    const url = await freshUrl();
    const cwd = folderWith({ 'castellan.yaml': comments });
    const first = await started(['--sandbox'], { cwd });
    await cli(['console'], { cwd, input: 'setprefix %\n' });
    const whileRunning = await cli(['db', 'move', '--to', url], { cwd });
    expect(whileRunning).toMatchObject({ code: 1 });
    expect(whileRunning.stderr).toMatch(/Another Castellan runs on the data folder/);
    await first.end('SIGTERM');

    const there = await cli(['db', 'move', '--to', url], { cwd });
    expect(there).toMatchObject({ code: 0, stderr: '' });
    expect(there.stdout).toMatch(/Everything is in .*castellan\.yaml names it now/s);
    expect(readFileSync(join(cwd, 'castellan.yaml'), 'utf8')).toBe(
      `${comments}database: \${DATABASE_URL}\n`,
    );
    expect(statSync(join(cwd, '.env')).mode & 0o777).toBe(0o600);
    expect(configIn(cwd).database).toBe(url);
    const second = await started(['--sandbox'], { cwd });
    expect((await cli(['console'], { cwd, input: 'settings get core.prefix\n' })).stdout).toContain(
      '%',
    );
    await second.end('SIGTERM');

    const intoOld = await cli(['db', 'move', '--to', 'sqlite'], { cwd });
    expect(intoOld.stderr).toMatch(/There is data in .*castellan\.db already\. Move that file/);
    expect(configIn(cwd).database).toBe(url);
    renameSync(join(cwd, 'data/castellan.db'), join(cwd, 'data/old.db'));
    const back = await cli(['db', 'move', '--to', 'sqlite'], { cwd });
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'castellan.yaml'), 'utf8')).toBe(comments);
    const third = await started(['--sandbox'], { cwd });
    expect((await cli(['console'], { cwd, input: 'settings get core.prefix\n' })).stdout).toContain(
      '%',
    );
    await third.end('SIGTERM');
  },
);

test('what cannot be is refused before anything is copied', { timeout: 60_000 }, async () => {
  const url = await freshUrl();
  const cwd = folderWith({ 'castellan.yaml': `database: ${url}\n` });
  const tell = async (...args: readonly string[]) =>
    (await cli(['db', 'move', ...args], { cwd })).stderr;
  expect(await tell('--to', url)).toMatch(/in use already/);
  expect(await tell('--to', 'mysql://a/b')).toMatch(/should be postgres:/);
  expect(await tell('--to', '${NOWHERE_SET}')).toMatch(/NOWHERE_SET is not set/);
  expect(await tell('--to', 'postgres://a:b@127.0.0.1:1/c')).toMatch(/cannot be reached/);
  const pinned = { CASTELLAN_DATABASE: url };
  const overridden = await cli(['db', 'move', '--to', 'sqlite'], { cwd, environment: pinned });
  expect(overridden.stderr).toMatch(/--keep-configuration/);
  expect(existsSync(join(cwd, 'data/castellan.db'))).toBe(false);
});

test(
  'with two roles the tables are made by the one and filled by the other',
  {
    timeout: 60_000,
  },
  async () => {
    const url = await freshUrl();
    const cwd = folderWith({ 'castellan.yaml': 'prefix: "?"\n' });
    await looking(openConfigured(configIn(cwd)), (database) => fill(database, 5));
    const moved = await cli(
      ['db', 'move', '--to', url, '--to-migrations', `${url}?user=castellan`],
      {
        cwd,
      },
    );

    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(configIn(cwd)).toMatchObject({
      database: url,
      database_migrations: `${url}?user=castellan`,
    });
  },
);

/** Begins a move in a process of its own. */
function moveIn(cwd: string, to: string): ChildProcess {
  const child = spawn(process.execPath, [resolve('src/main.ts'), 'db', 'move', '--to', to], {
    ...{ cwd, stdio: 'ignore' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** What must hold at any moment: the configuration names a database that is whole. */
async function expectWhole(cwd: string, contents: unknown): Promise<void> {
  const config = configIn(cwd);
  await looking(openConfigured(config), async (database) => {
    expect(await moveStage(database)).not.toBe('copying');
    expect(await contentsOf(database)).toEqual(contents);
  });
}

/** A folder with a filled database of one kind, and targets of the other for as many moves as are wanted. */
async function crossing(direction: 'postgres' | 'sqlite') {
  const text = direction === 'sqlite' ? `database: ${await freshUrl()}\n` : 'prefix: "?"\n';
  const cwd = folderWith({ 'castellan.yaml': text });
  const file = join(cwd, 'data/castellan.db');
  const source = configIn(cwd).database;
  const contents = await looking(openConfigured(configIn(cwd)), async (database) => {
    await fill(database, 20_000);
    return contentsOf(database);
  });
  let to = '';
  return {
    ...{ cwd, contents },
    to: () => (direction === 'sqlite' ? 'sqlite' : to),
    stage: () => stageAt(direction === 'sqlite' ? file : to),
    switched: () => configIn(cwd).database !== source,
    /** As before any move, with an empty target. */
    async anew() {
      writeFileSync(join(cwd, 'castellan.yaml'), text);
      if (direction === 'postgres') to = await freshUrl();
      else for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    },
  };
}

test.each(['postgres', 'sqlite'] as const)(
  'killed at any moment on the way to %s, no half database is ever taken for a whole one',
  { timeout: 600_000 },
  async (direction) => {
    const random = seededRandom(Number(process.env['TEST_SEED'] ?? 11));
    const { cwd, contents, to, stage, switched, anew } = await crossing(direction);
    await anew();
    const from = performance.now();
    await once(moveIn(cwd, to()), 'exit');
    const wholeMs = performance.now() - from;
    expect(switched()).toBe(true);
    const found = new Map<string | undefined, number>();
    await anew();
    for (let kill = 0; kill < kills; kill += 1) {
      // Half of them meet what the one before has left.
      if (switched() || random.next() < 0.5) await anew();
      const child = moveIn(cwd, to());
      const exited = once(child, 'exit');
      await Promise.race([pause(wholeMs * (0.25 + random.next() * 0.8)), exited]);
      child.kill('SIGKILL');
      await exited;
      await expectWhole(cwd, contents);
      const left = switched() ? 'switched' : await stage();
      found.set(left, (found.get(left) ?? 0) + 1);
    }
    if (!switched())
      expect(await cli(['db', 'move', '--to', to()], { cwd })).toMatchObject({ code: 0 });

    expect(switched()).toBe(true);
    await expectWhole(cwd, contents);
    // Otherwise the kills came too early or too late to show anything.
    expect(found.get('copying')).toBeGreaterThan(0);
    tellKills(`move to ${direction}`, {
      kills,
      ...Object.fromEntries([...found].map(([stage, times]) => [stage ?? 'nothing', times])),
    });
  },
);

async function stageAt(url: string): Promise<string | undefined> {
  if (!url.startsWith('postgres') && !existsSync(url)) return undefined;
  return looking(openDatabase(url), async (database) => {
    const stage = await moveStage(database);
    if (stage === 'copying')
      await expect(migrate(database, parts, 1)).rejects.toMatchObject({
        code: 'database-half-moved',
      });
    await sql`select 1`.execute(database.queries);
    return stage;
  });
}
