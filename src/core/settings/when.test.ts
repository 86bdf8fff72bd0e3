import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, readMoment, shownMoment } from './when.ts';

const nowMs = Date.UTC(2026, 5, 10, 18, 30);
const read = (text: string, timeZone = 'UTC', towards: 'future' | 'past' = 'future') => {
  const moment = readMoment(text, { nowMs, timeZone, towards });
  return moment.ok ? new Date(moment.value).toISOString().slice(0, 16) : moment.error.key;
};

describe('a moment', () => {
  test.each([
    ['2h', 'UTC', '2026-06-10T20:30'],
    ['in 2h30m', 'UTC', '2026-06-10T21:00'],
    ['dans 1j', 'UTC', '2026-06-11T18:30'],
    ['20:00', 'UTC', '2026-06-10T20:00'],
    ['18:00', 'UTC', '2026-06-11T18:00'],
    ['20h00', 'Europe/Paris', '2026-06-11T18:00'],
    ['22:00', 'Europe/Paris', '2026-06-10T20:00'],
    ['2026-12-24 20:00', 'Europe/Paris', '2026-12-24T19:00'],
    ['2026-07-24 20:00', 'America/New_York', '2026-07-25T00:00'],
    ['2026-12-24', 'Asia/Kolkata', '2026-12-23T18:30'],
    ['2026-12-24T20:00Z', 'Europe/Paris', '2026-12-24T20:00'],
    ['2026-12-24T20:00+03:00', 'UTC', '2026-12-24T17:00'],
    // It is a Wednesday.
    ['monday 9:00', 'UTC', '2026-06-15T09:00'],
    ['wednesday 20:00', 'UTC', '2026-06-10T20:00'],
    ['Wednesday 18:00', 'UTC', '2026-06-17T18:00'],
    ['lundi 9h00', 'Europe/Paris', '2026-06-15T07:00'],
    ['tomorrow', 'UTC', '2026-06-11T00:00'],
    ['demain 8:15', 'Europe/Paris', '2026-06-11T06:15'],
    // The clocks are put forward from 02:00 to 03:00, and back from 03:00 to 02:00.
    ['2027-03-28 02:30', 'Europe/Paris', '2027-03-28T01:30'],
    ['2026-10-25 02:30', 'Europe/Paris', '2026-10-25T00:30'],
  ])('%j in %s is %s', (text, zone, moment) => expect(read(text, zone)).toBe(moment));

  test.each([
    ['2h', '2026-06-10T16:30'],
    ['2h ago', '2026-06-10T16:30'],
    ['18:00', '2026-06-10T18:00'],
    ['20:00', '2026-06-09T20:00'],
    ['monday 9:00', '2026-06-08T09:00'],
    ['wednesday 18:00', '2026-06-10T18:00'],
    ['wednesday 20:00', '2026-06-03T20:00'],
  ])('that lies back: %j is %s', (text, moment) => expect(read(text, 'UTC', 'past')).toBe(moment));

  test.each([
    '',
    'soon',
    '25:00',
    '12:60',
    '2026-02-30',
    '2026-13-01 10:00',
    '20',
    '2026-06-31T10:00Z',
  ])('like %j is none', (text) => expect(read(text)).toBe('settings.no-time'));

  test('that was shown is read as the same minute, unless it comes twice', () => {
    const zones = [
      'UTC',
      'Europe/Paris',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
        (timeZone, atMs) => {
          const minute = Math.floor(atMs / 60_000) * 60_000;
          const shown = shownMoment(minute, timeZone);
          const back = readMoment(shown, { nowMs, timeZone, towards: 'future' });
          expect(back.ok && shownMoment(back.value, timeZone)).toBe(shown);
          expect(back.ok && back.value).toBeLessThanOrEqual(minute);
        },
      ),
    );
  });
});

test('time zones are known by their names', () => {
  expect(['UTC', 'Europe/Paris', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
    ...[true, true, false, false],
  ]);
});
