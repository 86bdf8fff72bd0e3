import { RE2JS } from 're2js';
import { messageOf } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

export const longestPattern = 500;

/** A regular expression that takes time by the length of the text, whoever wrote it, and whoever the text. */
export interface Pattern {
  find(
    text: string,
    lower: () => string,
  ): { readonly from: number; readonly to: number } | undefined;
}

/** Compiles; refuses with what is wrong. Flags: `i`, `s`, `m`. */
export function patternOf(source: string, flags: string): Result<Pattern> {
  if (source.length > longestPattern)
    return refuse('automod.pattern.long', { most: longestPattern });
  try {
    const compiled = RE2JS.compile(source, flagsOf(flags));
    if (compiled.test('')) return refuse('automod.pattern.empty', { source });
    return ok(new Compiled(compiled, literalsOf(source, flags.includes('i'))));
  } catch (failure) {
    return refuse('automod.pattern.bad', { source, why: messageOf(failure) });
  }
}

class Compiled implements Pattern {
  readonly #compiled: RE2JS;
  readonly #literals: readonly string[];

  constructor(compiled: RE2JS, literals: readonly string[]) {
    this.#compiled = compiled;
    this.#literals = literals;
  }

  find(text: string, lower: () => string) {
    // Where what must stand in every match stands nowhere, there is none: true of nearly every message.
    if (!this.#mayMatch(lower)) return undefined;
    if (!this.#compiled.test(text)) return undefined;
    const matcher = this.#compiled.matcher(text);
    return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined;
  }

  #mayMatch(lower: () => string): boolean {
    if (this.#literals.length === 0) return true;
    const text = lower();
    return this.#literals.some((literal) => text.includes(literal));
  }
}

function flagsOf(flags: string): number {
  let all = 0;
  if (flags.includes('i')) all |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('s')) all |= RE2JS.DOTALL;
  if (flags.includes('m')) all |= RE2JS.MULTILINE;
  return all;
}

/**
 * Lower-case texts of which every match holds one: of each alternative the longest run of plain letters outside of
 * groups and classes. Empty where that is not plain to see.
 */
function literalsOf(source: string, anyCase: boolean): readonly string[] {
  // Flags within, lookarounds, `\pL`, `\x41`, `\Q…\E`: rare enough not to be understood.
  if (/\(\?(?!:)|\\[pPxQE]/.test(source)) return [];
  // `ſ` is an `s` in any case, and does not become one in lower case.
  const plain = anyCase ? /^[a-rt-z0-9 -]$/i : /^[a-z0-9 -]$/i;
  const found = alternativesOf(source).map((pieces) => longestRun(pieces, plain));
  return found.every((literal) => literal.length >= 3) ? found : [];
}

interface Piece {
  readonly unit: string;
  readonly times: string;
}

function alternativesOf(source: string): readonly (readonly Piece[])[] {
  const alternatives: Piece[][] = [[]];
  let depth = 0;
  for (const [, unit = '', times = ''] of source.matchAll(pieces)) {
    depth += depths.get(unit) ?? 0;
    if (unit === '|' && depth === 0) alternatives.push([]);
    // What is in a group may be optional, or one of several.
    else alternatives.at(-1)?.push({ unit: depth > 0 ? '(' : unit, times });
  }
  return alternatives;
}

function longestRun(all: readonly Piece[], plain: RegExp): string {
  let run = '';
  let best = '';
  for (const { unit, times } of all) {
    const isThere = plain.test(unit) && !/^[?*{]/.test(times);
    run = isThere ? run + unit.toLowerCase() : '';
    if (run.length > best.length) best = run;
    if (times !== '') run = '';
  }
  return best;
}

const depths: ReadonlyMap<string, number> = new Map([
  ['(', 1],
  [')', -1],
]);

/** A sign, a class or an escape, with how often it may stand. */
const pieces = /(\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[\s\S])((?:[?*+]|\{\d*,?\d*\})?)/g;
