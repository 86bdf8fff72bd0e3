import { parseDuration } from '../../base/duration.ts';
import type { Token } from './tokens.ts';

/** What was expected where a sentence cannot be read. Thrown within the reader only. */
export class Unread extends Error {
  readonly what: string;
  readonly found: string;

  constructor(what: string, found: string) {
    super(what);
    this.what = what;
    this.found = found;
  }
}

/** Behind a comma, these end a list. */
const goesOn: ReadonlySet<string> = new Set(['and', 'then', 'unless']);

/** Goes through the words of a sentence. What does not fit is thrown as `Unread`. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** The word that comes next, in lower case, left where it is; undefined where none does. */
  get next(): string | undefined {
    return this.#wordAt(this.#at);
  }

  /** Takes these words if they come next. */
  take(phrase: string): boolean {
    const words = phrase.split(' ');
    const fits = words.every((word, one) => this.#wordAt(this.#at + one) === word);
    if (fits) this.#at += words.length;
    return fits;
  }

  /** The first of the phrases that comes next. */
  oneOf<Phrase extends string>(phrases: readonly Phrase[]): Phrase | undefined {
    return phrases.find((phrase) => this.take(phrase));
  }

  comma(): boolean {
    const is = this.#tokens[this.#at]?.kind === 'comma';
    if (is) this.#at += 1;
    return is;
  }

  text(): string | undefined {
    return this.#ofKind('text')?.value;
  }

  pattern(): Token | undefined {
    return this.#ofKind('pattern');
  }

  word(what: string): string {
    const token = this.#ofKind('word');
    return token ? token.value : this.fail(what);
  }

  number(): number | undefined {
    const word = this.#wordAt(this.#at);
    if (word === undefined || !/^\d{1,6}$/.test(word)) return undefined;
    this.#at += 1;
    return Number(word);
  }

  /** `70%`. */
  percent(): number | undefined {
    const [, digits] = /^(\d{1,3})%$/.exec(this.#wordAt(this.#at) ?? '') ?? [];
    if (digits === undefined) return undefined;
    this.#at += 1;
    return Number(digits);
  }

  /** `7d`, `7 days`, `2h30m`. */
  durationMs(): number {
    const first = this.#wordAt(this.#at) ?? '';
    const both = parseDuration(`${first} ${this.#wordAt(this.#at + 1) ?? ''}`);
    if (/^\d+$/.test(first) && both !== undefined) {
      this.#at += 2;
      return both;
    }
    const one = parseDuration(first);
    if (one === undefined) return this.fail('duration');
    this.#at += 1;
    return one;
  }

  /** One or more, with commas, `or` and `and` between; `or` and `and` only before another of the kind. */
  list(read: () => string | undefined, what: string): readonly string[] {
    const items: string[] = [];
    for (;;) {
      const item = read();
      if (item === undefined) return this.fail(what);
      items.push(item);
      if (!this.comma() && !this.take('or')) return items;
      if (goesOn.has(this.#wordAt(this.#at) ?? '')) return items;
      this.take('or');
    }
  }

  fail(what: string): never {
    throw new Unread(what, this.#tokens[this.#at]?.value ?? '');
  }

  #ofKind(kind: Token['kind']): Token | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind) return undefined;
    this.#at += 1;
    return token;
  }

  #wordAt(at: number): string | undefined {
    const token = this.#tokens[at];
    return token?.kind === 'word' ? token.value.toLowerCase() : undefined;
  }
}
