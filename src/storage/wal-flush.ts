import { closeSync, fdatasync, openSync } from 'node:fs';

/** How long at most what was written waits for the disk. */
const flushAfterMs = 1000;

export interface WalFlush {
  /** Something was written: within a second it is on the disk. */
  soon(): void;
  stop(): void;
}

/** Tells the disk to keep what it was given. Not on the main thread: other work goes on meanwhile. */
type Flush = (file: number, done: (failure: Error | null) => void) => void;

/**
 * Brings the write-ahead log of a SQLite file to the disk a moment after each write. SQLite itself waits for the disk
 * only at checkpoints (`synchronous = NORMAL`), and with it would wait the whole program.
 */
export function walFlush(
  path: string,
  { afterMs = flushAfterMs, flush = fdatasync }: { afterMs?: number; flush?: Flush } = {},
): WalFlush {
  let timer: NodeJS.Timeout | undefined;
  function turn(): void {
    timer = undefined;
    // SQLite's locks are not on this file, so that opening and closing it does not end them.
    const file = openSync(`${path}-wal`, 'r');
    flush(file, () => closeSync(file));
  }
  return {
    soon: () => void (timer ??= setTimeout(turn, afterMs).unref()),
    stop: () => clearTimeout(timer),
  };
}
