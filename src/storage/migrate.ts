import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CastellanError } from '../base/errors.ts';
import type { Database, Dialect, Queries } from './database.ts';

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
  /** Every column that holds an actor's id. */
  readonly people?: readonly PersonColumn[];
  /** Every column that says which space, community or channel a row belongs to. */
  readonly places?: readonly PlaceColumn[];
  /** Tables whose rows are kept for a time only. */
  readonly ages?: readonly AgeColumn[];
}

export interface PersonColumn {
  readonly table: string;
  readonly column: string;
  /** When the person is to be forgotten: the row goes, or it stays under a name that nobody can trace. */
  readonly onErase: 'remove' | 'pseudonym';
  /** Columns that are no one's business, not even the person's: left out of what he gets. */
  readonly withhold?: readonly string[];
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
  /** The setting with the days that rows are kept: `privacy.auditDays`. */
  readonly setting: string;
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

type MigrationTables = { castellan_migrations: AppliedRow };

/** Any number will do, as long as all of our processes take the same. */
const advisoryLock = 7_070_707;

/**
 * Brings the schema up to date in one transaction under a lock, so that of several processes one does
 * it. Throws `database-too-new` when a newer version has been here and `migration-changed` when the text
 * of an applied step differs; nothing is changed then. Returns what was applied.
 */
export async function migrate(
  database: Database,
  parts: readonly Part[],
  nowMs: number,
): Promise<readonly { part: string; name: string }[]> {
  return database.queries.connection().execute(async (connection) => {
    const queries = connection.$extendTables<MigrationTables>();
    await begin(database.dialect, queries);
    try {
      const applied = await applyAll({ dialect: database.dialect, queries, parts, nowMs });
      await sql`commit`.execute(queries);
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
  const rows = (await hasTable(database)) ? await appliedRows(queries) : [];
  return parts.flatMap(({ part, migrations }) =>
    migrations.map(({ name }): MigrationState => {
      const row = rows.find((one) => one.part === part && one.name === name);
      return row
        ? { part, name, state: 'applied', appliedAt: row.applied_at }
        : { part, name, state: 'waiting' };
    }),
  );
}

async function hasTable({ queries }: Database): Promise<boolean> {
  const tables = await queries.introspection.getTables();
  return tables.some((table) => table.name === 'castellan_migrations');
}

/** Why this program must not touch the database: a newer one wrote it, or a step was changed. */
export async function migrationProblem(
  database: Database,
  parts: readonly Part[],
): Promise<CastellanError | undefined> {
  if (!(await hasTable(database))) return undefined;
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

async function applyAll(work: Work): Promise<readonly { part: string; name: string }[]> {
  const { queries, parts } = work;
  await sql`create table if not exists castellan_migrations (
    part text not null, name text not null, checksum text not null, applied_at bigint not null,
    primary key (part, name))`.execute(queries);
  const rows = await appliedRows(queries);
  for (const part of parts) refuseForeign(part, rows);
  const done: { part: string; name: string }[] = [];
  for (const { part, migrations } of parts) {
    for (const migration of migrations) {
      if (rows.some((row) => row.part === part && row.name === migration.name)) continue;
      await apply(work, part, migration);
      done.push({ part, name: migration.name });
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

async function apply({ dialect, queries, nowMs }: Work, part: string, migration: Migration) {
  const { up } = migration;
  for (const statement of isList(up) ? up : up[dialect]) await sql.raw(statement).execute(queries);
  await queries
    .insertInto('castellan_migrations')
    .values({ part, name: migration.name, checksum: checksum(migration), applied_at: nowMs })
    .execute();
}

const isList = (up: Migration['up']): up is readonly string[] => Array.isArray(up);

const appliedRows = (queries: Queries<MigrationTables>): Promise<AppliedRow[]> =>
  queries.selectFrom('castellan_migrations').selectAll().execute();

const checksum = ({ up }: Migration): string =>
  createHash('sha256').update(JSON.stringify(up)).digest('hex');
