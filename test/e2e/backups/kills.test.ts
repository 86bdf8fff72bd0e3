import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { finishRestore } from '../../../src/backups/restore/finish.ts';
import { restorePlace, writeJournal } from '../../../src/backups/restore/journal.ts';
import { silentLog } from '../../../src/base/log.ts';
import { backupShop, must, petsDatabase, temporaryFolder } from '../../support/backups.ts';

/** How many times a process is killed in each test. The release check asks for 200. */
const kills = Number(process.env['CASTELLAN_KILLS'] ?? 15);
const program = resolve('test/e2e/backups/killed.ts');

/** Starts the work, and ends it without warning after so long. Resolves to whether it had finished. */
async function killedAfter(what: 'backup' | 'restore', data: string, afterMs: number) {
  const child = spawn(process.execPath, [program, what, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(child, 'exit');
  while (!said.includes('go')) await Promise.race([once(child.stdout, 'data'), exited]);
  await Promise.race([sleep(afterMs), exited]);
  child.kill('SIGKILL');
  await exited;
  return said.includes('done');
}

/** Spread over the whole way of the work, without chance in the test. */
const momentsUpTo = (longestMs: number): readonly number[] =>
  Array.from({ length: kills }, (_, turn) => (turn * longestMs) / kills);

const rowsIn = (path: string): number => {
  const file = new Sqlite(path);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  const rows = file.prepare('select count(*) from pets').pluck().get() as number;
  file.close();
  return rows;
};

test('a process killed while it restores leaves the old database or the new one, whole', async () => {
  const outcomes = new Set<string>();
  const root = temporaryFolder();
  for (const [turn, afterMs] of momentsUpTo(400).entries()) {
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
    const finished = await killedAfter('restore', data, afterMs);
    const journal = existsSync(place.journal)
      ? (JSON.parse(readFileSync(place.journal, 'utf8')) as { state: string }).state
      : 'ended';
    outcomes.add(finished ? 'finished' : journal);
    if (journal === 'staged') expect(rowsIn(database)).toBe(300);

    await finishRestore({ data, database, log: silentLog, mayBegin: true });

    expect(rowsIn(database)).toBe(77);
    expect(existsSync(place.journal)).toBe(false);
    old.close();
    rmSync(data, { recursive: true });
  }
  expect(outcomes.size).toBeGreaterThan(1);
});

test('a process killed while it makes backups leaves only good ones listed', async () => {
  const shop = backupShop();
  petsDatabase(shop.path, 3000).close();
  for (const afterMs of momentsUpTo(900)) await killedAfter('backup', shop.data, 300 + afterMs);

  const listed = await shop.backups.list();
  for (const { id } of listed) must(await shop.backups.verify(id));

  expect(listed.length).toBeGreaterThan(0);
  // At most the file whose manifest was still to come.
  expect((await shop.backups.stats()).strays.length).toBeLessThanOrEqual(kills);
  expect(rowsIn(shop.path)).toBe(3000);
});

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
