export type { HeldLevel, Incident, IncidentEntry, IncidentKey, WholeIncident } from './incident.ts';
export type { Undo, UndoPreview, UndoScope, UndoneCase } from './undo.ts';
