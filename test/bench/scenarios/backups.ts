import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { openBackups } from '../../../src/backups/backups.ts';
import { backupsConfig } from '../../../src/backups/config.ts';
import { sqliteEngine } from '../../../src/backups/index.ts';
import { finishRestore } from '../../../src/backups/restore/finish.ts';
import { restorePlace } from '../../../src/backups/restore/journal.ts';
import { stageRestore } from '../../../src/backups/restore/stage.ts';
import { folderShelf } from '../../../src/backups/shelf.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';
import type { Backup } from '../../../src/core/backups/backups.ts';
import { openDatabase } from '../../../src/storage/index.ts';
import { type Effort, type Row, type Scenario, atMost } from '../measurement.ts';

/** Rows of a kilobyte: half of each is chance, half is not, so that they shrink about as real ones do. */
const rowBytes = 1000;
const writesPerSecond = 500;

function fill(path: string, bytes: number): void {
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = OFF');
  file.exec(`create table castellan_migrations (part text, name text);
    create table filler (id integer primary key, at integer, text text)`);
  const add = file.prepare('insert into filler (at, text) values (?, ?)');
  const batch = file.transaction((count: number) => {
    for (let row = 0; row < count; row += 1)
      add.run(row, randomBytes(rowBytes / 4).toString('hex') + 'the same words '.repeat(33));
  });
  for (let left = bytes / rowBytes; left > 0; left -= 10_000) batch(Math.min(left, 10_000));
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

/** Writes as the program does, through its own connection, at a steady pace and on this very event loop. */
async function writing(path: string) {
  const database = await openDatabase(path);
  const queries = database.queries.$extendTables<{ filler: { at: number; text: string } }>();
  const text = 'written meanwhile';
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  const from = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - from) / 1000) * writesPerSecond);
    // What a slow disk put off is not made up for in one go.
    for (let turn = 0; count < due && turn < 4; turn += 1, count += 1)
      last = queries.insertInto('filler').values({ at: count, text }).execute();
  }, 2);
  return {
    count: () => count,
    async stop() {
      clearInterval(timer);
      await last;
      await database.close();
    },
  };
}

async function timed<Value>(work: () => Promise<Value>) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const from = performance.now();
  const value = await work();
  const seconds = (performance.now() - from) / 1000;
  delays.disable();
  return { value, seconds, stallMs: delays.max / 1e6 };
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);

/** What anybody would do by hand, on the same file in the same state of the caches: copy it and compress the copy. */
function byHand(path: string, folder: string): number {
  const from = performance.now();
  const copy = join(folder, 'copy.db');
  copyFileSync(path, copy);
  execFileSync('zstd', ['-q', '-3', '-f', '--rm', copy, '-o', `${copy}.zst`]);
  execFileSync('sync', [`${copy}.zst`]);
  rmSync(`${copy}.zst`);
  return (performance.now() - from) / 1000;
}

function must(result: { ok: boolean; value?: Backup; error?: unknown }): Backup {
  if (result.value) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.error)}`);
}

function partsIn(data: string, copies: readonly object[]) {
  return {
    config: backupsConfig.parse({ schedule: false, copies }),
    ...{ data, clock: systemClock, random: systemRandom, log: silentLog },
    ...{ life: lifetime('bench'), alerts: { raise: () => {} }, known: new Set<string>() },
    ...{ engine: sqliteEngine(join(data, 'castellan.db')), product: 'bench' },
    tryOut: () => Promise.resolve({ problems: [] }),
    structure: () => Promise.resolve({}),
  };
}

async function measure(data: string, bytes: number, { note }: Effort): Promise<readonly Row[]> {
  const path = join(data, 'castellan.db');
  fill(path, bytes);
  const plainSeconds = byHand(path, data);
  note(`copy and zstd by hand: ${plainSeconds.toFixed(1)} s`);
  const backups = openBackups(partsIn(data, []));
  const writer = await writing(path);
  const idle = await timed(() => sleep(2000));
  const from = performance.now();
  let packedMs = 0;
  const made = await timed(() =>
    backups.create({
      ...{ type: 'manual', author: 'schedule' },
      onStep({ step }) {
        if (step === 'unpacking' && packedMs === 0) packedMs = performance.now() - from;
      },
    }),
  );
  const backup = must(made.value);
  const checked = await timed(() => backups.verify(backup.id));
  must(checked.value);
  note(`${writer.count()} writes; longest stall without a backup ${idle.stallMs.toFixed(1)} ms`);
  await writer.stop();
  const restored = await timed(() => restore(data, backup));
  const chunks = join(data, 'elsewhere');
  const rows = await incremental(data, chunks, bytes);
  const row = (what: string, unit: string, value: number, more: Partial<Row> = {}): Row => ({
    ...{ scenario: 'backups', what, unit, against: 'cp + zstd', ratio: value / plainSeconds },
    values: { castellan: value, 'cp + zstd': plainSeconds },
    ...more,
  });
  const alone = { values: {}, ratio: Number.NaN };
  return [
    row('copy and pack under 500 writes/s', 's', packedMs / 1000, { target: atMost(2) }),
    row('the same and check it wholly', 's', made.seconds),
    row('verify', 's', checked.seconds),
    row('restore (unpack, check, swap)', 's', restored.seconds),
    row('longest stall of the event loop', 'ms', made.stallMs, {
      ...{ ...alone, values: { castellan: made.stallMs }, target: atMost(50, 'value') },
    }),
    row('longest stall without a backup', 'ms', idle.stallMs, {
      ...{ ...alone, values: { castellan: idle.stallMs } },
    }),
    ...rows.map(([what, unit, value]) =>
      row(what, unit, value, { ...alone, values: { castellan: value } }),
    ),
  ];
}

async function restore(data: string, backup: Backup): Promise<void> {
  const parts = partsIn(data, []);
  const file = folderShelf(join(data, 'backups')).fileOf(backup);
  const staged = await stageRestore(parts, {
    ...{ backup, file, by: 'bench', safety: 'none', onStep: () => {} },
  });
  if (!staged.ok) throw new Error(`Refused: ${staged.error.key}`);
  await finishRestore({
    ...{ data, database: join(data, 'castellan.db'), log: silentLog, mayBegin: true },
  });
  rmSync(restorePlace(data).folder, { recursive: true, force: true });
}

/** One hundredth of the rows changed: the recent ones, and then as many scattered over all. */
async function incremental(data: string, target: string, bytes: number) {
  const backups = openBackups(partsIn(data, [{ folder: target, incremental: true }]));
  const file = new Sqlite(join(data, 'castellan.db'));
  const make = () => timed(() => backups.create({ type: 'manual', author: 'schedule' }));
  must((await make()).value);
  const first = sizeOf(target);
  const rows = bytes / rowBytes;
  file.exec(`update filler set at = -1 where id > ${Math.floor(rows * 0.99)}`);
  const recent = await make();
  must(recent.value);
  const afterRecent = sizeOf(target);
  file.exec('update filler set at = -2 where id % 100 = 7');
  must((await make()).value);
  const afterScattered = sizeOf(target);
  file.close();
  return [
    ['second incremental backup, 1 % changed at the end', 's', recent.seconds],
    ['its size, of the database', '%', (100 * (afterRecent - first)) / bytes],
    ['the same, 1 % of the rows scattered', '%', (100 * (afterScattered - afterRecent)) / bytes],
  ] as const;
}

export const backups: Scenario = {
  name: 'backups',
  about: 'Backups of a database in use, against copying and compressing its file by hand',
  async run(effort) {
    const data = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
    try {
      return await measure(data, effort.quick ? 50e6 : 1e9, effort);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  },
};
