import { type Result, ok, refuse } from '../../base/result.ts';
import { list } from '../settings/kinds.ts';
import { channel } from '../settings/kinds.ts';
import type { Author, SettingSet, Settings } from '../settings/settings.ts';
import type { HookBus } from './bus.ts';
import type { HookDesk, HookView } from './desk.ts';

/** Switched off is a setting: it outlives a restart, is in the audit log, and holds in every process. */
const disabledHooks = 'hooks.disabled';

export const hookSettings = {
  [disabledHooks]: list({
    ...{ default: [], maxItems: 200, maxItemLength: 200 },
    takes: 'ids of hooks, separated by commas',
    text: 'Hooks that are not called, by their id.',
  }),
  'hooks.alertChannel': channel({
    text: 'Where operators are told of hooks; where it is empty, where they are told of everything.',
  }),
} satisfies SettingSet;

/** Hooks as people steer them. The returned desk follows the settings until `life` ends. */
export function hookDesk(
  bus: HookBus,
  settings: Pick<Settings, 'readList' | 'write' | 'follow'>,
): HookDesk {
  const disabled = (): readonly string[] => settings.readList(disabledHooks, {});
  bus.disableOnly(disabled());
  settings.follow(({ name }) => {
    if (name === disabledHooks) bus.disableOnly(disabled());
  });
  const find = (id: string): Result<HookView> => {
    const hook = bus.list().find((one) => one.id === id);
    return hook ? ok(hook) : refuse('hooks.unknown', { hook: id });
  };
  const write = async (ids: readonly string[], id: string, by: Author) => {
    const changed = await settings.write(disabledHooks, 'instance', ids.join(','), by);
    return changed.ok ? find(id) : changed;
  };
  return {
    list: () => bus.list(),
    sums: () => bus.sums(),
    history: (limit, kind) => bus.history(limit, kind),
    async disable(id, by) {
      const found = find(id);
      if (!found.ok) return found;
      return write([...new Set([...disabled(), id])], id, by);
    },
    async enable(id, by) {
      // One whose module is not loaded now can be enabled too.
      if (!disabled().includes(id)) {
        const found = find(id);
        return found.ok ? refuse('hooks.not-disabled', { hook: id }) : found;
      }
      const changed = await write(
        disabled().filter((one) => one !== id),
        id,
        by,
      );
      return changed;
    },
    reset(id) {
      const found = find(id);
      if (!found.ok) return found;
      bus.reset(id);
      return find(id);
    },
  };
}
