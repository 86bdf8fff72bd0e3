import pg from 'pg';
import { messageOf } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import { type Row, rowOf } from '../cases/rows.ts';
import { jsonIn } from '../json.ts';

/** What openguard's database holds: the settings of its guilds, and how much there is of everything else. */
export interface OldTables {
  /** `value` is JSON. */
  readonly config: readonly {
    readonly guild: string;
    readonly key: string;
    readonly value: string | null;
  }[];
  readonly counts: readonly { readonly table: string; readonly rows: number }[];
  /** Rows of the tables that hold what was done to people, by table. */
  readonly acts: ReadonlyMap<string, readonly Row[]>;
}

const connectWithinMs = 10_000;
const statementWithinMs = 60_000;
const mostRows = 50_000;

/** The tables beside `guild_config` that it has; of these, only how many rows there are is read. */
const others = [
  ...['user_infractions', 'appeals', 'global_bans', 'moderation_logs', 'command_logs'],
  ...['guild_settings', 'botdetect_config', 'user_data', 'guild_api_keys', 'blog_posts'],
] as const;

/** What was done to people. Read as JSON text, in which ids keep their digits as text. */
const actTables = ['user_infractions', 'moderation_logs'] as const;

/** Reads it in one transaction that may not write. */
export async function tablesAt(url: string): Promise<Result<OldTables>> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectWithinMs,
    statement_timeout: statementWithinMs,
    application_name: 'castellan import',
  });
  // It may break between two statements; the next one tells of it.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    return await tablesIn(client);
  } catch (failure) {
    return refuse('import.no-database', { why: withoutUrl(messageOf(failure)) });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Nothing that looks like an address with a password is repeated. */
const withoutUrl = (said: string): string => said.replace(/\w+:\/\/\S+/g, '…').slice(0, 200);

async function tablesIn(client: pg.Client): Promise<Result<OldTables>> {
  const { rows: there } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = any (current_schemas(false)) and table_name = any ($1)`,
    [['guild_config', ...others]],
  );
  const names = there.map(({ name }) => name);
  if (!names.includes('guild_config')) return refuse('import.no-tables', {});
  // As text: ids are longer than numbers are exact, and so are those within the values.
  const { rows: config } = await client.query<OldTables['config'][number]>(
    `select guild_id::text as guild, key, value::text as value from guild_config
     order by guild_id, key limit $1`,
    [mostRows + 1],
  );
  if (config.length > mostRows) return refuse('import.too-much', { most: mostRows });
  const counts = [];
  for (const table of others.filter((name) => names.includes(name))) {
    const { rows } = await client.query<{ rows: string }>(
      `select count(*)::text as rows from ${pg.escapeIdentifier(table)}`,
    );
    counts.push({ table, rows: Number(rows[0]?.rows ?? 0) });
  }
  const acts = new Map<string, readonly Row[]>();
  for (const table of actTables.filter((name) => names.includes(name))) {
    const rows = await rowsOf(client, table);
    if (!rows.ok) return rows;
    acts.set(table, rows.value);
  }
  return ok({ config, counts, acts });
}

async function rowsOf(client: pg.Client, table: string): Promise<Result<readonly Row[]>> {
  const { rows } = await client.query<{ row: string }>(
    `select row_to_json(t)::text as row from ${pg.escapeIdentifier(table)} t limit $1`,
    [mostRows + 1],
  );
  if (rows.length > mostRows) return refuse('import.too-much', { most: mostRows });
  return ok(
    rows.flatMap(({ row }) => {
      const value = jsonIn(row, table);
      return value.ok ? [rowOf(value.value)] : [];
    }),
  );
}
