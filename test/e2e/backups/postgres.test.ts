import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineFor } from '../../../src/app/backups.ts';
import { parts as schema } from '../../../src/app/database.ts';
import { postgresTools } from '../../../src/backups/postgres-tools.ts';
import { finishRestore } from '../../../src/backups/restore/finish.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { holdAlone, migrate, openDatabase } from '../../../src/storage/index.ts';
import { ann, backupShop, must, refusalOf, temporaryFolder } from '../../support/backups.ts';
import { cli, folderWith } from '../../support/cli.ts';
import { begun, killsOr, tellKills } from '../../support/killing.ts';
import { type ScratchCluster, debianPostgres, run } from '../../support/debian-postgres.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await debianPostgres();
});
afterAll(() => cluster.stop());

const kills = killsOr(5);
const program = resolve('test/e2e/backups/killed.ts');
const pets = `
  create table castellan_migrations (part text, name text, checksum text, applied_at bigint);
  insert into castellan_migrations values ('pets', '001-start', 'x', 0);
  create table pets (id int primary key, name text);
  insert into pets select n, E'rex\\u2028\\n\\t' || n from generate_series(1, 5000) n`;
const count = async (url: string): Promise<number> =>
  Number(Object.values((await run(url, 'select count(*) as n from pets')).rows[0] as object)[0]);

async function shopOn(url: string) {
  const data = temporaryFolder();
  const engine = await engineFor({ data, database: url });
  return { ...backupShop({ data, engine }), url };
}

describe('backups of PostgreSQL', () => {
  test('hold one moment of it, are verified, found damaged, and can be tried out', async () => {
    const url = await cluster.fresh();
    await run(url, pets);
    const { backups, shelf } = await shopOn(url);
    const made = must(await backups.create({ type: 'manual', author: ann.id }));

    expect(made).toMatchObject({
      ...{ engine: 'postgres', proof: { state: 'verified' }, migrations: ['pets:001-start'] },
      tables: { castellan_migrations: 1, pets: 5000 },
    });
    expect(must(await backups.drill(made.id)).certificate?.rows).toBe(5001);
    const left = await run(
      url,
      "select count(*) as n from pg_database where datname like '%drill%'",
    );
    expect(left.rows).toEqual([{ n: '0' }]);
    const bytes = readFileSync(shelf.fileOf(made));
    bytes[100] = (bytes[100] ?? 0) ^ 4;
    writeFileSync(shelf.fileOf(made), bytes);
    expect(refusalOf(await backups.verify(made.id))).toBe('backup.damaged');
  });

  test('come back in one transaction, with what was added since gone', async () => {
    const url = await cluster.fresh();
    await run(url, pets);
    const { backups, data } = await shopOn(url);
    const made = must(await backups.create({ type: 'manual', author: ann.id }));
    await run(url, 'delete from pets where id > 10; create table later (x int)');
    const { code, changes } = must(await backups.preview(made.id, ann));
    const staged = must(await backups.restore(made.id, ann, code));

    expect(changes[0]).toEqual({ table: 'pets', now: 10, then: 5000 });
    expect(staged.safety).toMatch(/_safety_/);
    expect(await count(url)).toBe(10);
    const finished = await finishRestore({
      ...{ data, database: url, mayBegin: true },
      log: silentLog,
    });
    expect(finished?.kind).toBe('restored');
    expect(await count(url)).toBe(5000);
    await expect(run(url, 'select * from later')).rejects.toThrow(/does not exist/);
  });

  test(
    'a process killed while it restores leaves the old rows or the new ones',
    { timeout: 60_000 + kills * 15_000 },
    async () => {
      const url = await cluster.fresh();
      await run(url, pets);
      const { backups, data } = await shopOn(url);
      const made = must(await backups.create({ type: 'manual', author: ann.id }));
      const seen = new Map<number, number>();
      let wholeMs = 0;
      for (let turn = 0; turn <= kills; turn += 1) {
        await run(url, 'delete from pets where id > 10');
        const { code } = must(await backups.preview(made.id, ann));
        must(await backups.restore(made.id, ann, code));
        const fromMs = performance.now();
        // The first runs to its end and says how long that takes here and now.
        await killed(data, url, turn === 0 ? 2 ** 30 : ((turn - 1) * wholeMs) / kills);
        if (turn === 0) wholeMs = performance.now() - fromMs;
        const rows = await count(url);
        if (turn > 0) seen.set(rows, (seen.get(rows) ?? 0) + 1);
        expect([10, 5000]).toContain(rows);
        await finishRestore({ data, database: url, log: silentLog, mayBegin: true });
        expect(await count(url)).toBe(5000);
      }
      tellKills('restore postgres', { kills, ...Object.fromEntries(seen) });
      // Some were killed before it was done, and some after.
      expect([...seen.keys()].sort()).toEqual([10, 5000]);
    },
  );

  test(
    'a process killed while it makes backups leaves only good ones listed, and the database as it was',
    { timeout: 60_000 + kills * 15_000 },
    async () => {
      const url = await cluster.fresh();
      await run(url, pets);
      const { backups, data } = await shopOn(url);
      const fromMs = performance.now();
      const first = await begun(program, ['backup', data, url]);
      while ((await backups.list()).length < 2) await sleep(20);
      await first.killAfter(0);
      // Two backups; a slow machine need not make the test an endless one.
      const wholeMs = Math.min(4000, performance.now() - fromMs);
      for (let turn = 0; turn < kills; turn += 1)
        await (await begun(program, ['backup', data, url])).killAfter((turn * wholeMs) / kills);

      const listed = await backups.list();
      for (const { id } of listed) must(await backups.verify(id));
      expect(listed.length).toBeGreaterThan(0);
      expect(await count(url)).toBe(5000);
      const { strays } = await backups.stats();
      tellKills('backup postgres', { kills, listed: listed.length, strays: strays.length });
    },
  );

  test('without programs that are new enough, it is said what to install', async () => {
    await expect(postgresTools(99)).rejects.toThrow(/postgresql-client-99/);
  });

  test('are made and restored by the command line, and never show the password', async () => {
    const url = (await cluster.fresh()).replace('none@', 'hunter2@');
    const database = await openDatabase(url);
    await migrate(database, schema, 0);
    await database.close();
    const cwd = folderWith({ 'castellan.yaml': `database: ${url}\n` });
    const outputs = [
      await cli(['backup', 'create'], { cwd }),
      await cli(['backup', 'drill'], { cwd }),
      await cli(['restore', 'latest', '--yes'], { cwd }),
    ];

    expect(outputs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      outputs.map(() => ({ code: 0, stderr: '' })),
    );
    expect(JSON.stringify(outputs)).not.toContain('hunter2');
    const life = lifetime('another program');
    await holdAlone(url, { clock: systemClock, life, log: silentLog, onOther: () => {} });
    const refused = await cli(['restore', 'latest', '--yes'], { cwd });
    await life.end();
    expect(refused.stderr).toMatch(/Castellan runs on that database\. Stop it first/);
  });
});

/** Finishes the restore in a process of its own, which is ended without warning after so long. */
async function killed(data: string, url: string, afterMs: number): Promise<void> {
  const { killAfter } = await begun(program, ['restore', data, url]);
  await killAfter(afterMs);
}
