import type { ActorId } from '../../base/ids.ts';

/**
 * Who was erased, without saying who: a restored backup knows people whom this instance has promised to forget. Lies
 * apart from the database, because it must not go back in time with it.
 */
export interface ErasureLedger {
  /** How many erasures there were. */
  readonly length: number;
  /** Kept before it resolves. */
  add(actor: ActorId, atMs: number): Promise<void>;
  /** Whether the person was erased after the first `seen` erasures. */
  hasAfter(seen: number, actor: ActorId): boolean;
}

/** How many erasures of the ledger the database has been through. Lies in the database, and goes back in time with it. */
export interface ErasureMark {
  get(): number;
  /** Kept before it resolves. */
  set(seen: number): Promise<void>;
}
