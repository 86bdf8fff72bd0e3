import { oneLine, truncate } from '../base/text.ts';
import type { Found } from '../core/imports/imports.ts';
import { type Scope, partsOf } from '../core/settings/scope.ts';
import { type Plain, isPlain } from './json.ts';

/** Where a value was found, and where what comes of it belongs. */
export interface Spot {
  /** In words: `config.json → cooldowns.default_rate`. */
  readonly from: string;
  readonly scope: Scope;
}

/** What becomes of one value of an old program. */
export type Rule = (value: unknown, spot: Spot) => readonly Found[];
/** By the path of the value, with dots. The rule of a section holds for everything in it. */
export type Rules = Readonly<Record<string, Rule>>;

const mostPathLength = 80;

/** What a name in a file may look like where it is shown. */
export const named = (name: string): string => truncate(oneLine(name), mostPathLength);

export const leave = (
  from: string,
  key: string,
  facts: Readonly<Record<string, string | number>> = {},
): Found => ({ kind: 'left', from, why: { key: `import.left.${key}`, facts } });

/** Goes through a file's values by the rules. What no rule speaks of is told as left, never passed over. */
export function byRules(
  values: Plain,
  rules: Rules,
  { from: file, scope }: Spot,
): readonly Found[] {
  const paths = Object.keys(rules);
  const look = (path: string, value: unknown): readonly Found[] => {
    const spot = { from: `${file} → ${named(path)}`, scope };
    const rule = Object.hasOwn(rules, path) ? rules[path] : undefined;
    if (rule) return rule(value, spot);
    if (isPlain(value) && paths.some((one) => one.startsWith(`${path}.`)))
      return Object.entries(value).flatMap(([name, inner]) => look(`${path}.${name}`, inner));
    return [leave(spot.from, looksSecret(path) ? 'secret' : 'unknown')];
  };
  return Object.entries(values)
    .filter(([name]) => !isComment(name))
    .flatMap(([name, value]) => look(name, value));
}

/** JSON has no comments, so people write keys like these. */
const isComment = (name: string): boolean => /^(_|\/\/|#|comment$|\$schema$)/.test(name);

const looksSecret = (path: string): boolean => /token|secret|passw|api_?key|credential/i.test(path);

/** Reads a value; undefined when it is not what the old program would have written there. */
export type Reader = (value: unknown) => string | undefined;

export const asText: Reader = (value) => (typeof value === 'string' ? value : undefined);

export const asYesNo: Reader = (value) => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === true || word === 1 || word === '1' || word === 'true') return 'on';
  if (word === false || word === 0 || word === '0' || word === 'false') return 'off';
  return undefined;
};

/** Numbers stand as such or as text. */
export function numberIn(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

export const asNumber: Reader = (value) => numberIn(value)?.toString();

/** Seconds there, a duration here. */
export const asSeconds: Reader = (value) => {
  const seconds = numberIn(value);
  return seconds === undefined ? undefined : `${seconds}s`;
};

/** What a row of `[theirs, ours]` says; undefined for what is not in it. */
export const asOneOf =
  (words: Readonly<Record<string, string>>): Reader =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(words, value.toLowerCase())
      ? words[value.toLowerCase()]
      : undefined;

/** The value becomes a setting. Null there is as good as not there. */
export const toSetting =
  (name: string, read: Reader): Rule =>
  (value, { from, scope }) => {
    if (value === null) return [];
    const typed = read(value);
    return typed === undefined
      ? [leave(from, 'type')]
      : [{ kind: 'setting', from, name, scope, typed }];
  };

/** A setting that holds for the whole instance or not at all. */
export const toInstanceSetting =
  (name: string, read: Reader): Rule =>
  (value, spot) =>
    partsOf(spot.scope).kind === 'instance'
      ? toSetting(name, read)(value, spot)
      : [leave(spot.from, 'instance')];

/** The value stands in castellan.yaml. */
export const toFile =
  (path: string, read: (value: unknown) => string | number | boolean | undefined): Rule =>
  (value, { from }) => {
    if (value === null) return [];
    const meant = read(value);
    return meant === undefined
      ? [leave(from, 'type')]
      : [{ kind: 'file', from, path: path.split('.'), value: meant }];
  };

/** The value is not taken, and this is why. Where there is none, nothing is lost. */
export const leftBecause =
  (key: string, facts: Readonly<Record<string, string | number>> = {}): Rule =>
  (value, { from }) =>
    isEmpty(value) ? [] : [leave(from, key, facts)];

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isPlain(value) && Object.keys(value).length === 0);

/** The value can only be one thing here: where it was that there too, nothing is lost. */
export const fixedAt =
  (ours: string | number | boolean): Rule =>
  (value, { from }) =>
    value === ours ? [{ kind: 'same', from }] : [leave(from, 'fixed', { ours: String(ours) })];
