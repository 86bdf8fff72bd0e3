import type { ActorId, CommunityId, SpaceId } from '../../base/ids.ts';
import type { Refusal, Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { RuleQuality } from '../cases/review.ts';
import type { Place } from '../event.ts';

export type RuleMode = 'off' | 'shadow' | 'live';

/** The same in each language. */
export interface InWords {
  readonly en: string;
  readonly fr: string;
}

/** A rule as people see it. */
export interface RuleView {
  readonly number: number;
  readonly name: string;
  readonly mode: RuleMode;
  readonly sentence: InWords;
  /** How often it held since the start, or since it was changed. */
  readonly hits: number;
  readonly people: number;
  /** What moderators made of it since it says this; absent where they made nothing of it yet. */
  readonly quality?: RuleQuality;
}

/** A condition, and what it came to in one text. */
export interface RuleReason {
  readonly condition: InWords;
  readonly holds: boolean;
  /** What it found, and where. */
  readonly found?: { readonly text: string; readonly from: number; readonly to: number };
  /** What it counted, where it counts. */
  readonly value: number;
}

/** What a rule does to a text that somebody tries out, and why. */
export interface RuleTrial {
  readonly rule: Pick<RuleView, 'number' | 'name' | 'mode'>;
  readonly outcome: 'fires' | 'spared' | 'silent';
  readonly reasons: readonly RuleReason[];
}

/** A time that a rule held. */
export interface RuleHit {
  readonly atMs: number;
  readonly rule: Pick<RuleView, 'number' | 'name' | 'mode'>;
  readonly actor: ActorId;
  readonly name: string;
  readonly place: string;
  readonly text: string;
  /** What was found in it. */
  readonly found: readonly string[];
  readonly sentence: InWords;
}

/** Something that a rule would have held for; `wrong`: people have found since that nothing was wrong with it. */
export interface ReplaySample extends Pick<RuleHit, 'atMs' | 'name' | 'place' | 'text' | 'found'> {
  readonly wrong: boolean;
}

/** What a rule would have done to what was said. */
export interface RuleReplay {
  readonly sentence: InWords;
  readonly days: number;
  readonly messages: number;
  readonly hits: number;
  readonly people: number;
  readonly tookMs: number;
  /** Some of the hits, newest first. */
  readonly samples: readonly ReplaySample[];
  /** Hits that it was wrong to act on: dismissed by a moderator, or in a case that was overturned. */
  readonly wrong: number;
  /** The same with other numbers in place of the rule's first; empty where it has none. */
  readonly curve: readonly {
    readonly least: number;
    readonly hits: number;
    readonly people: number;
  }[];
  /** The number that the rule has now. */
  readonly least?: number;
}

/** One state that a rule was in: who made it, when, and what it said. */
export interface RuleRevisionView {
  readonly seq: number;
  readonly number: number;
  readonly before?: string;
  readonly after?: string;
  readonly by: string;
  readonly via: string;
  readonly atMs: number;
}

/** What is kept of what was said, for trying rules. */
export interface KeptMessages {
  /** 0: nothing is kept. */
  readonly days: number;
  readonly messages: number;
  readonly sinceMs?: number;
}

export interface RuleAuthor {
  readonly actor: string;
  readonly via: string;
}

export interface NewRuleSentence {
  readonly sentence: string;
  readonly name?: string;
}

/** What of the rules in force a network does by itself. */
export interface MirrorView {
  readonly on: boolean;
  /** The network's own rules that stand for ours, as they are or would be. */
  readonly rules: readonly {
    readonly name: string;
    readonly numbers: readonly number[];
    readonly words: number;
    readonly patterns: number;
    /** So many mentions are let be; absent where it does not count them. */
    readonly mentions?: number;
  }[];
  /** Our rules that are in them; `missing`: words and expressions that only ours look for. */
  readonly said: readonly {
    readonly number: number;
    readonly name: string;
    readonly edits: boolean;
    readonly missing: number;
  }[];
  readonly left: readonly {
    readonly number: number;
    readonly name: string;
    readonly why: string;
  }[];
  /** Rules of the network that are somebody else's. */
  readonly others: number;
  /** What has to be done, or was done just now. */
  readonly steps: { readonly made: number; readonly changed: number; readonly removed: number };
  /** What kept us from doing it all. */
  readonly problem?: Refusal;
}

/** The network's own rules, made to follow ours. */
export interface MirrorLevers {
  /** What stands, as far as is known without asking; undefined where the network has no rules of its own. */
  known(space: SpaceId): MirrorView | undefined;
  /** Looks what would have to be done if it were switched on (or as it is). Changes nothing. */
  preview(space: SpaceId, as: 'on' | 'is'): Promise<Result<MirrorView>>;
  /** Switches it on or off, and makes it so. */
  set(space: SpaceId, on: boolean, by: RuleAuthor): Promise<Result<MirrorView>>;
}

/** Rules as staff handle them. */
export interface RuleLevers {
  readonly mirror: MirrorLevers;
  list(community: CommunityId): readonly RuleView[];
  /** The same, with what moderators made of each. */
  judged(community: CommunityId): Promise<readonly RuleView[]>;
  /** How heated this person is in a place by its rules. */
  heat(space: SpaceId, actor: string): number;
  /** What sentences would be as rules; nothing is changed. */
  preview(sentences: readonly NewRuleSentence[]): Result<readonly InWords[]>;
  add(
    community: CommunityId,
    rules: readonly NewRuleSentence[],
    by: RuleAuthor,
  ): Promise<Result<readonly RuleView[]>>;
  edit(
    community: CommunityId,
    number: number,
    rule: NewRuleSentence,
    by: RuleAuthor,
  ): Promise<Result<RuleView>>;
  setMode(
    community: CommunityId,
    number: number,
    mode: RuleMode,
    by: RuleAuthor,
  ): Promise<Result<RuleView>>;
  move(
    community: CommunityId,
    number: number,
    place: number,
    by: RuleAuthor,
  ): Promise<Result<RuleView>>;
  remove(community: CommunityId, number: number, by: RuleAuthor): Promise<Result<RuleView>>;
  presetNames(): readonly string[];
  preset(name: string): readonly NewRuleSentence[];
  history(community: CommunityId, limit: number): Promise<readonly RuleRevisionView[]>;
  /** Asks all rules here (or one sentence) about a text, as if this person had just said it. Counts for nothing. */
  trial(asked: {
    readonly where: Place;
    readonly actor: Actor;
    readonly text: string;
  }): readonly RuleTrial[];
  /** When rules held lately, newest first. */
  hits(
    community: CommunityId,
    asked: { readonly name?: string; readonly limit: number },
  ): readonly RuleHit[];
  /** Tries a rule, by its number or as a sentence, on what was said. Refused where nothing is kept. */
  replay(
    community: CommunityId,
    asked: { readonly rule: string; readonly days: number },
  ): Promise<Result<RuleReplay>>;
  kept(community: CommunityId): Promise<KeptMessages>;
  /** Removes what is kept of this person everywhere; how many messages that were. */
  forget(actor: ActorId): Promise<number>;
}
