import { formatDuration, parseDuration } from '../../base/duration.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

/** One setting as it is declared: everything else (checks, command, form, docs) comes from this. */
export interface Setting<Value extends SettingValue = SettingValue> {
  readonly kind: 'integer' | 'text' | 'boolean' | 'choice' | 'duration';
  readonly default: Value;
  /** One sentence for people. */
  readonly text: string;
  /** What it takes, in words: "a whole number from 2 to 50". */
  readonly takes: string;
  /** Reads what a person typed. */
  parse(text: string): Result<Value>;
  /** Checks what came from outside (file, database, form). */
  accepts(value: unknown): value is Value;
  show(value: Value): string;
}

export type SettingValue = string | number | boolean;

interface Common<Value> {
  readonly default: Value;
  readonly text: string;
}

const refused = (typed: string, takes: string) => refuse('settings.bad-value', { typed, takes });

/** Builds the parser from a guess at the value and the check that both ways in share. */
function setting<Value extends SettingValue>(
  parts: Omit<Setting<Value>, 'parse'> & {
    readonly guess: (text: string) => SettingValue | undefined;
  },
): Setting<Value> {
  const { guess, ...declared } = parts;
  return {
    ...declared,
    parse(text) {
      const value = guess(text.trim());
      return declared.accepts(value) ? ok(value) : refused(text, declared.takes);
    },
  };
}

export function integer({
  min = Number.MIN_SAFE_INTEGER,
  max = Number.MAX_SAFE_INTEGER,
  ...common
}: Common<number> & { readonly min?: number; readonly max?: number }): Setting<number> {
  return setting<number>({
    ...common,
    kind: 'integer',
    takes: `a whole number from ${min} to ${max}`,
    guess: (text) => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined),
    accepts: (value): value is number =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
    show: String,
  });
}

export function text({
  maxLength = 500,
  pattern,
  takes = `text of at most ${maxLength} characters`,
  ...common
}: Common<string> & {
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly takes?: string;
}): Setting<string> {
  return setting<string>({
    ...common,
    kind: 'text',
    takes,
    guess: (typed) => typed,
    accepts: (value): value is string =>
      typeof value === 'string' && value.length <= maxLength && (!pattern || pattern.test(value)),
    show: (value) => value,
  });
}

const yes = /^(yes|y|on|true|1|enable|enabled|oui)$/i;
const no = /^(no|n|off|false|0|disable|disabled|non)$/i;

export const boolean = (common: Common<boolean>): Setting<boolean> =>
  setting<boolean>({
    ...common,
    kind: 'boolean',
    takes: 'on or off',
    guess: (typed) => (yes.test(typed) ? true : no.test(typed) ? false : undefined),
    accepts: (value): value is boolean => typeof value === 'boolean',
    show: (value) => (value ? 'on' : 'off'),
  });

export function choice<Option extends string>({
  options,
  ...common
}: Common<Option> & { readonly options: readonly Option[] }): Setting<Option> {
  return setting<Option>({
    ...common,
    kind: 'choice',
    takes: `one of ${options.join(', ')}`,
    guess: (typed) => options.find((option) => option.toLowerCase() === typed.toLowerCase()),
    accepts: (value): value is Option => options.some((option) => option === value),
    show: (value) => value,
  });
}

export function duration({
  minMs = 0,
  maxMs = 365 * 86_400_000,
  ...common
}: Common<number> & { readonly minMs?: number; readonly maxMs?: number }): Setting<number> {
  return setting<number>({
    ...common,
    kind: 'duration',
    takes: `a duration from ${formatDuration(minMs)} to ${formatDuration(maxMs)}, like 30s or 2h30m`,
    guess: parseDuration,
    accepts: (value): value is number =>
      typeof value === 'number' && Number.isFinite(value) && value >= minMs && value <= maxMs,
    show: formatDuration,
  });
}
