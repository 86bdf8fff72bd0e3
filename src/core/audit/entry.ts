/** How an administrative act ended. */
export type AuditOutcome = 'done' | 'refused' | 'failed';

/** One administrative act, to be written down. */
export interface AuditEntry {
  /** Who: an actor's id; `castellan` for what the program does by itself. */
  readonly actor: string;
  readonly actorName?: string;
  /** The way in: `chat`, `slash`, `button`, `console`, `page`, `cli`, `job`. */
  readonly via: string;
  /** What was done: `command rate unban`, `setting`, `POST /api/password`. */
  readonly action: string;
  readonly outcome: AuditOutcome;
  /** Absent for what concerns the whole instance. */
  readonly community?: string;
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
  readonly actor?: string;
  readonly hash: string;
}
