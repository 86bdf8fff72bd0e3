import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCron } from './cron.ts';
import { wallTimeAt } from './zone.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The times of a schedule within a span, as ISO text. */
function timesOf(pattern: string, zone: string, from: string, untilMs: number): string[] {
  const times = readCron(pattern, zone);
  if (!times.ok) throw new Error(times.error.key);
  const found: string[] = [];
  let next = times.value.nextAfter(Date.parse(from));
  while (next !== undefined && next < Date.parse(from) + untilMs) {
    found.push(new Date(next).toISOString().slice(0, 16));
    next = times.value.nextAfter(next);
  }
  return found;
}

describe('when clocks go back', () => {
  test('an hour that comes twice counts once, the first time', () => {
    expect(timesOf('*/30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', 24 * hourMs)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
    ]);
  });

  test('a schedule for every hour goes by real time', () => {
    const times = timesOf('0 * * * *', 'Europe/Berlin', '2026-10-24T22:30Z', 4 * hourMs);
    expect(times).toEqual(
      ['23', '00', '01', '02'].map((hour) =>
        hour === '23' ? '2026-10-24T23:00' : `2026-10-25T${hour}:00`,
      ),
    );
  });
});

describe('when clocks go forward', () => {
  test('a time that is left out is taken when they go on, once', () => {
    expect(timesOf('*/20 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 24 * hourMs)).toEqual([
      '2026-03-29T01:00',
    ]);
    expect(timesOf('30 2,3 * * *', 'America/New_York', '2026-03-08T00:00Z', 24 * hourMs)).toEqual([
      '2026-03-08T07:00',
      '2026-03-08T07:30',
    ]);
  });

  test('a whole day that was left out is made up for at its end', () => {
    expect(timesOf('0 12 30 12 *', 'Pacific/Apia', '2011-12-01T00:00Z', 60 * 24 * hourMs)).toEqual([
      '2011-12-30T10:00',
    ]);
  });
});

test('weekday 0 and 7 are Sunday, and names are understood', () => {
  const inWeek = (weekday: string) =>
    timesOf(`0 12 * * ${weekday}`, 'UTC', '2026-01-01T00:00Z', 7 * 24 * hourMs);
  expect(inWeek('0')).toEqual(['2026-01-04T12:00']);
  expect(inWeek('7')).toEqual(inWeek('0'));
  expect(inWeek('sun')).toEqual(inWeek('0'));
  expect(inWeek('1')).toEqual(['2026-01-05T12:00']);
});

test.each([
  ['* * *', 'UTC', 'cron.fields'],
  ['0 0 3 * * *', 'UTC', 'cron.fields'],
  ['@daily', 'UTC', 'cron.fields'],
  ['61 * * * *', 'UTC', 'cron.unreadable'],
  ['0 24 * * *', 'UTC', 'cron.unreadable'],
  ['*/0 * * * *', 'UTC', 'cron.unreadable'],
  ['a b c d e', 'UTC', 'cron.unreadable'],
  ['0 0 30 2 *', 'UTC', 'cron.never'],
  ['0 3 * * *', 'Europe/Nowhere', 'cron.zone'],
])('"%s" in %s is refused with %s', (pattern, zone, key) => {
  expect(readCron(pattern, zone)).toMatchObject({ ok: false, error: { key } });
});

/** Jumps of clocks: an hour, half an hour, far south and far east. */
const jumps = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['America/Santiago', '2026-04-05T03:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00Z'],
] as const;

const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 24 });
const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 4 });

test('each wall time of the schedule is taken exactly once around every jump of the clocks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...jumps), hours, minutes, ([zone, jump], hour, minute) => {
      const from = Date.parse(jump) - 5 * hourMs;
      const pattern = `${minute.join(',')} ${hour.join(',')} * * *`;
      // By trying every minute: the first at which clocks show each wanted time, or are past it.
      const wanted = new Set<number>();
      let shown = wallTimeAt(from, zone);
      for (let at = from + minuteMs; at < from + 10 * hourMs; at += minuteMs) {
        for (const wall = wallTimeAt(at, zone); shown < wall;) {
          shown += minuteMs;
          const date = new Date(shown);
          if (hour.includes(date.getUTCHours()) && minute.includes(date.getUTCMinutes()))
            wanted.add(at);
        }
      }
      const expected = [...wanted].map((at) => new Date(at).toISOString().slice(0, 16));
      const start = new Date(from).toISOString();
      expect(timesOf(pattern, zone, start, 10 * hourMs)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
