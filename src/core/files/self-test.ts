import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { jsonFiles } from './json-files.ts';
import type { Disk } from './disk.ts';
import type { Random } from '../../base/random.ts';
import type { Json } from '../values/values.ts';

export const storageChecks = ['write', 'read', 'cache', 'together', 'forget'] as const;

/** How one check of the file storage went. */
export interface StorageCheck {
  readonly name: (typeof storageChecks)[number];
  readonly tookMs: number;
  /** Absent where all was well. */
  readonly problem?: string;
}

interface Parts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly random: Random;
  readonly folder: string;
}

const atOnce = 10;

/**
 * Writes, reads and changes a file of its own, and looks on the disk itself for what came of it. A check that could
 * not fail would say nothing: each of them is shown to fail in the tests, on a disk that does it wrong.
 */
export async function testStorage(parts: Parts): Promise<readonly StorageCheck[]> {
  const { clock, random, disk, folder } = parts;
  const path = join(folder, `storage-test-${random.token(6)}.json`);
  const scene = { files: jsonFiles(parts), path, disk, mark: random.token(12) };
  const done: StorageCheck[] = [];
  for (const name of storageChecks) {
    const fromMs = clock.monotonic();
    const problem = await checks[name](scene).catch(messageOf);
    const tookMs = clock.monotonic() - fromMs;
    done.push({ name, tookMs, ...(problem !== undefined && { problem }) });
  }
  await disk.remove(path).catch(() => false);
  return done;
}

interface Scene {
  readonly files: ReturnType<typeof jsonFiles>;
  readonly path: string;
  readonly disk: Disk;
  readonly mark: string;
}

type Check = (scene: Scene) => Promise<string | undefined>;

const checks: Readonly<Record<StorageCheck['name'], Check>> = {
  async write({ files, path, disk, mark }) {
    await files.write(path, { mark });
    const text = await disk.read(path);
    return text?.includes(mark) ? undefined : `The disk holds ${text ?? 'nothing'}`;
  },
  async read({ files, path, mark }) {
    const value = await files.read(path, { fresh: true });
    return same(value, { mark });
  },
  /** Changed behind its back: what is remembered still holds the old. */
  async cache({ files, path, disk, mark }) {
    await files.write(path, { mark });
    const { hits } = files.stats();
    const other = `${path}.other`;
    await disk.write(other, '{"mark":"changed"}');
    await disk.rename(other, path);
    const value = await files.read(path);
    return files.stats().hits === hits + 1 ? same(value, { mark }) : 'It was not remembered';
  },
  async together({ files, path }) {
    await files.write(path, 0);
    await Promise.all(Array.from({ length: atOnce }, () => files.update(path, plusOne)));
    return same(await files.read(path, { fresh: true }), atOnce);
  },
  async forget({ files, path, disk }) {
    await files.write(path, { mark: 'old' });
    const other = `${path}.other`;
    await disk.write(other, '{"mark":"new"}');
    await disk.rename(other, path);
    files.forget(path);
    return same(await files.read(path), { mark: 'new' });
  },
};

const plusOne = (before: Json | undefined): Json => (typeof before === 'number' ? before : 0) + 1;

function same(found: Json | undefined, wanted: Json): string | undefined {
  const [is, should] = [JSON.stringify(found ?? null), JSON.stringify(wanted)];
  return is === should ? undefined : `It read ${is} where ${should} was written`;
}
