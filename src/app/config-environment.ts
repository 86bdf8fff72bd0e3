import { parse } from 'yaml';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A value as YAML or JSON gives it. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainRecord;
export interface PlainRecord {
  readonly [key: string]: Plain;
}

/** Variables that begin like overrides but are about something else. */
const reserved = new Set(['CASTELLAN_CONFIG']);

/**
 * Lays overrides from the environment over a configuration: `CASTELLAN_DASHBOARD__PORT=8080`,
 * `CASTELLAN_CONNECTIONS__LIBERA__NICK=…` (a connection by its id or its number). Values are read as YAML.
 */
export function withOverrides(config: Plain, environment: Environment): Plain {
  let result = config;
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith('CASTELLAN_') || reserved.has(name) || text === undefined) continue;
    const path = name.slice('CASTELLAN_'.length).toLowerCase().split('__');
    result = put(result, path, valueOf(text));
  }
  return result;
}

function valueOf(text: string): Plain {
  try {
    const value: unknown = parse(text);
    return isPlain(value) && value !== null ? value : text;
  } catch {
    // Not YAML: then it is meant as it stands, like a password with a colon.
    return text;
  }
}

export const isPlain = (value: unknown): value is Plain => {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value === 'object' && Object.values(value).every(isPlain);
};

export const isRecord = (value: Plain | undefined): value is PlainRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

function put(target: Plain | undefined, [key, ...rest]: readonly string[], value: Plain): Plain {
  if (key === undefined) return value;
  if (isList(target)) {
    const index = target.findIndex(
      (item, number) => String(number) === key || (isRecord(item) && item['id'] === key),
    );
    return target.map((item, number) => (number === index ? put(item, rest, value) : item));
  }
  const record = isRecord(target) ? target : {};
  // Environment names have no case; keys like onFailure do.
  const known = Object.keys(record).find((one) => one.toLowerCase() === key) ?? key;
  return { ...record, [known]: put(record[known], rest, value) };
}

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Puts `${NAME}` from the environment in; tells the path and name of each that is not set. */
export function withVariables(
  config: Plain,
  environment: Environment,
): { config: Plain; missing: readonly { path: readonly (string | number)[]; name: string }[] } {
  const missing: { path: readonly (string | number)[]; name: string }[] = [];
  const walk = (value: Plain, path: readonly (string | number)[]): Plain => {
    if (typeof value === 'string') {
      return value.replace(reference, (whole, name: string) => {
        const found = environment[name];
        if (found === undefined) missing.push({ path, name });
        return found ?? whole;
      });
    }
    if (isList(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]),
    );
  };
  return { config: walk(config, []), missing };
}
