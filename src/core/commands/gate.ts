import type { Refusal } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { CommandInfo } from './command-info.ts';

/** One use of a command, as the gate sees it. */
export interface Entering {
  readonly command: Pick<CommandInfo, 'name' | 'category' | 'capability'>;
  readonly actor: Actor;
  readonly where: Place;
  /** Those who run the place are not limited. */
  readonly exempt: boolean;
}

/** A use that is turned away. `tell`: the caller hears of it; otherwise it is dropped in silence. */
export interface TurnedAway {
  readonly stage: string;
  readonly refusal: Refusal;
  readonly tell: boolean;
}

/** The right to run once. Settled by exactly one of the two. */
export interface Pass {
  commit(): void;
  refund(): void;
}

/** Stands between hearing a command and running it: the guard. Decides at once, on its own memory. */
export interface Gate {
  /** Before anything is read. Undefined lets the use in. */
  enter(use: Entering): TurnedAway | undefined;
  /** When it is clear that the caller may: reserves the command's cooldown. */
  reserve(use: Entering): { readonly pass: Pass } | { readonly away: TurnedAway };
}

const free: { readonly pass: Pass } = { pass: { commit: () => {}, refund: () => {} } };

/** For benchmarks and tests: everything passes. */
export const openGate: Gate = { enter: () => undefined, reserve: () => free };
