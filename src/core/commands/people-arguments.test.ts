import { describe, expect, test } from 'vitest';
import type { Result } from '../../base/result.ts';
import type { Lookup } from './arguments.ts';
import { type Period, period } from './people-arguments.ts';
import { optional, rest } from './arguments.ts';
import { readArguments } from './read-arguments.ts';

const day = 86_400_000;
// Nothing here asks for anybody.
const lookup = {} as unknown as Lookup;
const declared = { period: optional(period()), reason: optional(rest()) };

type Read = { readonly period: Period | undefined; readonly reason: string | undefined };
const read = async (text: string): Promise<Result<Read>> =>
  readArguments(declared, { kind: 'line', text }, lookup);

describe('how long something lasts', () => {
  test.each([
    ['2h30m spam', 9_000_000, 'spam'],
    ['10 minutes spam', 600_000, 'spam'],
    ['for 7 days spam', 7 * day, 'spam'],
    ['1 day 12 hours', 1.5 * day, undefined],
    ['2 h 30 min spam', 9_000_000, 'spam'],
    ['1y spam', 365 * day, 'spam'],
    ['2 months', 60 * day, undefined],
    ['pendant 3 jours insultes', 3 * day, 'insultes'],
  ])('"%s" is read as people mean it', async (line, ms, reason) => {
    expect(await read(line)).toEqual({ ok: true, value: { period: { kind: 'for', ms }, reason } });
  });

  // Whoever meant a time would otherwise punish for ever, with the time as the reason.
  test.each([
    ...['-5m spam', '-1', '0s spam', '99999999999d spam', '99999999d spam', '1e9h spam'],
    ...['1,5h spam', 'until', 'until 5pm spam', 'until in 2 hours', 'until 12/31', 'jusqu’à 17h'],
    ...['200y'],
  ])('"%s" is refused, never taken for a reason', async (line) => {
    expect(await read(line)).toMatchObject({ ok: false, error: { key: 'usage.expected' } });
  });

  test.each([
    ...['spam', '3 strikes', '3rd warning', '18+ content', '4chan raid', '2 accounts in a day'],
    ...['1 h8ful remark', '1337speak all day', '50% of it is spam', '#1 troll', '2x spam'],
  ])('"%s" is a reason', async (line) => {
    expect(await read(line)).toEqual({ ok: true, value: { period: undefined, reason: line } });
  });
});
