import { type Result, ok, refuse } from '../base/result.ts';

/**
 * The value of a JSON text. Numbers that do not fit exactly (Discord's ids have 18 digits and more) come as the text
 * that stands there. What is wrong is told by its line: the parser's own words would quote the file, and with it a
 * secret.
 */
export function jsonIn(text: string, path: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text, exactly);
    return ok(value);
  } catch (failure) {
    const said = failure instanceof Error ? failure.message : '';
    const at = Number(/at position (\d+)/.exec(said)?.[1] ?? text.length);
    return refuse('import.not-json', { path, line: text.slice(0, at).split('\n').length });
  }
}

const exactly = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

/** A thing with names and values; no list. */
export type Plain = Readonly<Record<string, unknown>>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
