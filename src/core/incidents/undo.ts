import type { CommunityId } from '../../base/ids.ts';
import type { Doer } from '../cases/acts.ts';
import type { UndoneCase } from '../cases/undone.ts';
import type { HeldLevel } from './incident.ts';

/** Whose acts are taken back. Times are epoch ms; without one, from the beginning. */
export type UndoScope =
  | { readonly of: 'cases'; readonly numbers: readonly number[] }
  | {
      readonly of: 'rule';
      readonly rule: number;
      readonly name: string;
      readonly sinceMs?: number | undefined;
    }
  | {
      readonly of: 'moderator';
      readonly actor: string;
      readonly name: string;
      readonly sinceMs?: number | undefined;
    }
  | { readonly of: 'incident'; readonly incident: number }
  | { readonly of: 'window'; readonly sinceMs: number; readonly untilMs: number };

/** What an undo would do, before it is done. */
export interface UndoPreview {
  readonly scope: UndoScope;
  readonly cases: readonly UndoneCase[];
  /** Levels that are put back. */
  readonly levels: readonly HeldLevel[];
  /** There are more than are taken back at once. */
  readonly more: boolean;
  /** Stands for exactly this: another set of cases or levels has another. */
  readonly stamp: string;
}

export interface UndoRequest {
  readonly by: Doer;
  readonly via: string;
  readonly why: string;
  /** Of a rule: it only watches from now on. */
  readonly shadow?: boolean | undefined;
  /** The stamp of the preview that was confirmed: something else is refused. */
  readonly stamp: string;
}

/** An undo that was begun. */
export interface Undo {
  readonly community: CommunityId;
  readonly number: number;
  readonly of: UndoScope['of'];
  readonly state: 'running' | 'done';
  readonly atMs: number;
  readonly steps: readonly UndoStep[];
}

/** One thing to take back. `ref` names it: a case's number, a level's key, a rule's number. */
export interface UndoStep {
  readonly kind: 'rule' | 'case' | 'level';
  readonly ref: string;
  readonly state: 'waiting' | 'done' | 'refused';
  /** The key of why it was refused. */
  readonly problem?: string;
}
