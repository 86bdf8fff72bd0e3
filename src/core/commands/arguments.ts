import { parseDuration } from '../../base/duration.ts';
import { type ActorId, actorId } from '../../base/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { SlashOption, Thing } from '../platform.ts';
import type { Settings } from '../settings/settings.ts';

/** Finds what a word names in the place where it was said. */
export interface Lookup {
  actor(text: string): Promise<Actor | undefined>;
  thing(kind: 'channel' | 'role', text: string): Promise<Thing | undefined>;
}

/** The commands there are, as far as suggestions need them. */
interface Listed {
  all(): readonly { readonly name: string; readonly hidden?: boolean }[];
}

/** What suggestions can be made from. */
export interface Suggesting {
  readonly where: Place;
  readonly settings: Settings;
  readonly catalogue: Listed;
  /** What the other arguments hold so far. */
  readonly others: Readonly<Record<string, string>>;
}

/** One argument of a command: how it is read, and how it is shown where platforms know types. */
export interface Argument<Value> {
  readonly kind: SlashOption['type'] | 'rest' | 'duration' | 'choice';
  readonly optional: boolean;
  /** What someone might write. */
  readonly example: string;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /**
   * Whether a word could be meant for it at all. An optional argument that a word does not fit is passed over, and
   * the word is the next one's.
   */
  readonly fits?: (typed: string) => boolean;
  /** How much of the rest of a line belongs to it, where that may be several words; undefined: none of it. */
  readonly span?: (line: string) => string | undefined;
  /** Suggestions while it is being typed. */
  readonly suggest?: (
    typed: string,
    about: Suggesting,
  ) => readonly string[] | Promise<readonly string[]>;
  /** Refuses with the key `usage.expected` and what was expected. */
  read(typed: string, lookup: Lookup): Result<Value> | Promise<Result<Value>>;
  /** Asked for where it is left out: by a form where the network has them, else line by line. */
  readonly asked?: {
    /** Several lines may be written. */
    readonly long: boolean;
    /** Whether it cannot be left blank. */
    readonly needed: boolean;
  };
  /** The value when nothing was typed. Undefined where the argument must be there. */
  readonly absent?: () => Value;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;
export type ValuesOf<Declared> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Argument<infer Value> ? Value : never;
};

interface Shown {
  readonly example?: string;
}

const expected = (what: string, typed: string): { ok: false; error: Refusal } =>
  refuse('usage.expected', { what, typed });

/** One word, or several in double quotes. */
export const word = ({
  example = 'word',
  maxLength = 200,
  suggest,
}: Shown & {
  maxLength?: number;
  suggest?: Argument<string>['suggest'];
} = {}): Argument<string> => ({
  kind: 'text',
  optional: false,
  example,
  ...(suggest && { suggest }),
  read: (typed) =>
    typed.length <= maxLength ? ok(typed) : expected(`at most ${maxLength} characters`, typed),
});

/** Everything that is left of the line. Only as the last argument. */
export const rest = ({ example = 'text' }: Shown = {}): Argument<string> => ({
  kind: 'rest',
  optional: false,
  example,
  read: (typed) => ok(typed),
});

interface Range extends Shown {
  readonly min?: number;
  readonly max?: number;
}

const ranged = (
  kind: 'integer' | 'number',
  looks: RegExp,
  { example, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Range,
): Argument<number> => ({
  kind,
  optional: false,
  example: example ?? String(Math.max(min, 5)),
  min,
  max,
  fits: (typed) => /^[+-]?[\d.]/.test(typed),
  read(typed) {
    const value = Number(typed);
    if (looks.test(typed) && value >= min && value <= max) return ok(value);
    const name = kind === 'integer' ? 'a whole number' : 'a number';
    return expected(min <= -1e15 ? name : `${name} from ${min} to ${max}`, typed);
  },
});

/** A whole number, within `min` and `max` where they are given. */
export const integer = (range: Range = {}): Argument<number> =>
  ranged('integer', /^[+-]?\d{1,15}$/, range);

/** A number, within `min` and `max` where they are given. */
export const number = (range: Range = {}): Argument<number> =>
  ranged('number', /^[+-]?(\d{1,15}(\.\d{1,15})?|\.\d{1,15})$/, range);

const yes = /^(yes|y|on|true|1|enable|oui)$/i;
const no = /^(no|n|off|false|0|disable|non)$/i;

/** On or off; yes and no, 1 and 0 are understood, too. */
export const boolean = ({ example = 'on' }: Shown = {}): Argument<boolean> => ({
  kind: 'boolean',
  optional: false,
  example,
  read: (typed) =>
    yes.test(typed) ? ok(true) : no.test(typed) ? ok(false) : expected('on or off', typed),
});

/** `also`: other words for the options. */
export const choice = <Option extends string>(
  options: readonly Option[],
  also: Readonly<Record<string, Option>> = {},
): Argument<Option> => {
  const find = (typed: string): Option | undefined => {
    const word = typed.toLowerCase();
    return options.find((option) => option.toLowerCase() === word) ?? own(also, word);
  };
  return {
    kind: 'choice',
    optional: false,
    example: options[0] ?? '',
    choices: options,
    fits: (typed) => find(typed) !== undefined,
    read(typed) {
      const found = find(typed);
      return found === undefined ? expected(`one of ${options.join(', ')}`, typed) : ok(found);
    },
  };
};

const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Milliseconds, written like `2h30m`; with `bareSeconds` a number alone is seconds. */
export const duration = ({
  example = '10m',
  minMs = 0,
  maxMs = Number.MAX_SAFE_INTEGER,
  bareSeconds = false,
}: Shown & { minMs?: number; maxMs?: number; bareSeconds?: boolean } = {}): Argument<number> => ({
  kind: 'duration',
  optional: false,
  example,
  fits: (typed) => /^[+-]?\d/.test(typed),
  read(typed) {
    const value = parseDuration(bareSeconds && /^\d{1,15}$/.test(typed) ? `${typed}s` : typed);
    return value !== undefined && value >= minMs && value <= maxMs
      ? ok(value)
      : expected('a duration like 90s, 10m or 2h30m', typed);
  },
});

/** Someone who is here, by mention, id, account or current name. */
export const actor = ({ example = 'ann' }: Shown = {}): Argument<Actor> => ({
  kind: 'actor',
  optional: false,
  example,
  async read(typed, lookup) {
    const found = await lookup.actor(typed);
    return found ? ok(found) : expected('someone who is here', typed);
  },
});

/**
 * Someone who may have left long ago, as the id that everything is keyed by: the id itself, a Discord number or mention,
 * or someone who is here.
 */
export const person = ({
  example = 'discord:123456789012345678',
}: Shown = {}): Argument<ActorId> => ({
  kind: 'text',
  optional: false,
  example,
  async read(typed, lookup) {
    const known = idIn(typed) ?? (await lookup.actor(typed))?.id;
    return known === undefined
      ? expected('someone who is here, or an id like discord:123 or irc:libera:account:ann', typed)
      : ok(known);
  },
});

function idIn(typed: string): ActorId | undefined {
  const number = /^(?:<@!?)?(\d{15,20})>?$/.exec(typed)?.[1];
  if (number !== undefined) return actorId(`discord:${number}`);
  const isId = /^(discord:\d{1,20}|irc:[a-z0-9-]+:(account|host):\S+)$/u.test(typed.toLowerCase());
  return isId ? actorId(typed.toLowerCase()) : undefined;
}

const thing = (kind: 'channel' | 'role', example: string): Argument<Thing> => ({
  kind,
  optional: false,
  example,
  async read(typed, lookup) {
    const found = await lookup.thing(kind, typed);
    return found ? ok(found) : expected(`a ${kind} that exists here`, typed);
  },
});

/** A channel that exists here, by mention, id or name. */
export const channel = ({ example = '#general' }: Shown = {}): Argument<Thing> => ({
  ...thing('channel', example),
  fits: looksLikeChannel,
});

/** As networks write them: `#castle`, `&local`, `<#123>`, or the long number that Discord knows it by. */
const looksLikeChannel = (typed: string): boolean => /^([#&!+]\D|#|<#|\d{15,})/u.test(typed);

/** A role that exists here, by mention, id or name. Only where the network has roles. */
export const role = ({ example = '@helpers' }: Shown = {}): Argument<Thing> =>
  thing('role', example);

/** An argument that may be left out. */
export const optional = <Value>(argument: Argument<Value>): Argument<Value | undefined> => ({
  ...argument,
  optional: true,
  absent: () => undefined,
});

/**
 * An argument that the person is asked for where he leaves it out: by a form on Discord, line by line elsewhere. Around
 * `optional(…)` it may stay blank. At most five in a command.
 */
export const asked = <Value>(
  argument: Argument<Value>,
  { long = false }: { readonly long?: boolean } = {},
): Argument<Value> => ({
  ...{ ...argument, optional: true },
  asked: { long, needed: argument.absent === undefined },
});
