import type { Random } from '../../../base/random.ts';

const firstMs = 1_000;
const longestMs = 60_000;

/**
 * How long to wait before attempt `attempt` (from 1): doubling from a second to a minute, each by
 * chance between half and all of it, so that a thousand bots do not come back in one instant.
 */
export function backOffMs(attempt: number, random: Random): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 10));
  return Math.round(fullMs * (0.5 + random.next() / 2));
}
