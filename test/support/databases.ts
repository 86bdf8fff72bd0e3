import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, type Part, migrate, openDatabase } from '../../src/storage/index.ts';

/** A fresh, empty database of one kind, and what takes it away again. */
export interface FreshDatabase {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

export interface DatabaseKind {
  readonly kind: 'sqlite' | 'postgres';
  readonly fresh: () => Promise<FreshDatabase>;
}

const sqlite: DatabaseKind = {
  kind: 'sqlite',
  fresh() {
    const folder = mkdtempSync(join(tmpdir(), 'castellan-sqlite-'));
    return Promise.resolve({
      url: join(folder, 'castellan.db'),
      remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    });
  },
};

const postgres: DatabaseKind = {
  kind: 'postgres',
  async fresh() {
    const server = inject('postgresUrl');
    const name = `test_${randomBytes(6).toString('hex')}`;
    await statement(server, `create database ${name}`);
    return {
      url: `${server}/${name}`,
      remove: () => statement(server, `drop database ${name} with (force)`),
    };
  },
};

async function statement(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Every store suite runs on each of these: `describe.each(everyDatabase)`. */
export const everyDatabase: readonly DatabaseKind[] = [sqlite, postgres];

/** Runs a test's body on a fresh database with these parts migrated, and cleans up whatever happens. */
export async function withDatabase(
  { fresh }: DatabaseKind,
  parts: readonly Part[],
  body: (database: Database, url: string) => Promise<void>,
): Promise<void> {
  const { url, remove } = await fresh();
  const database = await openDatabase(url);
  try {
    await migrate(database, parts, 0);
    await body(database, url);
  } finally {
    await database.close();
    await remove();
  }
}
