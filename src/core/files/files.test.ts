import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { manualClock, systemClock } from '../../base/clock.ts';
import { seededRandom, systemRandom } from '../../base/random.ts';
import type { Json } from '../values/values.ts';
import { type Disk, disk } from './disk.ts';
import { filesIn } from './files.ts';
import { jsonFiles } from './json-files.ts';
import { storageChecks, testStorage } from './self-test.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'castellan-files-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const engine = (on: Disk = disk, clock = manualClock()) =>
  jsonFiles({ disk: on, clock, random: seededRandom(1) });

const plusOne = (before: Json | undefined): Json => (typeof before === 'number' ? before : 0) + 1;

describe('a file that is written while the power fails', () => {
  const steps = ['write', 'sync', 'rename', 'syncFolder'] as const;

  test.each(steps.map((step, at) => [step, at + 1] as const))(
    'at "%s" holds its old content or its new one, whole',
    async (_step, dieAt) => {
      const path = join(folder(), 'state.json');
      writeFileSync(path, '{"state":"old"}');

      const died = await promisify(execFile)(process.execPath, [
        ...['test/support/files-killed.ts', path, String(dieAt)],
      ]).catch((failure: unknown) => failure);

      expect(died).toMatchObject({ signal: 'SIGKILL' });
      const now = JSON.parse(readFileSync(path, 'utf8')) as unknown;
      expect(now).toEqual({ state: dieAt <= 3 ? 'old' : 'new' });
      // What is left of it hinders nobody.
      const files = filesIn(join(path, '..'), engine(), disk);
      await files.write('state.json', { state: 'newer' });
      expect(await files.read('state.json', { fresh: true })).toEqual({ state: 'newer' });
      expect(await files.list()).toEqual(['state.json']);
    },
  );

  test('is written in these four steps and no other', async () => {
    const path = join(folder(), 'state.json');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['test/support/files-killed.ts', path, '0'],
    ]);
    expect(stdout).toBe('done after 4 steps');
  });
});

describe('the files of a module', () => {
  test('lose no update of many at once, however the path is written', async () => {
    const files = filesIn(folder(), engine(), disk);
    const paths = ['n.json', './n.json', 'sub/../n.json'];
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => files.update(paths[at % 3] ?? '', plusOne)),
    );

    expect(await files.read('n.json')).toBe(30);
  });

  test('are one file by whichever link they are reached', async () => {
    const root = folder();
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'link'));
    const files = filesIn(root, engine(), disk);
    await files.write('real/a.json', 1);
    await files.write('link/a.json', 2);

    expect(await files.read('real/a.json')).toBe(2);
  });

  test.each(['../out.json', '/etc/passwd', 'sub/../../out.json'])(
    'cannot be reached as %s',
    async (path) => {
      const files = filesIn(folder(), engine(), disk);
      await expect(files.write(path, 1)).rejects.toThrow(/leads out of the module's folder/);
    },
  );

  test('cannot lie beyond a link that leads out', async () => {
    const [root, elsewhere] = [folder(), folder()];
    symlinkSync(elsewhere, join(root, 'away'));
    await expect(filesIn(root, engine(), disk).write('away/a.json', 1)).rejects.toThrow(
      /leads out/,
    );
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('that are broken are not taken for missing, and stay as they are', async () => {
    const root = folder();
    writeFileSync(join(root, 'a.json'), '{ "half": ');
    const files = filesIn(root, engine(), disk);

    expect(await files.read('none.json')).toBeUndefined();
    await expect(files.read('a.json')).rejects.toThrow(/holds no JSON .*left as it is/);
    await expect(files.update('a.json', () => 1)).rejects.toThrow(/holds no JSON/);
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('{ "half": ');
  });

  test('are remembered for 300 s, and given out as copies', async () => {
    const [root, clock] = [folder(), manualClock()];
    const files = filesIn(root, engine(disk, clock), disk);
    await files.write('a.json', { list: [1] });
    writeFileSync(join(root, 'a.json'), '{"list":[2]}');
    const first = (await files.read('a.json')) as { list: number[] };
    first.list.push(99);

    expect(await files.read('a.json')).toEqual({ list: [1] });
    expect(await files.read('a.json', { fresh: true })).toEqual({ list: [2] });
    writeFileSync(join(root, 'a.json'), '{"list":[3]}');
    await clock.advance(301_000);
    expect(await files.read('a.json')).toEqual({ list: [3] });
  });

  test('are tried three times when something holds them, and then it is told', async () => {
    let failures = 2;
    const busy: Disk = {
      ...disk,
      rename(from, to) {
        failures -= 1;
        if (failures < 0) return disk.rename(from, to);
        return Promise.reject(Object.assign(new Error('held by a scanner'), { code: 'EBUSY' }));
      },
    };
    const root = folder();
    const files = jsonFiles({ disk: busy, clock: systemClock, random: systemRandom });
    await files.write(join(root, 'a.json'), 1);
    failures = 99;
    await expect(files.write(join(root, 'a.json'), 2)).rejects.toThrow(/held by a scanner/);

    expect(await files.read(join(root, 'a.json'))).toBe(1);
    expect(readdirSync(root)).toEqual(['a.json']);
    expect(files.stats()).toMatchObject({ writes: 2, writeFailures: 1, health: 'critical' });
  });
});

describe('the self test of the storage', () => {
  const run = (on: Disk) =>
    testStorage({ disk: on, clock: systemClock, random: systemRandom, folder: folder() });

  test('finds nothing wrong with a disk that does what it should', async () => {
    const checks = await run(disk);
    expect(checks.map(({ name, problem }) => [name, problem])).toEqual(
      storageChecks.map((name) => [name, undefined]),
    );
  });

  const faulty: Readonly<Record<string, { readonly on: Disk; readonly found: string }>> = {
    'loses what is written': {
      on: { ...disk, rename: (from) => disk.remove(from).then(() => {}) },
      found: 'write',
    },
    'reads something else': {
      on: { ...disk, read: () => Promise.resolve('{"mark":1}') },
      found: 'read',
    },
    'cannot write': {
      on: { ...disk, write: () => Promise.reject(new Error('No space left on device')) },
      found: 'together',
    },
    'answers every read with what it held first': { on: stale(), found: 'forget' },
  };

  test.each(Object.entries(faulty))('finds out a disk that %s', async (_what, { on, found }) => {
    const checks = await run(on);
    expect(checks.filter(({ problem }) => problem).map(({ name }) => name)).toContain(found);
  });
});

function stale(): Disk {
  const first = new Map<string, string | undefined>();
  return {
    ...disk,
    async read(path) {
      if (!first.has(path)) first.set(path, await disk.read(path));
      return first.get(path);
    },
  };
}
