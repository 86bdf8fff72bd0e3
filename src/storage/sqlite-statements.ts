import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** More than the program has different statements; lists of different length make some more. */
const kept = 300;

/** What changes tables: statements that were made before may be about columns that are gone. */
const changesSchema = /^\s*(create|alter|drop|attach|detach|vacuum|reindex)\b/i;

const reads = /^\s*(select|pragma|explain)\b/i;

/**
 * The file as Kysely sees it, with its statements kept: to understand a statement takes longer than most take to
 * run. The least recently used make room.
 */
export function withKeptStatements(
  file: Sqlite.Database,
  onWrite: () => void = () => {},
): SqliteDatabase {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    close: () => file.close(),
    prepare(sql) {
      if (!reads.test(sql)) onWrite();
      if (changesSchema.test(sql)) {
        statements.clear();
        return file.prepare(sql);
      }
      const known = statements.get(sql);
      // One that is being read row by row cannot be begun again.
      if (known?.busy === true) return file.prepare(sql);
      const statement = known ?? file.prepare(sql);
      statements.delete(sql);
      statements.set(sql, statement);
      if (statements.size > kept) forgetOldest(statements);
      return statement;
    },
  };
}

function forgetOldest(statements: Map<string, unknown>): void {
  for (const oldest of statements.keys()) {
    statements.delete(oldest);
    return;
  }
}
