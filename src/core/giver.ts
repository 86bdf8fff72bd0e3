import type { Result } from '../base/result.ts';
import type { Actor } from './actor.ts';
import type { Place } from './event.ts';
import type { Subject } from './enforcer.ts';

/** What sets people apart in a space: a role on Discord, by id or name; voice or operator status on IRC. */
export type Gift =
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'mode'; readonly mode: 'voice' | 'op' };

/** A gift that could be given. */
export interface Givable {
  readonly gift: Gift;
  readonly name: string;
}

/**
 * Gives people roles and takes them away, in the spaces of one connection. Refuses, in words that say what to do, what
 * the network does not allow. Rejects with a CastellanError where the network is away.
 */
export interface Giver {
  /**
   * Whether the bot could give it to anybody, and this person himself could (absent: the program's owner, who may all
   * that the bot may). What makes people staff is never given by a machine.
   */
  check(where: Place, gift: Gift, by: Actor | undefined): Promise<Result<Givable>>;
  /** Given again, it changes nothing. */
  give(where: Place, to: Subject, gift: Gift, reason: string): Promise<Result<void>>;
  take(where: Place, from: Subject, gift: Gift, reason: string): Promise<Result<void>>;
}
