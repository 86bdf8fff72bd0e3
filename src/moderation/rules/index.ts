/**
 * Rules: what people write as sentences, as data, and asked about what happens. They judge and do nothing; what follows
 * is carried out elsewhere.
 */
export { RuleBook } from './book.ts';
export { english } from './english.ts';
export { french } from './french.ts';
export type { Evidence, Happening } from './happening.ts';
export { type Fired, Judge } from './judge.ts';
export { RuleMemory } from './memory.ts';
export { readSentence } from './read-sentence.ts';
export { type Act, type Enforced, type Mode, type Rule, modes } from './rule.ts';
export { sentenceOf } from './wording.ts';
