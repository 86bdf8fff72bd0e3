import { basename, join, relative, resolve } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Found, Gathered } from '../../core/imports/imports.ts';
import { foldersIn, sizeOf, textAt, whatIs } from '../files.ts';
import { type Plain, isPlain, jsonIn } from '../json.ts';
import { type Meant, isSnowflake, widest } from '../places.ts';
import { leave } from '../rules.ts';
import { configJsonIn, isConfigJson } from './config-json.ts';
import { readGuild } from './guild.ts';
import { environmentOf, otherFiles } from './beside.ts';

/** Zoryx (Discord): its folder, its `config.json`, its `data` folder, or the `guild.db` of one guild. */
export async function readZoryx(path: string, how: Meant): Promise<Result<Gathered>> {
  const what = await whatIs(path);
  if (!what.ok) return what;
  const found =
    what.value === 'folder'
      ? await readFolder(path, how)
      : path.endsWith('.json')
        ? await readConfig(path, how)
        : await readGuild(path, how);
  return found.ok ? ok({ source: 'zoryx', place: path, found: found.value }) : found;
}

async function valuesAt(path: string): Promise<Result<Plain>> {
  const text = await textAt(path);
  const values = text.ok ? jsonIn(text.value, path) : text;
  if (!values.ok) return values;
  return isPlain(values.value) && isConfigJson(values.value)
    ? ok(values.value)
    : refuse('import.not-what', { path, wanted: 'config.json' });
}

async function readConfig(path: string, how: Meant): Promise<Result<readonly Found[]>> {
  const values = await valuesAt(path);
  return values.ok ? ok(configJsonIn(values.value, basename(path), widest(how))) : values;
}

/** The program's folder has all of it; its data folder has the guilds alone. */
async function readFolder(folder: string, how: Meant): Promise<Result<readonly Found[]>> {
  const found: Found[] = [];
  const config = join(folder, 'config.json');
  let data = join(folder, 'data');
  if ((await sizeOf(config)) !== undefined) {
    const values = await valuesAt(config);
    const read = values.ok ? await readConfig(config, how) : values;
    if (!read.ok) return read;
    found.push(...read.value, ...(await environmentOf(folder)));
    const place = values.ok ? dataFolder(folder, values.value) : undefined;
    if (place === undefined) found.push(leave('config.json → database.base_path', 'outside'));
    else data = place;
  }
  for (const place of [data, folder]) {
    const guilds = await readGuilds(place, how);
    if (!guilds.ok) return guilds;
    found.push(...guilds.value);
  }
  return found.length > 0
    ? ok(found)
    : refuse('import.nothing-there', { path: folder, files: 'config.json, <guild>/guild.db' });
}

/** Where the file says that the data is, as long as that is below the folder that was named. */
function dataFolder(folder: string, values: Plain): string | undefined {
  const database = values['database'];
  const named = isPlain(database) ? (database['base_path'] ?? database['path']) : undefined;
  const place = resolve(folder, typeof named === 'string' ? named : 'data');
  const way = relative(folder, place);
  return way === '' || way.startsWith('..') || resolve(way) === way ? undefined : place;
}

async function readGuilds(data: string, how: Meant): Promise<Result<readonly Found[]>> {
  const found: Found[] = [];
  for (const guild of (await foldersIn(data)).filter(isSnowflake)) {
    const path = join(data, guild, 'guild.db');
    if ((await sizeOf(path)) === undefined) continue;
    const read = await readGuild(path, how);
    if (!read.ok) return read;
    found.push(...read.value);
  }
  return ok([...found, ...(await otherFiles(data))]);
}
