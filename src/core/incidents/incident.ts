import type { CasePlace } from '../cases/case.ts';
import type { CommunityId } from '../../base/ids.ts';

/**
 * What an incident is about. `raid`: many come in at once. `flood`: the guard had to silence somebody. `rule`: one rule
 * hit several people. `staff`: somebody of the staff did more than the community allows.
 */
export const incidentKinds = ['raid', 'flood', 'rule', 'staff'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** An incident by its number in its community. */
export interface IncidentKey {
  readonly community: CommunityId;
  readonly number: number;
}

/** Several things that happened together, seen as one. */
export interface Incident extends IncidentKey {
  readonly kind: IncidentKind;
  /** What joins it while it is open: `rule:3`, `raid:<space>`, `flood:<space>`, `staff`. */
  readonly subject: string;
  readonly state: 'open' | 'closed';
  readonly place: CasePlace;
  readonly openedAtMs: number;
  /** When something of it happened last. */
  readonly lastAtMs: number;
  readonly closedAtMs?: number;
  /** An actor's id; absent where it closed by itself. */
  readonly closedBy?: string;
  readonly detections: number;
  readonly people: number;
  readonly cases: number;
}

/** `detection`: what was seen. `act`: a case. `level`: what was set or put back. `undo`: what was taken back. */
export const entryKinds = ['detection', 'act', 'level', 'note', 'undo', 'closed'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One line of an incident's timeline; many of the same are one, with their number. */
export interface IncidentEntry {
  readonly atMs: number;
  readonly kind: EntryKind;
  /** The key of its words, after `incident.`; a note's words are `text`. */
  readonly what: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly count: number;
  /** Whom it is about; of a note, who wrote it. */
  readonly actor?: string;
  readonly name?: string;
  readonly text?: string;
}

/** Somebody concerned. */
export interface IncidentPerson {
  readonly actor: string;
  readonly name: string;
  readonly hits: number;
}

/** An incident with all that belongs to it. */
export interface WholeIncident extends Incident {
  readonly timeline: readonly IncidentEntry[];
  readonly concerned: readonly IncidentPerson[];
  readonly caseNumbers: readonly number[];
  /** What still holds that was set because of it: levels by the name of their place. */
  readonly holds: readonly HeldLevel[];
}

/** A level at a door that holds now. */
export interface HeldLevel {
  readonly place: string;
  readonly level: string;
  readonly sinceMs: number;
  /** Names it among those of its community. */
  readonly key: string;
}

export interface IncidentFilter {
  readonly state?: Incident['state'];
  /** Only older ones than this number: how a list goes on. */
  readonly beforeNumber?: number;
  /** 10 where nothing is said. */
  readonly limit?: number;
}
