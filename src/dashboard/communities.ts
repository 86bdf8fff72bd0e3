import type { CommunityId, SpaceId } from '../base/ids.ts';
import { communityOf } from '../core/community.ts';
import type { KnownPlace } from './ports.ts';

interface Named {
  readonly id: CommunityId;
  readonly name: string;
}

/** Of IRC channels with the same name on two networks the id tells which is meant. */
export function spaceLabel(space: string, name: string): string {
  const network = /^irc:([^:]+):/.exec(space)?.[1];
  return network === undefined ? name : `${name} on ${network}`;
}

/** The communities that the bot is in, each once, by the name that it has on every page; in the order of names. */
export function knownCommunities(places: readonly KnownPlace[]): readonly Named[] {
  const names = new Map<SpaceId, string>();
  for (const { space, spaceName, channel } of places)
    if (channel === undefined || !names.has(space)) names.set(space, spaceLabel(space, spaceName));
  return [...names]
    .map(([space, name]) => ({ id: communityOf(space), name }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/**
 * Communities in which something happened, in their order and by the names of today; then those in which the bot is and nothing
 * did yet, with `nothing` to count.
 */
export function withKnown<Counts>(
  happened: readonly (Named & Counts)[],
  places: readonly KnownPlace[],
  nothing: Counts,
): readonly (Named & Counts)[] {
  const known = knownCommunities(places);
  const nameOf = ({ id, name }: Named): string =>
    known.find((one) => one.id === id)?.name ?? spaceLabel(id, name);
  const others = known.filter(({ id }) => !happened.some((one) => one.id === id));
  return [
    ...happened.map((one) => ({ ...one, name: nameOf(one) })),
    ...others.map((one) => ({ ...nothing, ...one })),
  ];
}
