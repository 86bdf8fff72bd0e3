import semver from 'semver';
import { z } from 'zod';
import { CastellanError, messageOf } from '../base/errors.ts';
import { type Powers, noPowers, powersShape } from './guest/powers.ts';

/** What is known of an extension before any of its code runs. */
export interface Manifest {
  readonly name: string;
  /** Absent where only its code says it. */
  readonly version?: string;
  readonly description?: string;
  readonly author?: string;
  /** Where its code begins, relative to its folder. */
  readonly entry?: string;
  /** Semver ranges by module name. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly conflicts: Readonly<Record<string, string>>;
  /** The Castellans that it works with. */
  readonly castellan?: string;
  /** What it may do as a guest. */
  readonly powers: Powers;
}

/** `My Karma` and `my_karma` are `my-karma`. */
export const plainName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

const nameForm = /^[a-z][a-z0-9-]{0,31}$/;

/** `castellan-karma` and `@someone/castellan-karma` are `karma`. */
export const nameOfPackage = (packageName: string): string =>
  plainName(packageName.replace(/^@[^/]*\//, '').replace(/^castellan-/, ''));

/** A list of names is a list without constraints. */
const links = z
  .union([z.array(z.string()), z.record(z.string(), z.string())])
  .default({})
  .transform((given) =>
    Array.isArray(given) ? Object.fromEntries(given.map((name) => [name, '*'])) : given,
  );

const shape = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  description: z.string().optional(),
  author: z.string().optional(),
  entry: z.string().optional(),
  dependencies: links,
  conflicts: links,
  castellan: z.string().optional(),
  powers: powersShape,
});

const packageShape = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  description: z.string().optional(),
  author: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .optional(),
  main: z.string().optional(),
  castellan: shape.prefault({}),
});

/** Reads a package.json. Throws `bad-input` with what is wrong in it. */
export function manifestInPackage(text: string, folderName: string): Manifest {
  const read = checked(packageShape, jsonIn(text, 'package.json', 1), 'package.json');
  const { castellan: own, main, ...usual } = read;
  const name = own.name ?? (usual.name === undefined ? folderName : nameOfPackage(usual.name));
  const entry = own.entry ?? main;
  return manifestOf({ ...usual, ...own, name, ...(entry !== undefined && { entry }) });
}

/** The manifest at the top of a single file: a comment that begins with `castellan` and holds JSON. */
const header = /^\s*(?:#![^\n]*\n\s*)?\/\*+\s*castellan\b([\s\S]*?)\*\//;

/** Reads the comment at the top of a file; without one, the file's name is all there is. */
export function manifestInFile(text: string, fileName: string): Manifest {
  const found = header.exec(text);
  if (!found)
    return manifestOf({ name: fileName, dependencies: {}, conflicts: {}, powers: noPowers });
  const [whole, json = ''] = found;
  const line = text.slice(0, whole.indexOf(json)).split('\n').length;
  const where = 'the comment at the top';
  const read = checked(shape, jsonIn(json, where, line), where);
  return manifestOf({ ...read, name: read.name ?? fileName });
}

export const manifestOfName = (name: string): Manifest =>
  manifestOf({ name, dependencies: {}, conflicts: {}, powers: noPowers });

function manifestOf({ name, ...rest }: z.output<typeof shape> & { name: string }): Manifest {
  const own = plainName(name);
  if (!nameForm.test(own))
    throw bad(
      `"${name}" cannot name an extension: a letter, then up to 31 letters, digits and dashes`,
    );
  const { version, castellan } = rest;
  if (castellan !== undefined) rangeIn(castellan, 'castellan');
  const whole = version === undefined ? undefined : wholeVersion(version);
  if (version !== undefined && whole === undefined)
    throw bad(`The version "${version}" is none: write three numbers, like 1.2.0`);
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...said,
    name: own,
    ...(whole !== undefined && { version: whole }),
    powers: rest.powers,
    dependencies: ranges(rest.dependencies),
    conflicts: ranges(rest.conflicts),
  };
}

const ranges = (given: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(given).map(([name, range]) => [plainName(name), rangeIn(range, name)]),
  );

/** `==1.0` is what others write for `=1.0`. */
function rangeIn(text: string, of: string): string {
  const range = text.replaceAll('==', '=').trim();
  if (semver.validRange(range) !== null) return range;
  throw bad(`"${text}" (for ${of}) is no version range: write >=1.2, ^1.0 or 1.x`);
}

/** `1.0` is 1.0.0; anything else that is no version is none. */
const wholeVersion = (text: string): string | undefined =>
  semver.valid(text) ??
  (/^\d+(\.\d+)?$/.test(text.trim()) ? (semver.coerce(text)?.version ?? undefined) : undefined);

/** Pre-releases count as what they lead up to only where the range names one. */
export const fits = (version: string, range: string): boolean => semver.satisfies(version, range);

function jsonIn(text: string, where: string, firstLine: number): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    const [, position] = /position (\d+)/.exec(messageOf(failure)) ?? [];
    const before = text.slice(0, Number(position ?? 0)).split('\n').length - 1;
    throw bad(`${where} holds no JSON: ${messageOf(failure)}`, firstLine + before);
  }
}

function checked<Shape extends z.ZodType>(of: Shape, value: unknown, where: string) {
  const read = of.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw bad(
    `${where}: "${issue?.path.join('.') ?? ''}" ${issue?.message ?? 'is not as it should be'}`,
  );
}

const bad = (message: string, line?: number): CastellanError =>
  new CastellanError('bad-input', message, { facts: line === undefined ? {} : { line } });
