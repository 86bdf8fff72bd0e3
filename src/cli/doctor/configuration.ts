import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LoadOptions, type Loaded, configPath, loadConfig } from '../../app/config.ts';
import { ConfigError, type ConfigProblem } from '../../app/config-problem.ts';
import type { Config } from '../../app/config-schema.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Verdict, bad, good, note } from '../checks/verdict.ts';

export interface CheckedConfig {
  readonly verdicts: readonly Verdict[];
  /** Undefined when it is wrong. */
  readonly config?: Config;
}

/** Whether the configuration is right, and what is odd about it. */
export function checkConfiguration(options: LoadOptions): CheckedConfig {
  try {
    const loaded = loadConfig(options);
    return { config: loaded.config, verdicts: verdictsOf(loaded, configPath(options)) };
  } catch (failure) {
    if (failure instanceof ConfigError)
      return { verdicts: failure.problems.map((problem) => verdictOn(problem)) };
    if (failure instanceof CastellanError)
      return { verdicts: [bad('configuration', failure.message)] };
    throw failure;
  }
}

function verdictOn({ path, line, variable, message, example }: ConfigProblem): Verdict {
  const place = variable ?? (line === undefined ? '' : `line ${line}`);
  const where = [place, path].filter((part) => part !== '').join(', ');
  return bad(
    'configuration',
    where === '' ? message : `${where}: ${message}`,
    example === undefined ? undefined : `for example:  ${example}`,
  );
}

function verdictsOf({ config, file }: Loaded, path: string): readonly Verdict[] {
  const networks = config.connections.map(({ id }) => id).join(', ');
  const first =
    file === undefined
      ? note(
          'configuration',
          `there is no ${path}; the defaults hold and the sandbox runs`,
          '"castellan init" makes one.',
        )
      : good(
          'configuration',
          `${file} is right (${networks === '' ? 'no connections: the sandbox runs' : networks})`,
        );
  return [first, ...ownerVerdicts(config), ...secretVerdicts(join(dirname(path), '.env'))];
}

function ownerVerdicts({ owners, connections }: Config): readonly Verdict[] {
  const ids = new Set(connections.map(({ id }) => id));
  if (connections.length > 0 && owners.length === 0)
    return [
      note(
        'owners',
        'nobody owns this Castellan in chat; the console and the dashboard do',
        'Name yourself in "owners", for example: owners: ["irc:libera:account:teuk"]',
      ),
    ];
  return owners
    .map((owner) => ({ owner, on: /^irc:([^:]+):/.exec(owner)?.[1] }))
    .filter(({ on }) => on !== undefined && !ids.has(on) && on !== 'sandbox-irc')
    .map(({ owner, on }) =>
      note(
        'owners',
        `${owner} is on the connection "${on ?? ''}", which is not configured`,
        `The connections are: ${[...ids].join(', ')}`,
      ),
    );
}

function secretVerdicts(path: string): readonly Verdict[] {
  if (!existsSync(path) || (statSync(path).mode & 0o077) === 0) return [];
  return [note('secrets', `other users of this machine can read ${path}`, `chmod 600 ${path}`)];
}
