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
    return ok(new Compiled(compiled, literalOf(source, flags.includes('i'))));
  } catch (failure) {
    return refuse('automod.pattern.bad', { source, why: messageOf(failure) });
  }
}

class Compiled implements Pattern {
  readonly #compiled: RE2JS;
  readonly #literal: string;

  constructor(compiled: RE2JS, literal: string) {
    this.#compiled = compiled;
    this.#literal = literal;
  }

  find(text: string, lower: () => string) {
    // Where what must stand in every match stands nowhere, there is none: true of nearly every message.
    if (this.#literal !== '' && !lower().includes(this.#literal)) return undefined;
    if (!this.#compiled.test(text)) return undefined;
    const matcher = this.#compiled.matcher(text);
    return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined;
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
 * The longest run of plain lower-case letters that every match holds, or nothing where that is not plain to see: outside
 * of groups and classes, not optional, and no alternatives.
 */
export function literalOf(source: string, anyCase: boolean): string {
  if (/[|]|\(\?|\\[pPxQE]/.test(source)) return '';
  // `ſ` is an `s` in any case, and does not become one in lower case.
  const plain = anyCase ? /^[a-rt-z0-9 -]$/i : /^[a-z0-9 -]$/i;
  let depth = 0;
  let run = '';
  let best = '';
  for (const { unit, times } of piecesOf(source)) {
    depth += depths.get(unit) ?? 0;
    const isThere = depth === 0 && plain.test(unit) && !/^[?*{]/.test(times);
    run = isThere ? run + unit.toLowerCase() : '';
    if (run.length > best.length) best = run;
    if (times !== '') run = '';
  }
  return best.length >= 3 ? best : '';
}

const depths: ReadonlyMap<string, number> = new Map([
  ['(', 1],
  [')', -1],
]);

/** A sign, a class or an escape, with how often it may stand. */
const pieces = /(\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[\s\S])((?:[?*+]|\{\d*,?\d*\})?)/g;

const piecesOf = (source: string) =>
  Array.from(source.matchAll(pieces), ([, unit = '', times = '']) => ({ unit, times }));
