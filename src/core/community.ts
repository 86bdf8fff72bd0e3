import { type CommunityId, type SpaceId, communityId } from '../base/ids.ts';

/** The community that a space belongs to. A space that nobody has joined to others is its own community. */
export const communityOf = (space: SpaceId): CommunityId => communityId(space);
