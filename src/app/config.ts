import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { CastellanError, messageOf } from '../base/errors.ts';
import { loopbackProblems } from './config-bench.ts';
import { readDocument } from './config-document.ts';
import {
  type Environment,
  type Overlaid,
  withOverrides,
  withVariables,
} from './config-environment.ts';
import { exampleFor } from './config-examples.ts';
import { keysBeside } from './config-keys.ts';
import { ConfigError, type ConfigProblem, type Place } from './config-problem.ts';
import { type Config, type ConnectionConfig, configShape } from './config-schema.ts';
import type { Plain } from './config-values.ts';
import { type Finding, findings, phrase, sentence } from './config-words.ts';

export interface LoadOptions {
  /** A file that was named; it must be there. */
  readonly file?: string | undefined;
  readonly folder: string;
  readonly environment: Environment;
}

export interface Loaded {
  readonly config: Config;
  /** The file that was read; undefined when there is none and the defaults hold. */
  readonly file?: string;
}

const usualName = 'castellan.yaml';

/** Where the configuration is looked for. */
export const configPath = ({ file, folder, environment }: LoadOptions): string =>
  resolve(folder, file ?? environment['CASTELLAN_CONFIG'] ?? usualName);

/** Reads castellan.yaml (when there is one), `.env` beside it and the environment, and checks all of it. Throws ConfigError. */
export function loadConfig(options: LoadOptions): Loaded {
  const { file, folder, environment } = options;
  const path = configPath(options);
  const there = existsSync(path);
  if (!there && (file !== undefined || environment['CASTELLAN_CONFIG'] !== undefined)) {
    throw new CastellanError('bad-config', `There is no file ${path}. "castellan init" makes one.`);
  }
  const home = there ? dirname(path) : folder;
  const all = { ...dotEnv(join(dirname(path), '.env')), ...environment };
  const config = parseConfig(there ? textOf(path) : '', all, there ? path : 'environment');
  return {
    config: {
      ...config,
      data: resolve(home, config.data),
      connections: config.connections.map((one) => withFullPaths(one, home)),
      backups: backupsWithFullPaths(config.backups, home),
      extensions: extensionsWithFullPaths(config.extensions, home),
      market: marketWithFullPaths(config.market, home),
    },
    ...(there && { file: path }),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CastellanError('bad-config', `${path} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

const dotEnv = (path: string): Environment => (existsSync(path) ? parseEnv(textOf(path)) : {});

/** Files that a connection names lie beside the configuration, wherever the program was started. */
function withFullPaths(connection: ConnectionConfig, home: string): ConnectionConfig {
  if (connection.platform !== 'irc' || typeof connection.tls === 'boolean') return connection;
  const { ca, certificate, key, ...rest } = connection.tls;
  return {
    ...connection,
    tls: {
      ...rest,
      ...(ca !== undefined && { ca: resolve(home, ca) }),
      ...(certificate !== undefined && { certificate: resolve(home, certificate) }),
      ...(key !== undefined && { key: resolve(home, key) }),
    },
  };
}

const extensionsWithFullPaths = (
  { folder, ...rest }: Config['extensions'],
  home: string,
): Config['extensions'] => ({
  ...rest,
  ...(folder !== undefined && { folder: resolve(home, folder) }),
});

/** An index that is a folder lies beside the configuration. */
const marketWithFullPaths = ({ indexes }: Config['market'], home: string): Config['market'] => ({
  indexes: indexes.map(({ url, ...rest }) => ({
    ...rest,
    url: /^https?:/.test(url) ? url : resolve(home, url),
  })),
});

function backupsWithFullPaths(
  { folder, identity_file, copies, ...rest }: Config['backups'],
  home: string,
): Config['backups'] {
  return {
    ...rest,
    ...(folder !== undefined && { folder: resolve(home, folder) }),
    ...(identity_file !== undefined && { identity_file: resolve(home, identity_file) }),
    copies: copies.map(({ folder: target, ...copy }) => ({
      ...(target !== undefined && { folder: resolve(home, target) }),
      ...copy,
    })),
  };
}

/** Checks the text of a configuration. Throws ConfigError with everything that is wrong. */
export function parseConfig(text: string, environment: Environment, place: string): Config {
  const document = readDocument(text, place);
  const overlaid = withOverrides(document.value, environment);
  const { config, missing } = withVariables(overlaid.config, environment);
  const locate = locator(overlaid, (path) => document.lineOf(path));
  const unset = missing.map(({ path, name }) => ({
    ...locate(path),
    message: `The environment variable ${name} is not set.`,
    example: `${name}=… in .env beside the configuration`,
  }));
  const astray = overlaid.astray.map(({ variable, message }) => ({
    ...{ variable, path: '(no such key)', message: `The name of this variable ${message}.` },
  }));
  const checked = check(config);
  const found = checked.findings
    .filter(({ path }) => !missing.some((one) => startsWith(path, one.path)))
    .map(({ path, message }): ConfigProblem => ({
      ...locate(path),
      message,
      ...exampleOf(path),
    }));
  const problems = [...unset, ...astray, ...found];
  if (problems.length > 0 || checked.config === undefined) throw new ConfigError(place, problems);
  return checked.config;
}

/** Tells whether a place comes from the environment or from which line of the file. */
const locator =
  ({ overrides }: Overlaid, lineOf: (path: Place) => number | undefined) =>
  (path: Place): Pick<ConfigProblem, 'path' | 'line' | 'variable'> => {
    const from = overrides.findLast((override) => startsWith(path, override.path));
    const line = from ? undefined : lineOf(path);
    return {
      path: path.join('.'),
      ...(from && { variable: from.variable }),
      ...(line !== undefined && { line }),
    };
  };

const startsWith = (path: Place, start: Place): boolean =>
  start.every((step, index) => String(path[index]) === String(step));

function exampleOf(path: Place): { example?: string } {
  const example = exampleFor(path);
  return example === undefined ? {} : { example };
}

function check(value: Plain): { config?: Config; findings: readonly Finding[] } {
  const checked = configShape.safeParse(value, { reportInput: true, error: phrase });
  if (!checked.success) {
    const keysAt = (path: Place) => keysBeside(path, value);
    return { findings: checked.error.issues.flatMap((issue) => findings(issue, keysAt)) };
  }
  const { data: config } = checked;
  return { config, findings: [...wrongIds(config), ...loopbackProblems(config)] };
}

/** Taken by what Castellan itself brings. */
const ownIds = new Set(['console', 'sandbox-irc', 'sandbox-discord']);

function wrongIds({ connections }: Config): readonly Finding[] {
  const seen = new Set<string>();
  return connections.flatMap(({ id }, index) => {
    const path = ['connections', index, 'id'];
    if (ownIds.has(id))
      return [{ path, message: sentence(path, `cannot be "${id}": that one is Castellan's own`) }];
    if (seen.has(id))
      return [{ path, message: `Two connections are called "${id}"; each needs its own id.` }];
    seen.add(id);
    return [];
  });
}
