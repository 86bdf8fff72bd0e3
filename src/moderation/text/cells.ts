/** What stands before a letter: nothing, something within the word (`k-i`), a blank, or more than that. */
export const breaks = { none: 0, inner: 1, apostrophe: 2, blank: 3, wide: 4 } as const;

/** In `first`: stands for any letter, as in `f**l`. */
export const anyLetter = -1;

/** A Latin letter, one of another script, a digit, or a sign that stands for a letter (`$`) or hides one (`*`). */
export const signs = { latin: 0, foreign: 1, digit: 2, symbol: 3, mask: 4 } as const;

/** Longer texts are read up to here; neither network carries longer ones. */
export const mostCells = 8192;

/**
 * The letters of a text in columns: what each is, what else it may be read as, where it stood, and what stood before
 * it. One set is used over and over, so that reading a message makes no garbage.
 */
export class Cells {
  count = 0;
  /** What stands before the next letter: one of `breaks`. */
  gap: number = breaks.wide;
  /** The letter itself, folded. */
  readonly own = new Int32Array(mostCells);
  /** Two other readings; 0 where there is none. */
  readonly first = new Int32Array(mostCells);
  readonly second = new Int32Array(mostCells);
  readonly from = new Int32Array(mostCells);
  readonly to = new Int32Array(mostCells);
  /** One of `breaks`. */
  readonly before = new Uint8Array(mostCells);
  /** 1 where it repeats the letter before it and may be left out: `kiiill`. */
  readonly loose = new Uint8Array(mostCells);
  /** What kind of sign it is: one of `signs`. */
  readonly sign = new Uint8Array(mostCells);

  /** Adds a letter behind the gap. */
  push(own: number, sign: number, from: number, to: number): void {
    if (this.count === mostCells) return;
    const at = this.count;
    this.count = at + 1;
    this.own[at] = own;
    this.first[at] = 0;
    this.second[at] = 0;
    this.from[at] = from;
    this.to[at] = to;
    this.before[at] = this.gap;
    this.gap = breaks.none;
    this.loose[at] = 0;
    this.sign[at] = sign;
  }

  /** Puts a letter in another's place. */
  move(cell: number, to: number): void {
    for (const column of [this.own, this.from, this.to, this.sign]) column[to] = column[cell] ?? 0;
  }
}
