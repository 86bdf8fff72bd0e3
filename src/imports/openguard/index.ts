import { basename, join } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Found, Gathered } from '../../core/imports/imports.ts';
import { type Row, rowOf } from '../cases/rows.ts';
import { sizeOf, textAt, whatIs } from '../files.ts';
import { type Plain, isPlain, jsonIn } from '../json.ts';
import { type Meant, guildPlace, isSnowflake } from '../places.ts';
import { leave, named } from '../rules.ts';
import { infractionsIn, modLogsIn } from './cases.ts';
import { type OldTables, tablesAt } from './database-store.ts';
import { guildConfigIn } from './guild-config.ts';

const configName = 'guild_config.json';

export const isDatabaseUrl = (place: string): boolean => /^postgres(ql)?:\/\//i.test(place);

/** openguard / AIMod (Discord): `guild_config.json` or the folder of its JSON files, or its PostgreSQL by its address. */
export async function readOpenguard(place: string, how: Meant): Promise<Result<Gathered>> {
  const url = isDatabaseUrl(place) ? URL.parse(place) : undefined;
  if (url === null) return refuse('import.bad-url', {});
  const found = url ? await readTables(place, how) : await readFiles(place, how);
  if (!found.ok) return found;
  const shown = url ? `${url.protocol}//${url.host}${url.pathname}` : place;
  return ok({ source: 'openguard', place: shown, found: found.value });
}

async function readFiles(path: string, how: Meant): Promise<Result<readonly Found[]>> {
  const what = await whatIs(path);
  if (!what.ok) return what;
  const file = what.value === 'file' ? path : await configIn(path);
  if (file === undefined) return refuse('import.nothing-there', { path, files: configName });
  const text = await textAt(file);
  const values = text.ok ? jsonIn(text.value, file) : text;
  if (!values.ok) return values;
  if (!isPlain(values.value) || !isByGuild(values.value))
    return refuse('import.not-what', { path: file, wanted: configName });
  const found = guildsIn(values.value, basename(file), how);
  if (!found.ok || what.value === 'file') return found;
  const acts = await actsIn(join(file, '..'), how);
  return acts.ok
    ? ok([...found.value, ...acts.value, ...(await otherFiles(join(file, '..')))])
    : acts;
}

/** What was done to people, as its JSON files have it; the log of moderation lies in a folder beside. */
async function actsIn(folder: string, how: Meant): Promise<Result<readonly Found[]>> {
  const found: Found[] = [];
  const infractions = await valueAt(join(folder, 'user_infractions.json'));
  if (!infractions.ok) return infractions;
  if (isPlain(infractions.value)) {
    const rows = Object.entries(infractions.value).flatMap(([whose, list]) => rowsFor(whose, list));
    found.push(...infractionsIn(rows, { from: 'user_infractions.json', how }));
  }
  for (const path of ['moderation_logs.json', '../logging-data/moderation_logs.json']) {
    const logs = await valueAt(join(folder, path));
    if (!logs.ok) return logs;
    const rows = Array.isArray(logs.value) ? logs.value.map(rowOf) : [];
    found.push(...modLogsIn(rows, { from: basename(path), how }));
  }
  return ok(found);
}

/** The value of a JSON file; undefined where there is none. */
async function valueAt(path: string): Promise<Result<unknown>> {
  if ((await sizeOf(path)) === undefined) return ok(undefined);
  const text = await textAt(path);
  return text.ok ? jsonIn(text.value, path) : text;
}

/** Its keys are `guild_user`, each with a list. */
function rowsFor(whose: string, list: unknown): readonly Row[] {
  const [guild = '', user = ''] = whose.split('_');
  return Array.isArray(list)
    ? list.map((one: unknown) => new Map([...rowOf(one), ['guildid', guild], ['userid', user]]))
    : [];
}

async function configIn(folder: string): Promise<string | undefined> {
  for (const path of [join(folder, configName), join(folder, 'wdiscordbot-json-data', configName)])
    if ((await sizeOf(path)) !== undefined) return path;
  return undefined;
}

const isByGuild = (values: Plain): boolean =>
  Object.entries(values).every(([guild, config]) => isSnowflake(guild) && isPlain(config));

function guildsIn(values: Plain, from: string, how: Meant): Result<readonly Found[]> {
  const found: Found[] = [];
  for (const [guild, config] of Object.entries(values)) {
    const scope = guildPlace(guild, how);
    if (!scope.ok) return scope;
    const spot = { from: `${from} → ${guild}`, scope: scope.value };
    if (isPlain(config)) found.push(...guildConfigIn(config, spot));
  }
  return ok(found);
}

/** What else it left as JSON, each with why it stays. */
async function otherFiles(folder: string): Promise<readonly Found[]> {
  const known = { 'appeals.json': 'appeals', 'global_bans.json': 'global-bans' };
  const found: Found[] = [];
  for (const [name, why] of Object.entries(known))
    if ((await sizeOf(join(folder, name))) !== undefined) found.push(leave(name, why));
  return found;
}

/** Why each table beside the settings stays where it is. */
const whyLeft: Readonly<Record<string, string>> = {
  ...{ appeals: 'appeals', global_bans: 'global-bans' },
  ...{ command_logs: 'counts', guild_settings: 'known-anyway' },
  ...{ botdetect_config: 'bot-phrases', user_data: 'people', guild_api_keys: 'secret' },
  blog_posts: 'blog',
};

async function readTables(url: string, how: Meant): Promise<Result<readonly Found[]>> {
  const tables = await tablesAt(url);
  if (!tables.ok) return tables;
  const guilds = guildsIn(byGuild(tables.value.config), 'guild_config', how);
  if (!guilds.ok) return guilds;
  return ok([
    ...guilds.value,
    ...unreadable(tables.value.config),
    ...actsInTables(tables.value, how),
    ...tables.value.counts
      .filter(({ table, rows }) => rows > 0 && !tables.value.acts.has(table))
      .map(({ table, rows }) => leave(`${table} (${rows})`, whyLeft[table] ?? 'unknown', { rows })),
  ]);
}

const actsInTables = ({ acts }: OldTables, how: Meant): readonly Found[] => [
  ...infractionsIn(acts.get('user_infractions') ?? [], { from: 'user_infractions', how }),
  ...modLogsIn(acts.get('moderation_logs') ?? [], { from: 'moderation_logs', how }),
];

const valueOf = (json: string | null): Result<unknown> =>
  json === null ? ok(null) : jsonIn(json, '');

/** Its own program writes JSON text into the JSON column, so some values are wrapped twice. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const inner = jsonIn(value, '');
  return inner.ok && typeof inner.value !== 'number' ? inner.value : value;
}

function byGuild(rows: OldTables['config']): Plain {
  const guilds = new Map<string, Map<string, unknown>>();
  for (const { guild, key, value } of rows) {
    const read = valueOf(value);
    if (!read.ok) continue;
    const config = guilds.get(guild) ?? new Map<string, unknown>();
    guilds.set(guild, config.set(key, unwrapped(read.value)));
  }
  return Object.fromEntries(
    [...guilds].map(([guild, config]) => [guild, Object.fromEntries(config)]),
  );
}

const unreadable = (rows: OldTables['config']): readonly Found[] =>
  rows
    .filter(({ value }) => !valueOf(value).ok)
    .map(({ guild, key }) => leave(`guild_config → ${guild} → ${named(key)}`, 'type'));
