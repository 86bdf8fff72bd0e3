import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { seededRandom } from '../../base/random.ts';
import { isCode, newCode } from './code.ts';
import { FailedLogins } from './failed-logins.ts';

function failures() {
  const clock = manualClock();
  const failed = new FailedLogins(clock);
  const fail = (address: string, times: number): void => {
    for (let turn = 0; turn < times; turn += 1) failed.note(address);
  };
  return { clock, failed, fail };
}

test('fourteen wrong codes lock nobody out, fifteen do, and only that address', () => {
  const { failed, fail } = failures();
  fail('198.51.100.7', 14);
  expect(failed.lockedMs('198.51.100.7')).toBe(0);
  fail('198.51.100.7', 1);

  expect(failed.lockedMs('198.51.100.7')).toBe(600_000);
  expect(failed.lockedMs('198.51.100.8')).toBe(0);
});

test('the lock ends when the first of the fifteen is ten minutes old', async () => {
  const { clock, failed, fail } = failures();
  fail('198.51.100.7', 1);
  await clock.advance(60_000);
  fail('198.51.100.7', 14);
  await clock.advance(539_999);
  expect(failed.lockedMs('198.51.100.7')).toBe(1);
  await clock.advance(1);

  expect(failed.lockedMs('198.51.100.7')).toBe(0);
});

test('other addresses of the same IPv6 network do not help', () => {
  const { failed } = failures();
  for (let turn = 1; turn <= 15; turn += 1) failed.note(`2606:4700:0:12::${turn}`);

  expect(failed.lockedMs('2606:4700:0:12:abcd::1')).toBeGreaterThan(0);
});

test('a thousand and twenty-four addresses are known, whatever comes', () => {
  const { failed, fail } = failures();
  fail('198.51.100.7', 15);
  for (let turn = 0; turn < 1023; turn += 1) failed.note(`10.0.${turn >> 8}.${turn & 255}`);
  expect([failed.size, failed.lockedMs('198.51.100.7')]).toEqual([1024, 600_000]);
  for (let turn = 0; turn < 5000; turn += 1) failed.note(`10.9.${turn >> 8}.${turn & 255}`);

  expect(failed.size).toBe(1024);
});

test('a clock that steps changes nothing', () => {
  const { clock, failed, fail } = failures();
  fail('198.51.100.7', 15);
  clock.stepWall(3_600_000);

  expect(failed.lockedMs('198.51.100.7')).toBe(600_000);
});

test('a code is ten hexadecimal digits, typed with or without the dash, in any case', () => {
  const code = newCode(seededRandom(1));
  expect(code).toMatch(/^[\da-f]{5}-[\da-f]{5}$/);
  expect(isCode(code, code)).toBe(true);
  expect(isCode(` ${code.replace('-', '').toUpperCase()} `, code)).toBe(true);
  expect(isCode('', code)).toBe(false);
  expect(isCode(code.slice(0, -1), code)).toBe(false);
  expect(isCode(`${code}0`, code)).toBe(false);
  expect(newCode(seededRandom(2))).not.toBe(code);
});
