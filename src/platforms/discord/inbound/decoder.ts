import type { Clock } from '../../../base/clock.ts';
import type { ConnectionId } from '../../../base/ids.ts';
import type { InboundEvent } from '../../../core/event.ts';
import type { Directory } from './directory.ts';
import type { Seen } from './seen.ts';
import type { ActHalves } from './act-halves.ts';

/** Whom we are logged in as; known once READY came. */
export interface Self {
  readonly id: string;
  readonly name: string;
  readonly application: string;
}

/** What turning a dispatch into an event needs. */
export interface Decoder {
  readonly connection: ConnectionId;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly messages: Seen;
  readonly actHalves: ActHalves;
  readonly self: () => Self | undefined;
  readonly emit: (event: InboundEvent) => void;
}
