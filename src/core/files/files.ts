import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Json } from '../values/values.ts';
import { isDraft } from './atomic-write.ts';
import type { Disk } from './disk.ts';
import type { JsonFiles, ReadOptions, WriteOptions } from './json-files.ts';

/**
 * JSON files in a folder of the module's own: whatever happens, each holds its old content or its new one. Paths are
 * relative to the folder, and cannot lead out of it.
 */
export interface Files {
  /** Undefined where there is no file; one that is there and broken is a fault, and stays as it is. */
  read(path: string, options?: ReadOptions): Promise<Json | undefined>;
  write(path: string, value: Json, options?: WriteOptions): Promise<void>;
  /** Reads, changes and writes as one: of several at once none is lost. */
  update(path: string, change: (before: Json | undefined) => Json): Promise<Json>;
  remove(path: string): Promise<boolean>;
  /** The names in a folder, in order. */
  list(folder?: string): Promise<readonly string[]>;
}

export function filesIn(root: string, files: JsonFiles, disk: Disk): Files {
  const at = (path: string): string => canonical(root, path);
  return {
    read: async (path, options) => files.read(at(path), options),
    write: async (path, value, options) => files.write(at(path), value, options),
    update: async (path, change) => files.update(at(path), change),
    remove: async (path) => files.remove(at(path)),
    async list(folder = '.') {
      const names = await disk.list(at(folder));
      return names.filter((name) => !isDraft(name)).sort();
    },
  };
}

/** One name for one file, however it is written and whatever links lead to it. */
function canonical(root: string, path: string): string {
  const whole = resolve(root, path);
  if (isAbsolute(path) || leadsOut(resolve(root), whole)) throw outside(path);
  const real = realOf(whole);
  if (leadsOut(realOf(resolve(root)), real)) throw outside(path);
  return real;
}

const leadsOut = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
};

const outside = (path: string): RangeError =>
  new RangeError(`"${path}" leads out of the module's folder: write it relative to that folder`);

/** Follows links as far as there are files and folders. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realOf(parent), relative(parent, path));
  }
}
