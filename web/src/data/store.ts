import { useSyncExternalStore } from 'react';

/** A value that components can watch. */
export interface Store<State> {
  get(): State;
  set(next: State): void;
  update(change: (state: State) => State): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  const set = (next: State) => {
    if (Object.is(next, state)) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => state,
    set,
    update: (change) => set(change(state)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What `select` makes of the store's value; draws anew only when that differs. */
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => select(store.get()),
  );
}

/** A store that this browser remembers; what cannot be read again is forgotten. */
export function rememberedStore<State>(
  key: string,
  initial: State,
  read: (kept: unknown) => State,
): Store<State> {
  const store = createStore(load(key, initial, read));
  store.subscribe(() => {
    try {
      localStorage.setItem(key, JSON.stringify(store.get()));
    } catch {
      // A browser that keeps nothing still works; it only forgets.
    }
  });
  return store;
}

function load<State>(key: string, initial: State, read: (kept: unknown) => State): State {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return kept === null ? initial : read(kept);
  } catch {
    return initial;
  }
}
