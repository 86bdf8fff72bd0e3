/** The numbered record of what was done to people, and why: kept per community, told and counted from there. */
export type { NewCase } from './new-case.ts';
export type { Sighted } from './sight-store.ts';
export { type CaseStore, caseStore } from './store.ts';
export { type CasesOfPerson, casesOfPerson } from './of-person-store.ts';
export { caseStatistics, usualDays } from './statistics.ts';
export { type CaseTables, casesPart } from './tables.ts';
export { type Hindsight, hindsight } from './hindsight-store.ts';
export { type PersonRecords, personRecords } from './person-store.ts';
