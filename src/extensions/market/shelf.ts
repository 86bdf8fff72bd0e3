import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CastellanError } from '../../base/errors.ts';
import { sha512Of } from './keys.ts';
import { type PackageFile, packageIn } from './package-file.ts';
import type { HeldRecord, Kept } from './records.ts';

/** Where packages are kept, and how their files come to where extensions lie. */
export interface Shelf {
  /** Keeps a package that was checked. */
  keep(id: string, kept: Kept, bytes: Uint8Array): Promise<void>;
  /** Reads a package that was kept and checks it again. Throws `bad-input` where it was changed. */
  take(id: string, kept: Kept): Promise<PackageFile>;
  /** Removes those that no record names. */
  tidy(id: string, held: HeldRecord): Promise<void>;
  /** Removes its files from where extensions lie, and every package of it that is kept. */
  remove(id: string): Promise<void>;
  /** Whether its files lie where extensions lie. */
  isPlaced(id: string): boolean;
  /** Puts the files in the place of those that are there. What it returns ends that, one way or the other. */
  place(id: string, files: PackageFile['files']): Promise<Placed>;
  /** After a crash in the middle of a swap: the version that the record names is in its place. */
  mend(id: string, held: HeldRecord): void;
}

export interface Placed {
  readonly replaced: boolean;
  keep(): void;
  undo(): void;
}

interface Folders {
  /** Of the market's own things. */
  readonly own: string;
  readonly extensions: string;
}

/** Begins with a dot: whoever looks for extensions passes it by. */
const draftOf = (id: string): string => `.market-${id}-new`;
const oldOf = (id: string): string => `.market-${id}-old`;

export function openShelf({ own, extensions }: Folders): Shelf {
  const packages = join(own, 'packages');
  const pathOf = (id: string, { version }: Kept): string => join(packages, `${id}@${version}.json`);
  const at = (name: string): string => join(extensions, name);
  return {
    async keep(id, kept, bytes) {
      await mkdir(packages, { recursive: true, mode: 0o700 });
      const path = pathOf(id, kept);
      await writeFile(`${path}.part`, bytes, { mode: 0o600, flush: true });
      await rename(`${path}.part`, path);
    },
    async take(id, kept) {
      const path = pathOf(id, kept);
      const bytes = await readFile(path);
      if (sha512Of(bytes) !== kept.sha512)
        throw new CastellanError('bad-input', `${path} is not what was downloaded`);
      return packageIn(bytes);
    },
    async tidy(id, held) {
      const named = [held.enabled, held.staged, held.previous].flatMap((kept) =>
        kept ? [pathOf(id, kept)] : [],
      );
      const kept = existsSync(packages) ? readdirSync(packages) : [];
      for (const file of kept.filter((one) => one.startsWith(`${id}@`)))
        if (!named.includes(join(packages, file))) await rm(join(packages, file), { force: true });
    },
    async remove(id) {
      await takeAway({ place: at(id), old: at(oldOf(id)) });
      await this.tidy(id, { publisher: '' });
    },
    isPlaced: (id) => existsSync(at(id)),
    async place(id, files) {
      const draft = at(draftOf(id));
      await rm(draft, { recursive: true, force: true });
      await unpack(draft, files);
      return swap({ draft, old: at(oldOf(id)), place: at(id) });
    },
    mend(id, held) {
      rmSync(at(draftOf(id)), { recursive: true, force: true });
      const [old, place] = [at(oldOf(id)), at(id)];
      if (!existsSync(old)) return;
      if (versionAt(place) !== held.enabled?.version) {
        rmSync(place, { recursive: true, force: true });
        renameSync(old, place);
      } else rmSync(old, { recursive: true, force: true });
    },
  };
}

/** In one step out of sight, whatever happens after. */
async function takeAway({ place, old }: Pick<Swap, 'place' | 'old'>): Promise<void> {
  await rm(old, { recursive: true, force: true });
  if (existsSync(place)) await rename(place, old);
  await rm(old, { recursive: true, force: true });
}

async function unpack(folder: string, files: PackageFile['files']): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // `wx`: nothing is there, and no link that was laid meanwhile is followed.
    await writeFile(file, text, { flag: 'wx', mode: 0o600, flush: true });
  }
}

interface Swap {
  readonly draft: string;
  readonly old: string;
  readonly place: string;
}

/** In one turn of the loop, so that whoever watches the folder never finds it without the extension. */
function swap({ draft, old, place }: Swap): Placed {
  rmSync(old, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  const replaced = existsSync(place);
  if (replaced) renameSync(place, old);
  renameSync(draft, place);
  return {
    replaced,
    keep: () => rmSync(old, { recursive: true, force: true }),
    undo() {
      rmSync(place, { recursive: true, force: true });
      if (replaced) renameSync(old, place);
    },
  };
}

function versionAt(place: string): unknown {
  try {
    const read: unknown = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
    return Reflect.get(Object(read), 'version');
  } catch {
    return undefined;
  }
}
