import { CastellanError } from '../base/errors.ts';
import type { Database } from './database.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Opens `postgres://…` or a SQLite file (a path, or `sqlite:path`). A SQLite file is made when it is
 * not there. Throws `database` with what to do when it cannot be opened.
 */
export async function openDatabase(url: string): Promise<Database> {
  try {
    return /^postgres(ql)?:\/\//.test(url)
      ? await openServer(url)
      : openSqlite(url.replace(/^sqlite:/, ''));
  } catch (cause) {
    if (cause instanceof CastellanError) throw cause;
    throw new CastellanError('database', explain(url, cause), { cause });
  }
}

/** Loaded when there is one: most instances have a file. */
async function openServer(url: string): Promise<Database> {
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(url);
}

function explain(url: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return url.startsWith('postgres')
    ? `PostgreSQL cannot be reached (${reason}). Check the address in "database" and that the server runs.`
    : `The database file ${url} cannot be opened (${reason}). ${isDamage(cause) ? '' : 'Check that its folder exists and may be written.'}`.trimEnd();
}

/** Whether a failure, or what caused it, says that a SQLite file is no longer whole. */
export function isDamage(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  const code = 'code' in failure ? String(failure.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) || isDamage(failure.cause);
}
