import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { LineCounter, type Document, isNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CastellanError, messageOf } from '../base/errors.ts';
import {
  type Environment,
  type Plain,
  isPlain,
  withOverrides,
  withVariables,
} from './config-environment.ts';
import { exampleFor } from './config-examples.ts';
import { type Config, configShape } from './config-schema.ts';
import { loopbackProblems } from './config-bench.ts';

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

/** One thing that is wrong in a configuration, as people need it to mend it. */
export interface ConfigProblem {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  readonly example?: string;
}

/** What is wrong with a configuration. The message lists every problem with line, key, expectation and example. */
export class ConfigError extends CastellanError {
  readonly problems: readonly ConfigProblem[];

  constructor(place: string, problems: readonly ConfigProblem[]) {
    const lines = problems.map((problem) => describe(place, problem));
    super(
      'bad-config',
      `The configuration is wrong. Nothing was started and the file is untouched.\n\n${lines.join('\n\n')}`,
    );
    this.problems = problems;
  }
}

function describe(place: string, { path, line, message, example }: ConfigProblem): string {
  const where = line === undefined ? place : `${place}:${line}`;
  const shown = example === undefined ? '' : `\n    for example:  ${example}`;
  return `  ${where}  ${path === '' ? '(the whole file)' : path}\n    ${message}${shown}`;
}

const usualName = 'castellan.yaml';

/** Reads castellan.yaml (when there is one), `.env` beside it and the environment, and checks all of it. Throws ConfigError. */
export function loadConfig({ file, folder, environment }: LoadOptions): Loaded {
  const path = resolve(folder, file ?? environment['CASTELLAN_CONFIG'] ?? usualName);
  const there = existsSync(path);
  if (!there && (file !== undefined || environment['CASTELLAN_CONFIG'] !== undefined)) {
    throw new CastellanError('bad-config', `There is no file ${path}. "castellan init" makes one.`);
  }
  const text = there ? readFileSync(path, 'utf8') : '';
  const all = { ...dotEnv(join(dirname(path), '.env')), ...environment };
  const config = parseConfig(text, all, there ? path : 'environment');
  const data = resolve(there ? dirname(path) : folder, config.data);
  return { config: { ...config, data }, ...(there && { file: path }) };
}

function dotEnv(path: string): Environment {
  if (!existsSync(path)) return {};
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new CastellanError('bad-config', `${path} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** Checks the text of a configuration. Throws ConfigError with everything that is wrong. */
export function parseConfig(text: string, environment: Environment, place: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map((error) => ({
    path: '',
    line: lines.linePos(error.pos[0]).line,
    message: `This is not YAML: ${error.message}`,
    example: 'prefix: "!"',
  }));
  if (broken.length > 0) throw new ConfigError(place, broken);

  const value: unknown = document.toJS() ?? {};
  if (!isPlain(value))
    throw new ConfigError(place, [{ path: '', message: 'only plain values can stand here' }]);
  const filled = withVariables(withOverrides(value, environment), environment);
  const lineOf = (path: readonly PropertyKey[]) => lineIn(document, lines, path);
  const unset = filled.missing.map(({ path, name }) => ({
    path: path.join('.'),
    line: lineOf(path),
    message: `The environment variable ${name} is not set.`,
    example: `${name}=… in .env beside the configuration`,
  }));
  if (unset.length > 0) throw new ConfigError(place, unset.map(withoutUndefined));
  return check(filled.config, place, lineOf);
}

function check(
  value: Plain,
  place: string,
  lineOf: (path: readonly PropertyKey[]) => number | undefined,
): Config {
  const checked = configShape.safeParse(value, { reportInput: true });
  if (!checked.success) {
    const problems = checked.error.issues.flatMap((issue) => problemsOf(issue, lineOf));
    throw new ConfigError(place, problems.map(withoutUndefined));
  }
  const more = [...sameIds(checked.data), ...loopbackProblems(checked.data)];
  if (more.length > 0) {
    throw new ConfigError(
      place,
      more.map((one) => withoutUndefined({ ...one, line: lineOf(one.path.split('.')) })),
    );
  }
  return checked.data;
}

type Found = Omit<ConfigProblem, 'line'> & { readonly line?: number | undefined };

const withoutUndefined = ({ line, ...problem }: Found): ConfigProblem =>
  line === undefined ? problem : { ...problem, line };

function problemsOf(
  issue: z.core.$ZodIssue,
  lineOf: (path: readonly PropertyKey[]) => number | undefined,
): readonly Found[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { path: path.map(String).join('.'), line: lineOf(path), message: unknownKey(key) };
    });
  }
  const path = issue.path.map(String).join('.');
  const example = exampleFor(issue.path);
  return [
    {
      path,
      line: lineOf(issue.path),
      message: wordsFor(issue),
      ...(example !== undefined && { example }),
    },
  ];
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'platform') {
    return 'platform must be "irc" or "discord".';
  }
  const given = 'input' in issue && issue.input === undefined ? ' It is missing.' : '';
  return `${issue.message}.${given}`.replace(/\.\./g, '.');
}

const knownKeys = [
  ...Object.keys(configShape.shape),
  ...['id', 'platform', 'server', 'tls', 'nick', 'password', 'sasl', 'channels', 'token', 'api'],
  ...['host', 'port', 'level', 'mechanism', 'account', 'name', 'key', 'intents', 'nickserv'],
];

function unknownKey(key: string): string {
  const close = knownKeys.find((known) => distance(known, key) <= 2 && known !== key);
  return close === undefined
    ? `There is no key "${key}" here.`
    : `There is no key "${key}" here. Did you mean "${close}"?`;
}

function sameIds({ connections }: Config): readonly Found[] {
  const seen = new Set<string>();
  return connections.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        path: `connections.${index}.id`,
        message: `Two connections are called "${id}"; each needs its own id.`,
      },
    ];
  });
}

/** The line of the nearest thing in the file on the way to this path. */
function lineIn(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(
      path
        .slice(0, length)
        .map((key) => (/^\d+$/.test(String(key)) ? Number(String(key)) : String(key))),
      true,
    );
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
