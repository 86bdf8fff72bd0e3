import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../base/random.ts';
import type { PersonalReport } from '../../core/privacy/privacy.ts';

/** How an export is called; nothing in it says of whom it is. */
export const exportName = /export-\d{8}-\d{6}-[\w-]+\.json/;

/** Where exports lie, in the data folder. */
export const exportFolderName = 'privacy';

export interface ExportFolder {
  /** The path of the file, which only the operator's user can read. */
  write(report: PersonalReport): Promise<string>;
  removeBefore(madeMs: number): Promise<number>;
}

export function exportFolder(data: string, random: Pick<Random, 'token'>): ExportFolder {
  const folder = join(data, exportFolderName);
  return {
    async write(report) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const stamp = new Date(report.atMs)
        .toISOString()
        .replace(/[-:]/g, '')
        .replace('T', '-')
        .slice(0, 15);
      const path = join(folder, `export-${stamp}-${random.token(4)}.json`);
      const text = JSON.stringify(report, withoutBytes, 2);
      await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
      return path;
    },
    async removeBefore(madeMs) {
      let count = 0;
      for (const name of await namesIn(folder)) {
        const path = join(folder, name);
        if (!exportName.test(name) || (await stat(path)).mtimeMs >= madeMs) continue;
        await rm(path);
        count += 1;
      }
      return count;
    },
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    // Nothing was ever exported.
    return [];
  }
}

/** Numbers that JSON does not know become text. */
const withoutBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;
