import { type Cells, anyLetter, breaks, signs } from './cells.ts';
import { chunkKinds } from './chunk-reader.ts';
import { foldOf } from './fold.ts';
import type { Reading } from './reading.ts';
import { Trie, blank } from './trie.ts';

/** A word as people write it in a list, and what is found under its number. */
export interface Listed {
  /** `kill`, `free nitro`; `scam*`, `*coin`, `*porn*` where more may stand before or behind. */
  readonly word: string;
  readonly number: number;
}

/** Called with the number of a word and where it stood, from and to. */
export type Found = (word: number, from: number, to: number) => void;

/** How the separators between letters are taken. */
type Way = 'parts' | 'joined' | 'spelled';

/** Whether a text is a word that can be listed: it has at least two letters, and not only `*`. */
export const canBeListed = (word: string): boolean => lettersOf(word).length >= 2;

/**
 * Words looked for all at once. The letters may be disguised, repeated, set apart or spelled; words end where words
 * end: `kill` is in `k.i.l.l` and not in `skill`.
 */
export class WordList {
  readonly #whole = new Trie();
  readonly #within = new Trie();
  readonly #open = new Map<number, { readonly before: boolean; readonly behind: boolean }>();
  readonly #lengths = new Map<number, number>();
  readonly #numbers: number[] = [];
  #cells: Cells | undefined;
  #found: Found = () => {};
  #way: Way = 'parts';
  #start = 0;
  #end = 0;
  #stepsLeft = 0;

  constructor(words: readonly Listed[]) {
    words.forEach(({ word, number }, at) => {
      const letters = lettersOf(word);
      if (letters.length < 2) return;
      const before = word.startsWith('*');
      const behind = word.endsWith('*');
      this.#open.set(at, { before, behind });
      this.#lengths.set(at, letters.length);
      this.#numbers.push(number);
      (before ? this.#within : this.#whole).add(letters, at);
    });
    this.#whole.seal();
    this.#within.seal();
  }

  get isEmpty(): boolean {
    return this.#whole.isEmpty && this.#within.isEmpty;
  }

  /** Tells of every word in the text; of one that stands there several times, several times. */
  find(reading: Reading, found: Found): void {
    if (this.isEmpty) return;
    this.#cells = reading.cells;
    this.#found = found;
    this.#inParts(reading);
    if (reading.chunks.joinable) this.#inChunks(reading);
    for (const { start, end } of reading.chunks.spelled) this.#inSpelled(start, end, reading.cells);
  }

  #inParts({ cells }: Reading): void {
    this.#way = 'parts';
    this.#end = cells.count;
    const { before } = cells;
    const inner = !this.#within.isEmpty;
    for (let cell = 0; cell < cells.count; cell += 1) {
      this.#start = cell;
      if (before[cell] !== breaks.none) this.#begin(this.#whole, cell);
      if (inner) this.#begin(this.#within, cell);
    }
  }

  /** Whole chunks, over what separates their letters; phrases go on from chunk to chunk. */
  #inChunks({ cells, chunks }: Reading): void {
    this.#way = 'joined';
    this.#end = cells.count;
    for (let chunk = 0; chunk < chunks.count; chunk += 1) {
      const nextToTricky =
        chunks.kind[chunk] === chunkKinds.joinable ||
        chunks.kind[chunk + 1] === chunkKinds.joinable;
      if (!nextToTricky) continue;
      this.#start = chunks.start[chunk] ?? 0;
      this.#begin(this.#whole, this.#start);
    }
  }

  /** A word begins with the first letter or behind a wide blank: `f r e e   n i t r o`. */
  #inSpelled(start: number, end: number, cells: Cells): void {
    this.#way = 'spelled';
    this.#end = end;
    for (let cell = start; cell < end; cell += 1) {
      if (cell > start && cells.before[cell] !== breaks.wide) continue;
      this.#spelledFrom(cell);
      // "I s p a m": a letter that is a word by itself is not the first of the next.
      if (aloneAlso.has(cells.own[cell] ?? 0)) this.#spelledFrom(cell + 1);
    }
  }

  #spelledFrom(cell: number): void {
    this.#start = cell;
    if (this.#end - cell >= 3) this.#begin(this.#whole, cell);
  }

  #begin(trie: Trie, cell: number): void {
    this.#stepsLeft = mostSteps;
    this.#walk(trie, 0, cell);
  }

  /** All words that go on from this node with the letters from this cell on, in every reading that is open. */
  #walk(trie: Trie, node: number, cell: number): void {
    const cells = this.#cells;
    if (!cells || this.#stepsLeft <= 0) return;
    this.#stepsLeft -= 1;
    if (node !== 0) this.#arrive(trie, node, cell, cells);
    if (cell >= this.#end) return;
    const past = cell > this.#start ? this.#overBreak(trie, node, cell, cells) : node;
    if (past < 0) return;
    this.#read(trie, past, cell, cells);
    if (cells.loose[cell] === 1 && cell > this.#start) this.#walk(trie, past, cell + 1);
  }

  #read(trie: Trie, node: number, cell: number, { own, first, second }: Cells): void {
    if (own[cell] === anyLetter) return this.#walkAny(trie, node, cell + 1);
    this.#step(trie, node, own[cell] ?? 0, cell);
    this.#step(trie, node, first[cell] ?? 0, cell);
    this.#step(trie, node, second[cell] ?? 0, cell);
  }

  #walkAny(trie: Trie, node: number, cell: number): void {
    for (const next of trie.childrenOf(node)) this.#walk(trie, next, cell);
  }

  #step(trie: Trie, node: number, letter: number, cell: number): void {
    const next = letter === 0 ? 0 : trie.next(node, letter);
    if (next !== 0) this.#walk(trie, next, cell + 1);
  }

  /** The node on the other side of what separates this letter from the one before; -1 where the word cannot go on. */
  #overBreak(trie: Trie, node: number, cell: number, cells: Cells): number {
    const gap = cells.before[cell] ?? 0;
    if (gap === breaks.none) return node;
    const phrase = trie.next(node, blank);
    if (this.#way === 'parts') return phrase === 0 ? -1 : phrase;
    if (this.#way === 'joined') {
      if (gap < breaks.blank) return node;
      return phrase === 0 ? -1 : phrase;
    }
    // Spelled phrases may have their blanks or not.
    if (phrase !== 0) return phrase;
    return gap === breaks.wide ? -1 : node;
  }

  #arrive(trie: Trie, node: number, cell: number, cells: Cells): void {
    for (const at of trie.wordsAt(node)) {
      const open = this.#open.get(at);
      if (!open || !this.#endsHere(open.behind, cell, cells)) continue;
      if (this.#isMostlyHidden(at, cell, cells)) continue;
      const from = cells.from[this.#start] ?? 0;
      this.#found(this.#numbers[at] ?? 0, from, cells.to[cell - 1] ?? from);
    }
  }

  #endsHere(openBehind: boolean, cell: number, cells: Cells): boolean {
    if (cell >= cells.count) return true;
    const gap = cells.before[cell] ?? 0;
    if (this.#way === 'spelled') return cell === this.#end || gap === breaks.wide;
    if (this.#way === 'joined') return gap >= breaks.blank;
    if (openBehind || gap !== breaks.none) return true;
    return onlyDigitsFollow(cell, cells);
  }

  /** `f**l` may be any of many words; half of the letters have to be seen, and short words wholly. */
  #isMostlyHidden(at: number, cell: number, cells: Cells): boolean {
    let hidden = 0;
    for (let one = this.#start; one < cell; one += 1) if (cells.own[one] === anyLetter) hidden += 1;
    if (hidden === 0) return false;
    const length = this.#lengths.get(at) ?? 0;
    return length < 4 || hidden * 2 > length;
  }
}

/** A walk takes a step or two a letter. Texts made to open every reading at every letter get no more time than this. */
const mostSteps = 500;

/** Words of one letter, in languages that many write. */
const aloneAlso: ReadonlySet<number> = new Set(Array.from('aiyoeuà', (one) => one.charCodeAt(0)));

/** `idiot42`: digits behind a word are not part of it. Loose letters neither. */
function onlyDigitsFollow(cell: number, cells: Cells): boolean {
  for (
    let one = cell;
    one < cells.count && (one === cell || cells.before[one] === breaks.none);
    one += 1
  )
    if (cells.sign[one] !== signs.digit && cells.loose[one] !== 1) return false;
  return true;
}

/** The letters of a listed word, folded as texts are; blanks become one blank each. */
function lettersOf(word: string): readonly number[] {
  const letters: number[] = [];
  for (const character of word.trim().replace(/^\*+|\*+$/gu, '')) {
    const { codes } = foldOf(character.codePointAt(0) ?? 0);
    if (codes.length > 0) letters.push(...codes);
    else if (letters.length > 0 && letters.at(-1) !== blank && !isSilent(character))
      letters.push(blank);
  }
  if (letters.at(-1) === blank) letters.pop();
  return letters;
}

/** Accents by themselves and what cannot be seen: no blank between words. */
const isSilent = (character: string): boolean => /^[\p{M}\p{Cf}]$/u.test(character);
