import type { CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { AiDay, AiStanding } from '../ai/gateway.ts';
import type { Doer } from '../cases/acts.ts';
import type { Place } from '../event.ts';
import type { Author } from '../settings/settings.ts';

export type AiModeName = 'off' | 'test' | 'suggest' | 'act';
export type AiDecision = 'approved' | 'changed' | 'dismissed';

/** How AI moderation stands in a place. */
export interface AiStatus {
  readonly mode: AiModeName;
  /** Host and port of the provider; empty where none is set. */
  readonly host: string;
  readonly model: string;
  readonly kind: 'chat' | 'guard';
  readonly looking: 'unsure' | 'all' | 'keywords';
  readonly keySet: boolean;
  /** Whether people there were told. */
  readonly noticed: boolean;
  readonly rules: readonly string[];
  readonly standing: AiStanding;
  /** Texts that the local score has learned from. */
  readonly samples: number;
}

/** What asking a model has cost, and what is left. */
export interface AiSpending {
  readonly today: AiDay;
  readonly tokensADay: number;
  readonly tokensOfPerson: number;
  /** In millionths of one's currency. */
  readonly microsADay: number;
  /** Newest first, today among them. */
  readonly days: readonly AiDay[];
}

/** What would be said of a text. */
export interface AiTrial {
  readonly outcome: 'verdict' | 'void' | 'refused' | 'skipped';
  /** Why there is no verdict. */
  readonly why?: string;
  readonly action?: string;
  readonly rule?: string;
  readonly quote?: string;
  readonly confidence?: number;
  readonly reason?: string;
  readonly source?: string;
  /** `nothing`, `watch`, `suggest`, `act`, `help`. */
  readonly follows?: string;
  /** From 0 to 1: how probable the local score thinks that it breaks a rule. */
  readonly local: number;
  readonly localSays: 'fine' | 'broken' | 'unsure';
  readonly micros: number;
  readonly tookMs: number;
  readonly cached: boolean;
}

/** A verdict as people see it. */
export interface AiVerdictView {
  readonly number: number;
  readonly atMs: number;
  readonly name: string;
  readonly place: string;
  readonly text: string;
  readonly source: string;
  readonly action: string;
  readonly rule: string;
  readonly quote: string;
  readonly confidence: number;
  readonly reason: string;
  readonly followed: string;
  readonly micros: number;
  readonly tookMs: number;
  readonly caseNumber?: number;
  readonly judged?: AiDecision;
}

export interface AiQuality {
  readonly source: string;
  readonly action: string;
  readonly confirmed: number;
  readonly dismissed: number;
  readonly waiting: number;
}

/** What happened since the start, in one community. */
export interface AiCounts {
  readonly looked: number;
  readonly bySelf: number;
  readonly verdicts: number;
  readonly ignored: number;
  readonly voided: number;
  readonly refused: number;
}

/** What the board of AI moderation shows. */
export interface AiBoard {
  readonly status: AiStatus;
  readonly spending: AiSpending;
  readonly quality: readonly AiQuality[];
  readonly counts: AiCounts;
  readonly cache: { readonly asked: number; readonly hits: number };
  readonly latest: readonly AiVerdictView[];
}

/** `local`: the local score, on texts that it did not learn. `rules`: those of automod, in force or watching. */
export type AiMeasured = 'local' | 'model' | 'rules';

/** How rules, local score and model did on the labelled set. */
export interface AiEvaluation {
  readonly of: AiMeasured;
  /** The model's name, where it is one. */
  readonly name: string;
  readonly count: number;
  /** How many of them are the community's own. */
  readonly own: number;
  readonly failed: number;
  readonly unsure: number;
  readonly precision: number;
  readonly recall: number;
  readonly hard: number;
  readonly hardReported: number;
  readonly micros: number;
  readonly medianMs: number;
  readonly slowMs: number;
  readonly labels: readonly {
    readonly label: string;
    readonly count: number;
    readonly found: number;
    readonly right: number;
    readonly said: number;
  }[];
  readonly mistakes: readonly {
    readonly text: string;
    readonly is: string;
    readonly said: string;
  }[];
}

/** AI moderation as staff handle it. */
export interface AiLevers {
  status(where: Place): Promise<AiStatus>;
  /** Switches it on or off where it is said; people there are told before anything is read. */
  turn(where: Place, mode: AiModeName, by: Author): Promise<Result<AiStatus>>;
  spending(where: Place): Promise<AiSpending>;
  /** Judges a text as if a newcomer had said it here. Costs what a message costs; nothing follows. */
  trial(asked: {
    readonly where: Place;
    readonly actor: Actor;
    readonly text: string;
  }): Promise<AiTrial>;
  evaluate(asked: {
    readonly where: Place;
    readonly of: AiMeasured;
    /** How many texts of the labelled set at most. */
    readonly most: number;
    readonly onDone?: (done: number, of: number) => void;
  }): Promise<Result<AiEvaluation>>;
  /** A verdict by its number, or the one that a case came of (`case: true`). */
  explain(
    community: CommunityId,
    asked: { readonly number: number; readonly ofCase: boolean },
  ): Promise<Result<AiVerdictView>>;
  /** What somebody decided about a suggestion; where it is approved, it is done by him, with his rights. */
  decide(
    community: CommunityId,
    asked: {
      readonly number: number;
      readonly decision: Exclude<AiDecision, 'changed'>;
      readonly by: Doer;
      readonly via: string;
    },
  ): Promise<Result<AiVerdictView>>;
  /** The capability that approving takes, besides that of deciding; absent where nothing would be done. */
  capabilityFor(verdict: Pick<AiVerdictView, 'action'>): string | undefined;
  board(where: Place): Promise<AiBoard>;
}
