import type { CaseKind } from './case.ts';

/**
 * What becomes of a case. `lifts`: what holds is lifted. `again`: a pardon is taken back, and what it lifted holds again.
 * `withdraws`: it was not done yet, and never will be. `counts-no-more`: done once, and only the record changes; what it
 * did stays, as after a kick or a purge. `over`: nothing is left to take back.
 */
export const undoOutcomes = ['lifts', 'again', 'withdraws', 'counts-no-more', 'over'] as const;
export type UndoOutcome = (typeof undoOutcomes)[number];

/** A case that an undo reaches, and what becomes of it. */
export interface UndoneCase {
  readonly number: number;
  readonly kind: CaseKind;
  readonly name: string;
  /** How many messages or people it was done to. */
  readonly count: number;
  readonly outcome: UndoOutcome;
  /** The older case that it had replaced, which holds again from then on. */
  readonly reinstates?: number | undefined;
  /** The case that still holds this person, and is not taken back. */
  readonly heldBy?: number | undefined;
}
