import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';

/** Pool bounds from openguard (O2 of the reference): 5 to 20 connections, 60 s a statement, 300 s idle, 50 000 uses each. */
const pool = {
  min: 5,
  max: 20,
  statement_timeout: 60_000,
  idleTimeoutMillis: 300_000,
  maxUses: 50_000,
  connectionTimeoutMillis: 10_000,
};

/** 64-bit integers come as numbers: counts and epoch ms stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

export async function openPostgres(url: string): Promise<Database> {
  const connections = new pg.Pool({ ...pool, connectionString: url, types });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  connections.on('error', () => {});
  // So would one that breaks between two statements of a transaction; the next statement tells of it.
  connections.on('connect', (client) => client.on('error', () => {}));
  let statements = 0;
  const queries = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: connections }),
    log: () => {
      statements += 1;
    },
  });
  try {
    await sql`select 1`.execute(queries);
  } catch (failure) {
    await queries.destroy();
    throw failure;
  }
  const { host, pathname } = new URL(url);
  return {
    dialect: 'postgres',
    place: `${host}${pathname}`,
    queries,
    count: () => statements,
    close: () => queries.destroy(),
  };
}
