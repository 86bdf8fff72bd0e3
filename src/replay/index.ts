/**
 * What the guard saw, kept compactly and without a word of anybody's text, and drafts of limits run over it by the guard
 * itself. It judges nothing live: the app hands it what was judged, and asks it what would have been.
 */
export { type ActorKeys, actorKeys } from './actor-keys.ts';
export { noSpace } from './blocks-of-page.ts';
export { type FactPlace } from './fact.ts';
export { type FactLog, factLog } from './fact-log.ts';
export type { Outcome, Person, StageCount } from './outcome.ts';
export { type FactMark, type Judged, Recorder } from './recorder.ts';
export { type ReplayParts, replay } from './replay.ts';
export { type FactStore, type FactsSize, type StoredBlock, factStore } from './store.ts';
export { replayPart } from './tables.ts';
export { type Tape, type Talk, hourMs } from './tape.ts';
export { History, type HistoryEntry, type Noted, mostEntries } from './history.ts';
export { type HistoryStore, historyStore } from './history-store.ts';
export { type Rates, ratesOf } from './rates.ts';
export { type Attempt, type Simulated, simulate } from './simulate.ts';
