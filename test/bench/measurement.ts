/** Which program or library was measured. */
export type Subject =
  | 'castellan'
  | 'bare'
  | 'irc-framework'
  | 'discord.js'
  | 'node'
  | 'rate-limiter-flexible'
  | 'limiter'
  | '@sapphire/ratelimits'
  | 'bottleneck'
  | 'better-sqlite3'
  | 'pg'
  | 'Map'
  | 'regexes'
  | '@2toad/profanity'
  | 'obscenity'
  | 'EventEmitter'
  | 'emittery'
  | 'in-process'
  | 'idle'
  | 'cp + zstd';

/** What `design.md` asks of a row. */
export interface Target {
  /** `ratio`: Castellan's value over the reference's; `value`: Castellan's own. */
  readonly of: 'ratio' | 'value';
  readonly is: 'at most' | 'at least';
  readonly bound: number;
}

/** One line of the result: what was measured, of whom, and how it compares. */
export interface Row {
  readonly scenario: string;
  readonly what: string;
  readonly unit: string;
  /** Medians over the rounds. */
  readonly values: Partial<Readonly<Record<Subject, number>>>;
  /** Castellan over the reference: the median of the rounds' ratios where rounds are comparable. */
  readonly ratio: number;
  readonly against: Subject;
  readonly target?: Target;
}

export interface Effort {
  readonly quick: boolean;
  readonly note: (text: string) => void;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  run(effort: Effort): Promise<readonly Row[]>;
}

export const atMost = (bound: number, of: Target['of'] = 'ratio'): Target => ({
  of,
  is: 'at most',
  bound,
});

export const atLeast = (bound: number, of: Target['of'] = 'ratio'): Target => ({
  of,
  is: 'at least',
  bound,
});

/** Undefined where nothing is asked. */
export function meets({ target, ratio, values }: Row): boolean | undefined {
  if (!target) return undefined;
  const value = target.of === 'ratio' ? ratio : (values.castellan ?? Number.NaN);
  return target.is === 'at most' ? value <= target.bound : value >= target.bound;
}
