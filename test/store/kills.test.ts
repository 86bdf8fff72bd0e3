import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { parts } from '../../src/app/database.ts';
import { keepPart } from '../../src/core/keep/tables.ts';
import { seededRandom } from '../../src/base/random.ts';
import { keepStore } from '../../src/core/keep/store.ts';
import { type Database, migrate, openDatabase, structureOf } from '../../src/storage/index.ts';
import { type DatabaseKind, everyDatabase, withDatabase } from '../support/databases.ts';
import { begun, killsOr, tellKills } from '../support/killing.ts';

const kills = killsOr(4);
const timeout = 60_000 + kills * 15_000;
const program = join(import.meta.dirname, '../support/killed-database.ts');
const random = seededRandom(Number(process.env['TEST_SEED'] ?? 5));

/** Opens it as the next start would, looks, and closes it. */
async function reopened<Value>(
  url: string,
  look: (database: Database) => Promise<Value>,
): Promise<Value> {
  const database = await openDatabase(url);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

async function expectSound(database: Database): Promise<void> {
  if (database.dialect !== 'sqlite') return;
  const { rows } = await sql<object>`pragma integrity_check`.execute(database.queries);
  expect(rows).toEqual([{ integrity_check: 'ok' }]);
}

describe.each(everyDatabase)('a process killed on $kind', (kind: DatabaseKind) => {
  test('while it writes loses nothing that it had acknowledged', { timeout }, () =>
    withOld(kind, async (url) => {
      let acknowledged = -1;
      for (let turn = 0; turn < kills; turn += 1) {
        const writer = await begun(program, ['write', url, String(acknowledged + 1)]);
        await writer.killAfter(20 + random.below(400));
        const last = writer.said().trim().split('\n').map(Number).filter(Number.isInteger).at(-1);
        acknowledged = last ?? acknowledged;
        await reopened(url, async (database) => {
          await expectSound(database);
          const kept = new Map(
            (await keepStore(database).all()).map(({ name, text }) => [name, text]),
          );
          for (let number = 0; number <= acknowledged; number += 1)
            expect(kept.get(`note ${number}`)?.length).toBe(number % 3000);
        });
      }
      // Otherwise the kills came before anything was written.
      expect(acknowledged).toBeGreaterThan(kills);
      tellKills(`writes ${kind.kind}`, { kills, acknowledged: acknowledged + 1 });
    }),
  );

  test(
    'while it migrates leaves a database that the next start brings up to date, with all that was in it',
    { timeout },
    () =>
      withDatabase(kind, [], async (whole) => {
        await migrate(whole, parts, 1);
        const structure = await structureOf(whole);
        const fromMs = performance.now();
        await withOld(kind, async (url) => {
          await (
            await begun(program, ['migrate', url])
          ).exited;
        });
        const tookMs = performance.now() - fromMs;
        const hits = { before: 0, within: 0, after: 0 };
        for (let turn = 0; turn < kills; turn += 1)
          await withOld(kind, async (url) => {
            const migrating = await begun(program, ['migrate', url]);
            await migrating.killAfter(random.next() * tookMs);
            hits[await stageOf(url)] += 1;
            await reopened(url, async (database) => {
              await migrate(database, parts, 2);
              await expectSound(database);
              expect(await structureOf(database)).toEqual(structure);
              expect(await keepStore(database).all()).toHaveLength(300);
            });
          });
        tellKills(`migration ${kind.kind}`, { kills, ...hits });
      }),
  );
});

/** A database that nobody has open, as an old version has left it: one part of the schema, and rows in it. */
async function withOld(kind: DatabaseKind, body: (url: string) => Promise<void>): Promise<void> {
  const { url, remove } = await kind.fresh();
  try {
    await reopened(url, async (database) => {
      await migrate(database, [keepPart], 0);
      const rows = Array.from({ length: 300 }, (_, at) => `('old ${at}', 'kept')`).join(', ');
      await sql.raw(`insert into kept (name, text) values ${rows}`).execute(database.queries);
    });
    await body(url);
  } finally {
    await remove();
  }
}

async function stageOf(url: string): Promise<'before' | 'within' | 'after'> {
  const all = parts.reduce((sum, { migrations }) => sum + migrations.length, 0);
  return reopened(url, async (database) => {
    const { rows } = await sql<{ n: number | string }>`
      select count(*) as n from castellan_migrations`.execute(database.queries);
    const done = Number(rows[0]?.n);
    if (done <= keepPart.migrations.length) return 'before';
    return done >= all ? 'after' : 'within';
  });
}
