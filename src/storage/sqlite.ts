import { chmodSync, existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';

/** How long a statement waits for another process before it fails. */
const busyTimeoutMs = 10_000;

export function openSqlite(path: string): Database {
  const fresh = path !== ':memory:' && !existsSync(path);
  const file = new Sqlite(path, { timeout: busyTimeoutMs });
  if (fresh) chmodSync(path, 0o600);
  file.pragma('journal_mode = WAL');
  // FULL: what was acknowledged survives a power cut, not only a crash of the process.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  let statements = 0;
  const queries = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: file }),
    log: () => {
      statements += 1;
    },
  });
  return {
    dialect: 'sqlite',
    place: path,
    queries,
    count: () => statements,
    close: () => queries.destroy(),
  };
}
