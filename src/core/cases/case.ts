import type { CommunityId } from '../../base/ids.ts';

/** Kinds that take back what held. */
export const pardonKinds = ['unmute', 'unban', 'unexempt', 'uninvex'] as const;
export type PardonKind = (typeof pardonKinds)[number];

/**
 * What a case is of. `note` is a moderator's remark about a person; `purge` are messages that were deleted; `exempt`:
 * bans do not hold somebody; `invex`: somebody needs no invitation.
 */
export const caseKinds = [
  ...(['warn', 'note', 'mute', 'unmute', 'kick', 'ban', 'unban', 'purge', 'global-ban'] as const),
  ...(['exempt', 'unexempt', 'invex', 'uninvex'] as const),
] as const;
/** What a case can be about: a warning, a mute, a ban, … */
export type CaseKind = (typeof caseKinds)[number];

/** Kinds that hold until they end. */
export const lastingKinds = ['mute', 'ban', 'global-ban', 'exempt', 'invex'] as const;
/** The kinds of cases that last until they are lifted or their time is over. */
export type LastingKind = (typeof lastingKinds)[number];

/** Whether a case of this kind lasts until it is lifted or its time is over. */
export const isLasting = (kind: CaseKind): kind is LastingKind =>
  lastingKinds.some((one) => one === kind);

/** Whether a case of this kind takes back what held. */
export const isPardon = (kind: CaseKind): kind is PardonKind =>
  pardonKinds.some((one) => one === kind);

/**
 * `pending`: written, but not known to be done. `open`: done, and what lasts is in force. `failed`: the network did not
 * let it be done. `ending`: to be taken back, but not known to be. `ended`: over.
 */
export const caseStates = ['pending', 'open', 'failed', 'ending', 'ended'] as const;
export type CaseState = (typeof caseStates)[number];

/**
 * How a case ended. `lifted`: pardoned before its time. `overturned`: it should not have been, and counts for nothing.
 * `replaced`: by a newer one of the same kind. `gone`: somebody had taken it back on the network itself.
 */
export const caseEnds = ['expired', 'lifted', 'overturned', 'replaced', 'gone'] as const;
export type CaseEnd = (typeof caseEnds)[number];

/** A case by its number in its community. */
export interface CaseKey {
  readonly community: CommunityId;
  readonly number: number;
}

/** Where the act is done. Plain text, because it must outlive the process. */
export interface CasePlace {
  readonly connection: string;
  readonly platform: string;
  readonly space: string;
  readonly channel: string;
  /** For people: `#castle`. */
  readonly name: string;
}

export interface Ending {
  readonly how: CaseEnd;
  readonly by: string;
  /** What this one is called, where a case that is read tells it. */
  readonly byName?: string;
  readonly atMs: number;
  readonly why?: string;
}

/** The numbered record of what was done to somebody, and why. */
export interface Case extends CaseKey {
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Whom: an actor's id, or the pseudonym of one that was forgotten. */
  readonly target: string;
  readonly targetName: string;
  /** Who: an actor's id, or `rule:<name>` and the like. */
  readonly by: string;
  readonly byName: string;
  /** The way in: `chat`, `slash`, `console`, `dashboard`, `rule`, `import`. */
  readonly via: string;
  readonly reason: string;
  readonly rule?: string;
  readonly atMs: number;
  /** When it ends by itself; absent for what lasts for ever or is done at once. */
  readonly untilMs?: number;
  readonly place: CasePlace;
  /** How many things it was done to: messages of a purge, people whom a mask hit. */
  readonly count: number;
  readonly ending?: Ending;
  /** Why it could not be done. */
  readonly problem?: string;
  /** Whether the person was told; absent where nobody tried. */
  readonly told?: boolean;
  /** Of which program it was taken over, and its id there. */
  readonly source?: CaseSource;
}

export interface CaseSource {
  readonly name: string;
  readonly id: string;
}

/** A message that a case rests on. */
export interface Evidence {
  readonly atMs: number;
  readonly channel: string;
  readonly author: string;
  readonly text: string;
  readonly message?: string;
}

/** What moderators say to each other about a case. */
export interface CaseNote {
  readonly by: string;
  readonly byName: string;
  readonly atMs: number;
  readonly text: string;
}

export const caseLinks = ['replaces', 'lifts', 'belongs-to'] as const;
export type LinkKind = (typeof caseLinks)[number];

export interface CaseLink {
  readonly kind: LinkKind;
  /** The other case; `from` this one, or to it. */
  readonly number: number;
  readonly direction: 'from' | 'to';
}

/** A name that somebody went by. */
export interface KnownName {
  readonly name: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** A case with all that belongs to it. */
export interface WholeCase extends Case {
  readonly evidence: readonly Evidence[];
  readonly notes: readonly CaseNote[];
  readonly links: readonly CaseLink[];
  readonly names: readonly KnownName[];
}

/** Someone who has cases, or made some. */
export interface CasePerson {
  readonly actor: string;
  readonly name: string;
  readonly lastAtMs: number;
  /** How many cases of each kind count against this person. */
  readonly counts: CaseCounts;
}

/** How many cases there are of each kind. */
export type CaseCounts = Partial<Record<CaseKind, number>>;

/** How many cases of a kind there were on a day, as the community's clock has it. */
export interface DayCount {
  /** `2027-01-31`. */
  readonly day: string;
  readonly kind: CaseKind;
  readonly count: number;
}

export interface CaseFilter {
  readonly target?: string;
  readonly by?: string;
  readonly kinds?: readonly CaseKind[];
  readonly states?: readonly CaseState[];
  /** Words that must all stand somewhere in reason, rule or the person's name. */
  readonly text?: string;
  readonly sinceMs?: number;
  /** Only older ones than this number: how a list goes on. */
  readonly beforeNumber?: number;
  /** 10 where nothing is said. */
  readonly limit?: number;
}
