import { shapeOf } from './confusables.ts';

/** What a character is to someone who looks for words. */
export const kinds = { gap: 0, space: 1, letter: 2, digit: 3, mark: 4, nothing: 5 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** A character as it is read: what it is, and its plain lower-case letters. */
export interface Folded {
  readonly kind: Kind;
  readonly codes: readonly number[];
  /** Whether it is written in Latin letters. */
  readonly latin: boolean;
  /** Whether it has a capital form, and whether it is one. */
  readonly cased: boolean;
  readonly capital: boolean;
  /** Whether its script sets no blanks between words. */
  readonly unspaced: boolean;
}

const blank = '\u2800';
const noBlanks =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const rememberAtMost = 20_000;
const remembered = new Map<number, Folded>();

/** Folds one code point: case, accents, width, style and shape fall away. Remembers what it has seen. */
export function foldOf(codePoint: number): Folded {
  const known = remembered.get(codePoint);
  if (known) return known;
  const folded = fold(String.fromCodePoint(codePoint));
  if (remembered.size >= rememberAtMost) remembered.clear();
  remembered.set(codePoint, folded);
  return folded;
}

const of = (kind: Kind): Folded => ({
  ...{ kind, codes: [], latin: false, cased: false, capital: false, unspaced: false },
});

function fold(character: string): Folded {
  if (/^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u.test(character)) return of(kinds.nothing);
  // Vowel signs of Indic scripts are letters of their own; what is stacked on any letter is a decoration.
  if (/^[\p{Script=Inherited}\u0483-\u0489]$/u.test(character)) return of(kinds.mark);
  if (/^[\s\p{Z}]$/u.test(character) || character === blank) return of(kinds.space);
  const plain = Array.from(character.normalize('NFKD').toLowerCase().normalize('NFKD'))
    .filter((one) => !/^[\p{Script=Inherited}\u0483-\u0489]$/u.test(one))
    .map((one) => shapeOf.get(one) ?? regionalLetter(one) ?? one)
    .join('');
  const letters = Array.from(plain).filter((one) => /^[\p{L}\p{M}\p{N}]$/u.test(one));
  if (letters.length === 0) return of(kinds.gap);
  const isDigit = letters.every((one) => /^\p{N}$/u.test(one));
  return {
    kind: isDigit ? kinds.digit : kinds.letter,
    codes: letters.map((one) => one.codePointAt(0) ?? 0),
    latin: /^[a-z]+$/.test(letters.join('')) || /\p{Script=Latin}/u.test(plain),
    cased: character.toLowerCase() !== character.toUpperCase(),
    capital: character.toLowerCase() !== character && character.toUpperCase() === character,
    unspaced: noBlanks.test(plain),
  };
}

/** The letters that flags are made of: `🇰` is a `k` to whoever spells with them. */
function regionalLetter(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x1f1e6 && code <= 0x1f1ff ? String.fromCharCode(97 + code - 0x1f1e6) : undefined;
}
