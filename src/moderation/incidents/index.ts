/** Incidents: what happened together, seen as one; and undo: many acts taken back at once. Both outlive the process. */
export { type Detection, type Person } from './gathering.ts';
export { incidentStore } from './incident-store.ts';
export { type IncidentRules, Incidents } from './incidents.ts';
export { incidentsPart } from './tables.ts';
export { undoStore } from './undo-store.ts';
export { type Levels, Undos } from './undos.ts';
