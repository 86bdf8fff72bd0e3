/** Does things one after the other under each key; different keys do not wait for each other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<Value>(key: string, act: () => Promise<Value>): Promise<Value> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(act, act);
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key);
      });
    this.#last.set(key, settled);
    return turn;
  }

  /** Whether something is being done, or waits, under this key. */
  isBusy(key: string): boolean {
    return this.#last.has(key);
  }

  /** Resolves when everything that was begun under these keys has ended. */
  async ended(isMeant: (key: string) => boolean = () => true): Promise<void> {
    const meant = [...this.#last].filter(([key]) => isMeant(key));
    await Promise.allSettled(meant.map(([, last]) => last));
  }
}
