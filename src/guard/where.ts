import type { ChannelId, SpaceId } from '../base/ids.ts';
import { communityOf } from '../core/community.ts';
import type { Source } from './tallies.ts';

/** Where something is asked for. A `Place` is one. Without a space it is direct talk. */
export interface Where {
  readonly channel: ChannelId;
  readonly space?: SpaceId;
  readonly platform: Source;
  /** For display. */
  readonly name?: string;
}

/** The community that a place belongs to; none for direct talk. */
export const communityIn = ({ space }: Where): string | undefined =>
  space === undefined ? undefined : communityOf(space);
