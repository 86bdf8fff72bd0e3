/** How an administrative act ended. `interrupted`: it began, and what came of it was never written down. */
export const auditOutcomes = ['done', 'refused', 'failed', 'interrupted'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Where an act stands. `begun`: it was written down before it ran, and is not over yet. */
export const auditStates = ['begun', ...auditOutcomes] as const;
export type AuditState = (typeof auditStates)[number];

/** One administrative act, to be written down. */
export interface AuditEntry {
  /** Who: an actor's id; `castellan` for what the program does by itself. */
  readonly actor: string;
  readonly actorName?: string;
  /** The way in: `chat`, `slash`, `button`, `console`, `page`, `cli`, `job`. */
  readonly via: string;
  /** What was done: `command rate unban`, `setting`, `POST /api/password`. */
  readonly action: string;
  readonly outcome: AuditState;
  /** Absent for what concerns the whole instance. */
  readonly community?: string;
  /** The number of the entry that said that this act begins: both are one act. */
  readonly closes?: number;
  /** What it was done to. Never a secret. */
  readonly object?: string;
  readonly before?: string;
  readonly after?: string;
}

/** An act as it is kept. Who and what are gone where a person was erased. */
export interface Audited extends Omit<AuditEntry, 'actor'> {
  /** The number in the chain, from 1. */
  readonly seq: number;
  readonly atMs: number;
  /** When it began, where that was written down before it ran. */
  readonly begunMs?: number;
  readonly actor?: string;
  readonly hash: string;
}
