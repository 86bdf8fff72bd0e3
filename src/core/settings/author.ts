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
  ...{ actor: caller.id, via: where.platform === 'console' ? 'console' : 'chat' },
  ...(community !== undefined && { community }),
});
