import { exactDuration, formatDuration, parseDuration } from '../../base/duration.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

export type SettingKind =
  'integer' | 'text' | 'boolean' | 'choice' | 'duration' | 'list' | 'channel' | 'role' | 'secret';

/** One setting as it is declared: everything else (checks, command, form, docs) comes from this. */
export interface Setting<Value extends SettingValue = SettingValue> {
  readonly kind: SettingKind;
  readonly default: Value;
  /** One sentence for people. */
  readonly text: string;
  /** What it takes, in words: "a whole number from 2 to 50". */
  readonly takes: string;
  /** Whether a change holds only from the next start on. */
  readonly restart?: boolean;
  /** The capability that it takes to change it, besides that of changing settings. */
  readonly needs?: string;
  /** What there is to choose from, where that is a closed list. */
  readonly options?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  /** Whether it has a rule of its own that only its author's code knows. */
  readonly ownRule?: boolean;
  /** Reads what a person typed. */
  parse(text: string): Result<Value>;
  /** Checks what came from outside (file, database, form). */
  accepts(value: unknown): value is Value;
  /** The value as a sentence has it; long ones may lose detail. */
  show(value: Value): string;
  /** The value as a person would type it: `parse` reads exactly this value from it. */
  typed(value: Value): string;
}

export type SettingValue = string | number | boolean | readonly string[];

interface Common<Value> {
  readonly default: Value;
  readonly text: string;
  readonly restart?: boolean;
  readonly needs?: string;
}

const refused = (typed: string, takes: string) => refuse('settings.bad-value', { typed, takes });

/** Builds the parser from a guess at the value and the check that both ways in share. */
function setting<Value extends SettingValue>(
  parts: Omit<Setting<Value>, 'parse' | 'typed'> &
    Partial<Pick<Setting<Value>, 'typed'>> & {
      readonly guess: (text: string) => SettingValue | undefined;
    },
): Setting<Value> {
  const { guess, ...declared } = parts;
  return {
    typed: declared.show,
    ...declared,
    parse(text) {
      const value = guess(text.trim());
      if (declared.accepts(value)) return ok(value);
      return refused(declared.kind === 'secret' ? '…' : text, declared.takes);
    },
  };
}

export function integer({
  min = Number.MIN_SAFE_INTEGER,
  max = Number.MAX_SAFE_INTEGER,
  fits = () => true,
  takes = `a whole number from ${min} to ${max}`,
  ...common
}: Common<number> & {
  readonly min?: number;
  readonly max?: number;
  /** What a range cannot say. */
  readonly fits?: (value: number) => boolean;
  readonly takes?: string;
}): Setting<number> {
  return setting<number>({
    ...{ ...common, kind: 'integer', min, max, takes },
    guess: (text) => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined),
    accepts: (value): value is number =>
      typeof value === 'number' &&
      Number.isSafeInteger(value) &&
      value >= min &&
      value <= max &&
      fits(value),
    show: String,
  });
}

const anyText = (): boolean => true;

export function text({
  maxLength = 500,
  pattern,
  fits = anyText,
  takes = `text of at most ${maxLength} characters`,
  as = 'text',
  ...common
}: Common<string> & {
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  /** What a pattern cannot say. */
  readonly fits?: (text: string) => boolean;
  readonly takes?: string;
  /** What the text stands for, so that a form can offer what there is. */
  readonly as?: 'text' | 'channel' | 'role';
}): Setting<string> {
  return setting<string>({
    ...common,
    ...{ kind: as, takes, maxLength },
    ownRule: pattern !== undefined || fits !== anyText,
    guess: (typed) => typed,
    accepts: (value): value is string =>
      typeof value === 'string' &&
      value.length <= maxLength &&
      (!pattern || pattern.test(value)) &&
      fits(value),
    show: (value) => value,
  });
}

const yes = /^(yes|y|on|true|1|enable|enabled|oui)$/i;
const no = /^(no|n|off|false|0|disable|disabled|non)$/i;

export const boolean = (common: Common<boolean>): Setting<boolean> =>
  setting<boolean>({
    ...common,
    kind: 'boolean',
    options: ['on', 'off'],
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
    ...{ ...common, kind: 'choice', options },
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
    ...{ ...common, kind: 'duration', min: minMs, max: maxMs },
    takes: `a duration from ${formatDuration(minMs)} to ${formatDuration(maxMs)}, like 30s or 2h30m`,
    guess: parseDuration,
    accepts: (value): value is number =>
      typeof value === 'number' && Number.isFinite(value) && value >= minMs && value <= maxMs,
    show: formatDuration,
    typed: exactDuration,
  });
}

const oneWord = /^[^\s,]+$/u;

/** Several words, without doubles. */
export function list({
  maxItems = 50,
  maxItemLength = 100,
  item = oneWord,
  takes = `up to ${maxItems} words, separated by commas`,
  ...common
}: Common<readonly string[]> & {
  readonly maxItems?: number;
  readonly maxItemLength?: number;
  /** What one item looks like. Commas cannot be in it. */
  readonly item?: RegExp;
  readonly takes?: string;
}): Setting<readonly string[]> {
  const isItem = (one: unknown): boolean =>
    typeof one === 'string' && one.length <= maxItemLength && item.test(one) && !one.includes(',');
  const accepts = (value: unknown): value is readonly string[] =>
    Array.isArray(value) &&
    value.length <= maxItems &&
    value.every(isItem) &&
    new Set(value).size === value.length;
  return setting<readonly string[]>({
    ...{ ...common, kind: 'list', takes, accepts, maxItems, ownRule: item !== oneWord },
    guess: (typed) => [...new Set(typed.split(',').map((one) => one.trim()))].filter(Boolean),
    show: (value) => value.join(', '),
    typed: (value) => value.join(','),
  });
}

/** A channel by its id. On chat `#name` stands for the channel of that name on the same network. */
export const channel = (common: Partial<Common<string>> & { readonly text: string }) =>
  text({
    default: '',
    maxLength: 285,
    pattern: /^([a-z0-9][a-z0-9-]{0,31}\/\S{1,250})?$/u,
    takes: 'the id of a channel, like libera/#ops; nothing for none',
    ...common,
    as: 'channel',
  });

/** A Discord role by its id. */
export const role = (common: Partial<Common<string>> & { readonly text: string }) =>
  text({
    default: '',
    maxLength: 25,
    pattern: /^(\d{15,22})?$/u,
    takes: 'the id of a role, 15 to 22 digits; nothing for none',
    ...common,
    as: 'role',
  });

/**
 * A value that can be set and never seen again. What the settings hold is only whether it was set: the value
 * itself goes into the store for secrets.
 */
export const secret = ({
  takes = 'a secret of 1 to 500 characters; it is never shown again',
  pattern = /^[^]{1,500}$/u,
  ...common
}: Omit<Common<boolean>, 'default'> & {
  readonly takes?: string;
  /** What of it can be checked. */
  readonly pattern?: RegExp;
}): Setting<boolean> =>
  setting<boolean>({
    ...{ ...common, kind: 'secret', default: false, takes },
    guess: (typed) => (pattern.test(typed) ? true : undefined),
    accepts: (value): value is boolean => typeof value === 'boolean',
    show: (value) => (value ? 'set (hidden)' : 'not set'),
  });
