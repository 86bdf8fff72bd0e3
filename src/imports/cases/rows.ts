import { createHash } from 'node:crypto';
import { type Result, ok, refuse } from '../../base/result.ts';
import { textAt, whatIs } from '../files.ts';
import { isPlain, jsonIn } from '../json.ts';

/** One entry of a list, by its names without case and signs: `user.id`, `User ID` and `user_id` are `userid`. */
export type Row = ReadonlyMap<string, string>;

const mostRows = 100_000;

/** The list in a file: JSON (a list, or the only list in it), or a table with a line of names (CSV). */
export async function rowsAt(path: string): Promise<Result<readonly Row[]>> {
  const what = await whatIs(path);
  if (!what.ok) return what;
  if (what.value === 'folder') return refuse('import.not-a-file', { path });
  const text = await textAt(path);
  if (!text.ok) return text;
  const rows = /^\s*[[{]/.test(text.value)
    ? jsonRows(text.value, path)
    : await table(text.value, path);
  if (rows.ok && rows.value.length > mostRows) return refuse('import.too-much', { most: mostRows });
  return rows;
}

function jsonRows(text: string, path: string): Result<readonly Row[]> {
  const value = jsonIn(text, path);
  if (!value.ok) return value;
  const list = listIn(value.value);
  return list ? ok(list.map(rowOf)) : refuse('import.no-list', { path });
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.map((one: unknown) => one);
  if (!isPlain(value)) return undefined;
  const lists = Object.values(value).filter((one): one is unknown[] => Array.isArray(one));
  return lists.length === 1 ? lists[0] : undefined;
}

async function table(text: string, path: string): Promise<Result<readonly Row[]>> {
  const { parse } = await import('csv-parse/sync');
  try {
    const lines: unknown = parse(text, {
      ...{ bom: true, skip_empty_lines: true, relax_column_count: true, trim: true },
      delimiter: delimiterOf(text),
    });
    const [names = [], ...rows] = Array.isArray(lines)
      ? lines.filter((one) => Array.isArray(one))
      : [];
    if (names.length < 2 || rows.length === 0) return refuse('import.no-list', { path });
    return ok(
      rows.map((cells) => rowOf(Object.fromEntries(names.map((name, at) => [name, cells[at]])))),
    );
  } catch {
    // The parser's words would quote the file.
    return refuse('import.no-list', { path });
  }
}

/** Programs for tables save what their country separates by. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const counted = [',', ';', '\t'].map((sign) => [sign, first.split(sign).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export function rowOf(value: unknown): Row {
  const row = new Map<string, string>();
  const look = (start: string, one: unknown, depth: number): void => {
    if (isPlain(one) && depth < 3)
      for (const [name, inner] of Object.entries(one))
        look(start + plainName(name), inner, depth + 1);
    else if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean')
      if (!row.has(start)) row.set(start, String(one).trim());
  };
  look('', value, 0);
  return row;
}

/** The first of these names that has something under it. */
export function pick(row: Row, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = row.get(name);
    if (found !== undefined && found !== '' && found.toLowerCase() !== 'null') return found;
  }
  return undefined;
}

/** Epoch ms. What names no time zone was written in UTC by the programs that are read. */
export function momentIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{9,11}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const zoned = /(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$/i.test(text);
  const iso = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(text);
  const shape = iso ? text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00') : text;
  const at = Date.parse(zoned ? shape : iso ? `${shape}Z` : `${shape} UTC`);
  return Number.isNaN(at) || at < 0 ? undefined : at;
}

/** The snowflake in a mention, or in `name (id)`. */
export const snowflakeIn = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : /\b\d{15,20}\b/.exec(text)?.[0];

/** An id made of what a case is; whoever stands in it cannot be read out of it. */
export const idOfParts = (...parts: readonly (string | number | undefined)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
