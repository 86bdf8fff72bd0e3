/**
 * Rules: what people write as sentences, as data, and asked about what happens. They judge and do nothing; what follows
 * is carried out elsewhere.
 */
export { RuleBook } from './book.ts';
export { type Asked, type Decision, type Sanction, decisionOf } from './decision.ts';
export { type KnownRule, RuleDesk } from './desk.ts';
export { english } from './english.ts';
export { french } from './french.ts';
export type { Evidence, Happening } from './happening.ts';
export { type Explained, type Fired, Judge } from './judge.ts';
export { type KeptMessage, keptMessageStore } from './kept-messages-store.ts';
export { RuleMemory } from './memory.ts';
export {
  type LeftReason,
  type NativePlan,
  type PlannedRule,
  type Source,
  type Steps,
  leftReasons,
  planNatively,
  stepsTo,
} from './native/index.ts';
export { patternOf, type Pattern } from './pattern.ts';
export { presetNames, presets } from './presets.ts';
export { readSentence } from './read-sentence.ts';
export { type ReplayHit, replay } from './replay.ts';
export { type Act, type Enforced, type Proposed, type Mode, type Rule, modes } from './rule.ts';
export { type RuleRevision, ruleStore } from './store.ts';
export { rulesPart } from './tables.ts';
export { TokenReader, Unread } from './token-reader.ts';
export { quoted, slashed, tokensOf } from './tokens.ts';
export { sentenceOf } from './wording.ts';
