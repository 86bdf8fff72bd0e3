import { communityOf } from '../core/community.ts';
import type { Setting } from '../core/settings/kinds.ts';
import { type Scope, type SettingPlace, partsOf, placeOf } from '../core/settings/scope.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { Staged } from '../core/settings/staged-store.ts';
import { spaceLabel } from './communities.ts';
import type { KnownPlace, SettingsPort } from './ports.ts';
import type { ScopeView, SettingView, SettingsView, StagedView } from './wire.ts';

/** Everything that the page shows of one layer. */
export async function settingsView(port: SettingsPort, scope: Scope): Promise<SettingsView> {
  const { settings, desk } = port;
  const known = port.places();
  const place = placeIn(scope, known);
  const scopes = scopeViews(settings, known, scope);
  const here = scopes.find(({ id }) => id === scope);
  if (!here) throw new TypeError('The layer that is asked for is missing from the list');
  const views = [...settings.declared()].map(([name, setting]) =>
    settingView({ name, setting, settings, scope, place }),
  );
  const [newest] = await desk.history({ limit: 1 });
  return {
    ...{ scope: here, scopes },
    settings: views.sort((a, b) => (a.name < b.name ? -1 : 1)),
    staged: (await desk.staged.list()).map(stagedView),
    misfits: desk.validate(),
    timeZone: settings.readText('core.timeZone', place),
    revision: newest?.id ?? 0,
  };
}

/** Where values are read for a layer: with the wider ones that it lies in. */
export function placeIn(scope: Scope, known: readonly KnownPlace[]): SettingPlace {
  const { kind, id } = partsOf(scope);
  const space =
    kind === 'channel'
      ? known.find(({ channel }) => channel?.id === id)?.space
      : placeOf(scope).space;
  return space === undefined
    ? placeOf(scope)
    : { ...placeOf(scope), space, community: communityOf(space) };
}

/** The layers there are: the instance, every space and channel that is known, and where something is set. */
export function scopeViews(
  settings: Settings,
  known: readonly KnownPlace[],
  here: Scope,
): readonly ScopeView[] {
  const counts = new Map<string, number>([
    ['instance', 0],
    [here, 0],
  ]);
  for (const { space, channel } of known)
    counts.set(channel === undefined ? `space:${space}` : `channel:${channel.id}`, 0);
  for (const { scope } of settings.stored()) counts.set(scope, (counts.get(scope) ?? 0) + 1);
  const order = ['instance', 'community', 'space', 'channel'];
  return [...counts]
    .map(([id, set]) => {
      const { kind, id: own } = partsOf(id);
      return { id, kind, name: nameOf(kind, own, known), set };
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

function nameOf(kind: ScopeView['kind'], id: string, known: readonly KnownPlace[]): string {
  if (kind === 'instance') return 'The whole instance';
  if (kind === 'channel') {
    const place = known.find(({ channel }) => channel?.id === id);
    return place?.channel ? `${place.channel.name} in ${place.spaceName}` : id;
  }
  const place = known.find(({ space, channel }) => space === id && channel === undefined);
  return place === undefined ? id : spaceLabel(id, place.spaceName);
}

interface Viewed {
  readonly name: string;
  readonly setting: Setting;
  readonly settings: Settings;
  readonly scope: Scope;
  readonly place: SettingPlace;
}

function settingView({ name, setting, settings, scope, place }: Viewed): SettingView {
  const { value, from } = settings.held(name, place);
  const { kind, text, takes, options, min, max, restart = false } = setting;
  const ranged = kind === 'integer' || kind === 'duration';
  return {
    ...{ name, kind, text, takes, restart },
    ...(options && { options }),
    ...(ranged && min !== undefined && min > -1e15 && { min }),
    ...(ranged && max !== undefined && max < 1e15 && { max }),
    ...{ shown: setting.show(value), typed: kind === 'secret' ? '' : setting.typed(value), from },
    set: settings.setAt(name, scope) !== undefined,
    changed: setting.typed(value) !== setting.typed(setting.default),
    byDefault: setting.show(setting.default),
    wider: setting.show(settings.held(name, place, scope).value),
    revision: settings.revisionOf(name, scope),
  };
}

export const stagedView = ({
  id,
  wishes,
  applyAtMs,
  revertAtMs,
  state,
  by,
}: Staged): StagedView => ({
  ...{ id, applyAtMs, state, by },
  ...(revertAtMs !== undefined && { revertAtMs }),
  changes: wishes.map(({ name, scope, typed }) => ({ name, scope, value: typed })),
});
