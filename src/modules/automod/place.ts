import type { Call, CommunityId, Result } from '../../sdk/index.ts';
import { ok, refuse } from '../../sdk/index.ts';

/** The community whose rules are meant: the one where it is asked. */
export const communityIn = ({
  community,
}: Pick<Call<unknown>, 'community'>): Result<CommunityId> =>
  community === undefined ? refuse('automod.which') : ok(community);
