import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundedMap } from './bounded-map.ts';
import { manualClock } from './clock.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { actorId, channelOn, connectionId, partsOfChannel, spaceId } from './ids.ts';
import { seededRandom, systemRandom } from './random.ts';
import { oneLine, truncate } from './text.ts';

describe('ids', () => {
  test.each([
    'discord:123',
    'irc:libera:account:teuk',
    'irc:libera:host:user@host.example',
    'console:local',
  ])('%s is an actor', (text) => expect(actorId(text)).toBe(text));

  test.each(['teuk', 'irc:libera:teuk', 'irc:LIBERA:account:x', 'discord:', 'discord:1 2'])(
    '%s is not',
    (text) => expect(() => actorId(text)).toThrow(/is not the id of a actor/),
  );

  test('a channel knows its connection and its native id, whatever stands in it', () => {
    const channel = channelOn(connectionId('libera'), '#a/b');

    expect(partsOfChannel(channel)).toEqual({ connection: 'libera', native: '#a/b' });
  });

  test('a space is a guild or an IRC channel', () => {
    expect(() => spaceId('#castle')).toThrow(TypeError);
  });
});

describe('durations', () => {
  test.each([
    ['90s', 90_000],
    ['2h30m', 9_000_000],
    ['1 day', 86_400_000],
    ['1.5 h', 5_400_000],
    ['1w 2d', 777_600_000],
    ['10 minutes', 600_000],
  ])('%s is %d ms', (text, durationMs) => expect(parseDuration(text)).toBe(durationMs));

  test.each(['', '5', 'soon', 'm5', '5 parsecs', '1h later', '-5m', '1..5h'])(
    '"%s" is none',
    (text) => expect(parseDuration(text)).toBeUndefined(),
  );

  test('are shown with their two largest units', () => {
    expect(formatDuration(9_000_000)).toBe('2 h 30 min');
    expect(formatDuration(86_400_000 + 61_000)).toBe('1 d 1 min');
    expect(formatDuration(250)).toBe('250 ms');
  });

  test('reading never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDuration(text)));
  });
});

describe('text', () => {
  test('cutting never leaves half a character nor more than asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 40 }),
        (text, length) => {
          const cut = truncate(text, length);
          expect(cut.length).toBeLessThanOrEqual(length);
          expect(cut.isWellFormed() || !text.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  test('one line stays one line', () => {
    expect(oneLine('a\r\nQUIT :x\0b')).toBe('a QUIT :x b');
  });
});

describe('a bounded map', () => {
  test('never holds more than its bound, and drops the least recently used', () => {
    const evicted: string[] = [];
    const map = boundedMap<number>(
      { maxEntries: 2, onEvict: (key) => evicted.push(key) },
      manualClock(),
    );
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);

    expect(map.size).toBe(2);
    expect(evicted).toEqual(['b']);
  });

  test('forgets after its time on the clock that it was given', async () => {
    const clock = manualClock();
    const map = boundedMap<number>({ maxEntries: 2, ttlMs: 100 }, clock);
    map.set('a', 1);
    await clock.advance(99);
    expect(map.get('a')).toBe(1);
    await clock.advance(2);

    expect(map.get('a')).toBeUndefined();
    expect(map.size).toBe(0);
  });

  test('stays inside its bound under a hundred thousand keys', () => {
    const map = boundedMap<number>({ maxEntries: 1000 }, manualClock());
    for (let key = 0; key < 100_000; key += 1) map.set(String(key), key);

    expect(map.size).toBe(1000);
  });
});

describe('chance', () => {
  test('the same seed gives the same numbers', () => {
    const [one, two] = [seededRandom(5), seededRandom(5)];

    expect([one.next(), one.below(10), one.token(8)]).toEqual([
      two.next(),
      two.below(10),
      two.token(8),
    ]);
  });

  test('numbers stay below their limit', () => {
    const random = seededRandom(3);
    const all = Array.from({ length: 1000 }, () => random.below(3));

    expect(new Set(all)).toEqual(new Set([0, 1, 2]));
  });

  test('there is nothing to pick from an empty list', () => {
    expect(() => systemRandom.pick([])).toThrow(RangeError);
  });

  test('a token has the entropy that was asked for', () => {
    expect(systemRandom.token(32)).toMatch(/^[\w-]{43}$/);
    expect(systemRandom.token(32)).not.toBe(systemRandom.token(32));
  });
});
