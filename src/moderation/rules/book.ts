import { WordList } from '../text/index.ts';
import type { Condition, ConditionOf, Enforced, Trigger } from './rule.ts';
import { type Pattern, patternOf } from './pattern.ts';

/** A condition with what was made ready for it. */
export interface Ready {
  readonly condition: Condition;
  /** Its place among the word conditions of the book; -1 for others. */
  readonly words: number;
  readonly pattern?: Pattern;
  readonly cost: number;
  /** Its place in the rule as written. */
  readonly at: number;
}

export interface ReadyRule {
  readonly enforced: Enforced;
  readonly conditions: readonly Ready[];
}

/** Cheapest first: most rules end at their first condition. */
const costs: Readonly<Record<Condition['kind'], number>> = {
  ...{ channels: 0, age: 0, 'no-role': 0, unregistered: 0, heat: 1, words: 1, count: 2 },
  ...{ files: 2, capitals: 3, domains: 4, window: 5, regex: 6 },
};

/**
 * The rules in force in one community, made ready once: all word lists are one list, all conditions are in the order of
 * their cost. Throws a RangeError for a pattern that does not compile; what is saved was checked before.
 */
export class RuleBook {
  readonly #byTrigger = new Map<Trigger, ReadyRule[]>();
  readonly words: WordList;
  readonly wordConditions: number;
  /** Whether anything is asked of the past. */
  readonly counts: boolean;

  constructor(rules: readonly Enforced[]) {
    const listed: { word: string; number: number }[] = [];
    let wordConditions = 0;
    const listWords = (condition: ConditionOf<'words'>): number => {
      const number = wordConditions;
      wordConditions += 1;
      listed.push(...condition.words.map((word) => ({ word, number })));
      return number;
    };
    for (const enforced of rules) {
      const conditions = enforced.rule.when
        .map((condition, at) => readied(condition, at, listWords))
        .sort((one, other) => one.cost - other.cost);
      for (const on of enforced.rule.on) {
        const ready = this.#byTrigger.get(on) ?? [];
        ready.push({ enforced, conditions });
        this.#byTrigger.set(on, ready);
      }
    }
    this.words = new WordList(listed);
    this.wordConditions = wordConditions;
    this.counts = rules.some(({ rule }) => rule.when.some(({ kind }) => kind === 'window'));
  }

  rulesOn(trigger: Trigger): readonly ReadyRule[] {
    return this.#byTrigger.get(trigger) ?? [];
  }
}

function readied(
  condition: Condition,
  at: number,
  listWords: (condition: ConditionOf<'words'>) => number,
): Ready {
  const words = condition.kind === 'words' ? listWords(condition) : -1;
  const ready = { condition, words, cost: costs[condition.kind], at };
  if (condition.kind !== 'regex') return ready;
  const pattern = patternOf(condition.source, condition.flags);
  if (!pattern.ok) throw new RangeError(`/${condition.source}/ does not compile`);
  return { ...ready, pattern: pattern.value };
}
