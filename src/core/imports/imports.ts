import type { ActorId, SpaceId } from '../../base/ids.ts';
import type { Refusal, Result } from '../../base/result.ts';
import type { CaseKind } from '../cases/case.ts';
import type { Scope } from '../settings/scope.ts';
import type { Author } from '../settings/settings.ts';

/** The programs whose leavings can be taken over. */
export const importSources = [
  ...(['petbot', 'zoryx', 'mediabot', 'openguard', 'masz', 'dyno', 'mee6'] as const),
  ...(['discord-bans', 'irc-bans'] as const),
] as const;
export type ImportSource = (typeof importSources)[number];

/**
 * One thing that an old program had kept, in a form that no longer knows where it came from but in words (`from`). A
 * further kind needs a line here, a reader that finds it and a line in the plan.
 */
export type Found =
  | {
      readonly kind: 'setting';
      readonly from: string;
      readonly name: string;
      readonly scope: Scope;
      /** As a person would type it. */
      readonly typed: string;
    }
  /** How long a command rests. Whether there is such a command, only the running program knows. */
  | {
      readonly kind: 'cooldown';
      readonly from: string;
      readonly command: string;
      readonly scope: Scope;
      readonly seconds: number;
    }
  /** Something that stands in castellan.yaml; `add`: one more in a list. */
  | {
      readonly kind: 'file';
      readonly from: string;
      readonly path: readonly string[];
      readonly value: string | number | boolean;
      readonly add?: true;
    }
  | FoundCase
  /** As it is here in any case. */
  | { readonly kind: 'same'; readonly from: string }
  | { readonly kind: 'left'; readonly from: string; readonly why: Refusal };

/** Something that was done to somebody. */
export interface FoundCase {
  readonly kind: 'case';
  readonly from: string;
  /** What it is told by from all others of this source, run after run. No person's id stands in it. */
  readonly id: string;
  readonly space: SpaceId;
  readonly what: CaseKind;
  readonly target: ActorId;
  readonly targetName?: string;
  /** Absent where nobody knows, or where it was the old program itself. */
  readonly by?: ActorId;
  readonly byName?: string;
  readonly reason: string;
  readonly rule?: string;
  /** Epoch ms; absent where it is not told. */
  readonly atMs?: number;
  readonly untilMs?: number;
  /** What stands on the network for it, in its own words; empty where nothing does, or nobody knows. */
  readonly marks: readonly string[];
}

/** Where cases are kept, as far as imports ask for it. */
export interface CaseIntake {
  /** Why there can be no case in this space; undefined where there can. */
  readonly whyNot: (space: SpaceId) => Refusal | undefined;
  /** Those that are not here yet, neither taken over nor in force by another case. */
  unknown(source: ImportSource, cases: readonly FoundCase[]): Promise<readonly FoundCase[]>;
  /** Writes them down, oldest first; nothing is done on any network. Returns how many were new. */
  take(source: ImportSource, cases: readonly FoundCase[], author: Author): Promise<number>;
  /** Reads the bans that stand in a space now. Refuses in words where the network or the bot's rights do not allow it. */
  standing(space: SpaceId): Promise<Result<readonly FoundCase[]>>;
}

/** All that was found at one place. */
export interface Gathered {
  readonly source: ImportSource;
  /** Where, as it may be shown: a path, or a database without its password. */
  readonly place: string;
  readonly found: readonly Found[];
}

/** How what is found is meant, as a person says it. */
export interface ImportHow {
  /** What the old program kept for all its places is taken for this space alone. */
  readonly space?: string;
  /** The connection that IRC channels are on. Absent: the only one that there is. */
  readonly connection?: string;
  /** `old=new`: guild ids and channel names that are other spaces here. */
  readonly map: readonly string[];
}

interface Known {
  readonly from: string;
  readonly name: string;
  readonly scope: Scope;
}

/** A value that would change, and what holds there now; in words. */
export interface Taking extends Known {
  readonly typed: string;
  readonly before: string;
  readonly after: string;
}

/** A value that somebody changed here: it stays unless it is to be overwritten. */
export interface Conflict extends Known {
  readonly here: string | null;
  readonly there: string;
  readonly by: string;
}

export interface LeftOut {
  readonly from: string;
  readonly why: Refusal;
}

/** What an import would do. */
export interface TakePlan {
  readonly source: ImportSource;
  readonly place: string;
  readonly changes: readonly Taking[];
  readonly conflicts: readonly Conflict[];
  /** Cases that would be written down. */
  readonly cases: readonly FoundCase[];
  readonly left: readonly LeftOut[];
  /** How many things are here as they were there. */
  readonly same: number;
}

/** What came of it. */
export interface Taken {
  readonly source: ImportSource;
  readonly changed: number;
  readonly cases: number;
}

/** What the command line reads itself, with the rights of whoever runs it, and the program then carries out. */
export interface HandedOver {
  readonly gathered: Gathered;
  readonly overwrite: boolean;
  /** Whether people or programs read the answer. */
  readonly form: 'text' | 'json';
}

/** Takes over what other programs have left behind. */
export interface Imports {
  /** Reads a file or folder of this machine. Refuses with an `import.…` key; changes nothing anywhere. */
  read(source: ImportSource, path: string, how: ImportHow): Promise<Result<Gathered>>;
  /** What the command line has read, as it hands it over. */
  handedOver(json: string): Result<HandedOver>;
  /** Holds what was found against what is here. */
  plan(gathered: Gathered, how: { readonly overwrite: boolean }): Promise<TakePlan>;
  /** The code with which this person, and nobody else, carries the plan out within five minutes. */
  propose(plan: TakePlan, who: string): string;
  /** All of the plan, or none of it: refused when a value was changed since it was made. */
  carryOut(code: string, author: Author): Promise<Result<Taken>>;
}
