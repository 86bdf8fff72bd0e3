import type { CommunityId } from '../../base/ids.ts';
import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { Author } from './settings.ts';

/** Who changes settings by a command. */
export const authorOf = ({
  caller,
  where,
  community,
}: {
  readonly caller: Actor;
  readonly where: Place;
  readonly community?: CommunityId;
}): Author => ({
  ...{ actor: caller.id, via: wayInto(where) },
  ...(community !== undefined && { community }),
});

/** The consoles and the command line are connections with names of their own. */
export const wayInto = ({ platform, connection }: Place): string =>
  platform === 'console' ? connection : 'chat';
