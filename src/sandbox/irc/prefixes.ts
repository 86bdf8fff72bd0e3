/** Which member modes exist, highest first, with the signs that stand before a nick. */
export interface Prefixes {
  readonly letters: string;
  readonly signs: string;
  /** `@%+`-style signs of these member modes: all of them, or the highest. */
  signsOf(modes: string, all: boolean): string;
  /** Puts a letter in or takes it out, keeping the order. */
  withMode(modes: string, letter: string, adding: boolean): string;
  /** Whether these modes are at least `letter`; when the network lacks the letter, the nearest one above. */
  atLeast(modes: string, letter: 'h' | 'o' | 'v'): boolean;
}

const fallbacks = { v: 'vhoaq', h: 'hoaq', o: 'oaq' } as const;

export function parsePrefixes(token: string): Prefixes {
  const match = /^\((\w*)\)(\S*)$/.exec(token);
  const letters = match?.[1] ?? '';
  const signs = match?.[2] ?? '';
  const rank = (letter: string | undefined) => (letter ? letters.indexOf(letter) : -1);
  return {
    letters,
    signs,
    signsOf(modes, all) {
      const chosen = all ? modes : modes.slice(0, 1);
      return chosen
        .split('')
        .map((letter) => signs[rank(letter)] ?? '')
        .join('');
    },
    withMode(modes, letter, adding) {
      const others = modes.split('').filter((each) => each !== letter);
      if (adding) others.push(letter);
      return others.sort((a, b) => rank(a) - rank(b)).join('');
    },
    atLeast(modes, letter) {
      const needed =
        fallbacks[letter]
          .split('')
          .map(rank)
          .find((found) => found >= 0) ?? -1;
      const held = rank(modes[0]);
      return held >= 0 && held <= needed;
    },
  };
}
