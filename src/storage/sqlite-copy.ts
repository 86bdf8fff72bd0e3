import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { messageOf } from '../base/errors.ts';
import type { DatabaseFacts, InnerDamage } from './facts.ts';

/** How much is copied in one step: 8 MiB of pages of 4 KiB. */
const pagesPerStep = 2048;
const busyTimeoutMs = 10_000;

export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly onStep: (done: number) => void;
}

/**
 * Copies a SQLite file that others write to, by the online backup API on a connection of its own.
 * Meant for a thread of its own: each step reads and writes synchronously.
 *
 * The connection holds a read transaction open for the whole copy. Without it the API begins anew after
 * each foreign write, and under steady writes never ends; with it the copy is one moment's state, and
 * the rows are counted in that same moment.
 */
export async function copySqlite({ from, to, onStep }: CopyOptions): Promise<DatabaseFacts> {
  const source = new Sqlite(from, {
    readonly: true,
    fileMustExist: true,
    timeout: busyTimeoutMs,
  });
  const target = openSync(to, 'a');
  try {
    source.exec('begin');
    const facts = factsOf(source);
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        // Step by step: one flush of all of it at the end would hold up the flush of every write meanwhile.
        fdatasyncSync(target);
        if (totalPages > 0) onStep(1 - remainingPages / totalPages);
        return pagesPerStep;
      },
    });
    source.exec('commit');
    withoutWal(to);
    return facts;
  } finally {
    closeSync(target);
    source.close();
  }
}

/** A copy of a WAL database says that it has a WAL; without one, it is a file that stands alone. */
function withoutWal(path: string): void {
  const copy = new Sqlite(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Looks all through a SQLite file that nobody else uses. */
export function inspectSqlite(
  path: string,
): { readonly facts: DatabaseFacts } | { readonly damage: InnerDamage; readonly detail: string } {
  let file: Sqlite.Database | undefined;
  try {
    file = new Sqlite(path, { readonly: true, fileMustExist: true });
    const wrong = file.prepare<[], { integrity_check: string }>('pragma integrity_check').all();
    const first = wrong.find((row) => row.integrity_check !== 'ok');
    if (first) return { damage: 'integrity', detail: first.integrity_check };
    const orphans = file.prepare<[], { table: string }>('pragma foreign_key_check').all();
    if (orphans[0]) return { damage: 'foreign_keys', detail: orphans[0].table };
    return { facts: factsOf(file) };
  } catch (failure) {
    return { damage: 'unreadable', detail: messageOf(failure) };
  } finally {
    file?.close();
  }
}

/** Counts the rows of every table as they are now. */
export function countSqlite(path: string): DatabaseFacts {
  const file = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  try {
    return factsOf(file);
  } finally {
    file.close();
  }
}

function factsOf(file: Sqlite.Database): DatabaseFacts {
  const names = file
    .prepare<[], { name: string }>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .all()
    .map(({ name }) => name);
  return {
    pages: numberIn(file.pragma('page_count', { simple: true })),
    pageBytes: numberIn(file.pragma('page_size', { simple: true })),
    tables: Object.fromEntries(names.map((name) => [name, rowsOf(file, name)])),
    migrations: names.includes('castellan_migrations') ? migrationsOf(file) : [],
  };
}

function rowsOf(file: Sqlite.Database, table: string): number {
  const name = table.replaceAll('"', '""');
  const row = file.prepare<[], { rows: number }>(`select count(*) as rows from "${name}"`).get();
  return row?.rows ?? 0;
}

const migrationsOf = (file: Sqlite.Database): readonly string[] =>
  file
    .prepare<[], { part: string; name: string }>(
      'select part, name from castellan_migrations order by part, name',
    )
    .all()
    .map(({ part, name }) => `${part}:${name}`);

const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);
