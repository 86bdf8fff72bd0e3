import type { Database, Queries } from '../../storage/index.ts';
import type { SecretTables } from './tables.ts';

/** What a secret belongs to and is called: `instance` and `alerts.webhook`. */
export interface SecretName {
  readonly scope: string;
  readonly name: string;
}

/** A secret as it lies in the database. */
export interface KeptSecret extends SecretName {
  readonly sealed: string;
  readonly changedBy: string;
  readonly changedAtMs: number;
}

export interface SecretStore {
  find(secret: SecretName): Promise<KeptSecret | undefined>;
  all(): Promise<readonly KeptSecret[]>;
  put(secret: KeptSecret): Promise<void>;
  remove(secret: SecretName): Promise<boolean>;
  /** Puts each in place of what was read, all or none; leaves alone what was changed or removed meanwhile. */
  reseal(pairs: readonly Resealed[]): Promise<void>;
}

export interface Resealed {
  readonly before: KeptSecret;
  readonly sealed: string;
}

export function secretStore(database: Database): SecretStore {
  const queries = database.queries.$extendTables<SecretTables>();
  return {
    async find({ scope, name }) {
      const row = await queries
        .selectFrom('secrets')
        .selectAll()
        .where('scope', '=', scope)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && keptOf(row);
    },
    async all() {
      const rows = await queries
        .selectFrom('secrets')
        .selectAll()
        .orderBy('scope')
        .orderBy('name')
        .execute();
      return rows.map(keptOf);
    },
    async put({ scope, name, sealed, changedBy, changedAtMs }) {
      const values = { sealed, changed_by: changedBy, changed_at: changedAtMs };
      await queries
        .insertInto('secrets')
        .values({ scope, name, ...values })
        .onConflict((row) => row.columns(['scope', 'name']).doUpdateSet(values))
        .execute();
    },
    async remove({ scope, name }) {
      const gone = await queries
        .deleteFrom('secrets')
        .where('scope', '=', scope)
        .where('name', '=', name)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    reseal: (pairs) => reseal(queries, pairs),
  };
}

const reseal = (queries: Queries<SecretTables>, pairs: readonly Resealed[]): Promise<void> =>
  queries.transaction().execute(async (within) => {
    for (const { before, sealed } of pairs) {
      await within
        .updateTable('secrets')
        .set({ sealed })
        .where('scope', '=', before.scope)
        .where('name', '=', before.name)
        .where('sealed', '=', before.sealed)
        .execute();
    }
  });

const keptOf = (row: SecretTables['secrets']): KeptSecret => ({
  ...{ scope: row.scope, name: row.name, sealed: row.sealed },
  ...{ changedBy: row.changed_by, changedAtMs: row.changed_at },
});
