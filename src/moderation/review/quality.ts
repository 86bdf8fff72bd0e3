import { type Misjudged, type RuleQuality, reviewCase } from '../../core/cases/review.ts';
import type { DecidedOfRule } from './decisions-store.ts';

interface Seen {
  readonly decided: readonly DecidedOfRule[];
  /** Cases that rules made themselves; `by` is `rule:<number>`. */
  readonly overturned: readonly { readonly by: string; readonly atMs: number }[];
  /** The sources of cases that reviewers made and that were overturned later. */
  readonly takenBack: readonly string[];
}

/** By the number of the rule; what is older than a rule's moment in `since` was another rule's. */
export function qualityOf(
  { decided, overturned, takenBack }: Seen,
  since: ReadonlyMap<number, number>,
): ReadonlyMap<number, RuleQuality> {
  const sums = new Map<number, { right: number; wrong: number }>();
  const count = (rule: number, atMs: number, what: 'right' | 'wrong'): void => {
    if (!Number.isSafeInteger(rule) || atMs < (since.get(rule) ?? 0)) return;
    const sum = sums.get(rule) ?? { right: 0, wrong: 0 };
    sum[what] += 1;
    sums.set(rule, sum);
  };
  const back = new Set(takenBack);
  for (const one of decided) {
    const wrong = one.state === 'dismissed' || back.has(reviewCase(one, 'act').id);
    count(Number(one.rule), one.atMs, wrong ? 'wrong' : 'right');
  }
  for (const { by, atMs } of overturned) count(Number(by.replace('rule:', '')), atMs, 'wrong');
  return sums;
}

interface Known {
  readonly id: string | null;
  readonly actor: string;
  readonly atMs: number;
}

/** Messages are known by their id, and where a network gives none by who said them and when. */
export function misjudgedIn(all: readonly Known[]): Misjudged {
  const ids = new Set(all.flatMap(({ id }) => (id === null ? [] : [id])));
  const moments = new Set(all.map(({ actor, atMs }) => `${actor} ${atMs}`));
  return ({ id, actor, atMs }) =>
    (id !== undefined && ids.has(id)) || moments.has(`${actor} ${atMs}`);
}
