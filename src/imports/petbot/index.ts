import { basename, join } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Found, Gathered } from '../../core/imports/imports.ts';
import { sizeOf, textAt, whatIs } from '../files.ts';
import { isPlain, jsonIn } from '../json.ts';
import { backupConfigIn, isBackupConfig } from './backup-config.ts';
import { isItems, itemsIn } from './items.ts';

const files = ['items.json', 'backup_config.json'] as const;

/** PetBot (IRC): `items.json` and `backup_config.json`, one of them or the folder that they lie in. */
export async function readPetbot(path: string): Promise<Result<Gathered>> {
  const what = await whatIs(path);
  if (!what.ok) return what;
  const paths = what.value === 'file' ? [path] : await thereIn(path);
  if (paths.length === 0) return refuse('import.nothing-there', { path, files: files.join(', ') });
  const found: Found[] = [];
  for (const one of paths) {
    const read = await readOne(one);
    if (!read.ok) return read;
    found.push(...read.value);
  }
  return ok({ source: 'petbot', place: path, found });
}

/** The files lie in the folder, or below it in `config/` where the program had them. */
async function thereIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of files) {
    const places = [join(folder, name), join(folder, 'config', name)];
    const there = await Promise.all(places.map(sizeOf));
    const first = places.find((_place, at) => there[at] !== undefined);
    if (first !== undefined) found.push(first);
  }
  return found;
}

async function readOne(path: string): Promise<Result<readonly Found[]>> {
  const text = await textAt(path);
  const values = text.ok ? jsonIn(text.value, path) : text;
  if (!values.ok) return values;
  const file = basename(path);
  // A file of items is one by what is in it: people rename files.
  if (isPlain(values.value) && isBackupConfig(values.value))
    return ok(backupConfigIn(values.value, file));
  if (isPlain(values.value) && isItems(values.value)) return ok(itemsIn(values.value, file));
  return refuse('import.not-what', { path, wanted: files.join(', ') });
}
