/**
 * Automations: what people write as sentences, as data, and asked about what happens. They judge, and find the words for
 * what is said; what follows is carried out elsewhere.
 */
export { checkTexts, checked, isTimed } from './check.ts';
export { AutomationDesk, type KnownAutomation } from './desk.ts';
export { english } from './english.ts';
export { french } from './french.ts';
export { type Askable, AutomationJudge, type Verdict, fits } from './judge.ts';
export type { Occasion } from './occasion.ts';
export { readSentence } from './read-sentence.ts';
export { type StarterName, starterNames, starters } from './starters.ts';
export {
  type AutomationCount,
  type AutomationCountStore,
  automationCountStore,
  automationStore,
} from './store.ts';
export { automationPart } from './tables.ts';
export { type TemplateValues, Templates } from './template.ts';
export { valuesOf } from './values.ts';
export { sentenceOf } from './wording.ts';
