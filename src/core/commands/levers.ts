import type { ActorId } from '../../base/ids.ts';
import type { Place } from '../event.ts';

/** Somebody or something that the guard holds back now. */
export interface HeldBack {
  /** The stage: `sanction`, `window`, `bucket`, `channel`, `cooldown`, `output`, `output-global`. */
  readonly stage: string;
  readonly actor?: string;
  readonly channel?: string;
  readonly command?: string;
  readonly leftMs: number;
}

/** Where one person stands with the limits of a place. */
export interface Standing {
  readonly inWindow: number;
  readonly windowMax: number;
  readonly left: readonly {
    readonly category: string;
    readonly tokens: number;
    readonly burst: number;
  }[];
  readonly strikes: number;
  readonly violations: number;
  readonly bans: number;
  readonly held: readonly { readonly kind: string; readonly leftMs: number }[];
}

/** Decisions since the start. */
export interface Decisions {
  readonly allowed: number;
  readonly refused: number;
  readonly byStage: readonly { readonly stage: string; readonly refused: number }[];
}

/** What the guard of our own messages counts and holds back: of everything on a connection together, or of one target. */
export interface OutputLayer {
  readonly connection: string;
  /** Absent for everything together. */
  readonly place?: string;
  readonly count: number;
  readonly max: number;
  readonly windowMs: number;
  /** For everything together: how long only those within their share are answered yet. */
  readonly silentForMs: number;
  /** Messages that wait. */
  readonly waiting: number;
  /** Messages that were kept back for good, in this silence or in the last one. */
  readonly dropped: number;
}

/** What operators see of the guard, and what they can do about it. */
export interface Levers {
  decisions(): Decisions;
  /** What is held back in a place, or everywhere. Longest first. */
  held(where?: Place): readonly HeldBack[];
  /** What is said on a place's connection and in its channel, or everywhere. */
  output(where?: Place): readonly OutputLayer[];
  standing(actor: ActorId, where: Place): Standing;
  /** Whether there was a mute to lift. */
  unmute(actor: ActorId): boolean;
  /** Whether there was a temporary ban to lift. */
  unban(actor: ActorId): boolean;
  /** Forgets everything that is counted about one actor. */
  reset(actor: ActorId): void;
  /** Ends a channel's silences, in and out; whether it was silent. */
  lift(where: Place): boolean;
}
