import type { Category, StageName, Where } from '../guard/index.ts';
import { categories, stageNames } from '../guard/index.ts';

/**
 * What can be kept of an event: a use of a command, by the category that it is charged to; what became of it later, where
 * other things happened in between; talk; comings and goings. The order is that of the numbers that are kept.
 */
export const factKinds = [...categories, 'reserve', 'refund', 'message', 'join', 'leave'] as const;

/** Each kind's number. Rows are written and read by these. */
export const kindNumber = {
  reserve: factKinds.indexOf('reserve'),
  refund: factKinds.indexOf('refund'),
  message: factKinds.indexOf('message'),
  join: factKinds.indexOf('join'),
  leave: factKinds.indexOf('leave'),
} as const;

export const numberOfCategory = (category: Category): number => categories.indexOf(category);

/** A use of a command; the others come after. */
export const isUse = (kind: number): boolean => kind < categories.length;

/** A row that says what became of an earlier use, and nothing else of its own. */
export const isSequel = (mark: number): boolean => {
  const kind = kindIn(mark);
  return kind === kindNumber.reserve || kind === kindNumber.refund;
};

/**
 * How far a use got. `letIn`: past the gate, and nothing that followed at once. `reserved`: on to running, at once;
 * `refunded`: and it came to nothing. Numbers from 1: refused by the stage of this place among `stageNames`.
 */
export const fates = { letIn: 0, reserved: 8, refunded: 9 } as const;

export const fateOfRefusal = (stage: StageName): number => stageNames.indexOf(stage) + 1;

/** Kept in one byte: the kind, and whether no stage refuses this person. */
const exemptBit = 0x80;
export const markedExempt = (kind: number, exempt: boolean): number =>
  exempt ? kind | exemptBit : kind;
export const kindIn = (mark: number): number => mark & ~exemptBit;
export const isExempt = (mark: number): boolean => (mark & exemptBit) !== 0;

/** Kept in one byte: the fate below, above it the stage that only watched and would have refused (0: none). */
export const withWatcher = (fate: number, stage: StageName | undefined): number =>
  stage === undefined ? fate : fate | ((stageNames.indexOf(stage) + 1) << 4);
export const fateIn = (mark: number): number => mark & 0x0f;

/** Where facts come from: a `Place`, as far as it matters here. */
export type FactPlace = Where & { readonly name: string };
