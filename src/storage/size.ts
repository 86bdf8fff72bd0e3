import { sql } from 'kysely';
import type { Database } from './database.ts';
import { countRows } from './table-rows.ts';

/** How large a database is, with the rows of each table. */
export interface DatabaseSize {
  readonly bytes: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

export async function sizeOf(database: Database): Promise<DatabaseSize> {
  const { dialect, queries } = database;
  const asked =
    dialect === 'postgres'
      ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
      : sql<{
          bytes: number;
        }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`;
  const { rows } = await asked.execute(queries);
  const tables: { table: string; rows: number }[] = [];
  for (const { name, isView } of await queries.introspection.getTables()) {
    if (isView) continue;
    tables.push({ table: name, rows: await countRows(database, name) });
  }
  return { bytes: rows[0]?.bytes ?? 0, tables };
}
