import { sql } from 'kysely';
import type { Database } from '../../storage/index.ts';
import type { SettingsTables } from './tables.ts';

/** One changed value, as it lies in the database. `value` is JSON; null for "back to the default". */
export interface StoredSetting {
  readonly scope: string;
  readonly name: string;
  readonly value: string;
}

export interface Revision {
  readonly scope: string;
  readonly name: string;
  readonly revision: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly changedBy: string;
  readonly changedAtMs: number;
}

export interface Change {
  readonly scope: string;
  readonly name: string;
  readonly value: string | null;
  readonly by: string;
  readonly atMs: number;
}

export interface SettingsStore {
  all(): Promise<readonly StoredSetting[]>;
  /** Writes the value and its revision together. */
  change(change: Change): Promise<void>;
  /** Newest first. */
  history(scope: string, name: string, limit: number): Promise<readonly Revision[]>;
}

export function settingsStore(database: Database): SettingsStore {
  const queries = database.queries.$extendTables<SettingsTables>();
  return {
    all: () => queries.selectFrom('settings').select(['scope', 'name', 'value']).execute(),
    change: (change) => write(database, change),
    async history(scope, name, limit) {
      const rows = await queries
        .selectFrom('settings_revisions')
        .selectAll()
        .where('scope', '=', scope)
        .where('name', '=', name)
        .orderBy('revision', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ changed_by, changed_at, ...row }) => ({
        ...row,
        changedBy: changed_by,
        changedAtMs: changed_at,
      }));
    },
  };
}

async function write(database: Database, { scope, name, value, by, atMs }: Change): Promise<void> {
  await database.queries
    .$extendTables<SettingsTables>()
    .transaction()
    .execute(async (queries) => {
      const { last } = await queries
        .selectFrom('settings_revisions')
        .select(sql<number | null>`max(revision)`.as('last'))
        .where('scope', '=', scope)
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      const revision = (last ?? 0) + 1;
      const before = await queries
        .selectFrom('settings')
        .select('value')
        .where('scope', '=', scope)
        .where('name', '=', name)
        .executeTakeFirst();
      await queries
        .insertInto('settings_revisions')
        .values({
          ...{ scope, name, revision, before: before?.value ?? null, after: value },
          ...{ changed_by: by, changed_at: atMs },
        })
        .execute();
      if (value === null) {
        await queries
          .deleteFrom('settings')
          .where('scope', '=', scope)
          .where('name', '=', name)
          .execute();
      } else {
        await queries
          .insertInto('settings')
          .values({ scope, name, value, revision })
          .onConflict((row) => row.columns(['scope', 'name']).doUpdateSet({ value, revision }))
          .execute();
      }
    });
}
