import { basename, dirname, join } from 'node:path';
import { type Clock, sleep } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Disk } from './disk.ts';

interface Parts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

/** What passes by itself: another program holds the file, or too many are open. */
const passing = new Set(['EBUSY', 'EPERM', 'EACCES', 'EMFILE', 'ENFILE', 'EAGAIN']);
const tries = 3;
const firstWaitMs = 50;

/**
 * Puts a text in the place of a file: whenever the power fails, the old text stands there or the new one, whole. Once
 * this resolves it is the new one. Tried three times where the hindrance may pass.
 */
export async function writeAtomically(path: string, text: string, parts: Parts): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await writeOnce(path, text, parts);
    } catch (failure) {
      if (tried === tries || !mayPass(failure)) throw failure;
      await sleep(parts.clock, firstWaitMs * 2 ** (tried - 1));
    }
  }
}

async function writeOnce(path: string, text: string, { disk, random }: Parts): Promise<void> {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}.${random.token(6)}${draftEnding}`);
  try {
    await disk.write(draft, text);
    await disk.sync(draft);
    await disk.rename(draft, path);
  } catch (failure) {
    await disk.remove(draft).catch(() => false);
    throw failure;
  }
  await disk.syncFolder(folder);
}

const draftEnding = '.draft';

/** What a process that died left of its writing. */
export const isDraft = (name: string): boolean =>
  name.startsWith('.') && name.endsWith(draftEnding);

const mayPass = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && passing.has(String(failure.code));
