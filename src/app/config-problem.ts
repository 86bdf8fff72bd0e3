import { CastellanError } from '../base/errors.ts';

/** Where in the configuration: keys and numbers from the outside in. */
export type Place = readonly (string | number)[];

/** One thing that is wrong in a configuration, as people need it to mend it. Never holds a value: that may be a secret. */
export interface ConfigProblem {
  readonly path: string;
  readonly line?: number;
  /** The environment variable that it comes from, when it is not from the file. */
  readonly variable?: string;
  readonly message: string;
  readonly example?: string;
}

/** What is wrong with a configuration. The message lists every problem with line, key, expectation and example. */
export class ConfigError extends CastellanError {
  readonly problems: readonly ConfigProblem[];

  constructor(place: string, problems: readonly ConfigProblem[]) {
    const inOrder = [...problems].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    super(
      'bad-config',
      `The configuration is wrong. Nothing was started and the file is untouched.\n\n${inOrder
        .map((problem) => describe(place, problem))
        .join('\n\n')}`,
    );
    this.problems = inOrder;
  }
}

function describe(place: string, { path, line, variable, message, example }: ConfigProblem) {
  const file = line === undefined ? place : `${place}:${line}`;
  const where = variable === undefined ? file : `environment ${variable}`;
  const shown = example === undefined ? '' : `\n    for example:  ${example}`;
  return `  ${where}  ${path === '' ? '(the whole file)' : path}\n    ${message}${shown}`;
}
