import type { Database } from '../../storage/index.ts';
import type { KeepTables } from './tables.ts';

export interface KeepStore {
  all(): Promise<readonly { readonly name: string; readonly text: string }[]>;
  put(name: string, text: string): Promise<void>;
}

export function keepStore(database: Database): KeepStore {
  const queries = database.queries.$extendTables<KeepTables>();
  return {
    all: () => queries.selectFrom('kept').selectAll().execute(),
    async put(name, text) {
      await queries
        .insertInto('kept')
        .values({ name, text })
        .onConflict((row) => row.column('name').doUpdateSet({ text }))
        .execute();
    },
  };
}
