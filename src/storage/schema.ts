import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Whether there is a table of this name. */
export async function hasTable({ dialect, queries }: Database, name: string): Promise<boolean> {
  const found =
    dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${name}`
      : sql`select 1 from pg_catalog.pg_tables where schemaname = current_schema() and tablename = ${name}`;
  return (await found.execute(queries)).rows.length > 0;
}

/** A table as the database itself describes it. */
export interface TableShape {
  readonly name: string;
  /** In the order of the alphabet. */
  readonly columns: readonly string[];
  /** The columns of the primary key, in its order; empty when there is none. */
  readonly key: readonly string[];
  /** Tables that rows of this one point to. */
  readonly pointsTo: readonly string[];
}

/** Every table, those that others point to before those that point, else by name. */
export async function tablesOf(database: Database): Promise<readonly TableShape[]> {
  const { queries } = database;
  const found = await queries.introspection.getTables();
  const shapes: TableShape[] = [];
  for (const { name, columns, isView } of found) {
    if (isView) continue;
    shapes.push({
      name,
      columns: columns.map((column) => column.name).sort(),
      key: await keyOf(database, name),
      pointsTo: await targetsOf(database, name),
    });
  }
  return inOrder(shapes.sort((one, other) => (one.name < other.name ? -1 : 1)));
}

async function keyOf({ dialect, queries }: Database, table: string): Promise<readonly string[]> {
  const { rows } = await (
    dialect === 'sqlite'
      ? sql<{ name: string }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`
      : sql<{ name: string }>`
        select attribute.attname as name
        from pg_index one
        cross join lateral unnest(one.indkey) with ordinality as part (number, place)
        join pg_attribute attribute
          on attribute.attrelid = one.indrelid and attribute.attnum = part.number
        where one.indisprimary and one.indrelid = to_regclass(quote_ident(${table}))
        order by part.place`
  ).execute(queries);
  return rows.map(({ name }) => name);
}

async function targetsOf(
  { dialect, queries }: Database,
  table: string,
): Promise<readonly string[]> {
  const { rows } = await (
    dialect === 'sqlite'
      ? sql<{
          name: string;
        }>`select distinct "table" as name from pragma_foreign_key_list(${table})`
      : sql<{ name: string }>`
        select distinct target.relname as name
        from pg_constraint one join pg_class target on target.oid = one.confrelid
        where one.contype = 'f' and one.conrelid = to_regclass(quote_ident(${table}))`
  ).execute(queries);
  return rows.map(({ name }) => name).filter((name) => name !== table);
}

function inOrder(shapes: readonly TableShape[]): readonly TableShape[] {
  const placed = new Set<string>();
  const ordered: TableShape[] = [];
  const place = (shape: TableShape): void => {
    if (placed.has(shape.name)) return;
    placed.add(shape.name);
    for (const target of shapes) if (shape.pointsTo.includes(target.name)) place(target);
    ordered.push(shape);
  };
  for (const shape of shapes) place(shape);
  return ordered;
}
