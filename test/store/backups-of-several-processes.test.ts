import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { lastTurn } from '../../src/backups/calendar.ts';
import { folderShelf } from '../../src/backups/shelf.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { jobsPart } from '../../src/core/jobs/tables.ts';
import { petsDatabase, temporaryFolder } from '../support/backups.ts';
import { everyDatabase, withDatabase } from '../support/databases.ts';

const program = join(import.meta.dirname, '../support/backup-scheduler.ts');
const postgres = everyDatabase.find(({ kind }) => kind === 'postgres')!;
/** A Saturday, after the turn of that day, which is made up for; Sunday has a weekly one too. */
const startsAtMs = Date.UTC(2026, 0, 10, 5, 0);

/** A process with a folder of its own, so that it cannot see from the files what the other has made. */
async function scheduler(url: string) {
  const data = temporaryFolder();
  petsDatabase(join(data, 'castellan.db'), 20).close();
  const args = [program, url, data, String(startsAtMs)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return { child, made: async () => (await folderShelf(join(data, 'backups')).look()).backups };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
}

test('of two processes on one PostgreSQL exactly one makes each backup', { timeout: 180_000 }, () =>
  withDatabase(postgres, [jobsPart], async (database, url) => {
    const both = await Promise.all([scheduler(url), scheduler(url)]);
    const realMs = Date.now();
    for (const { child } of both) child.stdin.end(String(realMs));
    const all = async () => (await Promise.all(both.map(({ made }) => made()))).flat();
    while (!(await all()).some(isOfSunday)) await pause(200);
    // As long again as both together take for one, in which a second could appear.
    await pause(4000);
    await Promise.all(both.map(({ child }) => end(child)));

    const turns = (await all()).map(({ type, createdAtMs }) =>
      type === 'manual' || type === 'safety'
        ? type
        : `${type} ${new Date(lastTurn(type, '03:15', createdAtMs)).toISOString().slice(0, 10)}`,
    );
    expect(turns.sort()).toEqual([
      ...['daily 2026-01-10', 'daily 2026-01-11'],
      ...['monthly 2026-01-01', 'weekly 2026-01-04', 'weekly 2026-01-11'],
    ]);
    const runs = await jobStore(database).history(undefined, 100);
    const backups = runs.filter(({ kind }) => kind === 'backup');
    expect(backups.map(({ outcome }) => outcome)).toEqual(turns.map(() => 'done'));
  }),
);

const isOfSunday = ({ type, createdAtMs }: { type: string; createdAtMs: number }): boolean =>
  type === 'weekly' && createdAtMs > Date.UTC(2026, 0, 11, 3);
