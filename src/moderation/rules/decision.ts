import type { Fired } from './judge.ts';
import type { Act, Enforced, Proposed } from './rule.ts';

/** What is done to a person, weakest first. Of several rules the strongest counts, and only once. */
const sanctions = ['warn', 'mute', 'kick', 'ban'] as const;
export type Sanction = Extract<Act, { kind: (typeof sanctions)[number] }>;

/** What the rules that hold come to, as data for the part that acts. */
export interface Decision {
  readonly deletes: boolean;
  readonly tells: boolean;
  readonly sanction?: Sanction;
  /** The rule that decides: the one with the strongest sanction, else the first. */
  readonly rule: Enforced;
  readonly reason: string;
  /** The rules that ask the moderators, and to do what. */
  readonly asks: readonly Asked[];
}

/** A rule that asks the moderators. */
export interface Asked {
  readonly fired: Fired;
  readonly proposes: readonly Proposed[];
}

/** What is to be done; undefined where all rules that hold only watch. */
export function decisionOf(fired: readonly Fired[]): Decision | undefined {
  const live = fired.filter(({ rule }) => rule.mode === 'live');
  let decided: { readonly rule: Enforced; readonly sanction: Sanction } | undefined;
  for (const { rule } of live) {
    for (const act of rule.rule.then) {
      if (!isSanction(act)) continue;
      if (!decided || weight(act) > weight(decided.sanction)) decided = { rule, sanction: act };
    }
  }
  const rule = decided?.rule ?? live[0]?.rule;
  if (!rule) return undefined;
  const does = (kind: Act['kind']): boolean =>
    live.some((one) => one.rule.rule.then.some((act) => act.kind === kind));
  return {
    ...{ deletes: does('delete'), tells: does('tell'), rule },
    ...(decided && { sanction: decided.sanction }),
    reason: rule.rule.because ?? rule.name,
    asks: live.flatMap((fired) =>
      fired.rule.rule.then.flatMap((act) =>
        act.kind === 'review' ? [{ fired, proposes: act.proposes }] : [],
      ),
    ),
  };
}

const isSanction = (act: Act): act is Sanction => sanctions.some((kind) => kind === act.kind);

/** Of two of a kind, the longer one. */
const weight = (act: Sanction): number =>
  sanctions.indexOf(act.kind) + (Math.min(lengthMs(act), 1e12) / 1e12) * 0.9;

const lengthMs = (act: Sanction): number =>
  act.kind === 'mute' ? act.forMs : act.kind === 'ban' ? (act.forMs ?? 1e12) : 0;
