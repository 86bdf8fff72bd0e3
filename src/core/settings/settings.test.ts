import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { channelId, spaceId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import * as setting from './kinds.ts';
import { boolean, choice, duration, integer, list, secret, text } from './kinds.ts';
import { openSettings } from './settings.ts';
import type { Setting, SettingValue } from './kinds.ts';
import type { Change, StoredSetting } from './store.ts';

const space = spaceId('irc:libera:#castle');
const channel = channelId('libera/#castle');
const voters = integer({ default: 5, min: 2, max: 50, text: 'Voters.' });

async function book(stored: readonly StoredSetting[] = [], fromFile = {}) {
  const changes: Change[] = [];
  const log = memoryLog();
  let lastId = 0;
  const settings = await openSettings({
    store: {
      all: () => Promise.resolve({ values: stored, latest: [], lastId }),
      change(wanted, authorship) {
        changes.push(...wanted);
        const revisions = wanted.map(({ scope, name, value }) => {
          lastId += 1;
          return { id: lastId, scope, name, before: null, after: value, ...authorship };
        });
        return Promise.resolve({ state: 'done', revisions });
      },
      lastId: () => Promise.resolve(lastId),
      since: () => Promise.resolve([]),
      history: () => Promise.resolve([]),
      revision: () => Promise.resolve(undefined),
      idAt: () => Promise.resolve(0),
    },
    clock: manualClock(0),
    log,
    fromFile,
  });
  settings.declare({ 'karma.voters': voters });
  return { settings, changes, log };
}

describe('the value that holds', () => {
  test('comes from the narrowest place that has one', async () => {
    const { settings } = await book([], { 'karma.voters': 6 });
    expect(settings.read('karma.voters', { channel, space })).toBe(6);
    await settings.write('karma.voters', 'instance', '7', 'me');
    expect(settings.read('karma.voters', { channel, space })).toBe(7);
    await settings.write('karma.voters', `space:${space}`, '8', 'me');
    await settings.write('karma.voters', `channel:${channel}`, '9', 'me');

    expect(settings.read('karma.voters', { channel, space })).toBe(9);
    expect(settings.read('karma.voters', { space })).toBe(8);
    expect(settings.read('karma.voters', { space: spaceId('discord:1') })).toBe(7);
  });

  test('falls back to the wider place after a reset', async () => {
    const { settings, changes } = await book();
    await settings.write('karma.voters', `space:${space}`, '8', 'me');

    const reset = await settings.reset('karma.voters', `space:${space}`, 'me');

    expect(reset).toMatchObject({ ok: true, value: { before: 8, after: 5 } });
    expect(changes.map(({ value }) => value)).toEqual(['8', null]);
  });

  test('passes over a stored value that no longer fits, says so, and leaves it where it is', async () => {
    const stored = [
      { scope: `space:${space}`, name: 'karma.voters', value: '"many"' },
      { scope: 'instance', name: 'karma.voters', value: '{broken' },
    ];
    const { settings, log, changes } = await book(stored);

    expect(settings.read('karma.voters', { space })).toBe(5);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
    expect(changes).toEqual([]);
  });
});

describe('writing', () => {
  test('is refused with what it takes, and changes nothing', async () => {
    const { settings, changes } = await book();

    const written = await settings.write('karma.voters', 'instance', '1', 'me');

    expect(written).toMatchObject({
      ok: false,
      error: { key: 'settings.bad-value', facts: { takes: 'a whole number from 2 to 50' } },
    });
    expect(changes).toEqual([]);
  });

  test('tells the followers what changed, and grows the version', async () => {
    const { settings } = await book();
    const seen: unknown[] = [];
    const stop = settings.follow((changed) => seen.push([changed.before, changed.after]));
    const version = settings.version;
    await settings.write('karma.voters', 'instance', '8', 'me');
    stop();
    await settings.write('karma.voters', 'instance', '9', 'me');

    expect(seen).toEqual([[5, 8]]);
    expect(settings.version).toBe(version + 2);
  });

  test('a name that nobody declared is refused, and reading it is a fault', async () => {
    const { settings } = await book();

    expect(await settings.write('nope', 'instance', '1', 'me')).toMatchObject({ ok: false });
    expect(() => settings.read('nope', {})).toThrow(/No setting is called "nope"/);
  });

  test('a name cannot be declared twice, until it was taken back', async () => {
    const { settings } = await book();
    const takeBack = settings.declare({ 'karma.other': voters });

    expect(() => settings.declare({ 'karma.other': voters })).toThrow(/declared twice/);
    takeBack();
    expect(() => settings.declare({ 'karma.other': voters })).not.toThrow();
  });
});

describe('kinds', () => {
  test.each([
    [integer({ default: 1, min: 0, max: 9, text: '' }), ' 7 ', 7],
    [boolean({ default: false, text: '' }), 'Enabled', true],
    [boolean({ default: true, text: '' }), 'off', false],
    [choice({ default: 'en', options: ['en', 'fr'], text: '' }), 'FR', 'fr'],
    [duration({ default: 1, text: '' }), '2h30m', 9_000_000],
    [text({ default: '', maxLength: 5, text: '' }), 'hello', 'hello'],
    [list({ default: [], text: '' }), ' tea, coffee,tea ', ['tea', 'coffee']],
    [setting.channel({ text: '' }), 'libera/#ops', 'libera/#ops'],
    [setting.role({ text: '' }), '', ''],
    [secret({ text: '' }), 'hunter2', true],
  ])('%o reads %j', (kind, typed, value) => expect(kind.parse(typed)).toEqual({ ok: true, value }));

  test.each([
    [integer({ default: 1, min: 0, max: 9, text: '' }), '1.5'],
    [integer({ default: 1, min: 0, max: 9, text: '' }), '10'],
    [integer({ default: 1, text: '' }), '0x10'],
    [boolean({ default: true, text: '' }), 'perhaps'],
    [choice({ default: 'en', options: ['en', 'fr'], text: '' }), 'de'],
    [duration({ default: 1, minMs: 1000, text: '' }), '10ms'],
    [text({ default: '', maxLength: 5, text: '' }), 'too long'],
    [list({ default: [], maxItems: 1, text: '' }), 'tea,coffee'],
    [setting.channel({ text: '' }), '#ops'],
    [setting.role({ text: '' }), 'helpers'],
    [secret({ text: '' }), ''],
  ])('%o refuses %j', (kind, typed) => expect(kind.parse(typed).ok).toBe(false));

  test('a secret that does not fit is refused without being repeated', () => {
    const refused = secret({ text: '' }).parse(`x${'y'.repeat(600)}`);

    expect(JSON.stringify(refused)).not.toContain('yy');
  });

  test('what is typed back is read as the same value, whatever the value', () => {
    const kinds: readonly (readonly [Setting, fc.Arbitrary<SettingValue>])[] = [
      [integer({ default: 0, text: '' }), fc.maxSafeInteger().filter((n) => Math.abs(n) < 1e15)],
      [boolean({ default: true, text: '' }), fc.boolean()],
      [duration({ default: 0, text: '' }), fc.integer({ min: 0, max: 365 * 86_400_000 })],
      [text({ default: '', text: '' }), fc.string().map((one) => one.trim())],
      [
        list({ default: [], text: '' }),
        fc.uniqueArray(fc.stringMatching(/^[a-z#:/0-9]{1,20}$/), { maxLength: 50 }),
      ],
    ];
    for (const [kind, values] of kinds)
      fc.assert(
        fc.property(values, (value) => {
          expect(kind.parse(kind.typed(value))).toEqual({ ok: true, value });
        }),
      );
  });
});
