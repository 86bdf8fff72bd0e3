/** One after the other for each key, and nothing kept of a key that nobody waits for. */
export interface Queues {
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
  /** Keys that somebody works on or waits for. */
  size(): number;
}

export function queues(): Queues {
  const last = new Map<string, Promise<unknown>>();
  return {
    size: () => last.size,
    run(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      // Only the last in line takes the key away: nobody waits for it any more.
      const done = mine
        .catch(() => undefined)
        .then(() => {
          if (last.get(key) === done) last.delete(key);
        });
      last.set(key, done);
      return mine;
    },
  };
}
