import { type Cells, Cells as Columns, anyLetter, breaks, signs } from './cells.ts';
import { ChunkReader } from './chunk-reader.ts';
import { type Folded, type Kind, foldOf, kinds } from './fold.ts';
import { isLetterSign } from './leet.ts';

const ascii = { gap: 0, space: 1, letter: 2, digit: 3, symbol: 4, apostrophe: 5, mask: 6 } as const;

/** What each ASCII character is. */
const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return ascii.space;
  if (/[a-z]/i.test(character)) return ascii.letter;
  if (/\d/.test(character)) return ascii.digit;
  if ('@$!|+'.includes(character)) return ascii.symbol;
  if (character === "'") return ascii.apostrophe;
  return '*#%&'.includes(character) ? ascii.mask : ascii.gap;
});

const newline = 10;
const lessThan = 60;
const at = 64;
const dollar = 36;
const pipe = 124;
const rightQuote = 0x2019;
/** `<@123>`, `<#123>`, `<:name:123>`, `<t:123:R>`: what Discord writes for things that are no words. */
const native = /<(?:@[!&]?|#|a?:\w+:|t:|\/|id:)[^<>\s]{1,100}>/y;

/**
 * A text as its reader understands it: letters without disguise, with where each stood, what separates them, and
 * which readings are open. Reused for the next text: what is to be kept is copied.
 */
export class Reading {
  readonly cells: Cells = new Columns();
  readonly chunks = new ChunkReader(this.cells);
  /** The text itself, for evidence. */
  text = '';
  /** Letters that have capitals, and how many of them are. */
  cased = 0;
  capitals = 0;
  /** Marks beyond the first on one letter, as in zalgo. */
  stacked = 0;
  #marks = 0;
  /** How many `*` or the like stood where the word began: as many of them behind are the end of bold text. */
  #opened = 0;
  /** The last letter is of a script that sets no blanks between words. */
  #unspaced = false;

  read(text: string): this {
    this.#begin(text);
    const linkAt = linkIn(text, 0);
    let next = linkAt;
    let where = 0;
    while (where < text.length) {
      if (where === next) {
        where = endOfWord(text, where);
        next = linkIn(text, where);
        this.#space(false);
        continue;
      }
      const code = text.charCodeAt(where);
      where = code < 128 ? this.#ascii(text, where, code) : this.#other(text, where);
    }
    this.chunks.finish();
    return this;
  }

  #begin(text: string): void {
    this.text = text;
    this.cells.count = 0;
    this.chunks.begin();
    this.cased = 0;
    this.capitals = 0;
    this.stacked = 0;
    this.cells.gap = breaks.wide;
    this.#marks = 0;
    this.#opened = 0;
    this.#unspaced = false;
  }

  #ascii(text: string, where: number, code: number): number {
    switch (asciiKinds[code]) {
      case ascii.letter: {
        const lower = code | 32;
        this.cased += 1;
        if (lower !== code) this.capitals += 1;
        this.#put(lower, signs.latin, where, where + 1);
        return where + 1;
      }
      case ascii.space:
        this.#space(code === newline || (where > 0 && text.charCodeAt(where - 1) === code));
        return where + 1;
      case ascii.digit:
        this.#put(code, signs.digit, where, where + 1);
        return where + 1;
      case ascii.symbol:
        this.#symbol(text, where, code);
        return where + 1;
      case ascii.mask:
        return this.#mask(text, where);
      case ascii.apostrophe:
        this.#separate(breaks.apostrophe);
        return where + 1;
      default:
        return code === lessThan ? this.#native(text, where) : this.#separated(where + 1);
    }
  }

  #other(text: string, where: number): number {
    const codePoint = text.codePointAt(where) ?? 0;
    if (isLetterSign(codePoint)) {
      this.#symbol(text, where, codePoint);
      return where + 1;
    }
    const to = where + (codePoint > 0xffff ? 2 : 1);
    const folded = foldOf(codePoint);
    if (folded.codes.length > 0) this.#letters(folded, where, to);
    else if (codePoint === rightQuote) this.#separate(breaks.apostrophe);
    else this.#between(folded.kind, to);
    if (folded.unspaced && text.charCodeAt(to) < 128) this.#meet(false);
    return to;
  }

  #between(kind: Kind, to: number): void {
    if (kind === kinds.mark) this.#mark(to);
    else if (kind === kinds.space) this.#space(false);
    else if (kind === kinds.gap) this.#separate(breaks.inner);
  }

  #letters(folded: Folded, where: number, to: number): void {
    const { kind, codes, latin, capital, cased, unspaced } = folded;
    this.#meet(unspaced);
    if (cased) this.cased += 1;
    if (capital) this.capitals += 1;
    const sign = kind === kinds.digit ? signs.digit : latin ? signs.latin : signs.foreign;
    for (const code of codes) this.#put(code, sign, where, to);
  }

  /** Between a script with blanks and one without, words end. */
  #meet(unspaced: boolean): void {
    if (unspaced !== this.#unspaced) this.#separate(breaks.inner);
    this.#unspaced = unspaced;
  }

  #put(code: number, sign: number, from: number, to: number): void {
    this.#marks = 0;
    this.chunks.put(code, sign, from, to);
  }

  /** `$` and its like are letters where letters go on behind them; `@` and `$` also begin a word, and `$` ends one. */
  #symbol(text: string, where: number, code: number): void {
    const within = this.cells.gap < breaks.blank;
    const mayBegin = code === at || code === dollar || code > 127;
    const goesOn = isWordBehind(text, where, code) || (within && code === dollar);
    if (!goesOn || !(within || mayBegin)) return this.#separate(breaks.inner);
    if (within) this.cells.gap = Math.max(this.cells.gap, breaks.inner);
    this.#put(code, signs.symbol, where, where + 1);
    this.cells.gap = breaks.inner;
  }

  /** Up to three `*` between letters hide as many letters; elsewhere they only set words apart. */
  #mask(text: string, where: number): number {
    let to = where;
    while (to < text.length && asciiKinds[text.charCodeAt(to)] === ascii.mask) to += 1;
    const signsHere = to - where;
    const isWithin = this.cells.gap === breaks.none;
    const closes = isWithin && signsHere === this.#opened;
    this.#opened = isWithin ? 0 : signsHere;
    const hides = isWithin && !closes && signsHere <= 3 && isWordAt(text, to);
    if (!hides) return this.#separated(to);
    for (let one = where; one < to; one += 1) this.#put(anyLetter, signs.mask, one, one + 1);
    return to;
  }

  #native(text: string, where: number): number {
    native.lastIndex = where;
    return this.#separated(native.test(text) ? native.lastIndex : where + 1);
  }

  #mark(to: number): void {
    this.#marks += 1;
    if (this.#marks > 1) this.stacked += 1;
    if (this.cells.count > 0) this.cells.to[this.cells.count - 1] = to;
  }

  #separated(next: number): number {
    this.#separate(breaks.inner);
    return next;
  }

  #separate(how: number): void {
    if (this.cells.gap < breaks.inner) this.cells.gap = how;
  }

  #space(wide: boolean): void {
    this.chunks.close();
    this.#opened = 0;
    this.cells.gap = wide ? breaks.wide : Math.max(this.cells.gap, breaks.blank);
  }
}

const mostSigns = 3;

/** Whether letters go on behind this sign, or behind a few more of them; `||` hides text on Discord and is no letter. */
function isWordBehind(text: string, where: number, code: number): boolean {
  if (code === pipe && (text.charCodeAt(where - 1) === pipe || text.charCodeAt(where + 1) === pipe))
    return false;
  let next = where + 1;
  while (next <= where + mostSigns && asciiKinds[text.charCodeAt(next)] === ascii.symbol) next += 1;
  return isWordAt(text, next);
}

function isWordAt(text: string, where: number): boolean {
  const code = where < text.length ? text.charCodeAt(where) : 0;
  if (code >= 128) return true;
  const kind = asciiKinds[code];
  return kind === ascii.letter || kind === ascii.digit;
}

/** Where the next address begins (`https://…`, `www.…`, `2001:db8::1`). Addresses are no words; rules about links look at them. */
function linkIn(text: string, from: number): number {
  const named = schemeIn(text, from);
  const bare = text.indexOf('www.', from);
  const isFirst = bare >= 0 && (named < 0 || bare < named);
  return isFirst && (bare === 0 || !isNoSpace(text.charCodeAt(bare - 1))) ? bare : named;
}

function schemeIn(text: string, from: number): number {
  let colon = text.indexOf(':', from);
  while (colon >= 0) {
    if (text.startsWith('://', colon)) return wordStart(text, from, colon, isLetter);
    let next = colon + 1;
    if (text.startsWith('::', colon)) {
      next = endOfWord(text, colon);
      const start = wordStart(text, from, colon, isNoSpace);
      if (/^[\da-f:]+(?:\/\d+)?$/i.test(text.slice(start, next))) return start;
    }
    colon = text.indexOf(':', next);
  }
  return -1;
}

function wordStart(
  text: string,
  from: number,
  colon: number,
  belongs: (code: number) => boolean,
): number {
  let start = colon;
  while (start > from && belongs(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

const isLetter = (code: number): boolean => asciiKinds[code] === ascii.letter;
const isNoSpace = (code: number): boolean => asciiKinds[code] !== ascii.space;

function endOfWord(text: string, where: number): number {
  let to = where;
  while (to < text.length && asciiKinds[text.charCodeAt(to)] !== ascii.space) to += 1;
  return to;
}
