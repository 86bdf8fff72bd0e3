/** What goes between the dashboard's server and its page about incidents and undo, as JSON and nothing else. */

export interface IncidentCommunityView {
  readonly id: string;
  readonly name: string;
  readonly open: number;
}

export interface IncidentView {
  readonly community: string;
  readonly number: number;
  readonly kind: 'raid' | 'flood' | 'rule' | 'staff';
  readonly subject: string;
  readonly state: 'open' | 'closed';
  readonly place: { readonly name: string; readonly platform: string };
  readonly openedAtMs: number;
  readonly lastAtMs: number;
  readonly closedAtMs?: number;
  readonly detections: number;
  readonly people: number;
  readonly cases: number;
}

export interface IncidentLineView {
  readonly atMs: number;
  readonly kind: 'detection' | 'act' | 'level' | 'note' | 'undo' | 'closed';
  /** In words. */
  readonly text: string;
  readonly count: number;
}

export interface WholeIncidentView extends IncidentView {
  readonly timeline: readonly IncidentLineView[];
  readonly concerned: readonly {
    readonly actor: string;
    readonly name: string;
    readonly hits: number;
  }[];
  readonly caseNumbers: readonly number[];
  readonly holds: readonly { readonly place: string; readonly level: string }[];
}

export interface IncidentsPage {
  readonly communities: readonly IncidentCommunityView[];
  /** Whose incidents these are; absent where there are none anywhere. */
  readonly community?: string;
  readonly incidents: readonly IncidentView[];
  /** Whether older ones follow. */
  readonly more: boolean;
}

/** Whose acts are taken back. */
export type UndoScopeView =
  | { readonly of: 'cases'; readonly numbers: readonly number[] }
  | { readonly of: 'rule'; readonly rule: number; readonly sinceMs?: number }
  | { readonly of: 'moderator'; readonly actor: string; readonly sinceMs?: number }
  | { readonly of: 'incident'; readonly incident: number }
  | { readonly of: 'window'; readonly sinceMs: number; readonly untilMs: number };

export interface UndoneCaseView {
  readonly number: number;
  readonly kind: string;
  readonly name: string;
  readonly count: number;
  readonly outcome: 'lifts' | 'again' | 'withdraws' | 'counts-no-more' | 'over';
  readonly reinstates?: number;
  readonly heldBy?: number;
}

export interface UndoPreviewView {
  readonly cases: readonly UndoneCaseView[];
  readonly levels: readonly { readonly place: string; readonly level: string }[];
  /** There are more than are taken back at once. */
  readonly more: boolean;
  readonly stamp: string;
}

export interface UndoView {
  readonly number: number;
  readonly state: 'running' | 'done';
  readonly done: number;
  readonly all: number;
  /** What could not be taken back, and why, in words. */
  readonly refused: readonly { readonly ref: string; readonly why: string }[];
}
