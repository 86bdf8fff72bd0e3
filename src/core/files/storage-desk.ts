import type { FileStats } from './json-files.ts';
import type { StorageCheck } from './self-test.ts';

/** What a clean-up of half-written files took away. */
export interface Tidied {
  readonly files: number;
  readonly bytes: number;
}

/** The file storage as operators look at it. */
export interface StorageDesk {
  stats(): FileStats;
  /** Removes what programs that died left half written, once it is an hour old. */
  tidy(): Promise<Tidied>;
  /** Tries it out on files of its own. */
  test(): Promise<readonly StorageCheck[]>;
}
