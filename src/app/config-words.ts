import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Place } from './config-problem.ts';

/** One thing that the schema found, in our words. */
export interface Finding {
  readonly path: Place;
  /** A sentence. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values, like { key: value }',
};

/** What the schema says in its own words becomes ours; what the schemas of the parts say stands. */
export function phrase(issue: z.core.$ZodRawIssue): string {
  const nothing = absence(issue.input);
  if (nothing !== undefined && issue.code !== 'invalid_value') return nothing;
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue.expected, issue.input);
    case 'invalid_value':
      return issue.input === undefined
        ? `is missing; it is ${list(issue.values)}`
        : `should be ${list(issue.values)}${meant(issue.input, issue.values)}`;
    case 'too_small':
      return `should ${amount(issue.origin, `at least ${String(issue.minimum)}`)}`;
    case 'too_big':
      return `should ${amount(issue.origin, `at most ${String(issue.maximum)}`)}`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'should be an address that begins with http:// or https://'
        : 'is not written as it should be';
    default:
      return 'is not what can stand here';
  }
}

function absence(input: unknown): string | undefined {
  if (input === undefined) return 'is missing';
  return input === null ? 'has no value; give one or remove the line' : undefined;
}

function wrongKind(expected: string, input: unknown): string {
  const kind = `should be ${kinds[expected] ?? expected}`;
  return expected === 'string' && ['number', 'boolean'].includes(typeof input)
    ? `${kind}; put it in quotes`
    : kind;
}

function amount(origin: string, howMuch: string): string {
  if (origin === 'string') return `have ${howMuch} characters`;
  if (origin === 'array') return `have ${howMuch} entries`;
  return `be ${howMuch}`;
}

const list = (values: readonly unknown[]): string =>
  values
    .map(String)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');

function meant(input: unknown, values: readonly unknown[]): string {
  const close = typeof input === 'string' ? closest(input, values.map(String)) : undefined;
  return close === undefined ? '' : `. Did you mean ${close}?`;
}

/** The name that somebody may have meant. */
export function closest(wrong: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, far: distance(name.toLowerCase(), wrong.toLowerCase()) }))
    .filter(({ name, far }) => far <= (name.length <= 3 ? 1 : Math.max(2, name.length / 3)))
    .sort((one, other) => one.far - other.far);
  return near[0]?.name;
}

/** Everything that one issue of the schema says; `keysAt` tells which keys may stand at a place. */
export function findings(
  issue: Issue,
  keysAt: (path: Place) => readonly string[],
  above: Place = [],
): readonly Finding[] {
  const path = [
    ...above,
    ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
  ];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: unknownKey(key, keysAt(path)),
    }));
  if (issue.code === 'invalid_union') return unionFindings(issue, keysAt, path);
  return [{ path, message: sentence(path, issue.message) }];
}

/** Of several forms, the one that somebody meant tells more than a list of all. */
function unionFindings(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  keysAt: (path: Place) => readonly string[],
  path: Place,
): readonly Finding[] {
  if (issue.discriminator !== undefined)
    return [{ path, message: sentence(path, platformWords(issue)) }];
  const nothing = absence(issue.input);
  if (nothing !== undefined) return [{ path, message: sentence(path, nothing) }];
  const meantForms = issue.errors.filter((form) => !form.some(isOtherForm));
  const [form, ...more] = meantForms;
  if (form !== undefined && more.length === 0)
    return form.flatMap((inner) => findings(inner, keysAt, path));
  const forms = [
    ...new Set(issue.errors.flat().map(({ message }) => message.replace(/^should be /, ''))),
  ];
  const own = issue.message === unsaid ? `should be ${forms.join(', or ')}` : issue.message;
  return [{ path, message: sentence(path, own) }];
}

const unsaid = phrase({ code: 'invalid_union', input: 0, errors: [], inclusive: true });

/** The value is of another kind altogether than this form of a union. */
const isOtherForm = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

function platformWords(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const platforms = ['irc', 'discord'];
  const { input } = issue;
  const given: unknown =
    typeof input === 'object' && input !== null ? Reflect.get(input, 'platform') : undefined;
  if (given === undefined) return 'is missing; it is irc or discord';
  return `should be irc or discord${meant(given, platforms)}`;
}

/** Names what it is about: the key, or the entry of a list. */
export function sentence(path: Place, words: string): string {
  const last = path.at(-1);
  const subject =
    last === undefined
      ? 'The configuration'
      : typeof last === 'number'
        ? `Entry ${last + 1} of "${String(path.findLast((step) => typeof step === 'string'))}"`
        : `"${last}"`;
  return `${subject} ${words}${/[.?]$/.test(words) ? '' : '.'}`;
}

function unknownKey(key: string, keys: readonly string[]): string {
  const close = closest(key, keys);
  if (close !== undefined) return `There is no key "${key}" here. Did you mean "${close}"?`;
  return keys.length === 0
    ? `There is no key "${key}" here.`
    : `There is no key "${key}" here. There are: ${keys.join(', ')}.`;
}
