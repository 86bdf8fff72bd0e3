import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Counts {
  readonly heapBytes: number;
  readonly [what: string]: number;
}

/** What is compiled late and never again. Each version of the extension alone keeps nearly 2 MB alive. */
const mostGrowthBytes = 4_000_000;

test(
  'a hundred reloads of each built-in module and of an extension leave nothing behind',
  { timeout: 300_000 },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['test/support/reload-leaks.ts', '100'],
    ]);
    const { before, afterBuiltIn, afterExtension, afterUnload, builtIn } = JSON.parse(
      stdout,
    ) as Record<'before' | 'afterBuiltIn' | 'afterExtension' | 'afterUnload', Counts> & {
      builtIn: number;
    };
    const { heapBytes: heapBefore, ...things } = before;

    expect(builtIn).toBeGreaterThan(14);
    expect(things).toMatchObject({ listeners: 1, routes: 1, pages: 1, cards: 1 });
    expect(afterBuiltIn).toMatchObject(things);
    expect(afterExtension).toMatchObject(things);
    expect(afterExtension.heapBytes - heapBefore).toBeLessThan(mostGrowthBytes);
    // Unloaded, each of its things is gone, and no other.
    expect(afterUnload).toMatchObject({
      commands: before['commands']! - 2,
      settings: before['settings']! - 1,
      listeners: 0,
      metrics: before['metrics']! - 1,
      jobs: before['jobs']! - 1,
      timers: before['timers']! - 1,
      resources: before['resources'],
      ...{ routes: 0, pages: 0, cards: 0 },
    });
    expect(afterUnload.heapBytes).toBeLessThan(afterExtension.heapBytes - 1_000_000);
  },
);
