import { copyFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { forget, inFolder, makeFolder, moveIntoPlace, namesIn } from '../files.ts';
import type { Blobs } from './blobs.ts';

/** A folder, best on another disk or another machine's. */
export function folderBlobs(folder: string): Blobs {
  return {
    place: folder,
    list: async (below) =>
      (await namesIn(inFolder(folder, below))).map((name) => `${below}${name}`),
    async put(name, file) {
      const target = inFolder(folder, name);
      await makeFolder(dirname(target));
      await copyFile(file, `${target}.part`);
      await moveIntoPlace(`${target}.part`, target);
    },
    get: (name, file) => copyFile(inFolder(folder, name), file),
    async remove(name) {
      await forget(inFolder(folder, name));
    },
    end: () => Promise.resolve(),
  };
}
