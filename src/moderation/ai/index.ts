/**
 * What models and the local score say about messages, as data; nothing here acts. What follows is done elsewhere, by the
 * one place that acts, or waits for a person.
 */
export { type Evaluation, canLearn, evaluate, evaluateLocal } from './evaluate.ts';
export {
  type Judgement,
  type Looked,
  type Looking,
  type Model,
  type ModelKind,
  judge,
  lookings,
  modelKinds,
} from './judge.ts';
export { type Labelled, labelledRules, labelledSet } from './labelled/index.ts';
export { type LocalScore, localScore } from './local-score.ts';
export { type AiMode, type Follows, type Policy, aiModes, deedOf, follows } from './policy.ts';
export type { ContextLine } from './prompt.ts';
export { type AiStore, type KeptVerdict, type Sample, aiStore, fine } from './store.ts';
export type { Decision, Suggestion, Suggestions } from './suggestions.ts';
export { aiPart } from './tables.ts';
export { type AiAction, type Verdict, type Void, aiActions } from './verdict.ts';
