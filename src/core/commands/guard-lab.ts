import type { ActorId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Place } from '../event.ts';
import type { CommandInfo } from './command-info.ts';

/** What limits came to over recorded commands of a place. */
export interface ReplayOutcome {
  readonly uses: number;
  readonly refused: number;
  /** How many people were refused. */
  readonly people: number;
  /** Would have been refused by stages that only watch. */
  readonly flagged: number;
  readonly flaggedPeople: number;
  readonly byStage: readonly {
    readonly stage: string;
    readonly refused: number;
    readonly flagged: number;
  }[];
  readonly silences: number;
  readonly watchedSilences: number;
  readonly mutes: number;
  readonly bans: number;
  /** By hours since the beginning; hours without a command are left out. */
  readonly hours: readonly {
    readonly hour: number;
    readonly uses: number;
    readonly refused: number;
    readonly flagged: number;
  }[];
}

/** The limits in force and a draft, over the same recorded days. */
export interface Compared {
  readonly place: string;
  readonly days: number;
  readonly changes: readonly {
    readonly setting: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly inForce: ReplayOutcome;
  /** Absent where nothing was changed. */
  readonly draft?: ReplayOutcome;
}

/** What is to be replayed. */
export interface ReplayAsk {
  readonly where: Place;
  /** The channel's name or id; `where` when left out. */
  readonly channel?: string;
  /** All that is recorded, when left out. */
  readonly days?: number;
  /** Setting and value, as typed: `actorMax` or `guard.actorMax`, and `windowMode` for how a stage is meant. */
  readonly draft: readonly (readonly [string, string])[];
  /** Whether the asker may look into other spaces. */
  readonly everywhere: boolean;
}

/** Commands that somebody might give. */
export interface SimulateAsk {
  readonly actor: ActorId;
  readonly where: Place;
  readonly count: number;
  readonly overMs: number;
  readonly exempt: boolean;
  /** The command; undefined for each time another one, of the basic ones. */
  readonly command?: Pick<CommandInfo, 'name' | 'category' | 'capability'>;
}

/** What would come of them. Times are from the first command on. */
export interface SimulatedAttempt {
  readonly letIn: number;
  readonly byStage: readonly {
    readonly stage: string;
    readonly refused: number;
    readonly flagged: number;
    readonly firstMs: number;
  }[];
  readonly happened: readonly {
    readonly kind: string;
    readonly atMs: number;
    readonly forMs: number;
  }[];
}

/** Why the guard held something against somebody, and what holds him now. */
export interface Explained {
  readonly held: readonly { readonly kind: string; readonly leftMs: number }[];
  /** Newest first. */
  readonly last: readonly {
    readonly kind: string;
    readonly stage: string;
    readonly place: string;
    readonly command?: string;
    readonly times: number;
    readonly agoMs: number;
    readonly trace?: string;
  }[];
  /** The limits here, by name, in the words of their settings. */
  readonly limits: Readonly<Record<string, string | number>>;
}

/** Trying limits out on what was recorded, and commands on a copy: changes nothing. */
export interface GuardLab {
  /** Refuses what it does not know: a channel, a setting, a value. */
  replay(ask: ReplayAsk): Promise<Result<Compared>>;
  simulate(ask: SimulateAsk): SimulatedAttempt;
  explain(actor: ActorId, where: Place, everywhere: boolean): Explained;
}
