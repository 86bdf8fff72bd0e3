import type { Refusal } from '../../../base/result.ts';
import type { MirrorView } from '../../../core/commands/rule-levers.ts';
import type { NativePlan, PlannedRule, Steps } from '../../../moderation/rules/index.ts';

/** What is known of a place. */
export interface Standing {
  readonly on: boolean;
  readonly plan: NativePlan;
  /** Rules of the network that are not ours. */
  readonly others: number;
  readonly steps: MirrorView['steps'];
  readonly problem?: Refusal;
}

export const nothingPlanned: NativePlan = { rules: [], said: [], left: [] };

export const counted = ({ make, change, remove }: Steps): MirrorView['steps'] => ({
  ...{ made: make.length, changed: change.length, removed: remove.length },
});

export const viewOf = ({ on, plan, others, steps, problem }: Standing): MirrorView => ({
  ...{ on, others, steps, said: plan.said, left: plan.left },
  rules: plan.rules.map(ruleView),
  ...(problem && { problem }),
});

const ruleView = ({ rule: { name, look }, sources }: PlannedRule): MirrorView['rules'][number] => ({
  ...{ name, numbers: sources.map(({ number }) => number) },
  words: look.kind === 'words' ? look.words.length : 0,
  patterns: look.kind === 'words' ? look.patterns.length : 0,
  ...(look.kind === 'mentions' && { mentions: look.most }),
});
