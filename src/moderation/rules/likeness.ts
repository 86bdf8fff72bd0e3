import type { Reading } from '../text/index.ts';

/** Numbers that a likeness takes. */
export const likenessCells = 8;
/** Of so many, as many must be the same for two texts to be near-duplicates: about four fifths of the text in common. */
const leastSame = 6;

/**
 * What a text is made of, in eight numbers that are mostly the same for texts that are mostly the same (one-permutation
 * MinHash over runs of four letters). Case, blanks, signs, accents and look-alikes make no difference.
 */
export function likenessOf({ cells }: Reading, into: Int32Array, start: number): void {
  into.fill(0x7fffffff, start, start + likenessCells);
  let run = 0;
  for (let at = 0; at < cells.count; at += 1) {
    run = (run << 8) | ((cells.own[at] ?? 0) & 255) | 0;
    if (at < 3) continue;
    let hash = Math.imul(run ^ (run >>> 15), 0x85ebca6b);
    hash ^= hash >>> 13;
    const bucket = start + (hash & (likenessCells - 1));
    const value = hash >>> 4;
    if (value < (into[bucket] ?? 0)) into[bucket] = value;
  }
}

/** Whether two texts are near-duplicates. Texts too short to tell are not. */
export function isAlike(cells: Int32Array, one: number, other: number): boolean {
  let same = 0;
  let empty = 0;
  for (let at = 0; at < likenessCells; at += 1) {
    if (cells[one + at] !== cells[other + at]) continue;
    if (cells[one + at] === 0x7fffffff) empty += 1;
    else same += 1;
  }
  return same >= 3 && same + empty >= leastSame;
}
