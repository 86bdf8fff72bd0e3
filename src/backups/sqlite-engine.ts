import { stat } from 'node:fs/promises';
import type { Engine } from './engine.ts';
import { inFolder, sqliteFiles } from './files.ts';
import { pack } from './work/pack.ts';
import { runTask } from './work/run-task.ts';
import { copy, count, inspect } from './work/sqlite-tasks.ts';

/** Backups of a SQLite file: copied by the online backup API in another thread, then packed there. */
export function sqliteEngine(path: string): Engine {
  return {
    kind: 'sqlite',
    async size() {
      const sizes = await Promise.all(sqliteFiles(path).map(sizeOf));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    count: (signal) => runTask(count, { file: path }, { signal }),
    async capture({ scratch, to, compression, recipients, onStep, signal }) {
      const plain = inFolder(scratch, 'copy.db');
      const facts = await runTask(
        copy,
        { from: path, to: plain },
        { signal, onProgress: (done) => onStep({ step: 'copying', done }) },
      );
      // Beside each other: the one waits for memory, the other for the processor.
      const [packed, inspected] = await both(
        runTask(
          pack,
          { from: { file: plain }, to, compression, recipients: [...recipients] },
          { signal, onProgress: (done) => onStep({ step: 'packing', done }) },
        ),
        runTask(inspect, { file: plain }, { signal }),
      );
      return { facts, ...packed, content: { file: plain, inspected } };
    },
    inspect: (file, signal) => runTask(inspect, { file }, { signal }),
    scratch: (file) => Promise.resolve({ url: file, remove: () => Promise.resolve() }),
  };
}

/** Ends when both have, also when one fails: neither may go on in a folder that is taken away. */
async function both<One, Other>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<readonly [One, Other]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

/** Nothing where there is no file. */
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
