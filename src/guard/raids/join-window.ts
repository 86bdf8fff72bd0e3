import { mostJoins } from './raid-limits.ts';

/** What the newcomers inside a window come to. */
export interface Sums {
  readonly joins: number;
  readonly weight: number;
  /** How long ago the first of them came. */
  readonly spanMs: number;
}

/** One newcomer as a window remembers him. `origin` and `shape` are hashes; 0 for none. */
export interface KeptJoin {
  readonly atMs: number;
  readonly weight: number;
  readonly origin: number;
  readonly shape: number;
}

/** From so many of a kind on, each further one weighs more. */
const alike = 3;

/**
 * The newcomers of one space, in a ring with running sums: a join costs the same however many came before. When the
 * ring is full the oldest makes room; by then every threshold is long passed.
 */
export class JoinWindow {
  readonly #atMs = new Float64Array(mostJoins);
  readonly #weights = new Uint8Array(mostJoins);
  readonly #origins = new Int32Array(mostJoins);
  readonly #shapes = new Int32Array(mostJoins);
  readonly #originCounts = new Map<number, number>();
  readonly #shapeCounts = new Map<number, number>();
  #first = 0;
  #count = 0;
  #weight = 0;

  get latestMs(): number {
    return this.#count === 0 ? -Infinity : (this.#atMs[this.#place(this.#count - 1)] ?? -Infinity);
  }

  /** Takes a newcomer in; he weighs more when enough of his kind are inside already. */
  add(join: KeptJoin, windowMs: number): void {
    this.#expire(join.atMs, windowMs);
    if (this.#count === mostJoins) this.#drop();
    const weight =
      join.weight +
      extra(countUp(this.#originCounts, join.origin)) +
      extra(countUp(this.#shapeCounts, join.shape));
    this.#put(join, weight);
  }

  /** Puts back what `kept` told, weights as they were. */
  restore(joins: readonly KeptJoin[]): void {
    for (const join of joins.slice(-mostJoins)) {
      countUp(this.#originCounts, join.origin);
      countUp(this.#shapeCounts, join.shape);
      this.#put(join, join.weight);
    }
  }

  sums(nowMs: number, windowMs: number): Sums {
    this.#expire(nowMs, windowMs);
    const spanMs = this.#count === 0 ? 0 : nowMs - (this.#atMs[this.#first] ?? nowMs);
    return { joins: this.#count, weight: this.#weight, spanMs };
  }

  /** Oldest first. */
  kept(): readonly KeptJoin[] {
    return Array.from({ length: this.#count }, (_, back) => {
      const at = this.#place(back);
      return {
        atMs: this.#atMs[at] ?? 0,
        weight: this.#weights[at] ?? 0,
        origin: this.#origins[at] ?? 0,
        shape: this.#shapes[at] ?? 0,
      };
    });
  }

  #place(back: number): number {
    return (this.#first + back) % mostJoins;
  }

  #put({ atMs, origin, shape }: KeptJoin, weight: number): void {
    const at = this.#place(this.#count);
    this.#atMs[at] = atMs;
    this.#weights[at] = weight;
    this.#origins[at] = origin;
    this.#shapes[at] = shape;
    this.#count += 1;
    this.#weight += weight;
  }

  #expire(nowMs: number, windowMs: number): void {
    while (this.#count > 0 && nowMs - (this.#atMs[this.#first] ?? 0) >= windowMs) this.#drop();
  }

  #drop(): void {
    const at = this.#first;
    this.#weight -= this.#weights[at] ?? 0;
    countDown(this.#originCounts, this.#origins[at] ?? 0);
    countDown(this.#shapeCounts, this.#shapes[at] ?? 0);
    this.#first = (at + 1) % mostJoins;
    this.#count -= 1;
  }
}

const extra = (count: number): number => (count >= alike ? 1 : 0);

function countUp(counts: Map<number, number>, kind: number): number {
  if (kind === 0) return 0;
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  return count;
}

function countDown(counts: Map<number, number>, kind: number): void {
  const count = counts.get(kind);
  if (count === undefined) return;
  if (count === 1) counts.delete(kind);
  else counts.set(kind, count - 1);
}
