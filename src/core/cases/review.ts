import type { CommunityId, MessageId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Answered, Place } from '../event.ts';
import type { Subject } from '../enforcer.ts';
import type { Doer } from './acts.ts';
import type { CasePlace } from './case.ts';

export const reviewSources = ['ai', 'rule', 'report'] as const;

/** Who asks the moderators. `name`: the model, the number of the rule, the id of the person. */
export interface ReviewSource {
  readonly kind: (typeof reviewSources)[number];
  readonly name: string;
}

/** What can be done about a message. `nothing`: it was worth a look, and that was all. */
export const reviewActKinds = ['nothing', 'delete', 'warn', 'mute', 'kick', 'ban'] as const;
export type ReviewActKind = (typeof reviewActKinds)[number];

/** What is to be done about a message. */
export interface ReviewAct {
  readonly kind: ReviewActKind;
  /** Milliseconds; absent: for ever, and for a mute as long as the community has set. */
  readonly forMs?: number | undefined;
  /** Whether the message goes, too, where the network lets it be deleted. */
  readonly deletes?: boolean | undefined;
}

/** A message that stood around the one that is looked at. */
export interface ReviewedLine {
  readonly atMs: number;
  readonly actor: string;
  readonly name: string;
  readonly text: string;
}

export interface ReviewedMessage {
  readonly place: Place;
  readonly actor: Subject;
  readonly text: string;
  readonly id?: MessageId | undefined;
  /** Epoch ms; absent: now. */
  readonly atMs?: number | undefined;
  /** Oldest first; absent: what was said there a moment ago, as far as it is remembered. */
  readonly context?: readonly ReviewedLine[] | undefined;
}

export interface ReviewRequest {
  readonly community: CommunityId;
  readonly source: ReviewSource;
  readonly message: ReviewedMessage;
  /** In words: what it is against. */
  readonly rule?: string | undefined;
  /** What the person is told when something is done; absent: the rule. */
  readonly because?: string | undefined;
  /** What of the text it is about, as it stands there. */
  readonly quote?: string | undefined;
  /** 0 to 1. */
  readonly confidence?: number | undefined;
  /** What the judgement cost, in US dollars. */
  readonly cost?: number | undefined;
  readonly suggested: ReviewAct;
  /** Of a report: who, and why. */
  readonly reporter?: (Subject & { readonly reason: string }) | undefined;
}

/** Somebody or something that asked for this message to be looked at, and how often. */
export interface ReviewClaim {
  readonly source: ReviewSource;
  readonly rule?: string;
  readonly because?: string;
  readonly quote?: string;
  readonly confidence?: number;
  readonly cost?: number;
  readonly reporter?: { readonly id: string; readonly name: string; readonly reason: string };
  readonly times: number;
  readonly atMs: number;
}

/** `deciding`: somebody has decided, and it is being done. */
export const reviewStates = [
  ...(['open', 'deciding', 'approved', 'changed', 'dismissed', 'expired'] as const),
] as const;
export type ReviewState = (typeof reviewStates)[number];

export interface ReviewKey {
  readonly community: CommunityId;
  /** Counted per community. */
  readonly id: number;
}

/** What was decided, by whom. */
export interface ReviewDecision {
  readonly by: string;
  readonly byName: string;
  readonly atMs: number;
  readonly act: ReviewAct;
  readonly why: string;
  /** The numbers of the cases that came of it. */
  readonly cases: readonly number[];
}

/** A message that waits for a moderator, or did. */
export interface ReviewItem extends ReviewKey {
  readonly state: ReviewState;
  readonly place: CasePlace;
  readonly actor: { readonly id: string; readonly name: string; readonly native: string };
  readonly message?: string;
  readonly text: string;
  readonly saidAtMs: number;
  readonly suggested: ReviewAct;
  /** How often it was asked for, all claims together. */
  readonly repeats: number;
  readonly atMs: number;
  /** When nobody has to look at it any more. */
  readonly untilMs: number;
  /** Counts how often it was opened again. */
  readonly round: number;
  /** The first one first. */
  readonly claims: readonly ReviewClaim[];
  readonly context: readonly ReviewedLine[];
  readonly decision?: ReviewDecision;
}

export interface ReviewFilter {
  /** Open ones where nothing is said. */
  readonly states?: readonly ReviewState[];
  readonly actors?: readonly string[];
  /** 50 where nothing is said. */
  readonly limit?: number;
}

/** What a reviewer says. */
export interface ReviewVerdict {
  readonly verdict: 'approve' | 'change' | 'dismiss';
  /** Of a change: what is done instead. */
  readonly act?: ReviewAct | undefined;
  readonly by: Doer;
  readonly via: string;
  readonly why?: string | undefined;
}

/** Told to whoever listens once a moderator has decided, and it is done. */
export interface ReviewDecided {
  readonly item: ReviewItem;
  readonly outcome: 'approved' | 'changed' | 'dismissed';
  readonly by: string;
  readonly act: ReviewAct;
}

export type ReviewChange = Pick<ReviewItem, 'community' | 'id' | 'state'>;

/** Somebody tells staff of a message, or of a person. */
export interface Report {
  readonly where: Place;
  readonly by: Actor;
  /** The message that it is about. */
  readonly about?: Answered | undefined;
  readonly who?: Subject | undefined;
  readonly reason: string;
}

/** How good a rule is, by what moderators made of what it found. */
export interface RuleQuality {
  /** Approved, or changed into another act. */
  readonly right: number;
  /** Dismissed, or a case of it was overturned. */
  readonly wrong: number;
}

/** What waits for moderators. Each community sees its own. */
export interface ReviewDesk {
  /**
   * Asks the moderators about a message; its number. Who asks about a message that waits already adds to it. Undefined
   * where too much waits: what people report makes room, what programs find does not.
   */
  add(request: ReviewRequest): Promise<number | undefined>;
  /** Refused where the message is not known, or this person reports too much. */
  report(report: Report): Promise<Result<ReviewItem>>;
  /** Calls back with each decision of a moderator; the returned function stops it. */
  onDecision(listener: (decided: ReviewDecided) => void): () => void;
  /** Calls back with every change; the returned function stops it. */
  follow(listener: (change: ReviewChange) => void): () => void;
  /** Newest first. */
  list(community: CommunityId, filter?: ReviewFilter): Promise<readonly ReviewItem[]>;
  find(key: ReviewKey): Promise<Result<ReviewItem>>;
  /** The communities where something was asked, and how much waits. */
  communities(): Promise<
    readonly { readonly id: CommunityId; readonly name: string; readonly open: number }[]
  >;
  /** Refused where somebody else was faster, and where it cannot be done; then it waits on. */
  decide(key: ReviewKey, verdict: ReviewVerdict): Promise<Result<ReviewItem>>;
  /** Takes the decision back, its cases with it, and opens it again. */
  undo(key: ReviewKey, by: Doer, via: string): Promise<Result<ReviewItem>>;
  /** By the number of the rule. */
  quality(
    community: CommunityId,
    since: ReadonlyMap<number, number>,
  ): Promise<ReadonlyMap<number, RuleQuality>>;
  /** Whether it was wrong to act on a message: it was dismissed, or stood in a case that was overturned. */
  misjudged(community: CommunityId, sinceMs: number): Promise<Misjudged>;
}

export type Misjudged = (message: {
  readonly id?: string | undefined;
  readonly actor: string;
  readonly atMs: number;
}) => boolean;

/** Of which program such cases are. */
export const reviewSource = 'review';

/** A case that was made for an item is known by this source, also after a crash. */
export const reviewCase = (
  { id, round }: Pick<ReviewItem, 'id' | 'round'>,
  what: 'act' | 'delete',
): { readonly name: string; readonly id: string } => ({
  name: reviewSource,
  id: `${id}.${round}.${what}`,
});
