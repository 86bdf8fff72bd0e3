import type { ActorId } from '../../base/ids.ts';
import type { Audience } from '../../core/audience.ts';
import type { NotedChange, Place } from '../../core/event.ts';
import type { LogKind } from './kinds.ts';

/** One line of the log. */
export interface Entry {
  readonly kind: LogKind;
  readonly atMs: number;
  readonly where: Place;
  /** Who could see it happen; whoever could not must not read of it. */
  readonly audience: Audience;
  readonly subject: string;
  /** What tells of the same thing has the same. */
  readonly target: string;
  /** Whom it is about, where that is a person. */
  readonly person?: ActorId;
  /** As the platform names whoever wrote a message. */
  readonly author?: string;
  readonly by?: { readonly id: ActorId; readonly name: string };
  readonly reason?: string;
  readonly changes: readonly NotedChange[];
}

/** Two entries of the same thing as one: what either knows. */
export const joined = (first: Entry, second: Entry): Entry => ({
  ...first,
  ...second,
  atMs: Math.min(first.atMs, second.atMs),
  subject: first.subject === first.target ? second.subject : first.subject,
  changes: [
    ...first.changes,
    ...second.changes.filter(({ what }) => !first.changes.some((one) => one.what === what)),
  ],
  ...(first.by && !second.by && { by: first.by }),
  ...(first.person !== undefined && { person: first.person }),
  ...(first.reason !== undefined && second.reason === undefined && { reason: first.reason }),
});
