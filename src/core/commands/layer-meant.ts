import { type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import { communityOf } from '../community.ts';
import type { Place } from '../event.ts';
import type { Permissions } from '../permissions/permissions.ts';
import type { Scope, SettingPlace } from '../settings/settings.ts';

/** What people call the layers of settings, from the nearest to the widest. */
export const scopeWords = ['channel', 'space', 'community', 'instance'] as const;
type ScopeWord = (typeof scopeWords)[number];

interface Asked {
  readonly caller: Actor;
  readonly where: Place;
  readonly permissions: Pick<Permissions, 'rankOf'>;
}

/** The layer that a word names, if the caller's word counts there. */
export function layerMeant(wanted: ScopeWord | undefined, asked: Asked): Result<Scope> {
  const { space, channel, platform } = asked.where;
  if (wanted === 'instance' || (space === undefined && platform === 'console')) {
    const owns = asked.permissions.rankOf({ actor: asked.caller }) === 'instanceOwner';
    return owns ? ok<Scope>('instance') : refuse('command.owner-only');
  }
  if (space === undefined) return refuse('command.no-space');
  if (wanted === 'channel') return ok<Scope>(`channel:${channel}`);
  return ok<Scope>(wanted === 'community' ? `community:${communityOf(space)}` : `space:${space}`);
}

/** Where the settings of a layer are read, seen from here. */
export function placeOfLayer(scope: Scope, { where }: Pick<Asked, 'where'>): SettingPlace {
  const { space, channel } = where;
  if (scope === 'instance' || space === undefined) return {};
  const community = communityOf(space);
  if (scope.startsWith('community:')) return { community };
  return scope.startsWith('channel:') ? { channel, space, community } : { space, community };
}
