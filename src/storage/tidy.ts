import { statSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Lets a database plan its queries anew, and writes SQLite's log into the file, so that the log is empty again. Never
 * vacuums: that would keep everybody waiting. Resolves to how many bytes of the disk it gave back.
 */
export async function tidyDatabase({ dialect, place, queries }: Database): Promise<number> {
  if (dialect === 'postgres') {
    await sql`analyze`.execute(queries);
    return 0;
  }
  const before = logBytes(place);
  await sql`pragma optimize`.execute(queries);
  await sql`pragma wal_checkpoint(truncate)`.execute(queries);
  return Math.max(0, before - logBytes(place));
}

const logBytes = (place: string): number =>
  statSync(`${place}-wal`, { throwIfNoEntry: false })?.size ?? 0;
