import type { ChannelId, CommunityId, SpaceId } from '../../base/ids.ts';
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
  /** What a channel to which a log goes is called, where the bot knows it. */
  channelName(space: SpaceId, channel: ChannelId): Promise<string | undefined>;
  /** All kinds, by group. */
  groups(): Readonly<Record<string, readonly string[]>>;
}
