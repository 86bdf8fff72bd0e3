import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { ExtensionProblem } from '../core/extensions/extensions.ts';
import {
  type Manifest,
  manifestInFile,
  manifestInPackage,
  manifestOfName,
  nameOfPackage,
  plainName,
} from './manifest.ts';

/** Something that looks like an extension. */
export interface Candidate {
  readonly name: string;
  readonly origin: 'folder' | 'file' | 'package';
  /** Its folder or file. */
  readonly place: string;
  readonly found:
    | { readonly manifest: Manifest; readonly entry: string }
    | { readonly problem: Omit<ExtensionProblem, 'atMs'> };
}

export interface Places {
  readonly folder: string;
  readonly packages: readonly string[];
  /** Where packages are looked for: in `node_modules` there, and in the folders above. */
  readonly homes: readonly string[];
}

const sources = new Set(['.ts', '.mts', '.js', '.mjs', '.cjs', '.cts']);
const entries = ['index.ts', 'index.js', 'src/index.ts', 'src/index.js', 'index.mjs', 'index.mts'];
const isOurs = (name: string): boolean =>
  !name.startsWith('.') && name !== 'node_modules' && !/\.test\.[cm]?[jt]s$/.test(name);

/** Everything that could be loaded, by name. Reads manifests and runs nothing. */
export function scan({ folder, packages, homes }: Places): readonly Candidate[] {
  const inFolder = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const found = [
    ...inFolder
      .filter(({ name }) => isOurs(name))
      .flatMap((one) => candidateAt(join(folder, one.name)) ?? []),
    ...packages.map((name) => candidateInPackage(name, homes)),
  ];
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The candidate at a path of the folder; undefined where there is none. */
function candidateAt(place: string): Candidate | undefined {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory())
    return folderCandidate(place, 'folder');
  return sources.has(extname(place)) && !place.endsWith('.d.ts') ? fileCandidate(place) : undefined;
}

function fileCandidate(place: string): Candidate {
  const name = basename(place, extname(place));
  return candidate({ name: plainName(name), origin: 'file', place }, () => ({
    manifest: manifestInFile(readFileSync(place, 'utf8'), name),
    entry: place,
  }));
}

function folderCandidate(place: string, origin: 'folder' | 'package'): Candidate | undefined {
  const manifestFile = join(place, 'package.json');
  const hasManifest = existsSync(manifestFile);
  const entry = entries.map((one) => join(place, one)).find((one) => existsSync(one));
  // Any other folder: the author's notes, a half-copied extension whose files are still to come.
  if (!hasManifest && entry === undefined) return undefined;
  return candidate({ name: plainName(basename(place)), origin, place }, () => {
    const manifest = hasManifest
      ? manifestInPackage(readFileSync(manifestFile, 'utf8'), basename(place))
      : manifestOfName(basename(place));
    const own = manifest.entry === undefined ? entry : join(place, manifest.entry);
    if (own !== undefined && existsSync(own)) return { manifest, entry: own };
    throw new CastellanError(
      'bad-input',
      `Its code is not there: ${manifest.entry ?? `one of ${entries.join(', ')}`}`,
    );
  });
}

function candidateInPackage(packageName: string, homes: readonly string[]): Candidate {
  const [place] = homes.flatMap((home) => packageFolder(packageName, home) ?? []);
  const found = place === undefined ? undefined : folderCandidate(place, 'package');
  return (
    found ?? {
      ...{ name: nameOfPackage(packageName), origin: 'package', place: place ?? packageName },
      found: {
        problem: {
          message: `The package ${packageName} is not installed in ${homes.join(' or ')}: npm install ${packageName}`,
        },
      },
    }
  );
}

function packageFolder(packageName: string, from: string): string | undefined {
  const place = join(from, 'node_modules', packageName);
  if (existsSync(join(place, 'package.json'))) return place;
  return dirname(from) === from ? undefined : packageFolder(packageName, dirname(from));
}

type Found = Extract<Candidate['found'], { readonly entry: string }>;

function candidate(known: Omit<Candidate, 'found'>, read: () => Found): Candidate {
  try {
    const found = read();
    return { ...known, name: found.manifest.name, found };
  } catch (failure) {
    const line = failure instanceof CastellanError ? failure.facts['line'] : undefined;
    const problem = {
      message: messageOf(failure),
      file: known.origin === 'file' ? basename(known.place) : 'package.json',
      ...(typeof line === 'number' && { line }),
    };
    return { ...known, found: { problem } };
  }
}

/** One that would be in the place of a module that is there already. */
export const taken = (candidate: Candidate): Candidate => ({
  ...candidate,
  name: `${candidate.origin}:${candidate.name}`,
  found: {
    problem: {
      message: `"${candidate.name}" is a module of Castellan itself: call yours otherwise`,
    },
  },
});

/** Of two that are called the same none can be meant. */
export const twice = (one: Candidate, other: Candidate): Candidate => ({
  ...one,
  found: {
    problem: {
      message: `Two are called "${one.name}": ${one.place} and ${other.place}. Rename one.`,
    },
  },
});
