import { type Call, type CommunityId, type Result, authorOf, ok, refuse } from '../../sdk/index.ts';

type Asked = Pick<Call<unknown>, 'community' | 'caller' | 'where'>;

/** The community whose automations are meant: the one where it is asked. */
export const communityIn = ({ community }: Pick<Asked, 'community'>): Result<CommunityId> =>
  community === undefined ? refuse('automation.which') : ok(community);

/** Who makes it, and with what rights: nobody has a machine give what he could not give himself. */
export const makerOf = (call: Asked) => ({ ...authorOf(call), person: call.caller });
