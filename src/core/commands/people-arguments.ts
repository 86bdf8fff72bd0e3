import { durationPattern, parseDuration } from '../../base/duration.ts';
import { plainLine } from '../../base/text.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Argument } from './arguments.ts';
import { layersOf } from '../settings/scope.ts';

/** Somebody as he was typed, and who that is where he is here. */
export interface Named {
  readonly typed: string;
  readonly actor?: Actor | undefined;
}

/** A person who need not be here: whoever cannot be found is left for the command to find. */
export const somebody = ({
  example = '@ann',
}: { readonly example?: string } = {}): Argument<Named> => ({
  kind: 'actor',
  optional: false,
  example,
  async read(typed, lookup) {
    if (typed.length > 200 || /\s/u.test(typed))
      return refuse('usage.expected', { what: 'a person', typed });
    const actor = await lookup.actor(typed);
    return ok(actor ? { typed, actor } : { typed });
  },
});

/** For how long something lasts: a stretch of time, until a moment that is still to be read, or for ever. */
export type Period =
  | { readonly kind: 'for'; readonly ms: number }
  | { readonly kind: 'until'; readonly text: string }
  | { readonly kind: 'ever' };

const everShape = /^(permanent(ly)?|perm|forever|ever|toujours|d[ée]finitif|permanente?)(?=\s|$)/iu;
const day = String.raw`(\d{4}-\d{2}-\d{2}(?:T\S+)?|\p{L}{3,9})`;
const time = String.raw`\d{1,2}[:h]\d{2}`;
const untilShape = new RegExp(
  String.raw`^(?:until|till|jusqu['’]?(?:à|au|e)?)\s+(${time}|${day}(?:\s+(?:at\s+|à\s+)?${time})?)(?=\s|$)`,
  'iu',
);
const forShape = new RegExp(String.raw`^(?:for\s+|pendant\s+)?(${durationPattern})(?=\s|$)`, 'iu');
/** What can only be meant as a time, and is none: taken for a reason it would punish for ever. */
const mistaken: readonly RegExp[] = [
  /^(?:for\s+|pendant\s+)?[-−]\d\S*/iu,
  /^\d+,\d+\s*[hmdjw]\p{L}*(?=\s|$)/iu,
  /^\d+e\d+\p{L}*(?=\s|$)/iu,
  /^(?:until|till|jusqu['’]?(?:à|au|e)?)(?:\s+\S+)?(?=\s|$)/iu,
];
/** Nobody means more; what is to hold longer holds for ever. */
const longestPeriodMs = 100 * 365 * 86_400_000;

const spanIn = (line: string): string | undefined =>
  [everShape, untilShape, forShape, ...mistaken]
    .map((shape) => shape.exec(line)?.[0])
    .find(Boolean);

/** `2h30m`, `permanent`, `until monday 9:00`: the moment is read where the time zone is known. */
export const period = ({
  example = '2h30m',
  longestMs = longestPeriodMs,
}: { readonly example?: string; readonly longestMs?: number } = {}): Argument<Period> => ({
  kind: 'duration',
  optional: false,
  example,
  fits: (typed) => spanIn(typed) === typed,
  span: spanIn,
  read(typed): Result<Period> {
    if (everShape.test(typed)) return ok({ kind: 'ever' });
    const until = untilShape.exec(typed)?.[1];
    if (until !== undefined) return ok({ kind: 'until', text: until });
    const ms = parseDuration(forShape.exec(typed)?.[1] ?? typed);
    if (ms !== undefined && ms >= 1000 && ms <= longestMs) return ok({ kind: 'for', ms });
    const what = 'a duration like 2h30m, "permanent", or "until monday 9:00"';
    return refuse('usage.expected', { what, typed });
  },
});

/** A word that stands behind its own name, wherever it comes: `in:#castle`, `rule:3`. */
export const labelled = (label: string, example: string): Argument<string> => {
  const begins = `${label}:`;
  return {
    kind: 'text',
    optional: false,
    example: `${begins}${example}`,
    fits: (typed) => typed.toLowerCase().startsWith(begins),
    read: (typed) => {
      const value = typed.toLowerCase().startsWith(begins) ? typed.slice(begins.length) : typed;
      return value !== '' && value.length <= 200
        ? ok(value)
        : refuse('usage.expected', { what: `${begins}${example}`, typed });
    },
  };
};

/** Why: all that is left of the line, with what this community says often as suggestions. */
export const reason = (setting: string): Argument<string> => ({
  kind: 'rest',
  optional: false,
  example: 'spam',
  suggest: (typed, { settings, where }) =>
    settings
      .readList(setting, layersOf(where))
      .filter((one) => one.toLowerCase().includes(typed.toLowerCase())),
  read: (typed) =>
    typed.length <= 1000
      ? ok(plainLine(typed))
      : refuse('usage.expected', { what: 'at most 1000 characters', typed: typed.slice(0, 50) }),
});
