import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { TableShape } from './schema.ts';

export type Row = Readonly<Record<string, unknown>>;

const name = (column: string): RawBuilder<unknown> => sql.ref(column);

/** The rows of a table in the order of its key, so many at a time, beginning after a key. */
export async function* batchesOf(
  { queries }: Database,
  { name: table, columns, key }: TableShape,
  { size, after }: { readonly size: number; readonly after?: readonly unknown[] | undefined },
): AsyncGenerator<readonly Row[]> {
  const keys = sql.join(key.map(name));
  let last = after;
  for (;;) {
    const beyond = last ? sql`where (${keys}) > (${sql.join([...last])})` : sql``;
    const { rows } = await sql<Row>`select ${sql.join(columns.map(name))} from ${sql.table(table)}
      ${beyond} order by ${keys} limit ${sql.lit(size)}`.execute(queries);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = keyOf(rows.at(-1) ?? {}, key);
  }
}

export const keyOf = (row: Row, key: readonly string[]): readonly unknown[] =>
  key.map((column) => row[column]);

export async function countRows({ queries }: Database, table: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)}`.execute(queries);
  return rows[0]?.count ?? 0;
}

/** What a table holds, as a number that two databases can be compared by. */
export interface Fingerprint {
  readonly rows: number;
  /** The sum of the SHA-256 of all rows, so that their order does not count. */
  readonly hash: string;
}

const width = 2n ** 256n;

export async function fingerprintOf(database: Database, shape: TableShape): Promise<Fingerprint> {
  let sum = 0n;
  let rows = 0;
  for await (const batch of batchesOf(database, shape, { size: 1000 })) {
    rows += batch.length;
    for (const row of batch) sum = (sum + hashOf(row, shape.columns)) % width;
  }
  return { rows, hash: sum.toString(16).padStart(64, '0') };
}

const hashOf = (row: Row, columns: readonly string[]): bigint => {
  const text = JSON.stringify(columns.map((column) => plain(row[column])));
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
};

/** The same for both databases: bytes in words, everything else as it is. */
const plain = (value: unknown): unknown =>
  Buffer.isBuffer(value) ? { bytes: value.toString('base64') } : value;
