import pg from 'pg';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { DatabaseFacts } from './facts.ts';

/** A moment of a PostgreSQL database that stays readable until it is let go. */
export interface PostgresMoment {
  /** For `pg_dump --snapshot`. */
  readonly snapshot: string;
  readonly facts: DatabaseFacts;
  release(): Promise<void>;
}

/** Everything that stands in the schema that Castellan uses. */
const tablesQuery = `select tablename as name from pg_tables where schemaname = current_schema() order by tablename`;
const pageBytes = 8192;

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new CastellanError('database', `PostgreSQL cannot be reached (${messageOf(cause)}).`, {
      cause,
    });
  }
}

/** Takes a snapshot that another program can read in the same moment, with the rows counted in it. */
export async function postgresMoment(url: string): Promise<PostgresMoment> {
  const client = await connected(url);
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
    const facts = await factsOf(client);
    return { snapshot: rows[0]?.id ?? '', facts, release: () => client.end() };
  } catch (failure) {
    await client.end();
    throw failure;
  }
}

/** What is in it now. */
export async function countPostgres(url: string): Promise<DatabaseFacts> {
  const client = await connected(url);
  try {
    return await factsOf(client);
  } finally {
    await client.end();
  }
}

export interface PostgresServer {
  /** 15 for 15.3. */
  readonly major: number;
  readonly bytes: number;
  readonly mayCreateDatabases: boolean;
}

export async function postgresServer(url: string): Promise<PostgresServer> {
  const client = await connected(url);
  try {
    const { rows } = await client.query<{ version: number; bytes: string; creator: boolean }>(
      `select current_setting('server_version_num')::int as version,
        pg_database_size(current_database())::text as bytes,
        (select rolcreatedb or rolsuper from pg_roles where rolname = current_user) as creator`,
    );
    const [row] = rows;
    return {
      major: Math.floor((row?.version ?? 0) / 10_000),
      bytes: Number(row?.bytes ?? 0),
      mayCreateDatabases: row?.creator ?? false,
    };
  } finally {
    await client.end();
  }
}

/** Makes an empty database beside this one; the returned address leads to it. */
export async function scratchPostgres(
  url: string,
  name: string,
): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const quoted = pg.escapeIdentifier(name);
  const run = async (statement: string): Promise<void> => {
    const client = await connected(url);
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${quoted} template template0`);
  const beside = new URL(url);
  beside.pathname = `/${encodeURIComponent(name)}`;
  return {
    url: beside.href,
    remove: () => run(`drop database if exists ${quoted} with (force)`),
  };
}

async function factsOf(client: pg.Client): Promise<DatabaseFacts> {
  const { rows } = await client.query<{ name: string }>(tablesQuery);
  const names = rows.map(({ name }) => name);
  const tables: Record<string, number> = {};
  for (const name of names) tables[name] = await rowsOf(client, name);
  const size = await client.query<{ pages: string }>(
    `select coalesce(sum(pg_relation_size(c.oid)), 0) / ${pageBytes} as pages from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema()`,
  );
  return {
    pages: Math.round(Number(size.rows[0]?.pages ?? 0)),
    pageBytes,
    tables,
    migrations: names.includes('castellan_migrations') ? await migrationsOf(client) : [],
  };
}

async function rowsOf(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ rows: string }>(
    `select count(*) as rows from ${pg.escapeIdentifier(table)}`,
  );
  return Number(rows[0]?.rows ?? 0);
}

async function migrationsOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ part: string; name: string }>(
    'select part, name from castellan_migrations order by part, name',
  );
  return rows.map(({ part, name }) => `${part}:${name}`);
}

/** Empties the schema of what this role owns; then comes the dump; then this, which undoes all of it where a table lacks rows. */
export const restoreFrame = (
  tables: Readonly<Record<string, number>>,
): { readonly before: string; readonly after: string } => ({
  before: `do $$ declare t record; begin
  for t in select schemaname, tablename from pg_tables
    where schemaname = current_schema() and tableowner = current_user
  loop execute format('drop table %I.%I cascade', t.schemaname, t.tablename); end loop;
end $$;
`,
  // The dump has emptied the search path.
  after: ['reset search_path;\n', ...Object.entries(tables).map(rowCheck)].join(''),
});

function rowCheck([table, rows]: readonly [string, number]): string {
  const [name, text] = [pg.escapeIdentifier(table), pg.escapeLiteral(table)];
  return `do $$ begin if (select count(*) from ${name}) <> ${rows}
  then raise exception 'the restored table % does not have ${rows} rows', ${text};
end if; end $$;\n`;
}
