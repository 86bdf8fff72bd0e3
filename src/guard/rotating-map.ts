import type { TableSize } from './slot-table.ts';

const sampled = 8;

/**
 * A map of bounded size for the few keys that must be known by name. When it is full, the weakest of eight makes
 * room; the other seven go to the back, so that everyone is looked at in turn.
 */
export class RotatingMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #capacity: number;
  /** How much an entry is worth keeping. */
  readonly #worth: (value: Value) => number;
  readonly #dropped: (key: string, value: Value) => void;
  #evictions = 0;

  constructor(
    capacity: number,
    worth: (value: Value) => number,
    dropped: (key: string, value: Value) => void = () => {},
  ) {
    this.#capacity = capacity;
    this.#worth = worth;
    this.#dropped = dropped;
  }

  get sizes(): Omit<TableSize, 'bytes'> {
    const { size } = this.#values;
    return { size, capacity: this.#capacity, evictions: this.#evictions };
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key) && this.#values.size >= this.#capacity) this.#evict();
    this.#values.set(key, value);
  }

  delete(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#dropped(key, value);
    return value;
  }

  deleteWhere(unwanted: (value: Value, key: string) => boolean): number {
    const before = this.#values.size;
    for (const [key, value] of this.#values) if (unwanted(value, key)) this.delete(key);
    return before - this.#values.size;
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries();
  }

  values(): IterableIterator<Value> {
    return this.#values.values();
  }

  #first(): readonly [string, Value][] {
    const first: [string, Value][] = [];
    for (const entry of this.#values) {
      if (first.push(entry) === sampled) break;
    }
    return first;
  }

  #evict(): void {
    const looked = this.#first();
    const worth = looked.map(([, value]) => this.#worth(value));
    const weakest = looked[worth.indexOf(Math.min(...worth))];
    if (!weakest) return;
    for (const [key, value] of looked) {
      this.#values.delete(key);
      if (key !== weakest[0]) this.#values.set(key, value);
    }
    this.#evictions += 1;
    this.#dropped(...weakest);
  }
}
