import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type CaseTables, casesPart } from '../../src/moderation/cases/index.ts';
import type { Database } from '../../src/storage/index.ts';
import { everyDatabase, withDatabase } from '../support/databases.ts';

const program = join(import.meta.dirname, '../support/case-writer.ts');

/** What counts, by the cases themselves and by the counters. */
async function counted(database: Database) {
  const queries = database.queries.$extendTables<CaseTables>();
  const cases = await queries
    .selectFrom('cases')
    .select(['number', 'target', 'state', 'ended_how'])
    .orderBy('number')
    .execute();
  const counters = await queries.selectFrom('case_counters').select(['actor', 'amount']).execute();
  const byCases = new Map<string, number>();
  for (const { target, state, ended_how: how } of cases)
    // What is being withdrawn counts until it is over.
    if (state !== 'failed' && (how !== 'overturned' || state === 'ending'))
      byCases.set(target, (byCases.get(target) ?? 0) + 1);
  const byCounters = new Map(
    counters.filter(({ amount }) => amount > 0).map(({ actor, amount }) => [actor, amount]),
  );
  return { numbers: cases.map(({ number }) => number), byCases, byCounters };
}

describe.each(everyDatabase)('cases on $kind', { timeout: 120_000 }, (kind) => {
  test('N32: and their counters agree however often the program is killed in between, and no number is missing', () =>
    withDatabase(kind, [casesPart], async (database, url) => {
      for (const lifeMs of [5, 23, 60, 111, 7, 40]) {
        const child = spawn(process.execPath, [program, url], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await once(child.stdout, 'data');
        await pause(lifeMs);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const { numbers, byCases, byCounters } = await counted(database);

        expect(byCounters).toEqual(byCases);
        expect(numbers).toEqual(numbers.map((_, before) => before + 1));
        expect(numbers.length).toBeGreaterThan(5);
      }
    }));
});
