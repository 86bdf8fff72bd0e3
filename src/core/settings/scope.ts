import {
  type ChannelId,
  type CommunityId,
  type SpaceId,
  channelId,
  communityId,
  spaceId,
} from '../../base/ids.ts';
import { communityOf } from '../community.ts';

/** Where a value holds. Read from the narrowest: channel → space → community → instance → default. */
export interface SettingPlace {
  readonly channel?: ChannelId;
  readonly space?: SpaceId;
  readonly community?: CommunityId;
}

/** Where settings are looked up for what happens in a place: its channel, its space, its community. */
export const layersOf = ({ channel, space }: InPlace): SettingPlace =>
  space === undefined ? { channel } : { channel, space, community: communityOf(space) };

interface InPlace {
  readonly channel: ChannelId;
  readonly space?: SpaceId | undefined;
}

/** One layer a value can be written to. */
export type Scope = `channel:${string}` | `space:${string}` | `community:${string}` | 'instance';

/** The layers of a place, narrowest first. */
export function scopesOf({ channel, space, community }: SettingPlace): readonly Scope[] {
  const scopes: Scope[] = [];
  if (channel !== undefined) scopes.push(`channel:${channel}`);
  if (space !== undefined) scopes.push(`space:${space}`);
  if (community !== undefined) scopes.push(`community:${community}`);
  scopes.push('instance');
  return scopes;
}

/** The place where exactly this layer and the instance hold. */
export function placeOf(scope: Scope): SettingPlace {
  const { kind, id } = partsOf(scope);
  if (kind === 'channel') return { channel: channelId(id) };
  if (kind === 'space') return { space: spaceId(id) };
  if (kind === 'community') return { community: communityId(id) };
  return {};
}

const ids = { channel: channelId, space: spaceId, community: communityId } as const;

/** Reads a scope as it is written: `instance`, `space:irc:libera:#castle`. Undefined when it is none. */
export function readScope(text: string): Scope | undefined {
  if (text === 'instance') return 'instance';
  const { kind, id } = partsOf(text);
  if (kind === 'instance') return undefined;
  try {
    return `${kind}:${ids[kind](id)}`;
  } catch {
    // Not the form of an id: the caller says so in his own words.
    return undefined;
  }
}

export type ScopeKind = 'channel' | 'space' | 'community' | 'instance';

/** The kind of a scope, and whose it is. What is no scope at all counts as the instance. */
export function partsOf(scope: string): { readonly kind: ScopeKind; readonly id: string } {
  const colon = scope.indexOf(':');
  const [kind, id] = [scope.slice(0, Math.max(0, colon)), scope.slice(colon + 1)];
  return kind === 'channel' || kind === 'space' || kind === 'community'
    ? { kind, id }
    : { kind: 'instance', id: '' };
}
