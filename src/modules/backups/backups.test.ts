import { describe, expect, test } from 'vitest';
import { noBackups, sampleBackup } from '../../../test/support/backups.ts';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { type Clock, sleep } from '../../base/clock.ts';
import { ok, refuse } from '../../base/result.ts';
import type { Backups, CreateOptions } from '../../core/backups/backups.ts';
import { backups as module } from './index.ts';
import { wantedIn } from './make.ts';

const ann = person('ann');
const staged = (restarting: boolean) => ok({ backup: sampleBackup(), safety: 'safe', restarting });

const owned = (backups: Partial<Backups>, can: readonly 'edit'[] = []) =>
  bench([module], { owners: [ann.id], can, backups: { ...noBackups, ...backups } });

describe('what is asked of a backup', () => {
  test.each([
    ['', { type: 'manual' }],
    ['daily', { type: 'daily' }],
    ['uncompressed', { type: 'manual', compression: 'none' }],
    [
      'Weekly UNCOMPRESSED before the move',
      { type: 'weekly', compression: 'none', label: 'before the move' },
    ],
    ['safety first', { type: 'manual', label: 'safety first' }],
    ['constructor', { type: 'manual', label: 'constructor' }],
  ])('%j', (typed, wanted) => {
    expect(wantedIn(typed)).toEqual(wanted);
  });
});

describe('backup', () => {
  test.each(['!backup daily uncompressed', '!backup create daily uncompressed'])(
    '%s makes one, in the name of who asked',
    async (line) => {
      const asked: CreateOptions[] = [];
      const { says, heard } = await owned({
        create: (options) => Promise.resolve((asked.push(options), ok(sampleBackup()))),
      });
      await says(ann, line);

      expect(asked[0]).toMatchObject({ type: 'daily', compression: 'none', author: ann.id });
      expect(heard()[0]).toMatch(/castellan\\?_backup\\?_daily.*made and verified/);
    },
  );

  test.each([
    ...['backup', 'backups', 'backup list', 'backup view x', 'backup verify x', 'restore x'],
    ...['backup_stats', 'backup_cleanup', 'backup schedule off', 'backup drill', 'backup pin x'],
    ...['backup note x y', 'backup delete x', 'backup export x', 'db export-schema'],
  ])('%s is the instance owner’s alone', async (line) => {
    const { says, last } = await owned({});
    await says(person('bob', { standing: 'owner' }), `!${line}`);

    expect(last()?.card.say).toMatch(/You may not do that: it takes .*backup\./);
  });

  test('restore shows first, and acts only with the code that it showed', async () => {
    const used: string[] = [];
    const { says, last } = await owned({
      preview: () =>
        Promise.resolve(
          ok({
            ...{ backup: sampleBackup(), ageMs: 3_600_000, code: 'k7mw2xqp', validMs: 60_000 },
            changes: [{ table: 'pets', now: 9, then: 4 }],
          }),
        ),
      restore: (id, by, code) =>
        Promise.resolve((used.push(`${id} ${by.id} ${code}`), staged(true))),
    });
    await says(ann, '!restore latest');
    const { lines = [] } = last()?.card ?? {};
    expect(lines.join('\n')).toMatch(/1 h ago.*pets.*9 rows now, 4 then.*k7mw2xqp/s);
    expect(used).toEqual([]);

    await says(ann, '!backup restore latest k7mw2xqp');
    expect(used).toEqual([`latest ${ann.id} k7mw2xqp`]);
    expect(last()?.card.say).toMatch(/I start anew with it now/);
  });

  test('a refusal is a sentence that says what to do', async () => {
    const { says, last } = await owned({
      create: () =>
        Promise.resolve(refuse('backup.no-space', { folder: '/b', needed: 9, free: 1 })),
    });
    await says(ann, '!backup');

    expect(last()?.card.say).toMatch(/9 MB are needed, 1 MB are free.*Make room/);
  });
});

describe('how far a slow command is', () => {
  /** A backup that takes a minute and tells of it every second. */
  const slowly = (clock: () => Clock): Partial<Backups> => ({
    async create({ onStep }) {
      for (let second = 0; second < 60; second += 1) {
        await sleep(clock(), 1000);
        onStep?.({ step: 'copying', done: second / 60 });
      }
      return ok(sampleBackup());
    },
  });

  async function watched(can: readonly 'edit'[]) {
    const later: { clock?: Clock } = {};
    const world = await owned(
      slowly(() => later.clock!),
      can,
    );
    later.clock = world.clock;
    await world.says(ann, '!backup');
    await world.clock.advance(70_000);
    return world;
  }

  test('is one message that changes, and becomes the answer', async () => {
    const { platform } = await watched(['edit']);

    expect(platform.replies).toHaveLength(1);
    expect(platform.replies[0]?.card.say).toMatch(/Copying the database: \d+ %/);
    expect(platform.edits.length).toBeGreaterThan(20);
    expect(platform.edits.length).toBeLessThan(40);
    expect(new Set(platform.edits.map(({ message }) => message)).size).toBe(1);
    expect(platform.edits.at(-1)?.card.say).toMatch(/made and verified/);
  });

  test('is a notice now and then where nothing can be changed', async () => {
    const { platform } = await watched([]);
    const notices = platform.replies.slice(0, -1);

    expect(notices.length).toBeGreaterThan(1);
    expect(notices.length).toBeLessThan(5);
    expect(notices.every(({ options }) => options.private)).toBe(true);
    expect(platform.replies.at(-1)?.card.say).toMatch(/made and verified/);
  });
});
