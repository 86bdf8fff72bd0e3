import {
  type Call,
  type Place,
  type Ports,
  type Result,
  type Scope,
  type Thing,
  communityOf,
  ok,
  refuse,
} from '../../sdk/index.ts';

type Asked = Pick<Call<unknown>, 'caller' | 'where' | 'community'> & Pick<Ports, 'permissions'>;

/** Held by the instance's owner: what reaches beyond one community. */
export const everywhere = 'guard.everywhere';

/** Whether the caller's word counts on the whole instance. */
export const countsEverywhere = ({ caller, community, permissions }: Asked): boolean =>
  permissions.authorise(everywhere, {
    actor: caller,
    ...(community !== undefined && { community }),
  }).ok;

/** Where the caller's word counts: the instance owner's everywhere, that of a community's staff in their community. */
export function withinOf(asked: Asked): {
  readonly within?: Exclude<Asked['community'], undefined>;
} {
  const { community } = asked;
  return community === undefined || countsEverywhere(asked) ? {} : { within: community };
}

/** The place that an operator means: the channel that he names, else here. Not one of other people's. */
export function placeMeant(named: Thing | undefined, asked: Asked): Result<Place> {
  if (!named) return ok(asked.where);
  const { place } = named;
  const theirs = place?.space !== undefined && communityOf(place.space) === asked.community;
  return place && (theirs || countsEverywhere(asked))
    ? ok(place)
    : refuse('guard.not-yours', { place: named.name });
}

/** The same where it must be a channel. */
export function channelMeant(named: Thing | undefined, asked: Asked): Result<Place> {
  const place = placeMeant(named, asked);
  return place.ok && place.value.space === undefined ? refuse('guard.which-channel') : place;
}

export const scopes = ['channel', 'space', 'community', 'instance'] as const;

/** The layer of settings that an operator writes to. From the console, where no channel is named: every place. */
export function layerMeant(
  wanted: (typeof scopes)[number] | undefined,
  place: Place,
  asked: Asked,
): Result<Scope> {
  const { space, channel, platform } = place;
  if (wanted === 'instance' || (space === undefined && platform === 'console')) {
    return countsEverywhere(asked) ? ok<Scope>('instance') : refuse('guard.owner-only');
  }
  if (space === undefined) return refuse('guard.which-channel');
  if (wanted === 'space') return ok<Scope>(`space:${space}`);
  return ok<Scope>(
    wanted === 'community' ? `community:${communityOf(space)}` : `channel:${channel}`,
  );
}
