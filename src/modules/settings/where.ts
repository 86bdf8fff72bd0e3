import {
  type CommunityId,
  type Permissions,
  type Place,
  type Result,
  type Scope,
  type Setting,
  type SettingPlace,
  type Suggesting,
  ok,
  partsOfScope,
  readScope,
  refuse,
} from '../../sdk/index.ts';
import type { Actor } from '../../sdk/index.ts';

/** Who asks, and from where. */
export interface Asker {
  readonly caller: Actor;
  readonly where: Place;
  readonly community?: CommunityId;
  readonly permissions: Pick<Permissions, 'rankOf' | 'authorise'>;
}

export const ownsInstance = ({ permissions, caller }: Asker): boolean =>
  permissions.rankOf({ actor: caller }) === 'instanceOwner';

/** The layers that belong to the place itself: what its administrators may change. */
export function ownScopes({ where, community }: Omit<Asker, 'caller' | 'permissions'>) {
  const scopes: Scope[] = [];
  if (where.space === undefined) return scopes;
  scopes.push(`channel:${where.channel}`, `space:${where.space}`);
  if (community !== undefined) scopes.push(`community:${community}`);
  return scopes;
}

/** Which scopes somebody may see in history and lists; undefined: all. */
export const seenBy = (asker: Asker): readonly Scope[] | undefined =>
  ownsInstance(asker) ? undefined : ownScopes(asker);

/** Nobody writes another community's settings, and the instance is its owner's. */
export const mayWrite = (asker: Asker, scope: Scope): boolean =>
  ownsInstance(asker) || ownScopes(asker).includes(scope);

/** What decides over rights takes more than the right to change settings. */
export function mayChange(
  { needs }: Pick<Setting, 'needs'>,
  { permissions, caller: actor, community }: Asker,
): Result<void> {
  if (needs === undefined) return ok(undefined);
  return permissions.authorise(needs, community === undefined ? { actor } : { actor, community });
}

const words: Readonly<Record<string, 'channel' | 'space' | 'community' | 'instance'>> = {
  ...{ here: 'channel', channel: 'channel', ici: 'channel', salon: 'channel' },
  ...{ space: 'space', server: 'space', espace: 'space', serveur: 'space' },
  ...{ community: 'community', communauté: 'community', instance: 'instance' },
};

export const isScopeWord = (text: string): boolean =>
  text.toLowerCase() in words || readScope(text) !== undefined;

/** The layer that a word names. Without one it is the space; where there is none, the instance. */
export function scopeNamed(typed: string | undefined, asker: Asker): Result<Scope> {
  const scope = typed === undefined ? ok(usual(asker)) : layerNamed(typed, asker);
  if (!scope.ok || mayWrite(asker, scope.value)) return scope;
  return refuse('settings.not-yours', { scope: scope.value });
}

const usual = ({ where }: Asker): Scope =>
  where.space === undefined ? 'instance' : `space:${where.space}`;

function layerNamed(typed: string, asker: Asker): Result<Scope> {
  const kind = words[typed.toLowerCase()];
  if (kind === 'instance') return ok<Scope>('instance');
  if (kind === undefined) {
    const scope = readScope(typed);
    return scope === undefined ? refuse('settings.bad-scope', { scope: typed }) : ok(scope);
  }
  const own = ownScopes(asker).find((scope) => partsOfScope(scope).kind === kind);
  return own === undefined ? refuse('settings.no-space', {}) : ok(own);
}

/** Where settings are read for a place. */
export const readingAt = ({ where, community }: Omit<Asker, 'caller' | 'permissions'>) =>
  ({
    channel: where.channel,
    ...(where.space !== undefined && { space: where.space }),
    ...(community !== undefined && { community }),
  }) satisfies SettingPlace;

/** The names that what was typed may become: those that begin so first. */
export function suggestedNames(typed: string, { settings }: Suggesting): readonly string[] {
  const wanted = typed.toLowerCase();
  const names = [...settings.declared().keys()].filter((name) =>
    name.toLowerCase().includes(wanted),
  );
  const begins = (name: string) => Number(name.toLowerCase().startsWith(wanted));
  return names.sort((a, b) => begins(b) - begins(a) || a.localeCompare(b, 'en'));
}

/** What the setting that was named takes, where that is a list; else what holds now and what it is by default. */
export function suggestedValues(typed: string, about: Suggesting): readonly string[] {
  const { settings, others, where } = about;
  const name = others['name'] ?? '';
  const setting = settings.declared().get(name);
  if (!setting || setting.kind === 'secret') return [];
  const now = settings.read(name, readingAt({ where }));
  const offered = setting.options ?? [setting.typed(now), setting.typed(setting.default)];
  const fitting = offered.filter((one) => one.toLowerCase().startsWith(typed.toLowerCase()));
  return [...new Set(fitting)].filter((one) => one !== '' && one.length <= 100);
}

export const suggestedScopes = (typed: string): readonly string[] =>
  ['here', 'space', 'community', 'instance'].filter((one) => one.startsWith(typed.toLowerCase()));
