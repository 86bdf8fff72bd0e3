import type { CommunityId } from '../../base/ids.ts';
import type { NotedChange, Place } from '../event.ts';

/** A line of the log of events. */
export interface LoggedEvent {
  readonly kind: string;
  readonly atMs: number;
  readonly where: Place;
  readonly subject: string;
  readonly by?: { readonly name: string };
  readonly reason?: string;
  readonly changes: readonly NotedChange[];
  /** It was written nowhere: those who read the log could not have seen it happen. */
  readonly withheld: boolean;
}

/** What was written down lately. */
export interface EventLogDesk {
  /** Newest first; of one kind or group, where a word names it. */
  recent(
    community: CommunityId,
    asked: { readonly limit: number; readonly word?: string },
  ): readonly LoggedEvent[];
  /** All kinds, by group. */
  groups(): Readonly<Record<string, readonly string[]>>;
}
