import { z } from 'zod';

/** Numbers in ascending order, as ranges with both ends in them: what an erasure vouches for stays short. */
export type Ranges = readonly (readonly [first: number, last: number])[];

export const rangesShape = z.array(z.tuple([z.int(), z.int()]).readonly());

export function rangesOf(numbers: readonly number[]): Ranges {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export const isIn = (number: number, ranges: Ranges): boolean =>
  ranges.some(([first, last]) => number >= first && number <= last);
