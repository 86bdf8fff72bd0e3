import type { Clock } from '../../base/clock.ts';
import type { ConnectionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { TakeDirectChat } from '../../core/direct-chat.ts';
import type { InboundEvent, Place } from '../../core/event.ts';
import type { Lane } from '../../core/platform.ts';
import type { Capabilities } from './capabilities.ts';
import type { IrcConnection } from './config.ts';
import type { Isupport } from './isupport.ts';
import type { Roster } from './roster.ts';
import type { Self } from './self.ts';
import type { Tuning } from './tuning.ts';

/** What all links of a connection share. */
export interface Surroundings {
  readonly connection: ConnectionId;
  readonly config: IrcConnection;
  readonly tuning: Tuning;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly emit: (event: InboundEvent) => void;
  /** The one place object of a channel, by its folded name. */
  readonly placeOf: (name: string, folded: string) => Place;
  /** Tells people what is wrong though the link stands; a key's text replaces the one before. */
  readonly warn: (key: string, text: string | undefined) => void;
  /** Something that `status()` shows has changed. */
  readonly changed: () => void;
  /** Who asks for a DCC CHAT; without it nobody is heard who does. */
  readonly directChat?: TakeDirectChat | undefined;
}

/** One link while it stands: what its parts look at, and how they speak. */
export interface Link extends Surroundings {
  readonly isupport: Isupport;
  readonly caps: Capabilities;
  readonly roster: Roster;
  readonly self: Self;
  /** At once, past every queue: PONG, registration. */
  readonly send: (line: string) => void;
  /** In its turn, within the send budget. */
  readonly request: (line: string, lane: Lane) => void;
  /** A timer that ends with the link. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}
