import type { Result } from '../base/result.ts';
import type { Subject } from './enforcer.ts';
import type { Place } from './event.ts';

/** How somebody is let in. */
export interface Welcome {
  /** The id of the role that opens the place, where the platform has roles; empty for none. */
  readonly role: string;
  /** For the network's own log. */
  readonly reason: string;
}

/**
 * Lets people in: gives a role, gives voice to who is there, or invites who is not. One verb that knows nothing of
 * questions. Done again, it changes nothing. Refuses in words that say what to do; rejects with a CastellanError where
 * the network is away.
 */
export interface Admission {
  admit(where: Place, who: Subject, welcome: Welcome): Promise<Result<void>>;
}
