import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database, Queries } from '../../storage/index.ts';
import type { RevisionRow, SettingsTables } from './tables.ts';

/** One changed value, as it lies in the database. `value` is JSON. */
export interface StoredSetting {
  readonly scope: string;
  readonly name: string;
  readonly value: string;
}

/** One change of one value. `before` and `after` are JSON; null where it was or became the default. */
export interface Revision {
  /** Counts all changes of the program. */
  readonly id: number;
  readonly scope: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly by: string;
  readonly via: string;
  /** Why, where it was not simply set: `rollback 12`. */
  readonly note: string;
  readonly atMs: number;
}

export interface Change {
  readonly scope: string;
  readonly name: string;
  /** JSON; null for "back to what the wider scopes say". */
  readonly value: string | null;
  /** Refused as stale unless this is the id of the value's latest revision; 0: there is none yet. */
  readonly expected?: number;
}

/** Who makes some changes, and why. */
export interface Authorship {
  readonly by: string;
  readonly via: string;
  readonly note: string;
  readonly atMs: number;
  /** Not kept with the revision; for what is written alongside. */
  readonly community?: string;
}

export type Written =
  | { readonly state: 'done'; readonly revisions: readonly Revision[] }
  /** Somebody changed one of the values meanwhile; nothing was written. */
  | { readonly state: 'stale'; readonly latest: Revision };

export interface HistoryQuery {
  readonly name?: string;
  /** Any of these; absent: every scope. */
  readonly scopes?: readonly string[];
  readonly note?: string;
  readonly beforeId?: number;
  readonly limit: number;
}

/** Everything that is set, and what it was set by. */
export interface AllSettings {
  readonly values: readonly StoredSetting[];
  /** The latest change of each value that was ever set, also of those that were reset. */
  readonly latest: readonly {
    readonly scope: string;
    readonly name: string;
    readonly id: number;
  }[];
  /** The last change of all that the values hold. */
  readonly lastId: number;
}

export interface SettingsStore {
  all(): Promise<AllSettings>;
  /** Writes all values and their revisions, or none. */
  change(changes: readonly Change[], authorship: Authorship): Promise<Written>;
  lastId(): Promise<number>;
  /** Everything after this change, oldest first. */
  since(id: number): Promise<readonly Revision[]>;
  /** Newest first. */
  history(query: HistoryQuery): Promise<readonly Revision[]>;
  revision(id: number): Promise<Revision | undefined>;
  /** The id of the last change up to this time; 0 when there was none. */
  idAt(atMs: number): Promise<number>;
}

/** What is written together with the changes, or not at all. */
export type Alongside = (
  transaction: Transaction<unknown>,
  revisions: readonly Revision[],
  authorship: Authorship,
) => Promise<void>;

/** The settings on a database. `alongside` is called inside the transaction of each change. */
export function settingsStore(database: Database, alongside?: Alongside): SettingsStore {
  const queries = database.queries.$extendTables<SettingsTables>();
  const revisions = () => queries.selectFrom('settings_revisions').selectAll();
  return {
    async all() {
      // The counter first: what is written in between is then seen twice and not never.
      const lastId = await counted(queries);
      const values = await queries
        .selectFrom('settings')
        .select(['scope', 'name', 'value'])
        .execute();
      const latest = await queries
        .selectFrom('settings_revisions')
        .select(['scope', 'name', sql<number>`max(seq)`.as('id')])
        .groupBy(['scope', 'name'])
        .execute();
      return { values, latest, lastId };
    },
    change: (changes, authorship) => write(database, { changes, authorship, alongside }),
    lastId: () => counted(queries),
    async since(id) {
      const rows = await revisions().where('seq', '>', id).orderBy('seq').execute();
      return rows.map(revisionOf);
    },
    async history({ name, scopes, note, beforeId, limit }) {
      let asked = revisions().orderBy('seq', 'desc').limit(limit);
      if (name !== undefined) asked = asked.where('name', '=', name);
      if (scopes) asked = asked.where('scope', 'in', scopes.length > 0 ? scopes : ['']);
      if (note !== undefined) asked = asked.where('note', '=', note);
      if (beforeId !== undefined) asked = asked.where('seq', '<', beforeId);
      return (await asked.execute()).map(revisionOf);
    },
    async revision(id) {
      const row = await revisions().where('seq', '=', id).executeTakeFirst();
      return row && revisionOf(row);
    },
    async idAt(atMs) {
      const { last } = await queries
        .selectFrom('settings_revisions')
        .select(sql<number | null>`max(seq)`.as('last'))
        .where('changed_at', '<=', atMs)
        .executeTakeFirstOrThrow();
      return last ?? 0;
    },
  };
}

async function counted(queries: Queries<SettingsTables>): Promise<number> {
  const row = await queries.selectFrom('settings_counter').select('seq').executeTakeFirst();
  return row?.seq ?? 0;
}

/** Thrown inside the transaction, so that it is undone; never leaves this file. */
class Stale extends Error {
  readonly latest: Revision;
  constructor(latest: Revision) {
    super('Somebody changed a setting meanwhile');
    this.latest = latest;
  }
}

/** Where changes are told to the other processes on a PostgreSQL. */
export const settingsChannel = 'castellan_settings';

interface Work {
  readonly changes: readonly Change[];
  readonly authorship: Authorship;
  readonly alongside: Alongside | undefined;
}

async function write(database: Database, work: Work): Promise<Written> {
  try {
    const revisions = await database.queries.transaction().execute(async (transaction) => {
      const queries = transaction.$extendTables<SettingsTables>();
      // Taking the numbers first locks out every other writer until the end, also in other processes.
      const { seq } = await queries
        .updateTable('settings_counter')
        .set({ seq: sql<number>`seq + ${work.changes.length}` })
        .where('id', '=', 1)
        .returning('seq')
        .executeTakeFirstOrThrow();
      const written: Revision[] = [];
      for (const [at, change] of work.changes.entries()) {
        const id = seq - work.changes.length + 1 + at;
        written.push(await writeOne(queries, { id, change, authorship: work.authorship }));
      }
      await work.alongside?.(transaction, written, work.authorship);
      // Told when it is committed, and only then.
      if (database.dialect === 'postgres')
        await sql`select pg_notify(${settingsChannel}, '')`.execute(transaction);
      return written;
    });
    return { state: 'done', revisions };
  } catch (failure) {
    if (failure instanceof Stale) return { state: 'stale', latest: failure.latest };
    throw failure;
  }
}

interface OneChange {
  readonly id: number;
  readonly change: Change;
  readonly authorship: Authorship;
}

async function writeOne(
  queries: Queries<SettingsTables>,
  { id, change, authorship }: OneChange,
): Promise<Revision> {
  const { scope, name, value } = change;
  const latest = await queries
    .selectFrom('settings_revisions')
    .selectAll()
    .where('scope', '=', scope)
    .where('name', '=', name)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest && change.expected !== undefined && change.expected !== latest.seq)
    throw new Stale(revisionOf(latest));
  const current = await queries
    .selectFrom('settings')
    .select('value')
    .where('scope', '=', scope)
    .where('name', '=', name)
    .executeTakeFirst();
  const { by, via, note, atMs } = authorship;
  const row: RevisionRow = {
    ...{ scope, name, revision: (latest?.revision ?? 0) + 1, seq: id, via, note },
    ...{ before: current?.value ?? null, after: value, changed_by: by, changed_at: atMs },
  };
  await queries.insertInto('settings_revisions').values(row).execute();
  if (value === null) await forget(queries, change);
  else await keep(queries, { scope, name, value, revision: row.revision });
  return revisionOf(row);
}

async function forget(
  queries: Queries<SettingsTables>,
  { scope, name }: Pick<Change, 'scope' | 'name'>,
): Promise<void> {
  await queries
    .deleteFrom('settings')
    .where('scope', '=', scope)
    .where('name', '=', name)
    .execute();
}

async function keep(
  queries: Queries<SettingsTables>,
  row: SettingsTables['settings'],
): Promise<void> {
  const { value, revision } = row;
  await queries
    .insertInto('settings')
    .values(row)
    .onConflict((conflict) => conflict.columns(['scope', 'name']).doUpdateSet({ value, revision }))
    .execute();
}

const revisionOf = (row: RevisionRow): Revision => ({
  ...{ id: row.seq, scope: row.scope, name: row.name, before: row.before, after: row.after },
  ...{ by: row.changed_by, via: row.via, note: row.note, atMs: row.changed_at },
});
