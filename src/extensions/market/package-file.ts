import { z } from 'zod';
import { CastellanError } from '../../base/errors.ts';
import { type Manifest, manifestInPackage } from '../manifest.ts';

/**
 * An extension as one file: JSON with the text of each of its files. It has no links, modes, devices or compression, so
 * none of them can be abused, and whoever wants to know what is in it opens it in an editor.
 */
export interface PackageFile {
  readonly manifest: Manifest & { readonly version: string };
  /** Texts by their paths, with `/` between the parts. */
  readonly files: ReadonlyMap<string, string>;
}

export const mostPackageBytes = 2 * 1024 * 1024;
const mostFiles = 200;
const longestPath = 120;
/** No part begins or ends with a dot, and none is empty: such a path stays below its folder. */
const part = '[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?';
const pathForm = new RegExp(`^${part}(?:/${part})*$`);
/** What a folder of Windows cannot hold; an extension that could not be copied there would surprise. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const shape = z.strictObject({
  'castellan-package': z.literal(1),
  files: z.record(z.string(), z.string()),
});

/** Packs files. Throws `bad-input` where they could not be unpacked. */
export function packed(files: ReadonlyMap<string, string>): Buffer {
  const inOrder = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  const bytes = Buffer.from(JSON.stringify({ 'castellan-package': 1, files: inOrder }));
  packageIn(bytes);
  return bytes;
}

/** Reads a package and runs nothing. Throws `bad-input` with what is wrong in it. */
export function packageIn(bytes: Uint8Array): PackageFile {
  if (bytes.length > mostPackageBytes)
    throw bad(`it is larger than ${mostPackageBytes / 1024 / 1024} MB`);
  const read = shape.safeParse(jsonIn(bytes));
  if (!read.success) throw bad('it is no package of Castellan');
  const files = new Map(Object.entries(read.data.files));
  checkPaths([...files.keys()]);
  const text = files.get('package.json');
  if (text === undefined) throw bad('it has no package.json');
  const { version, ...manifest } = manifestInPackage(text, '');
  if (version === undefined) throw bad('its package.json names no version');
  return { manifest: { ...manifest, version }, files };
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf8', { fatal: true }).decode(bytes));
  } catch {
    throw bad('it is no JSON');
  }
}

function checkPaths(paths: readonly string[]): void {
  if (paths.length > mostFiles) throw bad(`it has more than ${mostFiles} files`);
  const taken = new Set<string>();
  for (const path of paths) {
    checkPath(path);
    // On many disks `A.ts` and `a.ts` are one file.
    const same = path.toLowerCase();
    if (taken.has(same)) throw bad(`two of its files are called "${path}"`);
    taken.add(same);
  }
  for (const path of taken)
    if ([...taken].some((other) => other.startsWith(`${path}/`)))
      throw bad(`"${path}" is a file and a folder at once`);
}

function checkPath(path: string): void {
  const parts = path.split('/');
  const isPlain = path.length <= longestPath && pathForm.test(path);
  if (!isPlain || parts.includes('node_modules') || parts.some((one) => reserved.test(one)))
    throw bad(`the path ${JSON.stringify(path.slice(0, longestPath))} is not allowed in a package`);
}

const bad = (what: string): CastellanError => new CastellanError('bad-input', what);
