import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { jobStore } from '../../src/core/jobs/store.ts';
import { jobsPart } from '../../src/core/jobs/tables.ts';
import type { Database } from '../../src/storage/index.ts';
import { everyDatabase, withDatabase } from '../support/databases.ts';
import { type EffectTables, effectsPart } from '../support/job-effects.ts';

const kinds = ['red', 'green', 'blue', 'grey'];
const everyMs = 40;
const leaseMs = 1500;
const program = join(import.meta.dirname, '../support/job-worker.ts');
const postgres = everyDatabase.find(({ kind }) => kind === 'postgres')!;

async function workerOn(url: string): Promise<ChildProcess> {
  const args = [program, url, kinds.join(','), String(everyMs), String(leaseMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
}

const effectsIn = (database: Database) =>
  database.queries
    .$extendTables<EffectTables>()
    .selectFrom('effects')
    .selectAll()
    .orderBy('turn_at')
    .execute();

/** Looks until so many turns are done: how long that takes is not what is tested. */
async function whenDone(database: Database, count: number): Promise<void> {
  while ((await effectsIn(database)).length < count) await pause(50);
}

/** The turns of each kind, which must follow each other without a gap; how often each was done. */
function turnsOf(effects: Awaited<ReturnType<typeof effectsIn>>, kind: string) {
  const times = Map.groupBy(
    effects.filter(({ job }) => job === kind),
    ({ turn_at: turn }) => turn,
  );
  const turns = [...times.keys()];
  const gaps = turns.slice(1).filter((turn, before) => turn - (turns[before] ?? 0) !== everyMs);
  const twice = [...times.values()].filter((done) => done.length > 1);
  return { turns: turns.length, gaps, twice: twice.length };
}

test('of two processes on one PostgreSQL exactly one does each turn', { timeout: 120_000 }, () =>
  withDatabase(postgres, [jobsPart, effectsPart], async (database, url) => {
    const workers = await Promise.all([workerOn(url), workerOn(url)]);
    await whenDone(database, 600);
    await Promise.all(workers.map(end));
    const effects = await effectsIn(database);

    expect(new Set(effects.map(({ process: pid }) => pid)).size).toBe(2);
    for (const kind of kinds) {
      const { turns, gaps, twice } = turnsOf(effects, kind);
      expect({ gaps, twice }).toEqual({ gaps: [], twice: 0 });
      expect(turns).toBeGreaterThan(100);
    }
  }),
);

test(
  'no turn is lost when one of them is killed, and only what it had in hand may be done twice',
  {
    timeout: 120_000,
  },
  () =>
    withDatabase(postgres, [jobsPart, effectsPart], async (database, url) => {
      const [first, second] = await Promise.all([workerOn(url), workerOn(url)]);
      let twiceInAll = 0;
      await whenDone(database, 200);
      first.kill('SIGKILL');
      await whenDone(database, 400);
      const third = await workerOn(url);
      await whenDone(database, 500);
      second.kill('SIGKILL');
      await whenDone(database, 700);
      await end(third);
      const effects = await effectsIn(database);

      for (const kind of kinds) {
        const { turns, gaps, twice } = turnsOf(effects, kind);
        twiceInAll += twice;
        expect(gaps).toEqual([]);
        expect(turns).toBeGreaterThan(100);
      }
      // Each of the two that died had one job of each kind in hand at most.
      expect(twiceInAll).toBeLessThanOrEqual(2 * kinds.length);
      const jobs = await jobStore(database).list(10);
      expect(jobs.map(({ failures, lease }) => ({ failures, lease }))).toEqual(
        kinds.map(() => ({ failures: 0 })),
      );
    }),
);
