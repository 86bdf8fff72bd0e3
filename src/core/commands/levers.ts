import type { ActorId } from '../../base/ids.ts';
import type { Place } from '../event.ts';

/** Somebody or something that the guard holds back now. */
export interface HeldBack {
  /** The stage: `sanction`, `window`, `bucket`, `channel`, `cooldown`. */
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

/** What operators see of the guard, and what they can do about it. */
export interface Levers {
  decisions(): Decisions;
  /** What is held back in a place, or everywhere. Longest first. */
  held(where?: Place): readonly HeldBack[];
  standing(actor: ActorId, where: Place): Standing;
  /** Whether there was a mute to lift. */
  unmute(actor: ActorId): boolean;
  /** Whether there was a temporary ban to lift. */
  unban(actor: ActorId): boolean;
  /** Forgets everything that is counted about one actor. */
  reset(actor: ActorId): void;
  /** Ends a channel's silence; whether it was silent. */
  lift(where: Place): boolean;
}
