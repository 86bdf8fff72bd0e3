import type { Database } from '../../storage/index.ts';
import type { GrantTables } from './tables.ts';

/** One capability given to one subject: an actor's id, or `role:<id>`. */
export interface Grant {
  readonly scope: string;
  readonly subject: string;
  readonly capability: string;
}

export interface GrantStore {
  all(): Promise<readonly Grant[]>;
  add(grant: Grant, by: string, atMs: number): Promise<void>;
  remove(grant: Grant): Promise<boolean>;
}

export function grantStore(database: Database): GrantStore {
  const queries = database.queries.$extendTables<GrantTables>();
  return {
    all: () => queries.selectFrom('grants').select(['scope', 'subject', 'capability']).execute(),
    async add(grant, by, atMs) {
      await queries
        .insertInto('grants')
        .values({ ...grant, granted_by: by, granted_at: atMs })
        .onConflict((row) => row.doNothing())
        .execute();
    },
    async remove({ scope, subject, capability }) {
      const { numDeletedRows } = await queries
        .deleteFrom('grants')
        .where('scope', '=', scope)
        .where('subject', '=', subject)
        .where('capability', '=', capability)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
