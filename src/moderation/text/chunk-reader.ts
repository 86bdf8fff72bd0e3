import { cyrillicAlike, isDisguise, latinAlike } from './confusables.ts';
import { type Cells, breaks, signs } from './cells.ts';
import { leetOf } from './leet.ts';

/** Letters that hardly ever stand twice in a row in a word: one of `ii` may be left out. */
const seldomTwice: ReadonlySet<number> = new Set(
  Array.from('ahijkquvwxy', (one) => one.charCodeAt(0)),
);

/** Letters that words begin with twice: Aachen, eel, llama, oolong. */
const mayBeginTwice: ReadonlySet<number> = new Set(Array.from('aelo', (one) => one.charCodeAt(0)));
const shortestStuttered = 5;

const mostChunks = 4096;

/** Letters between two blanks. */
export const chunkKinds = { plain: 0, joinable: 1 } as const;

/**
 * Puts letters together to chunks (what stands between blanks) and finds which readings of each are open: another
 * alphabet, digits for letters, letters to leave out, separators to overlook, single letters that spell a word.
 */
export class ChunkReader {
  count = 0;
  readonly start = new Int32Array(mostChunks);
  readonly end = new Int32Array(mostChunks);
  readonly kind = new Uint8Array(mostChunks);
  /** Spelled words: from cell to cell. */
  readonly spelled: { start: number; end: number }[] = [];
  /** Whether any chunk may be read over its separators. */
  joinable = false;
  readonly #cells: Cells;
  #from = 0;
  /** Whether the chunk needs a closer look at all. */
  #special = false;
  /** The message has letters of another alphabet that look like no Latin ones: it is written in it. */
  #foreign = false;
  #latin = false;
  readonly #lookalikes: { start: number; end: number }[] = [];

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  begin(): void {
    this.count = 0;
    this.spelled.length = 0;
    this.#lookalikes.length = 0;
    this.joinable = false;
    this.#from = 0;
    this.#special = false;
    this.#foreign = false;
    this.#latin = false;
  }

  put(code: number, sign: number, from: number, to: number): void {
    const cells = this.#cells;
    const last = cells.count - 1;
    const before = cells.gap;
    if (last >= this.#from && cells.own[last] === code) {
      this.#special = true;
      // Three of a kind tell all that a hundred do.
      if (before === breaks.none && this.#isThird(last, code)) {
        cells.to[last] = to;
        return;
      }
    }
    if (sign !== signs.latin || (before > breaks.none && before < breaks.blank))
      this.#special = true;
    cells.push(code, sign, from, to);
  }

  #isThird(last: number, code: number): boolean {
    const { own } = this.#cells;
    return last >= this.#from + 2 && own[last - 1] === code && own[last - 2] === code;
  }

  /** A blank: the chunk is complete. */
  close(): void {
    const start = this.#from;
    const end = this.#cells.count;
    if (end === start || this.count === mostChunks) return;
    const at = this.count;
    this.count = at + 1;
    this.start[at] = start;
    this.end[at] = end;
    this.kind[at] = chunkKinds.plain;
    if (this.#special) this.#look(at);
    else this.#latin = true;
    this.#from = this.end[at] ?? end;
    this.#special = false;
  }

  /** The text is complete. */
  finish(): void {
    this.close();
    if (this.#latin && !this.#foreign)
      for (const { start, end } of this.#lookalikes) this.#readAsLatin(start, end);
    this.#findSpelled();
  }

  #look(at: number): void {
    const start = this.start[at] ?? 0;
    const end = this.#withoutSeparators(start, this.end[at] ?? 0);
    this.end[at] = end;
    const counts = this.#countSigns(start, end);
    if (counts.latin > 0) this.#latin = true;
    if (counts.foreign > 0) this.#readScripts(start, end, counts.latin);
    const letters = counts.latin + counts.foreign;
    if (counts.digits + counts.symbols > 0 && standsForLetters(letters, counts.digits))
      this.#readLeet(start, end);
    this.#loosen(start, end);
    if (isJoinable(counts, end - start)) {
      this.kind[at] = chunkKinds.joinable;
      this.joinable = true;
    }
  }

  /** `i*d*i*o*t`: a sign between each two letters hides none and stands for none. Drops them; where the chunk ends now. */
  #withoutSeparators(start: number, end: number): number {
    const { own, sign, before } = this.#cells;
    if (end - start < 5 || (end - start) % 2 === 0) return end;
    for (let cell = start + 1; cell < end; cell += 2)
      if ((sign[cell] ?? 0) < signs.symbol || own[cell] !== own[start + 1]) return end;
    for (let cell = start + 2; cell < end; cell += 2) {
      this.#cells.move(cell, start + (cell - start) / 2);
      before[start + (cell - start) / 2] = breaks.inner;
    }
    this.#cells.count = start + (end - start + 1) / 2;
    return this.#cells.count;
  }

  #countSigns(start: number, end: number): Counts {
    const { sign, before } = this.#cells;
    const counts = {
      latin: 0,
      foreign: 0,
      digits: 0,
      symbols: 0,
      inner: 0,
      apostrophes: 0,
      single: 0,
    };
    for (let cell = start; cell < end; cell += 1) {
      const one = sign[cell];
      if (one === signs.latin) counts.latin += 1;
      else if (one === signs.foreign) counts.foreign += 1;
      else if (one === signs.digit) counts.digits += 1;
      else counts.symbols += 1;
      if (cell > start && before[cell] === breaks.inner) counts.inner += 1;
      if (before[cell] === breaks.apostrophe) counts.apostrophes += 1;
      const opens = cell === start || before[cell] !== breaks.none;
      if (opens && (cell + 1 === end || before[cell + 1] !== breaks.none)) counts.single += 1;
    }
    return counts;
  }

  /** A word of two alphabets is read in either; one of look-alikes alone waits for what the message is written in. */
  #readScripts(start: number, end: number, latin: number): void {
    const { own, sign } = this.#cells;
    let alike = 0;
    let foreign = 0;
    let disguised = latin > 0;
    for (let cell = start; cell < end; cell += 1) {
      if (sign[cell] !== signs.foreign) continue;
      foreign += 1;
      if (latinAlike(own[cell] ?? 0) !== 0) alike += 1;
      if (isDisguise(own[cell] ?? 0)) disguised = true;
    }
    if (disguised) this.#readAsLatin(start, end);
    else if (alike < foreign) this.#foreign = true;
    else this.#lookalikes.push({ start, end });
  }

  #readAsLatin(start: number, end: number): void {
    const { own, first, sign } = this.#cells;
    for (let cell = start; cell < end; cell += 1) {
      const code = own[cell] ?? 0;
      if (sign[cell] === signs.foreign) first[cell] = latinAlike(code);
      else if (sign[cell] === signs.latin) first[cell] = cyrillicAlike(code);
    }
  }

  #readLeet(start: number, end: number): void {
    const { own, first, second, sign } = this.#cells;
    for (let cell = start; cell < end; cell += 1) {
      if (sign[cell] !== signs.digit && sign[cell] !== signs.symbol) continue;
      const [one, other] = leetOf(own[cell] ?? 0);
      first[cell] = one;
      second[cell] = other;
    }
  }

  /** Marks the letters that may be left out: in `kiiiill` all but one of each kind, in `good` none. */
  #loosen(start: number, end: number): void {
    const { own, loose } = this.#cells;
    // No word of these languages begins with two of a consonant, but Spanish and Welsh ones with `ll`.
    if (end - start >= shortestStuttered && own[start] === own[start + 1])
      loose[start + 1] = mayBeginTwice.has(own[start] ?? 0) ? 0 : 1;
    const stretched = this.#isStretched(start, end) || this.#isDoubled(start, end);
    for (let cell = start + 1; cell < end; cell += 1) {
      const code = own[cell] ?? 0;
      if (code === own[cell - 1] && (stretched || seldomTwice.has(code))) loose[cell] = 1;
    }
  }

  /** `kiiill`: three of a kind. */
  #isStretched(start: number, end: number): boolean {
    const { own } = this.#cells;
    for (let cell = start + 2; cell < end; cell += 1)
      if (own[cell] === own[cell - 1] && own[cell] === own[cell - 2]) return true;
    return false;
  }

  /** `iiddiioott`: each letter at least twice. */
  #isDoubled(start: number, end: number): boolean {
    const { own } = this.#cells;
    if (end - start < 6) return false;
    for (let cell = start; cell < end; cell += 1)
      if (
        (cell === start || own[cell] !== own[cell - 1]) &&
        (cell + 1 === end || own[cell] !== own[cell + 1])
      )
        return false;
    return true;
  }

  /** `k i l l`: at least three single letters in a row, each set apart by blanks. */
  #findSpelled(): void {
    let first = 0;
    for (let chunk = 1; chunk <= this.count; chunk += 1) {
      const goesOn = chunk < this.count && this.#isUnit(chunk) && this.#isUnit(chunk - 1);
      if (goesOn) continue;
      if (chunk - first >= 3) this.#spells(this.start[first] ?? 0, this.end[chunk - 1] ?? 0);
      first = chunk;
    }
  }

  #spells(start: number, end: number): void {
    const { latin, foreign } = this.#countSigns(start, end);
    if (latin + foreign < 2) return;
    this.#narrow(start, end);
    this.#readLeet(start, end);
    if (this.#isDoubled(start, end)) this.#loosen(start, end);
    if (latin > 0 && foreign > 0) this.#readAsLatin(start, end);
    this.spelled.push({ start, end });
  }

  /** Where every letter is set apart widely, none is more than another. */
  #narrow(start: number, end: number): void {
    const { before } = this.#cells;
    for (let cell = start + 1; cell < end; cell += 1) if (before[cell] !== breaks.wide) return;
    before.fill(breaks.blank, start + 1, end);
  }

  #isUnit(chunk: number): boolean {
    const start = this.start[chunk] ?? 0;
    const length = (this.end[chunk] ?? 0) - start;
    const { own } = this.#cells;
    return length === 1 || (length === 2 && own[start] === own[start + 1]);
  }
}

interface Counts {
  readonly latin: number;
  readonly foreign: number;
  readonly digits: number;
  readonly symbols: number;
  readonly inner: number;
  readonly apostrophes: number;
  /** Letters that stand alone between separators. */
  readonly single: number;
}

/** `k1ll` and `1d10t`, but no version, measure, address or id. */
const standsForLetters = (letters: number, digits: number): boolean =>
  letters >= 1 && (digits <= letters || (letters >= 2 && digits <= letters + 1));

/** `k.i.l.l`, `k!ll` and `id.iot`, but not `he'll`. */
function isJoinable(counts: Counts, length: number): boolean {
  const { inner, apostrophes, single, symbols, digits } = counts;
  if (inner + apostrophes === 0 || length < 3) return false;
  if (apostrophes === 1 && inner === 0) return false;
  // `id.iot`: one cut in a word that is long enough to be no two words.
  const isCutOnce = inner === 1 && apostrophes + digits === 0 && length >= shortestCut;
  return single > 0 || symbols > 0 || isCutOnce;
}

const shortestCut = 5;
