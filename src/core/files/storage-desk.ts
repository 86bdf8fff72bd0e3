import type { FileStats } from './json-files.ts';
import type { StorageCheck } from './self-test.ts';

/** The file storage as operators look at it. */
export interface StorageDesk {
  stats(): FileStats;
  /** Tries it out on files of its own. */
  test(): Promise<readonly StorageCheck[]>;
}
