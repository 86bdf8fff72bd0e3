import type { GuardChange, GuardEntry, GuardSnapshot } from '../../../src/dashboard/wire.ts';

export const keptEntries = 500;

/** What is known of the guard after a change. */
export function applyGuard(state: GuardSnapshot, change: GuardChange): GuardSnapshot {
  switch (change.kind) {
    case 'held':
      return { ...state, held: change.held };
    case 'places':
      return { ...state, places: change.places };
    case 'history':
      return { ...state, history: withEntries(state.history, change.entries) };
  }
}

/** What changed last stands first; an entry that went on takes the place of what it was. */
function withEntries(
  before: readonly GuardEntry[],
  changed: readonly GuardEntry[],
): readonly GuardEntry[] {
  const ids = new Set(changed.map(({ id }) => id));
  const others = before.filter(({ id }) => !ids.has(id));
  return [...changed].reverse().concat(others).slice(0, keptEntries);
}
