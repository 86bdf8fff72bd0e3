import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { finishRestore } from '../../../src/backups/restore/finish.ts';
import { restorePlace, writeJournal } from '../../../src/backups/restore/journal.ts';
import { silentLog } from '../../../src/base/log.ts';
import { begun, killsOr, tellKills } from '../../support/killing.ts';
import { backupShop, must, petsDatabase, temporaryFolder } from '../../support/backups.ts';

const kills = killsOr(8);
/** Each kill starts a process, which takes its time on a machine that has other things to do. */
const timeout = 60_000 + kills * 10_000;
const program = resolve('test/e2e/backups/killed.ts');

/** Starts the work, and ends it without warning after so long. Resolves to whether it had finished. */
async function killedAfter(what: 'backup' | 'restore', data: string, afterMs: number) {
  const { said, killAfter } = await begun(program, [what, data]);
  await killAfter(afterMs);
  return said().includes('done');
}

/** Never: it runs to its end. */
const unhurried = 2 ** 30;

/** From at once to the end, spread over how long the whole work took just now on this machine. */
const momentsOf = (wholeMs: number): readonly number[] => [
  ...Array.from({ length: kills }, (_, turn) => (turn * wholeMs) / kills),
  unhurried,
];

const rowsIn = (path: string): number => {
  const file = new Sqlite(path);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  const rows = file.prepare('select count(*) from pets').pluck().get() as number;
  file.close();
  return rows;
};

test(
  'a process killed while it restores leaves the old database or the new one, whole',
  { timeout },
  async () => {
    const outcomes = new Map<string, number>();
    const root = temporaryFolder();
    let moments: readonly number[] = [unhurried];
    for (let turn = 0; turn < moments.length; turn += 1) {
      const data = join(root, String(turn));
      const database = join(data, 'castellan.db');
      mkdirSync(data);
      // The old one ends as a crash leaves it: with rows that are only in the WAL.
      const old = petsDatabase(database, 300);
      const place = restorePlace(data);
      mkdirSync(place.folder);
      petsDatabase(place.next, 77).close();
      const next = readFileSync(place.next);
      await writeJournal(place, {
        ...{ state: 'staged', backup: 'castellan_backup_manual_20260101_000000Z', by: 'ann' },
        ...{ engine: 'sqlite', createdAtMs: 0, stagedAtMs: 1, bytes: statSync(place.next).size },
        ...{ sha256: createHash('sha256').update(next).digest('hex'), tables: {}, safety: 'there' },
      });
      const fromMs = performance.now();
      const finished = await killedAfter('restore', data, moments[turn] ?? 0);
      // The first runs to its end and says how long that takes here and now.
      if (turn === 0) moments = [unhurried, ...momentsOf(performance.now() - fromMs)];
      const journal = existsSync(place.journal)
        ? (JSON.parse(readFileSync(place.journal, 'utf8')) as { state: string }).state
        : 'ended';
      const outcome = finished ? 'finished' : journal;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (journal === 'staged') expect(rowsIn(database)).toBe(300);

      await finishRestore({ data, database, log: silentLog, mayBegin: true });

      expect(rowsIn(database)).toBe(77);
      expect(existsSync(place.journal)).toBe(false);
      old.close();
      rmSync(data, { recursive: true });
    }
    tellKills('restore sqlite', { kills: moments.length - 2, ...Object.fromEntries(outcomes) });
    expect([...outcomes.keys()]).toContain('finished');
    expect([...outcomes.keys()]).toContain('staged');
  },
);

test(
  'a process killed while it makes backups leaves only good ones listed',
  { timeout },
  async () => {
    const shop = backupShop();
    petsDatabase(shop.path, 3000).close();
    const fromMs = performance.now();
    const first = await begun(program, ['backup', shop.data]);
    while ((await shop.backups.list()).length < 2) await sleep(20);
    await first.killAfter(0);
    const wholeMs = performance.now() - fromMs;
    for (const afterMs of momentsOf(wholeMs).slice(0, -1))
      await killedAfter('backup', shop.data, afterMs);

    const listed = await shop.backups.list();
    for (const { id } of listed) must(await shop.backups.verify(id));
    const { strays } = await shop.backups.stats();
    tellKills('backup sqlite', { kills, listed: listed.length, strays: strays.length });

    expect(listed.length).toBeGreaterThan(0);
    // At most the file whose manifest was still to come.
    expect((await shop.backups.stats()).strays.length).toBeLessThanOrEqual(kills);
    expect(rowsIn(shop.path)).toBe(3000);
  },
);

test('what waits to be restored and was changed since is not put in place', async () => {
  const data = temporaryFolder();
  const database = join(data, 'castellan.db');
  petsDatabase(database, 300).close();
  const place = restorePlace(data);
  mkdirSync(place.folder);
  writeFileSync(place.next, 'something else');
  await writeJournal(place, {
    ...{ state: 'staged', backup: 'x', by: 'ann', engine: 'sqlite', createdAtMs: 0 },
    ...{ stagedAtMs: 1, bytes: 14, sha256: 'a'.repeat(64), tables: {} },
  });

  const finished = await finishRestore({ data, database, log: silentLog, mayBegin: true });

  expect(finished?.kind).toBe('refused');
  expect(rowsIn(database)).toBe(300);
});
