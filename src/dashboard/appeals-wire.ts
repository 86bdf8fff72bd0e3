/** What goes between the dashboard's server and its page about appeals, as JSON and nothing else. */
import type { CaseView } from './cases-wire.ts';

export type AppealStateName = 'pending' | 'under-review' | 'approved' | 'denied' | 'withdrawn';

export interface AppealView {
  readonly community: string;
  readonly number: number;
  readonly caseNumber: number;
  readonly state: AppealStateName;
  readonly who: string;
  readonly whoName: string;
  readonly via: string;
  readonly atMs: number;
  readonly endedAtMs?: number;
}

export interface WholeAppealView extends AppealView {
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly steps: readonly {
    readonly what: string;
    readonly byName: string;
    readonly atMs: number;
    readonly text: string;
  }[];
  /** What is appealed against; absent where it is no more. */
  readonly about?: CaseView;
  /** Whether the owner punished there himself: deciding all the same is written down. */
  readonly own: boolean;
}

export interface AppealsPage {
  readonly communities: readonly {
    readonly id: string;
    readonly name: string;
    readonly waiting: number;
  }[];
  /** Whose appeals these are; absent where there are none anywhere. */
  readonly community?: string;
  readonly appeals: readonly AppealView[];
}

export interface AppealLinkView {
  readonly url?: string;
  readonly code: string;
  readonly untilMs: number;
}
