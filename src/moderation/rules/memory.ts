import { heat } from '../../guard/index.ts';
import { Recent } from './recent.ts';

export interface MemorySize {
  readonly authors: number;
  readonly channels: number;
}

/** Ten minutes: a person who behaves is cool again within the hour. */
const halfLifeMs = 10 * 60_000;

/** What rules remember of people and channels. Bounded; whoever was not heard for longest is forgotten first. */
export class RuleMemory {
  readonly authors: Recent;
  readonly channels: Recent;
  readonly #heat = new Map<string, Float64Array>();
  readonly #mostHeated: number;

  constructor({ authors, channels }: MemorySize = { authors: 4096, channels: 512 }) {
    this.authors = new Recent(authors);
    this.channels = new Recent(channels);
    this.#mostHeated = authors;
  }

  heatOf(key: string, nowMs: number): number {
    const floats = this.#heat.get(key);
    return floats ? heat.now(floats, 0, { nowMs, halfLifeMs }) : 0;
  }

  warm(key: string, amount: number, nowMs: number): void {
    const floats = this.#heat.get(key) ?? new Float64Array(2);
    this.#heat.delete(key);
    this.#heat.set(key, floats);
    heat.add(floats, 0, amount, { nowMs, halfLifeMs });
    if (this.#heat.size <= this.#mostHeated) return;
    const [coldest] = this.#heat.keys();
    if (coldest !== undefined) this.#heat.delete(coldest);
  }

  /** Everything about one person, wherever it was. */
  forget(actor: string): number {
    const isHis = (key: string): boolean => key.endsWith(` ${actor}`);
    let count = this.authors.forget(isHis);
    for (const key of [...this.#heat.keys()]) if (isHis(key) && this.#heat.delete(key)) count += 1;
    return count;
  }
}
