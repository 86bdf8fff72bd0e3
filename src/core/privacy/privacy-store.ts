import { sql } from 'kysely';
import type { SpaceId } from '../../base/ids.ts';
import type {
  AgeColumn,
  Database,
  Part,
  PersonColumn,
  PlaceColumn,
  Queries,
} from '../../storage/index.ts';
import { communityOf } from '../community.ts';

/** The rows of one table that name somebody. */
export interface PersonalRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What the database holds of people and places, by what each part declares of its columns. */
export interface PrivacyStore {
  rowsOf(actor: string): Promise<readonly PersonalRows[]>;
  /** The names that stand beside this person's id. */
  namesOf(actor: string): Promise<readonly string[]>;
  /** Whatever stands in a column for people. */
  everybody(): Promise<readonly string[]>;
  /** All or nothing; how many rows were removed or put under the pseudonym. */
  erase(actor: string, pseudonym: string): Promise<number>;
  /** Takes care that what was erased is not left in the files of the database. */
  wipe(): Promise<void>;
  /** Everything about a space and its community; how many rows that were. */
  forget(space: SpaceId): Promise<number>;
  /** Removes what is older; how many rows that were. */
  expire(age: AgeColumn, beforeMs: number): Promise<number>;
}

export function privacyStore({ dialect, queries }: Database, parts: readonly Part[]): PrivacyStore {
  const people = parts.flatMap((part) => part.people ?? []);
  const places = parts.flatMap((part) => part.places ?? []);
  return {
    async rowsOf(actor) {
      const found: PersonalRows[] = [];
      for (const column of people) found.push(await rowsIn(queries, column, actor));
      return found.filter(({ rows }) => rows.length > 0);
    },
    async namesOf(actor) {
      const names: string[] = [];
      for (const { table, column, name } of people)
        if (name !== undefined)
          names.push(...(await valuesOf(queries, table, { of: name, where: { column, actor } })));
      return names;
    },
    async everybody() {
      const found: string[] = [];
      for (const { table, column } of people)
        found.push(...(await valuesOf(queries, table, { of: column })));
      return found;
    },
    erase: (actor, pseudonym) =>
      queries.transaction().execute(async (within) => {
        let count = 0;
        for (const column of people) count += await eraseIn(within, column, actor, pseudonym);
        return count;
      }),
    async wipe() {
      // Pages that are gone are written over; their older state is in the log until that is cut off.
      if (dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(queries);
    },
    forget: (space) =>
      queries.transaction().execute(async (within) => {
        let count = 0;
        for (const column of places) count += await forgetIn(within, column, space);
        return count;
      }),
    expire({ table, column, unless }, beforeMs) {
      const kept = unless
        ? sql`and ${sql.ref(unless.column)} not in (${sql.join(unless.is)})`
        : sql``;
      return changed(
        sql`delete from ${sql.table(table)} where ${sql.ref(column)} < ${beforeMs} ${kept}`,
        queries,
      );
    },
  };
}

async function rowsIn(
  queries: Queries,
  { table, column, withhold = [] }: PersonColumn,
  actor: string,
): Promise<PersonalRows> {
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)} where ${sql.ref(column)} = ${actor}`.execute(queries);
  const shown = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !withhold.includes(name))),
  );
  return { table, rows: shown };
}

interface Wanted {
  readonly of: string;
  readonly where?: { readonly column: string; readonly actor: string };
}

async function valuesOf(
  queries: Queries,
  table: string,
  { of, where }: Wanted,
): Promise<readonly string[]> {
  const here = where ? sql`where ${sql.ref(where.column)} = ${where.actor}` : sql``;
  const { rows } = await sql<{ value: string | null }>`
    select distinct ${sql.ref(of)} as value from ${sql.table(table)} ${here}`.execute(queries);
  return rows.flatMap(({ value }) => value ?? []);
}

function eraseIn(
  queries: Queries,
  { table, column, name, onErase }: PersonColumn,
  actor: string,
  pseudonym: string,
): Promise<number> {
  const here = sql`${sql.ref(column)} = ${actor}`;
  return changed(
    onErase === 'remove'
      ? sql`delete from ${sql.table(table)} where ${here}`
      : sql`update ${sql.table(table)} set ${sql.ref(column)} = ${pseudonym}${
          name === undefined ? sql`` : sql`, ${sql.ref(name)} = null`
        } where ${here}`,
    queries,
  );
}

function forgetIn(queries: Queries, { table, column, form }: PlaceColumn, space: SpaceId) {
  const community = communityOf(space);
  const [own, shared] =
    form === 'id' ? [space, community] : [`space:${space}`, `community:${community}`];
  return changed(
    sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${own}, ${shared})`,
    queries,
  );
}

async function changed(statement: ReturnType<typeof sql>, queries: Queries): Promise<number> {
  const { numAffectedRows } = await statement.execute(queries);
  return Number(numAffectedRows ?? 0n);
}
