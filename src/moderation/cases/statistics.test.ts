import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { communityId } from '../../base/ids.ts';
import { daysBefore } from './statistics.ts';

const community = communityId('irc:libera:#castle');
const zones = [
  ...['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
  // Where clocks change at midnight, so that a day has no 0:00 or two.
  ...['America/Santiago', 'Asia/Beirut', 'America/Havana', 'America/Sao_Paulo', 'Africa/Cairo'],
  // Where a day was left out.
  ...['Pacific/Apia', 'Pacific/Kwajalein'],
] as const;
const dateIn = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(atMs);
const instants = fc.integer({
  min: Date.parse('1993-01-01T00:00Z'),
  max: Date.parse('2040-01-01T00:00Z'),
});

describe('N30: the days of statistics', () => {
  test('leave no millisecond out and count none twice, wherever clocks change', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        instants,
        fc.integer({ min: 1, max: 40 }),
        (zone, nowMs, days) => {
          const spans = daysBefore({ community, nowMs, zone, days });

          expect(spans).toHaveLength(days);
          expect(spans[0]?.name).toBe(dateIn(nowMs, zone));
          for (const [at, { fromMs, toMs, name }] of spans.entries()) {
            const later = spans[at - 1];
            if (later) expect(toMs).toBe(later.fromMs);
            if (fromMs === toMs) continue;
            expect([dateIn(fromMs, zone), dateIn(toMs - 1, zone)]).toEqual([name, name]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    ['Europe/Paris', '2027-03-28T12:00Z', 23],
    ['Europe/Paris', '2027-10-31T12:00Z', 25],
    ['Australia/Lord_Howe', '2027-04-04T02:00Z', 24.5],
    ['Pacific/Apia', '2011-12-29T12:00Z', 24],
    ['UTC', '2027-03-28T12:00Z', 24],
  ])('in %s the one around %s has %d hours', (zone, at, hours) => {
    const [today] = daysBefore({ community, nowMs: Date.parse(at), zone, days: 1 });
    expect(((today?.toMs ?? 0) - (today?.fromMs ?? 0)) / 3_600_000).toBe(hours);
  });
});
