import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Result, ok, refuse } from '../../base/result.ts';
import { sizeOf, unreadable } from '../files.ts';

/** What a guild's database holds, as far as it is known. */
export interface GuildRows {
  readonly settings: readonly { readonly key: string; readonly value: string | null }[];
  /** The other tables and how many rows each has. */
  readonly others: readonly { readonly table: string; readonly rows: number }[];
}

const mebibyte = 1024 * 1024;
/** Settings and counters of one guild are a few pages. */
const largestBytes = 64 * mebibyte;

/**
 * Reads a guild.db. Nothing is opened where it lies: what is in a write-ahead log beside it counts too, and reading
 * that would write there. So both are copied into a folder of our own first.
 */
export async function guildRows(path: string): Promise<Result<GuildRows>> {
  const [size, walSize] = [await sizeOf(path), await sizeOf(`${path}-wal`)];
  if (size === undefined) return refuse('import.no-file', { path });
  if (size + (walSize ?? 0) > largestBytes)
    return refuse('import.too-large', { path, mebibytes: largestBytes / mebibyte });
  const folder = await mkdtemp(join(tmpdir(), 'castellan-import-'));
  try {
    const copy = join(folder, 'guild.db');
    await copyFile(path, copy);
    if (walSize !== undefined) await copyFile(`${path}-wal`, `${copy}-wal`);
    return rowsIn(copy, path);
  } catch (failure) {
    return unreadable(path, failure);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsIn(copy: string, path: string): Result<GuildRows> {
  const broken = (why: string) => refuse('import.not-sqlite', { path, why });
  let file: Sqlite.Database | undefined;
  try {
    file = new Sqlite(copy, { fileMustExist: true });
    const check = file.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') return broken('damaged');
    const tables = tablesIn(file);
    if (!tables.includes('guild_settings')) return broken('other');
    return ok({
      settings: settingsIn(file),
      others: tables
        .filter((table) => table !== 'guild_settings')
        .map((table) => ({ table, rows: countIn(file, table) })),
    });
  } catch (failure) {
    // SQLite's own words name no content; its code says enough.
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
    return broken(code === 'SQLITE_NOTADB' ? 'none' : 'damaged');
  } finally {
    file?.close();
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function tablesIn(file: Sqlite.Database): readonly string[] {
  return file
    .prepare<[], { name: unknown }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite^_%' escape '^' order by name`,
    )
    .all()
    .map(({ name }) => text(name));
}

function settingsIn(file: Sqlite.Database): GuildRows['settings'] {
  return file
    .prepare<[], { key: unknown; value: unknown }>(
      'select key, cast(value as text) as value from guild_settings order by key',
    )
    .all()
    .map(({ key, value }) => ({
      key: text(key),
      value: typeof value === 'string' ? value : null,
    }));
}

function countIn(file: Sqlite.Database | undefined, table: string): number {
  const row = file
    ?.prepare<[], { rows: number }>(`select count(*) as rows from "${table.replaceAll('"', '""')}"`)
    .get();
  return row?.rows ?? 0;
}
