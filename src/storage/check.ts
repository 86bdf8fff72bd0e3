import { sql } from 'kysely';
import { messageOf } from '../base/errors.ts';
import type { Database } from './database.ts';
import { type MigrationState, type Part, migrationProblem, migrationStatus } from './migrate.ts';

/** What is to be said of a database without changing it. */
export interface DatabaseCheck {
  /** What is damaged in the file, in the database's own words; empty when nothing is. */
  readonly damage: readonly string[];
  /** What is applied and what waits. */
  readonly migrations: readonly MigrationState[];
  /** Why this program must not use it: it is too new, or a migration was changed. */
  readonly refusal?: string;
}

/** How much damage is worth listing. */
const damageShown = 5;

/** Looks over an open database: is it whole, does it fit this program. Rejects only when nothing can be asked. */
export async function checkDatabase(
  database: Database,
  parts: readonly Part[],
): Promise<DatabaseCheck> {
  const damage = await damageOf(database);
  if (damage.length > 0) return { damage, migrations: [] };
  const refusal = await migrationProblem(database, parts);
  return {
    damage,
    migrations: await migrationStatus(database, parts),
    ...(refusal && { refusal: refusal.message }),
  };
}

/** PostgreSQL watches over its own files; a SQLite file can be looked through. */
async function damageOf({ dialect, queries }: Database): Promise<readonly string[]> {
  if (dialect === 'postgres') return [];
  try {
    const found = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(queries);
    return found.rows
      .map(({ integrity_check: text }) => text)
      .filter((text) => text !== 'ok')
      .slice(0, damageShown);
  } catch (failure) {
    return [messageOf(failure)];
  }
}
