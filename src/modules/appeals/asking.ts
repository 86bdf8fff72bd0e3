import {
  type AppealKey,
  type Call,
  type CommunityId,
  type Decider,
  type Place,
  type Ports,
  type Result,
  communityOf,
  labelled,
  ok,
  optional,
  refuse,
} from '../../sdk/index.ts';

export const place = optional(labelled('in', '#castle'));

/** What the commands of staff need to know of their use. */
export type Asked = Pick<Call<unknown>, 'where' | 'caller' | 'community'> &
  Pick<Ports, 'moderation' | 'permissions'>;

const rankOf = ({ permissions, caller, community }: Asked) =>
  permissions.rankOf(community === undefined ? { actor: caller } : { actor: caller, community });

/** Where staff decide: here, or for the owner of the bot where he says. Naming the place where one is changes nothing. */
export function placeMeant(asked: Asked, named: string | undefined): Result<Place> {
  const { where, moderation } = asked;
  if (named === undefined) return where.space === undefined ? refuse('act.which-place') : ok(where);
  const found = moderation.place(named);
  if (where.space !== undefined && (found?.space === where.space || named === where.space))
    return ok(where);
  if (rankOf(asked) !== 'instanceOwner') return refuse('act.elsewhere');
  return found ? ok(found) : refuse('act.no-place', { named });
}

export function communityMeant(asked: Asked, named: string | undefined): Result<CommunityId> {
  const where = placeMeant(asked, named);
  if (!where.ok) return where;
  const { space } = where.value;
  return space === undefined ? refuse('act.which-place') : ok(communityOf(space));
}

export function appealMeant(
  asked: Asked,
  number: number,
  named: string | undefined,
): Result<AppealKey> {
  const community = communityMeant(asked, named);
  return community.ok ? ok({ community: community.value, number }) : community;
}

/** Owners may decide about what they did themselves; only the owner of the bot lifts what holds everywhere. */
export function deciderOf(asked: Asked): Decider {
  const { id, name } = asked.caller;
  const rank = rankOf(asked);
  const everywhere = rank === 'instanceOwner';
  return { id, name, everywhere, mayOverride: everywhere || rank === 'communityOwner' };
}

/** As texts choose by it: their words hold no dashes. */
export const wordOf = (text: string): string => text.replaceAll('-', '_');
