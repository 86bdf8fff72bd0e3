import type { Fold } from './casefold.ts';

/** Whether text fits a mask with `*` and `?`, without ever going back more than one star: no mask is slow. */
export function maskFits(mask: string, text: string, fold: Fold): boolean {
  const pattern = fold(mask);
  const subject = fold(text);
  let at = 0;
  let star = -1;
  let starAt = 0;
  for (let position = 0; position < subject.length;) {
    const char = pattern[at];
    if (char === '*') {
      star = at;
      starAt = position;
      at += 1;
    } else if (char === '?' || char === subject[position]) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      starAt += 1;
      position = starAt;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
