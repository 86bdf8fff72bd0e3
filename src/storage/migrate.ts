import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CastellanError } from '../base/errors.ts';
import type { Database, Dialect, Queries } from './database.ts';
import { halfMoved } from './move-state.ts';
import { hasTable } from './schema.ts';

/** One step of a part's schema. Never changed once released: its text is checksummed. */
export interface Migration {
  /** `001-start`; applied in the order of the list. */
  readonly name: string;
  /** Statements for both databases, or a list for each. */
  readonly up: readonly string[] | Readonly<Record<Dialect, readonly string[]>>;
}

/** A part of the program that keeps tables. */
export interface Part {
  readonly part: string;
  readonly migrations: readonly Migration[];
  /** What every column of every table says of people; a test fails for one that is not in it. */
  readonly columns?: Readonly<Record<string, ColumnsOf>>;
  /** Every column that holds an actor's id and nothing else of him. */
  readonly people?: readonly PersonColumn[];
  /** Every column that says which space, community or channel a row belongs to. */
  readonly places?: readonly PlaceColumn[];
  /** Tables whose rows are kept for a time only. */
  readonly ages?: readonly AgeColumn[];
}

/** The columns of a table, besides those that stand in `people`. */
export interface ColumnsOf {
  /** These name nobody. */
  readonly nobody: readonly string[];
  /** These may name somebody; the hook of this name tells and erases what is in them. */
  readonly hooked?: Readonly<Record<string, string>>;
  /** These look like people, or may be theirs, and stay; the sentence says why that is right. */
  readonly stays?: Readonly<Record<string, string>>;
}

export interface PersonColumn {
  readonly table: string;
  readonly column: string;
  /** When the person is to be forgotten: the row goes, or it stays under a name that nobody can trace. */
  readonly onErase: 'remove' | 'pseudonym';
  /** Columns that are no one's business, not even the person's: left out of what he gets. */
  readonly withhold?: readonly string[];
  /** The column beside it that says what he was called. Goes empty with him where the row stays. */
  readonly name?: string;
}

export interface PlaceColumn {
  readonly table: string;
  readonly column: string;
  /** `id`: the bare id of a space. `scope`: `space:<id>` or `community:<id>`, as settings and secrets write it. */
  readonly form: 'id' | 'scope';
}

export interface AgeColumn {
  readonly table: string;
  /** Epoch ms. */
  readonly column: string;
  /** The setting with the days that rows are kept: `privacy.settingsDays`; 0: for ever. */
  readonly setting: string;
  /** What the setting is; absent where the part declares it itself, or another table does. */
  readonly declares?: {
    readonly days: number;
    readonly min: number;
    readonly max: number;
    readonly text: string;
  };
  /** Rows with one of these values are kept whatever their age. */
  readonly unless?: { readonly column: string; readonly is: readonly string[] };
}

export interface MigrationState {
  readonly part: string;
  readonly name: string;
  readonly state: 'applied' | 'waiting';
  readonly appliedAt?: number;
}

type AppliedRow = {
  readonly part: string;
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: number;
};

const migrationsTable = 'castellan_migrations';

type MigrationTables = { castellan_migrations: AppliedRow };

/** Any number will do, as long as all of our processes take the same. */
const advisoryLock = 7_070_707;

export interface Applied {
  readonly part: string;
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * Brings the schema up to date in one transaction under a lock, so that of several processes one does
 * it. Throws `database-too-new` when a newer version has been here, `migration-changed` when the text of an
 * applied step differs, and `database-half-moved` when data is still being moved here; nothing is changed then.
 * Where nothing waits, nothing is asked that a role without rights over tables could not ask.
 */
export async function migrate(
  database: Database,
  parts: readonly Part[],
  nowMs: number,
): Promise<readonly Applied[]> {
  const refusal = await migrationProblem(database, parts);
  if (refusal) throw refusal;
  const states = await migrationStatus(database, parts);
  if (states.length > 0 && states.every(({ state }) => state === 'applied')) return [];
  return applyMigrations(database, parts, nowMs);
}

/** Applies what waits, and takes it all back: what `migrate` would do, proven on this very database. */
export async function tryMigrate(
  database: Database,
  parts: readonly Part[],
): Promise<readonly Applied[]> {
  const refusal = await migrationProblem(database, parts);
  if (refusal) throw refusal;
  return inTransaction(database, parts, { nowMs: 0, end: 'rollback' });
}

/** What `migrate` does, without asking whether the database may be used. */
export const applyMigrations = (
  database: Database,
  parts: readonly Part[],
  nowMs: number,
): Promise<readonly Applied[]> => inTransaction(database, parts, { nowMs, end: 'commit' });

function inTransaction(
  database: Database,
  parts: readonly Part[],
  { nowMs, end }: { readonly nowMs: number; readonly end: 'commit' | 'rollback' },
): Promise<readonly Applied[]> {
  return database.queries.connection().execute(async (connection) => {
    const queries = connection.$extendTables<MigrationTables>();
    await begin(database.dialect, queries);
    try {
      const applied = await applyAll({ dialect: database.dialect, queries, parts, nowMs });
      await sql.raw(end).execute(queries);
      return applied;
    } catch (failure) {
      await sql`rollback`.execute(queries);
      throw failure;
    }
  });
}

/** What is applied and what waits, without changing anything. */
export async function migrationStatus(
  database: Database,
  parts: readonly Part[],
): Promise<readonly MigrationState[]> {
  const queries = database.queries.$extendTables<MigrationTables>();
  const rows = (await hasTable(database, migrationsTable)) ? await appliedRows(queries) : [];
  return parts.flatMap(({ part, migrations }) =>
    migrations.map(({ name }): MigrationState => {
      const row = rows.find((one) => one.part === part && one.name === name);
      return row
        ? { part, name, state: 'applied', appliedAt: row.applied_at }
        : { part, name, state: 'waiting' };
    }),
  );
}

/** Why this program must not touch the database: a newer one wrote it, a step was changed, or a move is not complete. */
export async function migrationProblem(
  database: Database,
  parts: readonly Part[],
): Promise<CastellanError | undefined> {
  const moving = await halfMoved(database);
  if (moving) return moving;
  if (!(await hasTable(database, migrationsTable))) return undefined;
  const rows = await appliedRows(database.queries.$extendTables<MigrationTables>());
  try {
    for (const part of parts) refuseForeign(part, rows);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof CastellanError) return refusal;
    throw refusal;
  }
}

async function begin(dialect: Dialect, queries: Queries<MigrationTables>): Promise<void> {
  if (dialect === 'sqlite') {
    await sql`begin immediate`.execute(queries);
    return;
  }
  await sql`begin`.execute(queries);
  await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(queries);
}

interface Work {
  readonly dialect: Dialect;
  readonly queries: Queries<MigrationTables>;
  readonly parts: readonly Part[];
  readonly nowMs: number;
}

async function applyAll(work: Work): Promise<readonly Applied[]> {
  const { queries, parts } = work;
  await sql`create table if not exists castellan_migrations (
    part text not null, name text not null, checksum text not null, applied_at bigint not null,
    primary key (part, name))`.execute(queries);
  const rows = await appliedRows(queries);
  for (const part of parts) refuseForeign(part, rows);
  const done: Applied[] = [];
  for (const { part, migrations } of parts) {
    for (const migration of migrations) {
      if (rows.some((row) => row.part === part && row.name === migration.name)) continue;
      done.push(await apply(work, part, migration));
    }
  }
  return done;
}

function refuseForeign({ part, migrations }: Part, rows: readonly AppliedRow[]): void {
  for (const row of rows.filter((one) => one.part === part)) {
    const known = migrations.find((migration) => migration.name === row.name);
    if (!known) {
      throw new CastellanError(
        'database-too-new',
        `This database was written by a newer Castellan (${part}: ${row.name}). Start that version, or restore a backup from before the update.`,
        { facts: { part, name: row.name } },
      );
    }
    if (checksum(known) !== row.checksum) {
      throw new CastellanError(
        'migration-changed',
        `The migration ${part}: ${row.name} was changed after it had been applied. Put its text back and add a new one instead.`,
        { facts: { part, name: row.name } },
      );
    }
  }
}

async function apply(
  { dialect, queries, nowMs }: Work,
  part: string,
  migration: Migration,
): Promise<Applied> {
  const { up, name } = migration;
  const statements = isList(up) ? up : up[dialect];
  for (const statement of statements) await sql.raw(statement).execute(queries);
  await queries
    .insertInto('castellan_migrations')
    .values({ part, name, checksum: checksum(migration), applied_at: nowMs })
    .execute();
  return { part, name, statements };
}

const isList = (up: Migration['up']): up is readonly string[] => Array.isArray(up);

const appliedRows = (queries: Queries<MigrationTables>): Promise<AppliedRow[]> =>
  queries.selectFrom('castellan_migrations').selectAll().execute();

const checksum = ({ up }: Migration): string =>
  createHash('sha256').update(JSON.stringify(up)).digest('hex');
