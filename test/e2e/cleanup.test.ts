import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sandbox } from '../../src/testing/index.ts';
import { errand } from '../support/errand.ts';

test(
  'cleanup removes what was left half written, and nothing else',
  { timeout: 60_000 },
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'castellan-cleanup-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const place = join(data, 'files', 'karma');
    mkdirSync(place, { recursive: true });
    const [old, young, kept] = ['.a.json.x1.draft', '.b.json.x2.draft', 'c.json'].map((name) =>
      join(place, name),
    );
    for (const path of [old!, young!, kept!]) writeFileSync(path, '{}');
    const hoursAgo = Date.now() / 1000 - 2 * 3600;
    for (const path of [old!, kept!]) utimesSync(path, hoursAgo, hoursAgo);
    const world = await sandbox({ data });
    onTestFinished(() => world.stop());

    const { text, done } = await errand(data, 'cleanup');

    expect(done).toBe(true);
    expect(text).toMatch(/Half written: 1 file/);
    expect(text).toMatch(/kept long enough: is being removed now/);
    expect([old, young, kept].map((path) => existsSync(path!))).toEqual([false, true, true]);
    expect((await errand(data, 'cleanup')).text).toMatch(/nothing was left/);
  },
);
