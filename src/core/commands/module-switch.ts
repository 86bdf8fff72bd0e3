import type { ChannelId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import { communityOf } from '../community.ts';
import type { Place } from '../event.ts';
import type { Author, Changed, Scope, SettingPlace, Settings } from '../settings/settings.ts';

/** The setting that names what is switched off in a place. */
export const modulesOff = 'modules.off';

/** By these, what was switched off is switched on again, and people are told what goes on and what is kept of them. */
const fixedModules: ReadonlySet<string> = new Set([
  ...['commands', 'health', 'help', 'plugins', 'privacy', 'settings', 'why'],
]);

export const canBeSwitchedOff = (module: string): boolean => !fixedModules.has(module);

/** Whether a module is switched off where something happens. */
export type ModuleSwitch = (module: string, where: Place) => boolean;

const mostPlaces = 10_000;
const none: ReadonlySet<string> = new Set();

/** Answers without looking settings up each time: hooks ask for every event. */
export function moduleSwitch(settings: Settings): ModuleSwitch {
  let version = -1;
  let isUsed = false;
  const byChannel = new Map<ChannelId, ReadonlySet<string>>();

  function offIn({ channel, space }: Place): ReadonlySet<string> {
    const known = byChannel.get(channel);
    if (known) return known;
    const place = space === undefined ? {} : { space, community: communityOf(space) };
    const off = new Set(
      settings.readList(modulesOff, { channel, ...place }).filter(canBeSwitchedOff),
    );
    if (byChannel.size >= mostPlaces) byChannel.clear();
    byChannel.set(channel, off.size === 0 ? none : off);
    return off;
  }

  return (module, where) => {
    if (version !== settings.version) {
      version = settings.version;
      byChannel.clear();
      isUsed = settings.stored().some(({ name }) => name === modulesOff);
    }
    return isUsed && offIn(where).has(module);
  };
}

/** Who decides, and for where. */
interface Deciding {
  readonly settings: Settings;
  readonly by: Author;
  readonly scope: Scope;
  /** The layer with the wider ones that it lies in. */
  readonly place: SettingPlace;
}

/** Switches a module off or on in a layer. Refuses with `plugins.fixed`; undefined: it was so already. */
export async function switchModule(
  module: string,
  isOff: boolean,
  { settings, by, scope, place }: Deciding,
): Promise<Result<Changed | undefined>> {
  if (isOff && !canBeSwitchedOff(module)) return refuse('plugins.fixed', { module });
  const before = settings.readList(modulesOff, place);
  if (before.includes(module) === isOff) return ok(undefined);
  const after = [...before.filter((one) => one !== module), ...(isOff ? [module] : [])];
  const wider = settings.held(modulesOff, place, scope).value;
  const typed = String(wider) === after.join() ? null : after.join(',');
  const expected = settings.revisionOf(modulesOff, scope);
  const changed = await settings.apply([{ name: modulesOff, scope, typed, expected }], by);
  return changed.ok ? ok(changed.value[0]) : changed;
}
