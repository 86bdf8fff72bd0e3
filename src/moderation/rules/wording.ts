import type { Act, Condition, Rule } from './rule.ts';

/** How a language writes the parts of a rule. */
export interface Wording {
  triggers(on: Rule['on']): string;
  condition(condition: Condition): string;
  spares(rank: NonNullable<Rule['spares']>): string;
  act(act: Act): string;
  sentence(parts: Parts): string;
}

interface Parts {
  readonly on: string;
  readonly when: readonly string[];
  readonly unless?: string;
  readonly then: readonly string[];
  readonly because?: string;
}

/** A rule as a sentence. */
export function sentenceOf({ on, when, then, spares, because }: Rule, wording: Wording): string {
  return wording.sentence({
    on: wording.triggers(on),
    when: when.map((condition) => wording.condition(condition)),
    then: then.map((act) => wording.act(act)),
    ...(spares !== undefined && { unless: wording.spares(spares) }),
    ...(because !== undefined && { because }),
  });
}
