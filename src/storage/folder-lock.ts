import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { CastellanError, messageOf } from '../base/errors.ts';

/** A file that nobody refers to any more would be closed, and its lock with it. */
const held = new Set<Sqlite.Database>();

/** The name of the file that is locked; it stays empty. */
const fileName = 'castellan.lock';

/**
 * Takes a data folder for this process alone; the returned function gives it back. Undefined when another process has
 * it. The lock is one of the system on an open file, so it ends with its process, however that ends, and of two that
 * ask in the same instant one gets it. (Node cannot lock files; SQLite can, and is here already.)
 */
export function lockFolder(folder: string): (() => void) | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = new Sqlite(join(folder, fileName), { timeout: 0 });
    try {
      // Nothing is ever written, so there is nothing to take back and no journal is needed.
      file.pragma('journal_mode = OFF');
      file.exec('begin exclusive');
    } catch (failure) {
      file.close();
      if (isBusy(failure)) return undefined;
      throw failure;
    }
    held.add(file);
    return () => {
      held.delete(file);
      file.close();
    };
  } catch (cause) {
    throw new CastellanError(
      'not-available',
      `The data folder ${folder} cannot be used (${messageOf(cause)}). Check that it may be written by this user; "castellan doctor" tells more.`,
      { cause },
    );
  }
}

const isBusy = (failure: unknown): boolean =>
  failure instanceof Sqlite.SqliteError && failure.code.startsWith('SQLITE_BUSY');
