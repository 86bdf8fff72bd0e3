/** Acts on people, and nowhere else is acted: live, or dry. The case first, then the act, then what came of it. */
export { openActs } from './acts.ts';
export { dryActs } from './dry-acts.ts';
export { type ActRules, type Told, subjectOf } from './parts.ts';
export { casePlaceOf, nativeOf, placeOf } from './places.ts';
export { quarantineStore } from './quarantine-store.ts';
export { SaidLately } from './said-lately.ts';
export { type StaffGroup, type StaffLimits, StaffWatch } from './staff-watch.ts';
export { quarantinePart } from './tables.ts';
