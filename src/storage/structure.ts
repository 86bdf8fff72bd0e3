import { sql } from 'kysely';
import type { Database } from './database.ts';

/** One table as documentation shows it. */
export interface TableStructure {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
  }[];
  readonly indexes: readonly string[];
}

/** The structure of a database, without anything that is in it. */
export async function structureOf(database: Database): Promise<readonly TableStructure[]> {
  const tables = await database.queries.introspection.getTables();
  const indexes = await indexesOf(database);
  return tables
    .map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({
        ...{ name: column.name, type: column.dataType, nullable: column.isNullable },
      })),
      indexes: indexes.filter(({ table }) => table === name).map(({ text }) => text),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function indexesOf({
  dialect,
  queries,
}: Database): Promise<readonly { readonly table: string; readonly text: string }[]> {
  const query =
    dialect === 'sqlite'
      ? sql<{
          table: string;
          text: string;
        }>`select tbl_name as "table", sql as text from sqlite_master where type = 'index' and sql is not null order by name`
      : sql<{
          table: string;
          text: string;
        }>`select tablename as "table", indexdef as text from pg_indexes where schemaname = current_schema() order by indexname`;
  return (await query.execute(queries)).rows;
}
