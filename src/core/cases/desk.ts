import type { CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Standing, Subject } from '../enforcer.ts';
import type { Place } from '../event.ts';
import type { IncidentDesk, UndoDesk } from '../incidents/desk.ts';
import type { Acts, BulkOutcome, Doer, Quarantine } from './acts.ts';
import type {
  Case,
  CaseCounts,
  CaseFilter,
  CaseKey,
  CasePerson,
  DayCount,
  WholeCase,
} from './case.ts';

/** The cases of communities, as staff look at them. Each community sees its own. */
export interface CaseBook {
  /** Those that have cases, the busiest first, by the name of a place there. */
  communities(): Promise<
    readonly { readonly id: CommunityId; readonly name: string; readonly cases: number }[]
  >;
  whole(key: CaseKey): Promise<Result<WholeCase>>;
  /** Newest first, 10 where no limit is named. */
  history(community: CommunityId, filter?: CaseFilter): Promise<readonly Case[]>;
  /** How many cases of each kind count against somebody. */
  counts(community: CommunityId, actor: string): Promise<CaseCounts>;
  people(community: CommunityId, text: string, limit?: number): Promise<readonly CasePerson[]>;
  /** By action and day, newest day first, on the community's clock; 30 days where nothing is said. */
  statistics(community: CommunityId, days?: number): Promise<readonly DayCount[]>;
  /** Says what the reason was before. */
  setReason(key: CaseKey, reason: string): Promise<Result<Case>>;
  addNote(key: CaseKey, by: Doer, text: string): Promise<Result<Case>>;
  link(key: CaseKey, other: number): Promise<Result<Case>>;
}

/** An entry of a list on the network, and the case in force that it belongs to. */
export interface ListedEntry extends Standing {
  readonly case?: Pick<Case, 'number' | 'byName' | 'reason' | 'untilMs' | 'targetName'>;
}

/** What a ban everywhere would reach. */
export interface Everywhere {
  readonly name: string;
  readonly places: readonly string[];
}

export interface EverywhereRequest {
  readonly where: Place;
  readonly subject: Subject;
  readonly by: Doer;
  readonly via: string;
  readonly reason: string;
}

/** Everything that staff do to people, and what was done. */
export interface ModerationDesk {
  readonly acts: Acts;
  /** The same, but nothing is done or written. */
  readonly dry: Acts;
  readonly book: CaseBook;
  /** The space that is called so; for ways in that are in none. */
  place(named: string): Place | undefined;
  /** Whom a text names here: somebody present, an id or mask, or somebody who has cases here. */
  find(where: Place, text: string): Promise<Subject | undefined>;
  /** The same person as he stands in another place of his network; undefined where he is not there. */
  standingAt(where: Place, who: Actor): Promise<Actor | undefined>;
  /** Every space on the network of this one. */
  everywhere(where: Place, subject: Subject): Everywhere;
  banEverywhere(request: EverywhereRequest): Promise<readonly BulkOutcome[]>;
  unbanEverywhere(request: EverywhereRequest): Promise<readonly BulkOutcome[]>;
  readonly incidents: IncidentDesk;
  readonly undo: UndoDesk;
  /** Everything in the lists of a place, with the case that each entry belongs to. */
  lists(where: Place): Promise<Result<readonly ListedEntry[]>>;
  quarantined(community: CommunityId): readonly Quarantine[];
  /** Gives somebody his rights back. */
  rescue(community: CommunityId, actor: string): Promise<Result<Quarantine>>;
}
