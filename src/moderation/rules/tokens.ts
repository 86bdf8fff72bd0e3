import { type Result, ok, refuse } from '../../base/result.ts';

/** A piece of a sentence: a word, a text in quotes, an expression between slashes, or a comma. */
export interface Token {
  readonly kind: 'word' | 'text' | 'pattern' | 'comma';
  readonly value: string;
  /** Of a pattern. */
  readonly flags: string;
}

const quotes: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»', '„': '“' };

/** Cuts a sentence; refuses where a quote or an expression is not closed. */
export function tokensOf(sentence: string): Result<readonly Token[]> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sentence.length) {
    const sign = sentence.charAt(at);
    if (/\s/.test(sign)) {
      at += 1;
      continue;
    }
    const read = tokenAt(sentence, at, sign);
    if (!read) return refuse('automod.sentence.open', { where: sentence.slice(at, at + 30) });
    tokens.push(read.token);
    at = read.end;
  }
  return ok(tokens);
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function tokenAt(sentence: string, at: number, sign: string): Read | undefined {
  if (sign === ',') return { token: { kind: 'comma', value: ',', flags: '' }, end: at + 1 };
  const closing = quotes[sign];
  if (closing !== undefined) {
    const found = upTo(sentence, at + 1, closing);
    return found && { token: { kind: 'text', value: found.inside, flags: '' }, end: found.end };
  }
  if (sign === '/') return patternAt(sentence, at);
  const end = wordEnd(sentence, at);
  return { token: { kind: 'word', value: sentence.slice(at, end), flags: '' }, end };
}

/** Whatever stands before the closing sign; a backslash takes its meaning from the sign behind it. */
function upTo(sentence: string, from: number, closing: string) {
  let inside = '';
  for (let at = from; at < sentence.length; at += 1) {
    const sign = sentence.charAt(at);
    if (sign === closing) return { inside, end: at + 1 };
    if (sign === '\\' && at + 1 < sentence.length) at += 1;
    inside += sentence.charAt(at);
  }
  return undefined;
}

/** `/…/i`: backslashes stay, but for the one before a slash. */
function patternAt(sentence: string, start: number): Read | undefined {
  let value = '';
  for (let at = start + 1; at < sentence.length; at += 1) {
    const sign = sentence.charAt(at);
    if (sign === '/') {
      const [flags = ''] = /^[a-z]*/.exec(sentence.slice(at + 1)) ?? [];
      return { token: { kind: 'pattern', value, flags }, end: at + 1 + flags.length };
    }
    if (sign === '\\') {
      at += 1;
      value += sentence.charAt(at) === '/' ? '/' : `\\${sentence.charAt(at)}`;
    } else value += sign;
  }
  return undefined;
}

function wordEnd(sentence: string, from: number): number {
  let at = from;
  while (at < sentence.length && !/[\s,"“”«»„]/.test(sentence.charAt(at))) at += 1;
  return Math.max(at, from + 1);
}

/** A text in quotes, so that it is read back. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** An expression between slashes, so that it is read back. */
export function slashed(source: string, flags: string): string {
  const safe = source.replace(/\\[\s\S]|\//g, (found) => (found === '/' ? '\\/' : found));
  return `/${safe}/${flags}`;
}
