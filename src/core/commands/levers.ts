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

/** What one connection sends to all its channels and people. */
export interface SharedOutput {
  readonly connection: string;
  /** Messages in the window, of so many at most, and to how many targets. */
  readonly sent: number;
  readonly max: number;
  readonly targets: number;
  /** Only those within their share are answered; 0 when everyone is. */
  readonly tightForMs: number;
  /** Messages held back in this tight period, or in the last one. */
  readonly refused: number;
}

/** What one channel or person is told, where that has a limit of its own. */
export interface TargetOutput {
  readonly channel?: string;
  readonly actor?: string;
  /** For display. */
  readonly name: string;
  /** Messages in the window, of so many at most. */
  readonly sent: number;
  readonly max: number;
  readonly silentForMs: number;
  readonly waiting: number;
  /** Messages that found the backlog full in this silence, or in the last one. */
  readonly dropped: number;
}

/** What goes out, and what is held back of it. */
export interface Output {
  readonly connections: readonly SharedOutput[];
  readonly targets: readonly TargetOutput[];
  /** Messages that found a backlog full, since the start. */
  readonly dropped: number;
}

/** What operators see of the guard, and what they can do about it. */
export interface Levers {
  decisions(): Decisions;
  /** What is held back in a place, or everywhere. Longest first. */
  held(where?: Place): readonly HeldBack[];
  /** What is said on a place's connection and in its channel, or everywhere. */
  output(where?: Place): Output;
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
