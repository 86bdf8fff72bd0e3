import { type Result, ok, refuse } from '../../base/result.ts';
import type { Argument } from './arguments.ts';

const numberShape = /^#?\d{1,15}(?:[\s,]+#?\d{1,15})*(?=\s|$)/;
const mostNumbers = 200;

/** Several numbers one after the other: `3 4 #5`. */
export const numbers = ({ example = '3 4' }: { readonly example?: string } = {}): Argument<
  readonly number[]
> => ({
  kind: 'text',
  optional: false,
  example,
  fits: (typed) => numberShape.test(typed),
  span: (line) => numberShape.exec(line)?.[0],
  read(typed): Result<readonly number[]> {
    const found = typed.match(/\d+/g) ?? [];
    const whole = numberShape.exec(typed.trim())?.[0] === typed.trim();
    return whole && found.length <= mostNumbers
      ? ok([...new Set(found.map(Number))])
      : refuse('usage.expected', { what: `numbers like ${example}`, typed });
  },
});

const moment = String.raw`(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2})?|\d{1,2}[:h]\d{2}|\d[\d.]*[a-z][\da-z.]*|\p{L}{3,9}(?:\s+\d{1,2}[:h]\d{2})?)`;
const sinceShape = new RegExp(String.raw`^(?:since|depuis)[:\s]\s*(${moment})(?=\s|$)`, 'iu');

/** `since 2h`, `since:monday`: the moment is read where the time zone is known. */
export const since = (): Argument<string> => ({
  kind: 'text',
  optional: false,
  example: 'since 2h',
  fits: (typed) => sinceShape.test(typed),
  span: (line) => sinceShape.exec(line)?.[0],
  read(typed) {
    const found = sinceShape.exec(typed)?.[1] ?? typed;
    return found !== '' && found.length <= 40
      ? ok(found)
      : refuse('usage.expected', { what: 'since 2h', typed });
  },
});
