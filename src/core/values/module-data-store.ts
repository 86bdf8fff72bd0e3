import { sql } from 'kysely';
import type { Database, Part } from '../../storage/index.ts';
import { partMark } from '../tables/table.ts';
import type { ValueTables } from './tables.ts';

/** How much a module that is not built in has kept in the database. */
export interface ModuleRows {
  readonly values: number;
  readonly rows: number;
}

export interface ModuleDataStore {
  count(module: string): Promise<ModuleRows>;
  /** Removes all of it; its tables stay, empty. */
  purge(module: string): Promise<void>;
}

/** `parts`: what modules have declared, whether they are loaded or not. */
export function moduleDataStore(
  database: Database,
  parts: () => Promise<readonly Part[]>,
): ModuleDataStore {
  const queries = database.queries.$extendTables<ValueTables>();
  const tablesOf = async (module: string): Promise<readonly string[]> =>
    tablesIn((await parts()).find(({ part }) => part === `${partMark}${module}`));
  return {
    async count(module) {
      const { amount } = await queries
        .selectFrom('module_values')
        .select((one) => one.fn.countAll().as('amount'))
        .where('module', '=', module)
        .executeTakeFirstOrThrow();
      let rows = 0;
      for (const table of await tablesOf(module)) {
        const found = await sql<{ amount: number | string }>`
          select count(*) as amount from ${sql.table(table)}`.execute(queries);
        rows += Number(found.rows[0]?.amount ?? 0);
      }
      return { values: Number(amount), rows };
    },
    async purge(module) {
      const tables = await tablesOf(module);
      await queries.transaction().execute(async (within) => {
        await within.deleteFrom('module_values').where('module', '=', module).execute();
        for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(within);
      });
    },
  };
}

/** A part's first migrations make its tables, one each. */
const tablesIn = (part: Part | undefined): readonly string[] =>
  (part?.migrations ?? []).flatMap(({ up }) =>
    'sqlite' in up ? [] : up.flatMap((line) => /^create table (\w+) \(/.exec(line)?.[1] ?? []),
  );
