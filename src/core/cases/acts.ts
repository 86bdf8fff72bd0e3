import type { CommunityId, MessageId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Lasting, Subject } from '../enforcer.ts';
import type { Answered, Place } from '../event.ts';
import type {
  Case,
  CaseEnd,
  CaseKey,
  CaseKind,
  CasePlace,
  CaseSource,
  Evidence,
  LastingKind,
  PardonKind,
} from './case.ts';
import type { UndoOutcome, UndoneCase } from './undone.ts';

/** What can be asked for; pardons have a verb of their own. */
export type ActKind = Exclude<CaseKind, PardonKind>;

/** Who has it done: a person, a rule, the program itself. */
export interface Doer {
  /** An actor's id, or `rule:<name>`. */
  readonly id: string;
  readonly name: string;
  /** Present where this person's own standing counts: nobody acts on his equals. */
  readonly actor?: Actor | undefined;
  /** Whether the limits on staff hold for this one. */
  readonly limited?: boolean;
}

/** What is to be done to somebody, by whom, where and why. */
export interface ActRequest {
  readonly kind: ActKind;
  readonly where: Place;
  /** Absent only for a purge of whatever was said. */
  readonly subject?: Subject | undefined;
  readonly by: Doer;
  readonly via: string;
  readonly reason: string;
  readonly rule?: string | undefined;
  /** Epoch ms. Absent: for ever. */
  readonly untilMs?: number | undefined;
  /** What it rests on; absent: what the person said here lately. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** The message that led to it: kept with the evidence, also where it is older than what is remembered. */
  readonly about?: Answered | undefined;
  /** Whether the person is told; absent: as the community has set. */
  readonly tell?: boolean | undefined;
  /** So many people besides the one who is meant may be hit; 0 where nothing is said. */
  readonly acceptOthers?: number | undefined;
  /** Of a purge: how many messages, and before which. */
  readonly count?: number | undefined;
  readonly before?: MessageId | undefined;
  /** Of a purge: exactly these, whoever said them; then nothing is counted. */
  readonly messages?: readonly MessageId[] | undefined;
  /** The number of a case that this one belongs to. */
  readonly belongsTo?: number | undefined;
  /** For what it is done: a case of the same source is there once, and is found by it after a crash. */
  readonly source?: CaseSource | undefined;
  /** When it was asked for, by `StoppableActs.ticket`; absent: now. What was asked for before a stop is not done after it. */
  readonly ticket?: number | undefined;
}

/** What an act would do, in numbers, before it is done. */
export interface Effect {
  readonly kind: CaseKind;
  readonly name: string;
  readonly place: string;
  /** People, or messages. */
  readonly count: number;
  readonly others: readonly string[];
  readonly tooOld: number;
  /** What is set on the network, in its own words. */
  readonly marks: readonly string[];
  readonly untilMs?: number | undefined;
  /** The numbers of cases in force that it would replace, or take back. */
  readonly touches: readonly number[];
}

/** What came of an act. Nothing was done or written where it is dry. */
export type Acted =
  | { readonly dry: true; readonly effect: Effect }
  | { readonly dry: false; readonly effect: Effect; readonly made: Case };

export interface LiftRequest {
  readonly kind: LastingKind;
  readonly where: Place;
  readonly subject: Subject;
  readonly by: Doer;
  readonly via: string;
  readonly reason: string;
}

export interface ReverseRequest {
  readonly by: Doer;
  readonly via: string;
  readonly why: string;
  /** `overturned`: it should not have been, and counts for nothing. */
  readonly how: Extract<CaseEnd, 'lifted' | 'overturned'>;
}

/** What came of one act of many. */
export interface BulkOutcome {
  readonly name: string;
  readonly result: Result<Acted>;
}

/**
 * The one place that acts on people. The case is written first, then the act is done, then what came of it is written;
 * what was interrupted in between is finished or taken back by what the network says. Every method refuses in words
 * that say what to do.
 */
export interface Acts {
  /** What it would do. Nothing is done or written. */
  effect(request: ActRequest): Promise<Result<Effect>>;
  /** Refused with `act.hits-others` where it would hit more people than `acceptOthers`. */
  act(request: ActRequest): Promise<Result<Acted>>;
  /** One after the other; goes on after a refusal, and tells of each. */
  actAll(requests: readonly ActRequest[]): Promise<readonly BulkOutcome[]>;
  /** Takes back everything that holds this person so, whoever set it. */
  lift(request: LiftRequest): Promise<Result<Acted>>;
  /** Takes one case back. */
  reverse(key: CaseKey, request: ReverseRequest): Promise<Result<Case>>;
}

export interface TakeBackRequest {
  readonly by: Pick<Doer, 'id'>;
  readonly why: string;
  /** Cases that are taken back with it: none of them is what holds again afterwards. */
  readonly besides: ReadonlySet<number>;
}

/** What somebody was seen doing on the network itself, past this program. */
export interface Observed {
  readonly where: Place;
  readonly atMs: number;
  /** `held` and `freed` are of one entry; a kick has no entry. */
  readonly did: 'held' | 'freed' | 'kicked';
  readonly measure: Lasting;
  /** What stands on the network now, or does no more, in its own words. */
  readonly mark: string;
  readonly subject?: Subject | undefined;
  /** Absent where the network does not tell. */
  readonly by?: Pick<Doer, 'id' | 'name'> | undefined;
  readonly reason?: string | undefined;
  readonly untilMs?: number | undefined;
}

/** What else the one place that acts does, for those that take back and keep up. */
export interface StoppableActs extends Acts {
  /** Stands for now, in the order of what is asked for. */
  ticket(): number;
  /** What this one had asked for before now and is not begun is not done any more. Resolves when what was begun has its case. */
  stop(community: CommunityId, by: string): Promise<void>;
  /** Undoes one case, whatever its state: what it set goes, what it replaced or pardoned holds again. Done again, it changes nothing. */
  undo(key: CaseKey, request: TakeBackRequest): Promise<Result<UndoOutcome>>;
  /** Whether this one may take the case back: nobody pardons himself, but owners. */
  mayFree(key: CaseKey, by: Doer): Promise<Result<void>>;
  /** What undoing it would do. */
  undoing(key: CaseKey, besides: ReadonlySet<number>): Promise<Result<UndoneCase>>;
  /** Brings the cases to what somebody did on the network himself. */
  notice(observed: Observed): Promise<void>;
  /** Brings the cases of a place to what stands there: what was lifted while the program was away is over. */
  compare(where: Place): Promise<number>;
}

/** Somebody whose rights are suspended, because he acted more than the community allows. */
export interface Quarantine {
  readonly community: CommunityId;
  readonly actor: string;
  readonly name: string;
  readonly sinceMs: number;
  /** What he did too often, how often, and within how long. */
  readonly kind: string;
  readonly count: number;
  readonly windowMs: number;
  /** What was taken from him on the network itself, and where: he gets it back. Absent: nothing. */
  readonly disarmed?: Disarmed | undefined;
}

/** Powers that somebody had on the network, in its own words. */
export interface Disarmed {
  readonly place: CasePlace;
  readonly powers: readonly string[];
}
