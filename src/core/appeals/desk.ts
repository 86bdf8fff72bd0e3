import type { ActorId, CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Case, CaseKey } from '../cases/case.ts';
import type { Place } from '../event.ts';
import type {
  Appeal,
  AppealAnswer,
  AppealFilter,
  AppealKey,
  Verdict,
  WholeAppeal,
} from './appeal.ts';

/** Who appeals. */
export interface Appellant {
  readonly id: ActorId;
  readonly name: string;
}

export interface AppealRequest {
  readonly about: CaseKey;
  readonly who: Appellant;
  readonly answers: readonly AppealAnswer[];
  readonly via: string;
  /** Where the person is told of the end, if he can be reached there: a direct conversation. */
  readonly hears?: string | undefined;
}

/** Who decides. */
export interface Decider {
  readonly id: string;
  readonly name: string;
  /** Whether this one may decide about what he did himself; it is written down that he did. */
  readonly mayOverride: boolean;
  /** Whether this one may lift what holds everywhere. */
  readonly everywhere: boolean;
}

export interface DecideRequest {
  readonly by: Decider;
  readonly verdict: Verdict;
  readonly why: string;
  readonly via: string;
}

/** `proposed`: who decided had punished himself; it takes somebody else. */
export interface Decided {
  readonly outcome: 'decided' | 'proposed';
  readonly appeal: Appeal;
  /** Nobody else was asked: an owner decided about what he did himself. */
  readonly overridden: boolean;
}

/** A link that opens an appeal's page once. */
export interface AppealLink {
  /** Absent where the page has no address that people outside could open. */
  readonly url?: string;
  /** What the page asks for where the link cannot be followed. */
  readonly code: string;
  readonly untilMs: number;
}

/** One's own appeal: what one wrote, and what staff answered. */
export interface OwnAppeal extends Appeal {
  readonly answers: readonly AppealAnswer[];
  readonly why: string;
}

/** What the person sees of his case and his appeals against it; nobody's name but his own. */
export interface OwnView {
  readonly about: Case;
  readonly place: string;
  readonly questions: readonly string[];
  /** Newest first. */
  readonly appeals: readonly OwnAppeal[];
  /** Why there can be no new one now. */
  readonly closed?: Extract<Result<never>, { ok: false }>['error'];
}

/** Appeals: how somebody asks that what was done to him be taken back, and how staff decide. */
export interface AppealDesk {
  /** What was done to this person that still stands, newest first; `where` looks for masks that hit him there, too. */
  appealable(who: Appellant, where?: Place): Promise<readonly Case[]>;
  /** The questions of this community; empty where it has none of its own. */
  questions(community: CommunityId): readonly string[];
  /** Refuses what is no case of this person, with the same words as one that is not there. */
  submit(request: AppealRequest): Promise<Result<Appeal>>;
  own(who: Appellant): Promise<readonly Appeal[]>;
  withdraw(key: AppealKey, who: Appellant): Promise<Result<Appeal>>;

  /** Of one community; those that wait come first and longest first when no states are named. */
  list(community: CommunityId, filter?: AppealFilter): Promise<readonly Appeal[]>;
  /** How many wait in each community that has any. */
  waiting(): Promise<readonly { readonly community: CommunityId; readonly count: number }[]>;
  whole(key: AppealKey): Promise<Result<WholeAppeal>>;
  takeUp(key: AppealKey, by: Decider): Promise<Result<Appeal>>;
  decide(key: AppealKey, request: DecideRequest): Promise<Result<Decided>>;

  /** A link for who is outside, to be given to this person alone. Refuses what cannot be appealed. */
  link(about: CaseKey): Promise<Result<AppealLink>>;
  /** Exchanges the code of a link for a key of the page; each code opens once. Refuses `appeal.link-over`. */
  open(code: string): Promise<Result<{ readonly key: string; readonly untilMs: number }>>;
  /** What the bearer of a key of the page sees. Refuses `appeal.link-over`. */
  seen(key: string): Promise<Result<OwnView>>;
  submitByKey(
    key: string,
    answers: readonly AppealAnswer[],
    address: string,
  ): Promise<Result<Appeal>>;
  withdrawByKey(key: string): Promise<Result<Appeal>>;
}
