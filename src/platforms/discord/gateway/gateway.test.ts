import { expect, test } from 'vitest';
import { manualClock } from '../../../base/clock.ts';
import { seededRandom } from '../../../base/random.ts';
import { backOffMs } from './back-off.ts';
import { sessionBudget } from './budget.ts';
import { intentBits, withoutRefused } from './intents.ts';

const both = { message_content: true, members: true };
const neither = { message_content: false, members: false };

test('back-off doubles from half a second to a minute, by chance', () => {
  const random = seededRandom(3);
  for (let attempt = 1; attempt < 40; attempt += 1) {
    const fullMs = Math.min(60_000, 1_000 * 2 ** (attempt - 1));
    const delayMs = backOffMs(attempt, random);
    expect(delayMs).toBeGreaterThanOrEqual(fullMs / 2);
    expect(delayMs).toBeLessThanOrEqual(fullMs);
  }
});

test('only what is wanted is asked for', () => {
  const bits = intentBits(neither);
  expect(bits & (1 << 15)).toBe(0);
  expect(bits & (1 << 1)).toBe(0);
  expect(intentBits(both)).toBe(bits | (1 << 15) | (1 << 1));
  // Presences and typing are most of what a gateway sends, and nobody here reads them.
  expect(intentBits(both) & ((1 << 8) | (1 << 11))).toBe(0);
});

test('after a refusal what the portal forbids is given up, or all when it does not say', () => {
  expect(withoutRefused(both, { message_content: false, members: true })).toEqual({
    message_content: false,
    members: true,
  });
  expect(withoutRefused(both, both)).toEqual(neither);
  expect(withoutRefused(both, undefined)).toEqual(neither);
  expect(withoutRefused(neither, undefined)).toBeUndefined();
});

test('the budget of session starts is kept and refilled in its time', async () => {
  const clock = manualClock();
  const budget = sessionBudget(clock);
  expect(budget.waitMs()).toBe(0);
  budget.learn({ total: 1_000, remaining: 1, reset_after: 60_000, max_concurrency: 1 });
  expect(budget.waitMs()).toBe(0);
  await budget.identify(0, new AbortController().signal);
  expect(budget.waitMs()).toBe(60_000);
  await clock.advance(60_000);
  expect(budget.waitMs()).toBe(0);
  expect(budget.total).toBe(1_000);
});
