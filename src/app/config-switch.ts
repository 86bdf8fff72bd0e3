import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { CastellanError } from '../base/errors.ts';

/** A key of the configuration and its new value; undefined takes it out. */
export type Change = readonly [key: string, value: string | undefined];

/** The text of a configuration with some keys changed; comments, order and everything else stay as they are. */
export function withChanges(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || (contents !== null && !isMap(contents)))
    throw new CastellanError(
      'bad-config',
      'The configuration is not right, so nothing can be changed in it. "castellan doctor" says what is wrong.',
    );
  for (const [key, value] of changes) {
    if (value === undefined) document.delete(key);
    else document.set(key, value);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

export const textOfConfig = (path: string): string =>
  existsSync(path) ? readFileSync(path, 'utf8') : '';

/** Puts the text in the place of the file, whole or not at all, and waits until the disk has it. */
export function replaceFile(path: string, text: string): void {
  const half = `${path}.new-${process.pid}`;
  const mode = existsSync(path) ? statSync(path).mode & 0o777 : 0o600;
  writeFileSync(half, text, { flag: 'wx', mode, flush: true });
  renameSync(half, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
