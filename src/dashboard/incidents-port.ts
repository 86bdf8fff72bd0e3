import type { IncidentDesk, UndoDesk } from '../core/incidents/desk.ts';
import type { Say } from '../core/texts/texts.ts';

/** The incidents of every community, and undo, as the page shows and handles them. */
export interface IncidentsPort {
  readonly incidents: IncidentDesk;
  readonly undo: UndoDesk;
  readonly say: Say;
}
