import { chmodSync, existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';
import { withKeptStatements } from './sqlite-statements.ts';
import { walFlush } from './wal-flush.ts';

/** How long a statement waits for another process before it fails; the whole program waits with it. */
const busyTimeoutMs = 5000;

export function openSqlite(path: string): Database {
  const fresh = path !== ':memory:' && !existsSync(path);
  const file = new Sqlite(path, { timeout: busyTimeoutMs });
  if (fresh) chmodSync(path, 0o600);
  file.pragma('journal_mode = WAL');
  // What was acknowledged survives the end of the process, however it ends. For a power cut see walFlush.
  file.pragma('synchronous = NORMAL');
  file.pragma('foreign_keys = ON');
  // What was removed is written over: whoever was to be forgotten must not be found in the free space of the file.
  file.pragma('secure_delete = ON');
  let statements = 0;
  const flush = path === ':memory:' ? undefined : walFlush(path);
  const queries = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: withKeptStatements(file, () => flush?.soon()) }),
    log: () => {
      statements += 1;
    },
  });
  return {
    dialect: 'sqlite',
    place: path,
    queries,
    count: () => statements,
    close() {
      flush?.stop();
      return queries.destroy();
    },
  };
}
