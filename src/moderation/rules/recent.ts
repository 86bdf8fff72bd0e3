import { isAlike, likenessCells, likenessOf } from './likeness.ts';
import { type Counts, shoutPercent } from './counts.ts';
import { type Summable, mostInWindow } from './rule.ts';

const columns = ['link', 'invite', 'mention', 'emoji', 'attachment', 'line'] as const;

/** In `atMs`: nothing was written here yet. */
const never = -1;

/** What is asked of the past. */
export interface Asked {
  readonly of: Summable;
  readonly withinMs: number;
}

/**
 * The last messages of so many authors (or channels), in columns: when, what text, how much of what. Whoever was not
 * heard for longest makes room.
 */
export class Recent {
  readonly #slots = new Map<string, number>();
  readonly #free: number[];
  readonly #next: Uint8Array;
  readonly #atMs: Float64Array;
  readonly #print: Int32Array;
  readonly #likeness: Int32Array;
  readonly #counts: Uint8Array;
  readonly #shouts: Uint8Array;

  constructor(mostKeys: number) {
    const entries = mostKeys * mostInWindow;
    this.#free = Array.from({ length: mostKeys }, (_, one) => mostKeys - 1 - one);
    this.#next = new Uint8Array(mostKeys);
    this.#atMs = new Float64Array(entries).fill(never);
    this.#print = new Int32Array(entries);
    this.#likeness = new Int32Array(entries * likenessCells);
    this.#counts = new Uint8Array(entries * columns.length);
    this.#shouts = new Uint8Array(entries);
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Writes a message down; what sums are asked for from. */
  note(key: string, counts: Counts, nowMs: number): number {
    const slot = this.#slotFor(key);
    const turn = this.#next[slot] ?? 0;
    const entry = slot * mostInWindow + turn;
    this.#next[slot] = (turn + 1) % mostInWindow;
    this.#atMs[entry] = nowMs;
    const reading = counts.read();
    likenessOf(reading, this.#likeness, entry * likenessCells);
    this.#print[entry] = printOf(counts.text);
    columns.forEach((of, at) => {
      this.#counts[entry * columns.length + at] = Math.min(counts.count(of), 255);
    });
    this.#shouts[entry] = counts.capitals() >= shoutPercent ? 1 : 0;
    return entry;
  }

  /** The sum over the window that ends with this entry, itself included. */
  sum(entry: number, { of, withinMs }: Asked): number {
    const slot = Math.floor(entry / mostInWindow);
    const sinceMs = (this.#atMs[entry] ?? 0) - withinMs;
    let sum = 0;
    for (let back = 0; back < mostInWindow; back += 1) {
      const turn = ((entry % mostInWindow) - back + mostInWindow) % mostInWindow;
      const other = slot * mostInWindow + turn;
      const atMs = this.#atMs[other] ?? never;
      if (atMs === never || atMs <= sinceMs) break;
      sum += this.#worth(of, entry, other);
    }
    return sum;
  }

  forget(keys: (key: string) => boolean): number {
    let count = 0;
    for (const key of [...this.#slots.keys()]) {
      if (!keys(key)) continue;
      this.#drop(key);
      count += 1;
    }
    return count;
  }

  #worth(of: Summable, entry: number, other: number): number {
    switch (of) {
      case 'message':
        return 1;
      case 'duplicate':
        return this.#print[entry] === this.#print[other] ? 1 : 0;
      case 'near-duplicate':
        return entry === other || this.#isNear(entry, other) ? 1 : 0;
      case 'shout':
        return this.#shouts[other] ?? 0;
      default:
        return this.#counts[other * columns.length + columns.indexOf(of)] ?? 0;
    }
  }

  #isNear(entry: number, other: number): boolean {
    if (this.#print[entry] === this.#print[other]) return true;
    return isAlike(this.#likeness, entry * likenessCells, other * likenessCells);
  }

  #slotFor(key: string): number {
    const known = this.#slots.get(key);
    if (known !== undefined) {
      this.#slots.delete(key);
      this.#slots.set(key, known);
      return known;
    }
    if (this.#free.length === 0) {
      const [oldest = ''] = this.#slots.keys();
      this.#drop(oldest);
    }
    const slot = this.#free.pop() ?? 0;
    this.#slots.set(key, slot);
    return slot;
  }

  #drop(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    this.#slots.delete(key);
    this.#free.push(slot);
    this.#next[slot] = 0;
    this.#atMs.fill(never, slot * mostInWindow, (slot + 1) * mostInWindow);
  }
}

/** The same number for the same text; case and outer blanks make no difference. */
function printOf(text: string): number {
  const same = text.trim().toLowerCase();
  let hash = same.length;
  for (let at = 0; at < same.length; at += 1)
    hash = Math.imul(hash ^ same.charCodeAt(at), 0x01000193) ^ (hash >>> 15);
  return hash;
}
