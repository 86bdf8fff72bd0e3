import type { GuardLimit } from '../../../src/dashboard/wire.ts';
import { span } from '../text/words.ts';

const s = 1000;
const min = 60 * s;
const hour = 60 * min;
const day = 24 * hour;

/** Times that people think in. */
const times: readonly number[] = [
  ...[s, 2 * s, 3 * s, 4 * s, 5 * s, 6 * s, 8 * s, 10 * s, 12 * s, 15 * s, 20 * s, 30 * s, 45 * s],
  ...[min, 2 * min, 3 * min, 5 * min, 10 * min, 15 * min, 20 * min, 30 * min, 45 * min],
  ...[hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 3 * day, 7 * day],
];

const smallCounts = Array.from({ length: 120 }, (_, at) => at + 1);
const percents = Array.from({ length: 19 }, (_, at) => 10 + at * 5);
const largeCounts: readonly number[] = [150, 200, 300, 500, 1000, 2000, 5000, 10_000];

/** The values that a limit's slider stops at; what holds now is always among them. */
export function stopsOf({ unit, min: least, max, value, inherited, preset }: GuardLimit) {
  const offered = { ms: times, count: [0, ...smallCounts, ...largeCounts], percent: percents }[
    unit
  ];
  const wanted = new Set([...offered, value, inherited, preset]);
  const inRange = [...wanted].filter((one) => one >= least && one <= max).sort((a, b) => a - b);
  // A slider whose last stops nobody wants is a slider that is hard to set.
  const most = unit === 'count' ? Math.max(20, value * 3, inherited * 3, preset * 3) : Infinity;
  return inRange.filter((one) => one <= most);
}

export const valueWord = (limit: Pick<GuardLimit, 'unit'>, value: number): string =>
  limit.unit === 'ms' ? span(value) : limit.unit === 'percent' ? `${value} %` : String(value);
