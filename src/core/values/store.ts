import type { Database, Queries } from '../../storage/index.ts';
import type { ValueTables } from './tables.ts';

/** Where one value stands. */
export interface ValueKey {
  readonly module: string;
  readonly scope: string;
  readonly name: string;
}

export interface ValueStore {
  read(key: ValueKey): Promise<string | undefined>;
  put(key: ValueKey, value: string, atMs: number): Promise<void>;
  /** Writes only where `before` still stands there (undefined: nothing). Returns whether it did. */
  swap(key: ValueKey, before: string | undefined, after: string, atMs: number): Promise<boolean>;
  remove(key: ValueKey): Promise<boolean>;
  names(module: string, scope: string, limit: number): Promise<readonly string[]>;
}

export function valueStore(database: Database): ValueStore {
  const queries = database.queries.$extendTables<ValueTables>();
  const at = ({ module, scope, name }: ValueKey) =>
    queries
      .selectFrom('module_values')
      .where('module', '=', module)
      .where('scope', '=', scope)
      .where('name', '=', name);
  return {
    async read(key) {
      return (await at(key).select('value').executeTakeFirst())?.value;
    },
    async put(key, value, atMs) {
      await queries
        .insertInto('module_values')
        .values({ ...key, value, changed_at: atMs })
        .onConflict((row) =>
          row.columns(['module', 'scope', 'name']).doUpdateSet({ value, changed_at: atMs }),
        )
        .execute();
    },
    swap: (key, before, after, atMs) => swap(queries, { key, before, after, atMs }),
    async remove({ module, scope, name }) {
      const gone = await queries
        .deleteFrom('module_values')
        .where('module', '=', module)
        .where('scope', '=', scope)
        .where('name', '=', name)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    async names(module, scope, limit) {
      const rows = await queries
        .selectFrom('module_values')
        .select('name')
        .where('module', '=', module)
        .where('scope', '=', scope)
        .orderBy('name')
        .limit(limit)
        .execute();
      return rows.map(({ name }) => name);
    },
  };
}

interface Swap {
  readonly key: ValueKey;
  readonly before: string | undefined;
  readonly after: string;
  readonly atMs: number;
}

async function swap(
  queries: Queries<ValueTables>,
  { key, before, after, atMs }: Swap,
): Promise<boolean> {
  const row = { value: after, changed_at: atMs };
  if (before === undefined) {
    const made = await queries
      .insertInto('module_values')
      .values({ ...key, ...row })
      .onConflict((conflict) => conflict.columns(['module', 'scope', 'name']).doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await queries
    .updateTable('module_values')
    .set(row)
    .where('module', '=', key.module)
    .where('scope', '=', key.scope)
    .where('name', '=', key.name)
    .where('value', '=', before)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
