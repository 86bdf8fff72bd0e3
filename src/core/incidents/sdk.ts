export type { HeldLevel, Incident, IncidentEntry, IncidentKey, WholeIncident } from './incident.ts';
export type { Undo, UndoPreview, UndoScope } from './undo.ts';
export type { UndoneCase } from '../cases/undone.ts';
