import type { NativeLimits, NativeLook, NativeView } from '../../../core/native-rules.ts';
import { type Rank, atLeast, rankFor } from '../../../core/permissions/ranks.ts';
import type { Condition, ConditionOf, Rule } from '../rule.ts';
import { anyInvite, anyLink, linksTo } from './address-patterns.ts';
import { rustPattern } from './rust-pattern.ts';

/** Why a rule stays with us alone. */
export const leftReasons = [
  'trigger', // it does not listen to messages
  'stays', // it does not delete what was said
  'several', // it asks for two things at once
  'unlike', // it asks what the network's rules cannot: who says it, how often, …
  'not', // it holds for what is not there
  'place', // it holds in some channels alone, or in too many not
  'roles', // too many roles give the rank that it spares
  'words', // no word of it fits
  'pattern', // the network's expressions cannot say it
  'number', // the number is beyond what the network counts
  'full', // there is no room left
] as const;
export type LeftReason = (typeof leftReasons)[number];

/** How the network's rule does other than ours. */
export interface NativeDifference {
  /** It holds for edits, too. */
  readonly edits: boolean;
  /** So many words or expressions stay with our rule alone. */
  readonly missing: number;
}

/** What the network's rule has to look for, and whom to let be. */
export interface Said {
  readonly look: NativeLook;
  readonly tells: string;
  readonly sparedRoles: readonly string[];
  readonly sparedChannels: readonly string[];
  readonly difference: NativeDifference;
}

type Outcome<Value> = { readonly said: Value } | { readonly left: LeftReason };

/**
 * A rule of ours as the network's own, or why that cannot be. The network's rule holds for no message that ours does not
 * hold for, so that nobody is hit who would not be without it; what it misses (disguises above all) ours still finds.
 */
export function sayNatively(
  rule: Rule,
  grounds: Pick<NativeView, 'roles' | 'channels'>,
  limits: NativeLimits,
): Outcome<Said> {
  if (!rule.on.includes('message')) return { left: 'trigger' };
  if (!rule.then.some(({ kind }) => kind === 'delete')) return { left: 'stays' };
  const places = rule.when.filter((one) => one.kind === 'channels');
  const [asked, ...others] = rule.when.filter((one) => one.kind !== 'channels');
  if (!asked) return { left: 'place' };
  if (others.length > 0) return { left: 'several' };
  const look = lookFor(asked, limits);
  if ('left' in look) return look;
  const channels = sparedChannels(places, grounds, limits);
  if (!channels) return { left: 'place' };
  const roles = sparedRoles(rule.spares, grounds, limits);
  if (!roles) return { left: 'roles' };
  return {
    said: {
      look: look.said.look,
      tells: (rule.because ?? '').trim().slice(0, limits.tellsLength),
      sparedRoles: roles,
      sparedChannels: channels,
      difference: { edits: !rule.on.includes('edit'), missing: look.said.missing },
    },
  };
}

interface Looked {
  readonly look: NativeLook;
  readonly missing: number;
}

function lookFor(condition: Condition, limits: NativeLimits): Outcome<Looked> {
  switch (condition.kind) {
    case 'words':
      return condition.not ? { left: 'not' } : lookForWords(condition, limits);
    case 'regex': {
      if (condition.not) return { left: 'not' };
      const pattern = rustPattern(condition.source, condition.flags);
      return fitting(pattern === undefined ? [] : [pattern], limits);
    }
    case 'domains':
      if (condition.not) return { left: 'not' };
      if (condition.which === 'outside') return { left: 'unlike' };
      return fitting(linksTo(condition.domains, limits.patternLength), limits);
    case 'count':
      return condition.not ? { left: 'not' } : lookForCount(condition, limits);
    default:
      return { left: 'unlike' };
  }
}

/** A list holds for each of its words, so those that fit can be said without the others. */
function lookForWords({ words }: ConditionOf<'words'>, limits: NativeLimits): Outcome<Looked> {
  const fit = [...new Set(words.map(plainWord))].filter(
    (word) => isSayable(word) && word.length <= limits.wordLength,
  );
  const said = fit.slice(0, limits.words);
  if (said.length === 0) return { left: 'words' };
  const missing = words.length - said.length;
  return { said: { look: { kind: 'words', words: said, patterns: [] }, missing } };
}

/** Case and width of blanks mean nothing to either side. */
const plainWord = (word: string): string => word.trim().toLowerCase().replace(/\s+/gu, ' ');

/** Stars stand at the ends alone, and a word with nothing but letters, digits and blanks means the same to both sides. */
const isSayable = (word: string): boolean =>
  /^\*?[\p{L}\p{N}][\p{L}\p{N}\p{M}' -]*[\p{L}\p{N}\p{M}]\*?$/u.test(word);

function lookForCount({ of, least }: ConditionOf<'count'>, limits: NativeLimits): Outcome<Looked> {
  if (of === 'mention') {
    const most = least - 1;
    if (most < 1 || most > limits.mentions) return { left: 'number' };
    return { said: { look: { kind: 'mentions', most }, missing: 0 } };
  }
  if (of !== 'link' && of !== 'invite') return { left: 'unlike' };
  if (least !== 1) return { left: 'number' };
  return fitting(of === 'link' ? [anyLink] : [anyInvite], limits);
}

function fitting(patterns: readonly string[], limits: NativeLimits): Outcome<Looked> {
  const fit = patterns.filter((pattern) => pattern.length <= limits.patternLength);
  const said = fit.slice(0, limits.patterns);
  if (said.length === 0) return { left: 'pattern' };
  const missing = patterns.length - said.length;
  return { said: { look: { kind: 'words', words: [], patterns: said }, missing } };
}

/** Undefined where they are too many, or the rule holds in these alone: the network knows exceptions only. */
function sparedChannels(
  places: readonly ConditionOf<'channels'>[],
  { channels }: Pick<NativeView, 'channels'>,
  { spared }: NativeLimits,
): readonly string[] | undefined {
  if (places.some(({ not }) => !not)) return undefined;
  const names = places.flatMap((place) => place.channels);
  const ids = channels
    .filter(({ id, name }) => names.some((one) => one === name || one.endsWith(id)))
    .map(({ id }) => id);
  return ids.length > spared.channels ? undefined : ids.toSorted();
}

function sparedRoles(
  spares: Rank | undefined,
  { roles }: Pick<NativeView, 'roles'>,
  { spared }: NativeLimits,
): readonly string[] | undefined {
  if (spares === undefined) return [];
  const ids = roles
    .filter(({ standing }) => atLeast(rankFor(standing), spares))
    .map(({ id }) => id);
  return ids.length > spared.roles ? undefined : ids.toSorted();
}
