/** Those who want to know when something happens. */
export interface Signal<Happening> {
  /** The returned function stops it. */
  listen(listener: (happening: Happening) => void): () => void;
  emit(happening: Happening): void;
}

export function signal<Happening>(): Signal<Happening> {
  const listeners = new Set<(happening: Happening) => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(happening) {
      for (const listener of listeners) listener(happening);
    },
  };
}
