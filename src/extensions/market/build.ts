import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import { CastellanError, messageOf } from '../../base/errors.ts';
import {
  type IndexContent,
  type IndexEntry,
  readIndex,
  signPackage,
  signedIndex,
} from './index-file.ts';
import { type SigningKey, sha512Of } from './keys.ts';
import { mostPackageBytes, packageIn, packed } from './package-file.ts';

export interface Building {
  /** The folder of the index. */
  readonly out: string;
  readonly key: SigningKey;
  readonly nowMs: number;
  readonly days: number;
}

const dayMs = 86_400_000;

/** What an author says for the market, beside the usual fields of package.json. */
const manifestShape = z.object({
  description: z.string().default(''),
  license: z.string().default('not said'),
  homepage: z.string().optional(),
  author: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .default('not said'),
  castellan: z
    .object({
      castellan: z.string().optional(),
      powers: z.unknown().optional(),
      market: z
        .object({
          title: z.string().optional(),
          details: z.string().optional(),
          status: z.enum(['working', 'beta', 'broken']).default('working'),
          category: z.string().default('other'),
        })
        .prefault({}),
    })
    .prefault({ market: {} }),
});

/** Makes an index of every extension in a folder. Packages that the index before had and this one has not are removed. */
export async function buildIndex(
  folder: string,
  name: string,
  building: Building,
): Promise<IndexContent> {
  const { out, key, nowMs } = building;
  const places = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && existsSync(join(folder, one.name, 'package.json')))
    .map((one) => join(folder, one.name));
  if (places.length === 0)
    throw new CastellanError('bad-input', `${folder} has no folder with a package.json in it.`);
  await mkdir(join(out, 'packages'), { recursive: true });
  const entries: IndexEntry[] = [];
  for (const place of places) entries.push(await packOne(place, { out, key, nowMs }));
  const content = await written(name, entries, building);
  const named = new Set(entries.map(({ file }) => file));
  for (const file of readdirSync(join(out, 'packages')))
    if (!named.has(`packages/${file}`)) await rm(join(out, 'packages', file));
  return content;
}

/** Signs an index anew: a later number, and good for longer. Its packages stay as their publishers signed them. */
export async function signIndex(building: Building): Promise<IndexContent> {
  const before = contentBefore(building.out, building.key.publicKey);
  if (!before)
    throw new CastellanError(
      'bad-input',
      `${building.out} has no index.json that this key signed. "castellan market build" makes one.`,
    );
  for (const { file, sha512 } of before.packages) {
    const bytes = await readFile(join(building.out, file));
    if (sha512Of(bytes) !== sha512)
      throw new CastellanError('bad-input', `${file} was changed after it was built. Build anew.`);
  }
  return written(before.name, before.packages, building);
}

function contentBefore(out: string, publicKey: string): IndexContent | undefined {
  const path = join(out, 'index.json');
  if (!existsSync(path)) return undefined;
  const read = readIndex(readFileSync(path), publicKey);
  return read.ok ? read.value.content : undefined;
}

async function written(
  name: string,
  packages: readonly IndexEntry[],
  { out, key, nowMs, days }: Building,
): Promise<IndexContent> {
  const content = {
    ...{ name, issuedAtMs: nowMs, expiresAtMs: nowMs + days * dayMs, packages: [...packages] },
    serial: (contentBefore(out, key.publicKey)?.serial ?? 0) + 1,
  };
  const path = join(out, 'index.json');
  await writeFile(`${path}.part`, signedIndex(content, key));
  await rename(`${path}.part`, path);
  return content;
}

async function packOne(
  place: string,
  { out, key, nowMs }: Pick<Building, 'out' | 'key' | 'nowMs'>,
): Promise<IndexEntry> {
  try {
    const bytes = packed(filesIn(place));
    const { manifest, files } = packageIn(bytes);
    const { name: id, version } = manifest;
    const said = manifestShape.parse(JSON.parse(files.get('package.json') ?? ''));
    const { title = id, details, status, category } = said.castellan.market;
    const sha512 = sha512Of(bytes);
    const file = `packages/${id}-${semver.clean(version) ?? version}.json`;
    await writeFile(join(out, file), bytes);
    return {
      ...{ id, title, version, status, category, file, sha512, sizeBytes: bytes.length },
      ...{ description: said.description, author: said.author, licence: said.license },
      ...(details !== undefined && { details }),
      ...(said.homepage !== undefined && { homepage: said.homepage }),
      ...(said.castellan.castellan !== undefined && { castellan: said.castellan.castellan }),
      powers: powersIn(said.castellan.powers),
      date: new Date(nowMs).toISOString().slice(0, 10),
      publisher: key.publicKey,
      signature: signPackage({ id, version, sha512 }, key),
    };
  } catch (failure) {
    throw new CastellanError('bad-input', `${place} cannot be packed: ${messageOf(failure)}`);
  }
}

/** Powers as the manifest has them, each in one line: `hosts: api.example.org`. */
function powersIn(powers: unknown): string[] {
  if (Array.isArray(powers)) return powers.map(String);
  if (typeof powers !== 'object' || powers === null) return [];
  return Object.entries(powers).map(([power, what]) => `${power}: ${wordsOf(what)}`);
}

const wordsOf = (what: unknown): string =>
  Array.isArray(what) ? what.map(String).join(', ') : JSON.stringify(what);

/** Every file of an extension; what begins with a dot and what it depends on stays at home. */
function filesIn(place: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = relative(place, join(entry.parentPath, entry.name)).split(sep).join('/');
    const isLeft = path.split('/').some((part) => part === 'node_modules' || part.startsWith('.'));
    // Of the machine that it was made on: it names folders there.
    if (isLeft || path === 'tsconfig.json' || !entry.isFile()) continue;
    files.set(path, textOf(join(place, path), path));
  }
  return files;
}

function textOf(path: string, name: string): string {
  const bytes = readFileSync(path);
  if (bytes.length > mostPackageBytes) throw new Error(`${name} is larger than a package may be`);
  try {
    return new TextDecoder('utf8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${name} is no text: a package holds texts only`);
  }
}
