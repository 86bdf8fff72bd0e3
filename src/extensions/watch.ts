import { type FSWatcher, watch } from 'node:fs';
import { type Clock, every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { foldersIn } from './fingerprint.ts';

interface Parts {
  /** The folders to watch, with all that is in them. */
  readonly folders: () => readonly string[];
  readonly look: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Editors and copies write in several steps; a look in between would find half of it. */
const settleMs = 100;
/** Where the system tells of no changes (some network disks and containers), we look ourselves. */
const lookEveryMs = 30_000;
const lookOftenMs = 1000;

/** Looks soon after something changed in one of the folders, until the lifetime ends. */
export function watchFolders({ folders, look, clock, log, life }: Parts): void {
  const watched = new Map<string, FSWatcher>();
  let blind = false;
  let waiting: (() => void) | undefined;

  function soon(): void {
    waiting?.();
    waiting = clock.after(settleMs, () => {
      watchAll();
      look().catch((err: unknown) => log.error({ err }, 'Looking for changed extensions failed'));
    });
  }

  function watchAll(): void {
    const wanted = new Set(folders().flatMap(foldersIn));
    for (const [folder, watcher] of watched) if (!wanted.has(folder)) close(folder, watcher);
    for (const folder of wanted) if (!watched.has(folder)) watchOne(folder);
  }

  function close(folder: string, watcher: FSWatcher): void {
    watcher.close();
    watched.delete(folder);
  }

  function watchOne(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      watcher.on('error', () => close(folder, watcher));
      watched.set(folder, watcher);
    } catch (failure) {
      if (blind) return;
      blind = true;
      log.warn(
        { problem: messageOf(failure) },
        'The system tells of no changes in extensions; they are looked for every second',
      );
      life.own(every(clock, lookOftenMs, soon));
    }
  }

  watchAll();
  life.own(every(clock, lookEveryMs, soon));
  life.own(() => {
    waiting?.();
    for (const [folder, watcher] of watched) close(folder, watcher);
  });
}
