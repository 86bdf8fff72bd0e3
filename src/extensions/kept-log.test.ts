import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { manualClock } from '../base/clock.ts';
import { lifetime } from '../base/lifetime.ts';
import { memoryLog } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import { disk } from '../core/files/disk.ts';
import { filesIn } from '../core/files/files.ts';
import { jsonFiles } from '../core/files/json-files.ts';
import { openKeptLog } from './kept-log.ts';

function runs() {
  const folder = join(mkdtempSync(join(tmpdir(), 'castellan-logs-')), 'logs');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = manualClock();
  const log = memoryLog();
  return {
    ...{ folder, clock, log },
    async open() {
      const life = lifetime('run');
      const files = filesIn(folder, jsonFiles({ disk, clock, random: systemRandom }), disk);
      const lines = await openKeptLog({ files, clock, log, life });
      const says = (module: string, message: string, facts = {}) =>
        lines.take({ atMs: clock.now(), level: 'info', message, facts: { module, ...facts } });
      return { says, life, of: (name: string) => lines.of(name).map(({ message }) => message) };
    },
  };
}

test('what was said last is there after a restart, a hundred lines of each, with its facts', async () => {
  const { open } = runs();
  const first = await open();
  for (let at = 0; at < 130; at += 1) first.says('karma', `line ${at}`);
  first.says('quotes', 'one', { cups: 3 });
  expect(await first.life.end()).toEqual([]);

  const second = await open();
  second.says('karma', 'line 130');
  expect(second.of('karma')).toHaveLength(100);
  expect(second.of('karma').slice(-2)).toEqual(['line 129', 'line 130']);
  expect(second.of('quotes')).toEqual(['one']);
  await second.life.end();
});

test('it is written within ten seconds, for the case that nobody ends it, and not before', async () => {
  const { open, clock, folder } = runs();
  const killed = await open();
  killed.says('karma', 'last words');
  await clock.advance(9_000);
  expect(filesAt(folder)).toEqual([]);
  await clock.advance(1_000);
  await expect.poll(() => filesAt(folder)).toEqual(['karma.json']);

  const next = await open();
  await expect.poll(() => next.of('karma')).toEqual(['last words']);
  await next.life.end();
  await killed.life.end();
});

test('what is older than thirty days is forgotten, and so is its file', async () => {
  const { open, clock, folder } = runs();
  const first = await open();
  first.says('karma', 'old');
  first.says('quotes', 'old');
  await first.life.end();
  await clock.advance(20 * 86_400_000);
  const second = await open();
  second.says('karma', 'newer');
  await second.life.end();
  await clock.advance(20 * 86_400_000);

  const third = await open();
  expect(third.of('karma')).toEqual(['newer']);
  expect(filesAt(folder)).toEqual(['karma.json']);
  await third.life.end();
});

test('a file that cannot be read, and a name that would lead elsewhere, harm nothing', async () => {
  const { open, log, folder } = runs();
  mkdirSync(folder);
  writeFileSync(join(folder, 'karma.json'), '{ "half": ');
  const run = await open();
  expect(log.lines.map(({ message }) => message)).toEqual([
    'The log of an extension cannot be read',
  ]);
  run.says('../../castellan', 'elsewhere');
  run.says('karma', 'anew');
  expect(await run.life.end()).toEqual([]);
  expect(filesAt(folder)).toEqual(['karma.json']);
});

const filesAt = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

test('what could not be written once is written the next time, without another line', async () => {
  const { open, clock, folder, log } = runs();
  const run = await open();
  // A folder stands where the file is to be.
  mkdirSync(join(folder, 'karma.json', 'in-the-way'), { recursive: true });
  run.says('karma', 'last words');
  await clock.advance(10_000);
  await expect
    .poll(() => log.lines.map(({ message }) => message))
    .toContain('The logs of extensions could not be kept');
  rmSync(join(folder, 'karma.json'), { recursive: true });
  await clock.advance(10_000);
  await expect.poll(() => filesAt(folder)).toEqual(['karma.json']);
  await run.life.end();
});
