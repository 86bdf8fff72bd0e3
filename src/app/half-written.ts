import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { isDraft } from '../core/files/atomic-write.ts';
import type { Tidied } from '../core/files/storage-desk.ts';

const oldMs = 3_600_000;

/** Folders of the data folder in which files are written by way of a draft. Backups look after their own. */
const folders = ['.', 'files', 'market'] as const;

/** Removes drafts that nobody will finish: whoever wrote them was killed, or the disk was full. */
export async function removeHalfWritten(data: string, clock: Pick<Clock, 'now'>): Promise<Tidied> {
  let [files, bytes] = [0, 0];
  for (const path of folders.flatMap((folder) => filesIn(data, folder))) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found?.isFile() || clock.now() - found.mtimeMs < oldMs) continue;
    await rm(path, { force: true });
    files += 1;
    bytes += found.size;
  }
  return { files, bytes };
}

/** Of the data folder itself only what lies in it; of the others everything below. */
function filesIn(data: string, folder: string): readonly string[] {
  const root = join(data, folder);
  if (!statSync(root, { throwIfNoEntry: false })) return [];
  return readdirSync(root, { recursive: folder !== '.', withFileTypes: true })
    .filter(({ name }) => isDraft(name) || name.endsWith('.json.part'))
    .map((one) => join(one.parentPath, one.name));
}
