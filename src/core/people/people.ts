import type { CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Acted, ActKind, Doer, Effect } from '../cases/acts.ts';
import type { CaseCounts, KnownName } from '../cases/case.ts';

/** One of the identities of a person, who has said on both sides that they are his. */
export interface Identity {
  readonly actor: string;
  /** What he was called there when he linked it. */
  readonly name: string;
  readonly linkedAtMs: number;
}

/** Links of one person's identities: a code is shown to one, and said by the other. */
export interface PeopleLinks {
  /** The code to say with the other identity. Refused for whoever no account stands for: anybody can take a nick. */
  begin(actor: Actor): Result<{ readonly code: string; readonly minutes: number }>;
  /** Whom a code is of, before anything is linked. */
  offered(actor: Actor, code: string): Result<{ readonly name: string; readonly actor: string }>;
  /** Links them; all identities of this person. The code is over then. */
  confirm(actor: Actor, code: string): Promise<Result<readonly Identity[]>>;
  /** Takes one identity out again. False where it was linked to nothing. */
  unlink(actor: string): Promise<boolean>;
  /** All identities of the person, this one among them; none where it is linked to nothing. */
  of(actor: string): Promise<readonly Identity[]>;
}

/** Somebody whom a search has found. */
export interface PersonFound {
  readonly actor: string;
  readonly name: string;
  readonly counts: CaseCounts;
  /** How he is known: he is here, has cases, was looked at, or is linked to somebody. */
  readonly known: readonly ('here' | 'cases' | 'reviews' | 'linked')[];
}

/** Something that happened around a person, in the order of time. */
export interface PersonEvent {
  readonly atMs: number;
  readonly kind: 'case' | 'note' | 'review' | 'guard';
  /** What: a kind of case, a state of a review, what the guard did. */
  readonly what: string;
  readonly text: string;
  readonly by?: string;
  /** With which identity, where there are several. */
  readonly actor: string;
  /** The case, or the review. */
  readonly number?: number;
  /** How it stands now. */
  readonly state?: string;
}

export interface PersonView {
  readonly actor: string;
  readonly name: string;
  readonly identities: readonly Identity[];
  readonly names: readonly KnownName[];
  readonly counts: CaseCounts;
  /** By rules, here and now; it halves every ten minutes. */
  readonly heat: number;
  /** With the guard, here and now. */
  readonly guard: {
    readonly strikes: number;
    readonly violations: number;
    readonly bans: number;
    readonly held: readonly { readonly kind: string; readonly leftMs: number }[];
  };
  /** Newest first. */
  readonly events: readonly PersonEvent[];
  /** Whether the bot is there and can do something. */
  readonly reachable: boolean;
}

export interface PersonKey {
  readonly community: CommunityId;
  readonly actor: string;
}

/** What is to be done to a person. */
export interface PersonAct {
  readonly kind: Extract<ActKind, 'warn' | 'note' | 'mute' | 'kick' | 'ban'>;
  readonly by: Doer;
  readonly via: string;
  readonly reason: string;
  /** Milliseconds; absent: for ever, and for a mute as long as the community has set. */
  readonly forMs?: number | undefined;
  readonly acceptOthers?: number | undefined;
}

/** People as staff of one community see them; no community sees what another knows. */
export interface PeopleDesk {
  readonly links: PeopleLinks;
  /** By name, account or id: whoever is here, has cases or waits for moderators here, and whom that is linked to. */
  search(community: CommunityId, text: string): Promise<readonly PersonFound[]>;
  person(key: PersonKey): Promise<Result<PersonView>>;
  /** What an act would do; nothing is done. */
  preview(key: PersonKey, act: PersonAct): Promise<Result<Effect>>;
  act(key: PersonKey, act: PersonAct): Promise<Result<Acted>>;
  lift(
    key: PersonKey,
    lift: {
      readonly kind: 'mute' | 'ban';
      readonly by: Doer;
      readonly via: string;
      readonly reason: string;
    },
  ): Promise<Result<Acted>>;
}
