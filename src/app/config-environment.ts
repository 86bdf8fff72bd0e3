import { parse } from 'yaml';
import { type Spot, keysOf, kindsOf, wholeConfig, within } from './config-keys.ts';
import type { Place } from './config-problem.ts';
import { type Plain, isList, isPlain, isRecord } from './config-values.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that stands for a place in the configuration. */
export interface Override {
  readonly variable: string;
  readonly path: Place;
}

export interface Overlaid {
  readonly config: Plain;
  readonly overrides: readonly Override[];
  /** Variables that name a place which cannot be. */
  readonly astray: readonly { readonly variable: string; readonly message: string }[];
}

const prefix = 'CASTELLAN_';
/** Variables that begin like overrides but are about something else: ours, and those that Kubernetes makes of a service. */
const foreign = /^CASTELLAN_(CONFIG$|SERVICE_|PORT($|_))/;

/**
 * Lays overrides from the environment over a configuration: `CASTELLAN_DASHBOARD__PORT=8080`,
 * `CASTELLAN_CONNECTIONS__LIBERA__NICK=…` (a connection by its id or its number). Text stays text where
 * the place takes text; elsewhere it is read as YAML, so that whole lists can be given.
 */
export function withOverrides(config: Plain, environment: Environment): Overlaid {
  const overrides: Override[] = [];
  const astray: { variable: string; message: string }[] = [];
  let result = config;
  for (const [variable, text] of overridesIn(environment)) {
    const names = variable.slice(prefix.length).toLowerCase().split('__');
    const path = findPlace(result, wholeConfig(), names);
    if (typeof path === 'string') astray.push({ variable, message: path });
    else {
      overrides.push({ variable, path });
      result = put(result, wholeConfig(), path, text);
    }
  }
  return { config: result, overrides, astray };
}

/** What is wide comes first, so that what is narrow has the last word. */
const overridesIn = (environment: Environment): readonly [string, string][] =>
  Object.entries(environment)
    .flatMap(([name, text]): [string, string][] => (text === undefined ? [] : [[name, text]]))
    .filter(([name]) => name.startsWith(prefix) && !foreign.test(name))
    .sort(([one], [other]) => one.split('__').length - other.split('__').length);

/** Names of the environment have neither case nor dashes; keys and ids do. */
const bare = (name: string): string => name.toLowerCase().replaceAll('-', '_');

/** The path that the names mean, or in words why there is none. */
function findPlace(
  target: Plain | undefined,
  spot: Spot,
  [name, ...rest]: readonly string[],
): Place | string {
  if (name === undefined) return [];
  const list = takesList(target, spot);
  const step = list ? itemOf(isList(target) ? target : [], name) : keyOf(target, spot, name);
  if (step === undefined) return nowhere(target, spot, name);
  const next = findPlace(childOf(target, step), within(spot, target, String(step)), rest);
  return typeof next === 'string' ? next : [step, ...next];
}

const takesList = (target: Plain | undefined, spot: Spot): boolean =>
  isList(target) || (!isRecord(target) && kindsOf(spot).has('array'));

function itemOf(list: readonly Plain[], name: string): number | undefined {
  const byId = list.findIndex(
    (item) => isRecord(item) && typeof item['id'] === 'string' && bare(item['id']) === name,
  );
  if (byId >= 0) return byId;
  const index = /^\d{1,4}$/.test(name) ? Number(name) : undefined;
  return index !== undefined && index <= list.length ? index : undefined;
}

const keyOf = (target: Plain | undefined, spot: Spot, name: string): string | undefined =>
  [...keysOf(spot, target), ...(isRecord(target) ? Object.keys(target) : [])].find(
    (key) => bare(key) === name,
  );

function nowhere(target: Plain | undefined, spot: Spot, name: string): string {
  if (!takesList(target, spot)) {
    const keys = keysOf(spot, target).map((key) => key.toUpperCase());
    const there = keys.length === 0 ? 'nothing' : keys.join(', ');
    return `names "${name.toUpperCase()}", but there may stand only: ${there}`;
  }
  const ids = (isList(target) ? target : []).flatMap((item) =>
    isRecord(item) && typeof item['id'] === 'string' ? [item['id']] : [],
  );
  const there = ids.length === 0 ? 'it has none' : `it has: ${ids.join(', ')}`;
  return `names "${name.toUpperCase()}", which the list does not have (${there}). Entries are named by id, or by number from 0`;
}

const childOf = (target: Plain | undefined, step: string | number): Plain | undefined =>
  isRecord(target) ? target[step] : isList(target) ? target[Number(step)] : undefined;

function put(target: Plain | undefined, spot: Spot, [step, ...rest]: Place, text: string): Plain {
  if (step === undefined) return typed(text, spot);
  const value = put(childOf(target, step), within(spot, target, String(step)), rest, text);
  if (typeof step === 'number') {
    const list = isList(target) ? target : [];
    return [...list.slice(0, step), value, ...list.slice(step + 1)];
  }
  return { ...(isRecord(target) ? target : {}), [step]: value };
}

/** The text as what may stand there. A password like 0123 or `a: b` stays what it is. */
function typed(text: string, spot: Spot): Plain {
  const kinds = kindsOf(spot);
  const literal = text.replaceAll('${', () => '$${');
  if (kinds.size === 1 && kinds.has('string')) return literal;
  const value = yamlValue(text);
  return value !== undefined && (kinds.has(kindOf(value)) || !kinds.has('string'))
    ? value
    : literal;
}

const kindOf = (value: Plain): string =>
  isList(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

function yamlValue(text: string): Plain | undefined {
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return isPlain(value) && value !== null ? value : undefined;
  } catch {
    // Not YAML: then it is meant as it stands.
    return undefined;
  }
}

/** `${NAME}`, and `$${NAME}` for who wants to write that without meaning a variable. */
const reference = /(\$?)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const wholeReference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

export interface Missing {
  readonly path: Place;
  readonly name: string;
}

/** Puts `${NAME}` from the environment in; tells the path and name of each that is not set. */
export function withVariables(
  config: Plain,
  environment: Environment,
): { config: Plain; missing: readonly Missing[] } {
  const missing: Missing[] = [];
  const fill = (text: string, spot: Spot, path: Place): Plain => {
    const filled = text.replace(reference, (whole: string, escaped: string, name: string) => {
      if (escaped !== '') return whole.slice(1);
      const found = environment[name];
      if (found === undefined) missing.push({ path, name });
      return found ?? whole;
    });
    const whole = wholeReference.exec(text)?.[1];
    const value = whole === undefined ? undefined : environment[whole];
    // `port: ${PORT}` means a number.
    return value === undefined ? filled : plainly(value, spot);
  };
  const walk = (value: Plain, spot: Spot, path: Place): Plain => {
    if (typeof value === 'string') return fill(value, spot, path);
    if (isList(value))
      return value.map((item, at) => walk(item, within(spot, value, String(at)), [...path, at]));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        walk(item, within(spot, value, key), [...path, key]),
      ]),
    );
  };
  return { config: walk(config, wholeConfig(), []), missing };
}

/** Numbers and yes or no where nothing else may stand; else the text. */
function plainly(text: string, spot: Spot): Plain {
  if (kindsOf(spot).has('string')) return text;
  const value = yamlValue(text);
  return typeof value === 'number' || typeof value === 'boolean' ? value : text;
}
