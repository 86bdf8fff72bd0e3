import { sql } from 'kysely';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Database } from './database.ts';
import { type Part, applyMigrations, migrationProblem, migrationStatus } from './migrate.ts';
import { type MoveStage, moveStage, moveTable, tablesIn } from './move-state.ts';
import { type TableShape, tablesOf } from './schema.ts';
import { type Row, batchesOf, countRows, fingerprintOf, keyOf } from './table-rows.ts';

/** How far a move is. */
export type MoveProgress =
  | { readonly step: 'copying'; readonly table: string; readonly rows: number; readonly of: number }
  | { readonly step: 'comparing'; readonly table: string; readonly rows: number }
  | { readonly step: 'again'; readonly table: string };

export interface Move {
  readonly source: Database;
  readonly target: Database;
  /** The target as a role that may make tables; the target itself where that is the same. */
  readonly owner: Database;
  readonly parts: readonly Part[];
  readonly nowMs: number;
  readonly onProgress: (progress: MoveProgress) => void;
}

export interface Moved {
  readonly tables: number;
  readonly rows: number;
}

const batchRows = 500;
/** PostgreSQL takes 65,535 values in a statement, SQLite 32,766. */
const mostValues = 30_000;
/** How often a table is copied anew that differs, because the source was in use since a part of it was copied. */
const mostCopies = 2;

const refused = (message: string): CastellanError => new CastellanError('not-available', message);

/**
 * Copies everything from one database to another and compares it. What was interrupted goes on where it stopped. Until
 * all is there and compared, the target is marked so that nothing else uses it; the source is only read. Throws with
 * what to do when it cannot, and then the source is still the one to use.
 */
export async function moveDatabase(move: Move): Promise<Moved> {
  await refuseSource(move);
  await prepareTarget(move);
  const tables = await tablesToMove(move);
  for (const table of tables) await copyTable(move, table);
  let rows = 0;
  for (const table of tables) rows += await compareTable(move, table, 1);
  if (move.target.dialect === 'postgres') await setSequences(move);
  await setStage(move, '', 'whole');
  return { tables: tables.length, rows };
}

async function refuseSource({ source, parts }: Move): Promise<void> {
  const problem = await migrationProblem(source, parts);
  if (problem) throw problem;
  const states = await migrationStatus(source, parts);
  if (states.every(({ state }) => state === 'applied')) return;
  throw refused(
    `The database ${source.place} is of an older version. Run "castellan migrate up" first, then move it.`,
  );
}

/** Leaves a target that has all tables and says of itself that it is not whole. */
async function prepareTarget(move: Move): Promise<void> {
  const { source, target, owner } = move;
  const stage = await moveStage(target);
  if (stage === undefined) {
    await refuseForeign(move);
    await beginMove(owner, source.place);
  } else await refuseOther(move, stage);
  await setStage(move, '', 'copying');
  await applyMigrations(owner, move.parts, move.nowMs);
}

async function refuseForeign({ target }: Move): Promise<void> {
  const tables = await target.queries.introspection.getTables();
  if (tables.length === 0) return;
  throw refused(
    target.dialect === 'sqlite'
      ? `There is data in ${target.place} already. Move that file (and its -wal and -shm) away, and try again; do not delete it before you are sure.`
      : `There are tables in ${target.place} already. Name an empty database: createdb castellan2`,
  );
}

async function refuseOther({ source, target }: Move, stage: MoveStage): Promise<void> {
  if (stage === 'used')
    throw refused(
      `A Castellan has run on ${target.place}: what is there is not a copy any more. Name an empty database.`,
    );
  const row = await tablesIn(target)
    .selectFrom('castellan_move')
    .select('source')
    .where('table_name', '=', '')
    .executeTakeFirst();
  if (row && row.source !== source.place)
    throw refused(
      `In ${target.place} there is a part of ${row.source ?? 'another database'}. Name an empty database for ${source.place}.`,
    );
}

/** The mark comes before anything else, in one transaction: from then on nobody takes the database for a whole one. */
async function beginMove(owner: Database, source: string): Promise<void> {
  await owner.queries.transaction().execute(async (inside) => {
    await sql`create table ${sql.table(moveTable)} (table_name text not null primary key, stage text not null,
      last_key text, row_count bigint not null default 0, source text)`.execute(inside);
    await sql`insert into ${sql.table(moveTable)} (table_name, stage, source)
      values ('', 'copying', ${source})`.execute(inside);
  });
}

/** Tables that are not data of a part: each database has its own. */
const ownTables: ReadonlySet<string> = new Set(['castellan_migrations', moveTable]);

async function tablesToMove({ source, target }: Move): Promise<readonly TableShape[]> {
  const [from, to] = await Promise.all([tablesOf(source), tablesOf(target)]);
  const tables = from.filter(({ name }) => !ownTables.has(name));
  for (const { name, columns, key } of tables) {
    const twin = to.find((one) => one.name === name);
    if (!twin || twin.columns.join() !== columns.join())
      throw refused(
        `The table ${name} of ${source.place} is not one of this version, so it cannot be moved. Load the module that it belongs to, or take the table away.`,
      );
    if (key.length === 0)
      throw new CastellanError('broken-invariant', `The table ${name} has no primary key`);
  }
  return tables;
}

async function copyTable(move: Move, table: TableShape): Promise<void> {
  const { source, target, onProgress } = move;
  const before = await tablesIn(target)
    .selectFrom('castellan_move')
    .selectAll()
    .where('table_name', '=', table.name)
    .executeTakeFirst();
  if (before?.stage === 'whole') return;
  // Migrations put rows into some tables; what counts is in the source.
  if (!before) await emptyTable(target, table.name);
  const of = await countRows(source, table.name);
  let rows = before?.row_count ?? 0;
  const size = Math.min(batchRows, Math.floor(mostValues / table.columns.length));
  for await (const batch of batchesOf(source, table, { size, after: keyIn(before?.last_key) })) {
    rows += batch.length;
    await putBatch(target, table, { batch, rows });
    onProgress({ step: 'copying', table: table.name, rows, of });
  }
  await setStage(move, table.name, 'whole');
}

function keyIn(kept: string | null | undefined): readonly unknown[] | undefined {
  const key: unknown = kept ? JSON.parse(kept) : undefined;
  return Array.isArray(key) ? key : undefined;
}

/** Rows and how far they reach arrive together or not at all. */
async function putBatch(
  target: Database,
  { name, columns, key }: TableShape,
  { batch, rows }: { readonly batch: readonly Row[]; readonly rows: number },
): Promise<void> {
  const values = batch.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const identity = target.dialect === 'postgres' ? sql`overriding system value` : sql``;
  const lastKey = JSON.stringify(keyOf(batch.at(-1) ?? {}, key));
  try {
    await target.queries.transaction().execute(async (inside) => {
      await sql`insert into ${sql.table(name)} (${sql.join(columns.map((one) => sql.ref(one)))})
        ${identity} values ${sql.join(values)}`.execute(inside);
      await sql`insert into ${sql.table(moveTable)} (table_name, stage, last_key, row_count)
        values (${name}, 'copying', ${lastKey}, ${rows})
        on conflict (table_name) do update
          set last_key = excluded.last_key, row_count = excluded.row_count`.execute(inside);
    });
  } catch (cause) {
    throw new CastellanError(
      'database',
      `Rows of ${name} could not be written to ${target.place} (${messageOf(cause)}). Mend that and run the same command again: it goes on where it stopped.`,
      { cause },
    );
  }
}

/** Returns how many rows are the same on both sides. Copies anew what differs, and gives up when that does not help. */
async function compareTable(move: Move, table: TableShape, copy: number): Promise<number> {
  const { source, target, onProgress } = move;
  const [from, to] = await Promise.all([
    fingerprintOf(source, table),
    fingerprintOf(target, table),
  ]);
  onProgress({ step: 'comparing', table: table.name, rows: to.rows });
  if (from.rows === to.rows && from.hash === to.hash) return to.rows;
  if (copy > mostCopies)
    throw new CastellanError(
      'database',
      `The table ${table.name} differs after it was copied (${from.rows} rows against ${to.rows}). Is something else writing to one of the two databases? Stop it and run the same command again. Nothing was switched.`,
      { facts: { table: table.name, from: from.hash, to: to.hash } },
    );
  onProgress({ step: 'again', table: table.name });
  await emptyTable(target, table.name);
  await copyTable(move, table);
  return compareTable(move, table, copy + 1);
}

async function emptyTable(target: Database, table: string): Promise<void> {
  await target.queries.transaction().execute(async (inside) => {
    await sql`delete from ${sql.table(table)}`.execute(inside);
    await sql`delete from ${sql.table(moveTable)} where table_name = ${table}`.execute(inside);
  });
}

async function setStage({ target }: Move, table: string, stage: MoveStage): Promise<void> {
  await tablesIn(target)
    .insertInto('castellan_move')
    .values({ table_name: table, stage, last_key: null, row_count: 0, source: null })
    .onConflict((row) => row.column('table_name').doUpdateSet({ stage }))
    .execute();
}

/** Numbers that PostgreSQL gives out itself go on after the highest that came along. */
async function setSequences({ target }: Move): Promise<void> {
  const { rows } = await sql<{ sequence: string; table: string; column: string }>`
    select pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence,
      table_name as table, column_name as column
    from information_schema.columns
    where table_schema = current_schema()
      and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`.execute(
    target.queries,
  );
  for (const { sequence, table, column } of rows)
    await sql`select setval(${sequence}, coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(
      target.queries,
    );
}
