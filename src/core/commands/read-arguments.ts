import { type Refusal, type Result, ok, refuse } from '../../base/result.ts';
import type { Argument, Arguments, Lookup, ValuesOf } from './arguments.ts';

/** What a person gave: a line still to be cut, or options that the platform has named already. */
export type Given =
  | { readonly kind: 'line'; readonly text: string }
  | {
      readonly kind: 'options';
      readonly options: Readonly<Record<string, string | number | boolean>>;
    };

/**
 * Reads all arguments of a command. Refuses with `usage.missing`, `usage.expected` or `usage.too-much`,
 * whose fact `argument` names the one that is wrong.
 */
export function readArguments<Declared extends Arguments>(
  declared: Declared,
  given: Given,
  lookup: Lookup,
): Result<ValuesOf<Declared>> | Promise<Result<ValuesOf<Declared>>> {
  const typed = typedOf(declared, given);
  if (!typed.ok) return typed;
  return readRest(declared, {}, typed.value, lookup);
}

/** What was typed for each argument, before it is read. Refuses with `usage.too-much`. */
export const typedOf = (declared: Arguments, given: Given): Result<Typed> =>
  given.kind === 'line' ? cut(declared, given.text) : named(declared, given.options);

/** Reads what is not read yet, in order; waits only where the platform has to be asked. */
function readRest<Declared extends Arguments>(
  declared: Declared,
  values: Record<string, unknown>,
  typed: Typed,
  lookup: Lookup,
): Result<ValuesOf<Declared>> | Promise<Result<ValuesOf<Declared>>> {
  for (const name in declared) {
    const argument = declared[name];
    if (!argument || Object.hasOwn(values, name)) continue;
    const value = readOne(name, argument, typed[name], lookup);
    if (value instanceof Promise) {
      return value.then((read) => {
        if (!read.ok) return read;
        values[name] = read.value;
        return readRest(declared, values, typed, lookup);
      });
    }
    if (!value.ok) return value;
    values[name] = value.value;
  }
  if (!areValues(declared, values)) throw new TypeError('An argument was left unread');
  return ok(values);
}

const areValues = <Declared extends Arguments>(
  declared: Declared,
  values: Readonly<Record<string, unknown>>,
): values is ValuesOf<Declared> => Object.keys(declared).every((name) => name in values);

function readOne(
  name: string,
  argument: Argument<unknown>,
  typed: string | undefined,
  lookup: Lookup,
): Result<unknown> | Promise<Result<unknown>> {
  if (typed === undefined || typed === '') {
    return argument.absent ? ok(argument.absent()) : refuse('usage.missing', { argument: name });
  }
  const read = argument.read(typed, lookup);
  return read instanceof Promise ? read.then((later) => toldOf(name, later)) : toldOf(name, read);
}

const toldOf = (name: string, value: Result<unknown>): Result<unknown> =>
  value.ok ? value : { ok: false, error: about(name, value.error) };

const about = (argument: string, refusal: Refusal): Refusal => ({
  ...refusal,
  facts: { argument, ...refusal.facts },
});

type Typed = Readonly<Record<string, string | undefined>>;

function named(
  declared: Arguments,
  options: Readonly<Record<string, string | number | boolean>>,
): Result<Typed> {
  const entries = Object.keys(declared).map((name): [string, string | undefined] => [
    name,
    Object.hasOwn(options, name) ? String(options[name]) : undefined,
  ]);
  return ok(Object.fromEntries(entries));
}

/**
 * Cuts a line into words, double quotes holding several together; `rest` takes all that is left as it stands. An
 * optional argument that a word does not fit leaves it to the next; a word that fits none is that of the first it was
 * held against, which then says what it takes.
 */
function cut(
  declared: Arguments,
  line: string,
  forced: ReadonlySet<string> = new Set(),
): Result<Typed> {
  const typed: Record<string, string> = {};
  let left = line.trim();
  let passedOver: string | undefined;
  for (const [name, argument] of Object.entries(declared)) {
    if (left === '') break;
    const { whole, word } = partOf(argument, left);
    if (!forced.has(name) && isPassedOver(argument, word)) {
      passedOver ??= name;
    } else {
      passedOver = undefined;
      typed[name] = word;
      left = left.slice(whole.length).trimStart();
    }
  }
  if (left === '') return ok(typed);
  return passedOver === undefined
    ? refuse('usage.too-much', { extra: left })
    : cut(declared, line, new Set([...forced, passedOver]));
}

function partOf(
  { kind, span }: Argument<unknown>,
  left: string,
): { readonly whole: string; readonly word: string } {
  if (kind === 'rest') return { whole: left, word: left };
  const several = span?.(left);
  return several === undefined ? firstIn(left) : { whole: several, word: several };
}

/** The first word as it stands, and without its quotes. */
function firstIn(line: string): { readonly whole: string; readonly word: string } {
  const [whole, quoted] = /^"([^"]*)"(?=\s|$)/.exec(line) ?? /^\S+/.exec(line) ?? [''];
  return { whole, word: quoted ?? whole };
}

const isPassedOver = ({ optional, fits }: Argument<unknown>, word: string): boolean =>
  optional && fits?.(word) === false;

/** `choose <options…>`, `help [command]`; the argument named stands out in bold. */
export function usageOf(name: string, declared: Arguments, wrong?: string): string {
  const parts = Object.entries(declared).map(([argument, { optional, kind }]) => {
    const inner = kind === 'rest' ? `${argument}…` : argument;
    const shown = optional ? `[${inner}]` : `<${inner}>`;
    return argument === wrong ? `**${shown}**` : shown;
  });
  return [name, ...parts].join(' ');
}

/** The command as someone might type it. */
export const exampleOf = (name: string, declared: Arguments): string =>
  [name, ...Object.values(declared).map((argument) => argument.example)].join(' ');
