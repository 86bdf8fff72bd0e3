import { actorId, spaceId } from '../../base/ids.ts';
import { oneLine, truncate } from '../../base/text.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import type { Found, FoundCase } from '../../core/imports/imports.ts';
import type { Scope } from '../../core/settings/scope.ts';
import { leave } from '../rules.ts';

/** A sanction, as its source tells it, in words of its own. */
export interface Told {
  readonly id: string;
  /** Snowflakes. */
  readonly user: string;
  readonly userName?: string | undefined;
  readonly by?: string | undefined;
  readonly byName?: string | undefined;
  readonly what: CaseKind;
  readonly reason: string;
  readonly rule?: string | undefined;
  readonly atMs?: number | undefined;
  readonly untilMs?: number | undefined;
  /** Whether the source says that it is in force now. */
  readonly stands?: boolean;
}

const longestReason = 1000;
const longestName = 100;

const nameIn = (name: string | undefined): string | undefined => {
  const text = truncate(oneLine(name ?? '').trim(), longestName);
  return text === '' ? undefined : text;
};

/** A sanction of Discord as a case. Only a ban that is said to stand is in force here: nothing else can be lifted by its id. */
export function discordCase(from: string, scope: Scope, told: Told): FoundCase {
  const { id, user, what, atMs, untilMs } = told;
  const [targetName, byName, rule] = [
    nameIn(told.userName),
    nameIn(told.byName),
    nameIn(told.rule),
  ];
  return {
    ...{ kind: 'case', from, id, what, target: actorId(`discord:${user}`) },
    space: spaceId(scope.replace(/^space:/, '')),
    reason: truncate(oneLine(told.reason).trim(), longestReason),
    marks: what === 'ban' && told.stands === true ? [user] : [],
    ...(told.by !== undefined && { by: actorId(`discord:${told.by}`) }),
    ...(targetName !== undefined && { targetName }),
    ...(byName !== undefined && { byName }),
    ...(rule !== undefined && { rule }),
    ...(atMs !== undefined && { atMs }),
    ...(untilMs !== undefined && { untilMs }),
  };
}

/** The order matters: `unban` has `ban` in it, and a soft ban sends people away and lets them come back. */
const words: readonly (readonly [RegExp, CaseKind])[] = [
  [/un-?ban|ban.?(lift|remov)|remove.?ban/, 'unban'],
  [
    /un-?(mute|silence)|remove.?(mute|timeout)|(mute|timeout).?(lift|remov|end)|untimeout/,
    'unmute',
  ],
  [/soft.?ban|kick/, 'kick'],
  [/ban/, 'ban'],
  [/mute|time.?out|silence|restrict/, 'mute'],
  [/warn|strike|verbal/, 'warn'],
  [/note|comment/, 'note'],
  [/purge|delete|clean|clear/, 'purge'],
];

/** What a word of another program comes to here; undefined for what is no sanction. */
export function kindNamed(word: string): CaseKind | undefined {
  const text = word.toLowerCase();
  return words.find(([pattern]) => pattern.test(text))?.[1];
}

/** One line for each reason, however many entries it is about. */
export function summedUp(
  from: string,
  why: readonly (readonly [key: string, facts: Readonly<Record<string, string | number>>])[],
): readonly Found[] {
  const counts = new Map<string, number>();
  for (const one of why) {
    const key = JSON.stringify(one);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => {
    const found = why.find((one) => JSON.stringify(one) === text);
    return leave(`${from} (${count})`, found?.[0] ?? 'type', found?.[1] ?? {});
  });
}
