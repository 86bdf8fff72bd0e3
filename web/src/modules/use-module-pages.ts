import { useEffect } from 'react';
import type { ModulePageEntry } from '../../../src/dashboard/modules-wire.ts';
import { ask } from '../data/api.ts';
import { createStore, useStore } from '../data/store.ts';
import { whileInSight } from '../data/while-in-sight.ts';

const lookEveryMs = 10_000;
const modulePages = createStore<readonly ModulePageEntry[]>([]);
let watchers = 0;
let stop = (): void => {};

const isList = (answer: unknown): answer is readonly ModulePageEntry[] => Array.isArray(answer);

/** Looks at once which pages modules have, as after one was loaded or went. */
export function lookForModulePages(): void {
  ask('GET', '/api/module-pages', { is: isList }).then(
    (found) => {
      if (JSON.stringify(found) !== JSON.stringify(modulePages.get())) modulePages.set(found);
    },
    // Whoever is on such a page is told there; here they only stay as they were.
    () => undefined,
  );
}

function watch(): () => void {
  watchers += 1;
  if (watchers === 1) {
    lookForModulePages();
    stop = whileInSight(lookForModulePages, lookEveryMs);
  }
  return () => {
    watchers -= 1;
    if (watchers === 0) stop();
  };
}

/** The pages that modules have now; one look serves all who ask. */
export function useModulePages(): readonly ModulePageEntry[] {
  useEffect(watch, []);
  return useStore(modulePages, (found) => found);
}
