import type { CommunityId } from '../../base/ids.ts';
import type { Case } from '../cases/case.ts';

/** `withdrawn`: by the person himself. What is approved is lifted by the one place that acts. */
export const appealStates = ['pending', 'under-review', 'approved', 'denied', 'withdrawn'] as const;
export type AppealState = (typeof appealStates)[number];

/** Those that wait for a decision. */
export const openStates = ['pending', 'under-review'] as const satisfies readonly AppealState[];

export type Verdict = Extract<AppealState, 'approved' | 'denied'>;

/** An appeal by its number in its community. */
export interface AppealKey {
  readonly community: CommunityId;
  readonly number: number;
}

/** A question of the community, and what was answered. */
export interface AppealAnswer {
  readonly question: string;
  readonly answer: string;
}

export const appealSteps = [
  ...(['made', 'taken-up', 'proposed', 'overridden', 'approved', 'denied', 'withdrawn'] as const),
  'stuck',
] as const;

/**
 * Something that happened to an appeal. `proposed`: by who had punished, who cannot decide alone. `overridden`: an owner
 * decides alone about what he did himself. `stuck`: it could not be lifted.
 */
export interface AppealStep {
  readonly what: (typeof appealSteps)[number];
  readonly by: string;
  readonly byName: string;
  readonly atMs: number;
  /** Why; of a proposal, the verdict that is proposed comes first. */
  readonly text: string;
}

/** Somebody's wish that what was done to him is taken back. */
export interface Appeal extends AppealKey {
  readonly caseNumber: number;
  readonly state: AppealState;
  readonly who: string;
  readonly whoName: string;
  /** The way in: `chat`, `page`. */
  readonly via: string;
  readonly atMs: number;
  /** When it was decided or withdrawn. */
  readonly endedAtMs?: number;
  /** Of an approved one: whether the case was taken back already. */
  readonly lifted: boolean;
}

/** An appeal with all that belongs to it. */
export interface WholeAppeal extends Appeal {
  readonly answers: readonly AppealAnswer[];
  readonly steps: readonly AppealStep[];
  /** What is appealed against; absent where it is no more. */
  readonly about?: Case;
}

export interface AppealFilter {
  readonly states?: readonly AppealState[];
  readonly who?: string;
  /** Only older ones than this number: how a list goes on. */
  readonly beforeNumber?: number;
  /** 20 where nothing is said. */
  readonly limit?: number;
}
