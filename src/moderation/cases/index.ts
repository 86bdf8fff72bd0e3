/** The numbered record of what was done to people, and why: kept per community, told and counted from there. */
export { type CasesOfPerson, casesOfPerson } from './of-person-store.ts';
export { type CaseStore, type NewCase, caseStore } from './store.ts';
export { caseStatistics, usualDays } from './statistics.ts';
export { type CaseTables, casesPart } from './tables.ts';
