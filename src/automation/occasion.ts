import type { MessageId } from '../base/ids.ts';
import type { Actor } from '../core/actor.ts';
import type { Place, ReplyTo } from '../core/event.ts';

/** Something that an automation may answer: an event, or a turn of a clock, reduced to what is asked about. */
export interface Occasion {
  readonly on:
    | ('join' | 'leave' | 'rename' | 'boost')
    | ('message' | 'reaction' | 'reaction-removed' | 'command' | 'time');
  readonly where: Place;
  /** Nobody, where a clock showed a time. */
  readonly actor?: Actor;
  /** What was said, or what stands behind a command. */
  readonly text: string;
  /** Of a rename. */
  readonly before?: string;
  readonly message?: MessageId;
  readonly emoji?: string;
  /** How long the account exists, where it is known. */
  readonly ageMs?: number;
  readonly command?: string;
  readonly reply?: ReplyTo;
}
