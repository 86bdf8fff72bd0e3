import { mkdtemp } from 'node:fs/promises';
import { forget, inFolder, makeFolder, namesIn } from './files.ts';

/** Where work in progress lies: below the backups, so that what is finished only has to be renamed. */
const folderName = '.work';

/** Runs work with a folder of its own, which is gone afterwards. */
export async function withScratch<Value>(
  folder: string,
  work: (scratch: string) => Promise<Value>,
): Promise<Value> {
  const all = inFolder(folder, folderName);
  await makeFolder(all);
  const scratch = await mkdtemp(inFolder(all, `${process.pid}-`));
  try {
    return await work(scratch);
  } finally {
    await forget(scratch);
  }
}

/** Takes away what processes left behind that were killed. Only at the start, when this process has none of its own. */
export async function sweepScratch(folder: string): Promise<void> {
  const all = inFolder(folder, folderName);
  for (const name of await namesIn(all)) {
    const owner = Number(/^(\d+)-/.exec(name)?.[1] ?? 0);
    if (owner === process.pid || !isAlive(owner)) await forget(inFolder(all, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (failure) {
    // Another user's process may not be signalled, but it lives.
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}
