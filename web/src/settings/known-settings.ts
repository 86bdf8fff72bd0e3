import { useEffect } from 'react';
import type { SettingView } from '../../../src/dashboard/wire.ts';
import { createStore, useStore } from '../data/store.ts';
import { loadSettings } from './settings-api.ts';

/** The settings there are, as Ctrl+K lists them; what they hold is the page's business. */
export const knownSettings = createStore<readonly Pick<SettingView, 'name' | 'text'>[]>([]);

export function useKnownSettings(): readonly Pick<SettingView, 'name' | 'text'>[] {
  useEffect(() => {
    if (knownSettings.get().length > 0) return;
    loadSettings('instance').then(
      ({ settings }) => knownSettings.set(settings),
      // The page itself says what is wrong; here they are only not found.
      () => undefined,
    );
  }, []);
  return useStore(knownSettings, (known) => known);
}
