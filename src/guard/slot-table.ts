/** What a table may hold. */
export interface TableBounds {
  /** Never more keys than this. */
  readonly capacity: number;
  /** 32-bit cells of a record, besides the table's own. An even number where records hold floats. */
  readonly cells: number;
  /** A record not touched for this long is forgotten by `sweep`. */
  readonly idleMs: number;
}

export interface TableSize {
  readonly size: number;
  readonly capacity: number;
  readonly evictions: number;
  readonly bytes: number;
}

/** Cells before a record's own: both halves of its key, when it was last touched, one for whoever keeps records. */
export const headerCells = 4;
/** The header's cell that is free for the record's keeper. */
export const spareCell = 3;

const [lowCell, seenCell] = [1, 2];
const sampled = 8;
const firstIndex = 256;

/** Time as tables keep it: whole milliseconds, 32 bits, going round. */
export const tickOf = (nowMs: number): number => nowMs | 0;

/**
 * The time between two ticks. Right up to 24.8 days; what is older reads as negative or as infinitely long ago,
 * which is why idle records must be swept at least once in that time.
 */
export function ageMs(tick: number, then: number): number {
  const age = (tick - then) | 0;
  return age < 0 ? Infinity : age;
}

/**
 * Records of a fixed size under 64-bit fingerprints, in one block of memory that cannot grow. Records lie close together; an index with open addressing finds them. A record is found by
 * its whole fingerprint, never by its place alone. When there is no room, the longest untouched of eight makes room.
 */
export class SlotTable {
  /** Records as integers; `at` below is where one begins. */
  readonly ints: Int32Array;
  /** The same memory as floats: a record's float `n` is at `at / 2 + n`. */
  readonly floats: Float64Array;
  readonly #bounds: TableBounds;
  readonly #stride: number;
  /** In the low bits which record it is plus one, above them the same bits of the key's low half; 0 for nothing. */
  #index = new Int32Array(firstIndex);
  #mask = firstIndex - 1;
  readonly #slotMask: number;
  #size = 0;
  #evictions = 0;
  #hand = 0;

  constructor(bounds: TableBounds) {
    this.#bounds = bounds;
    this.#stride = headerCells + bounds.cells + (bounds.cells % 2);
    const memory = new ArrayBuffer(bounds.capacity * this.#stride * 4);
    this.ints = new Int32Array(memory);
    this.floats = new Float64Array(memory);
    this.#slotMask = 2 ** Math.ceil(Math.log2(bounds.capacity + 2)) - 1;
  }

  get sizes(): TableSize {
    const bytes = this.ints.byteLength + this.#index.byteLength;
    const { capacity } = this.#bounds;
    return { size: this.#size, capacity, evictions: this.#evictions, bytes };
  }

  /** Where this key's record begins, or -1. */
  find(high: number, low: number): number {
    const entry = this.#index[this.#position(high, low)] ?? 0;
    return entry === 0 ? -1 : this.#at(entry);
  }

  /** Where this key's record begins; a new one is all zeros. Touches it. */
  open(high: number, low: number, tick: number): number {
    const position = this.#position(high, low);
    const entry = this.#index[position] ?? 0;
    if (entry === 0) return this.#add(high, low, tick);
    const at = this.#at(entry);
    this.ints[at + seenCell] = tick;
    return at;
  }

  delete(high: number, low: number): boolean {
    const position = this.#position(high, low);
    if (this.#index[position] === 0) return false;
    this.#remove(position);
    return true;
  }

  clear(): void {
    this.ints.fill(0);
    this.#index.fill(0);
    this.#size = 0;
  }

  /** Forgets what was not touched for too long; says how many that were. */
  sweep(tick: number): number {
    return this.deleteWhere(
      (at) => ageMs(tick, this.ints[at + seenCell] ?? 0) > this.#bounds.idleMs,
    );
  }

  deleteWhere(unwanted: (at: number) => boolean): number {
    const before = this.#size;
    for (let slot = before - 1; slot >= 0; slot -= 1) {
      const at = slot * this.#stride;
      if (unwanted(at)) this.#removeAt(at);
    }
    return before - this.#size;
  }

  each(visit: (at: number) => void): void {
    for (let slot = 0; slot < this.#size; slot += 1) visit(slot * this.#stride);
  }

  /** The key of the record that begins here, as two halves. */
  keyAt(at: number): readonly [number, number] {
    return [this.ints[at] ?? 0, this.ints[at + lowCell] ?? 0];
  }

  /** All cells of the record that begins here, its header too. */
  recordAt(at: number): Int32Array {
    return this.ints.subarray(at, at + this.#stride);
  }

  #add(high: number, low: number, tick: number): number {
    if (this.#size === this.#bounds.capacity) this.#evict(tick);
    if (this.#size * 2 >= this.#index.length) this.#widen();
    // Asked anew: making room moves entries.
    const position = this.#position(high, low);
    const at = this.#size * this.#stride;
    this.#size += 1;
    this.#index[position] = (low & ~this.#slotMask) | this.#size;
    this.ints.fill(0, at, at + this.#stride);
    this.ints[at] = high;
    this.ints[at + lowCell] = low;
    this.ints[at + seenCell] = tick;
    return at;
  }

  /** Doubles the index, so that it is never more than half full. Small while there are few, for the processor's cache. */
  #widen(): void {
    this.#index = new Int32Array(this.#index.length * 2);
    this.#mask = this.#index.length - 1;
    for (let slot = 0; slot < this.#size; slot += 1) {
      const [high, low] = this.keyAt(slot * this.#stride);
      this.#index[this.#position(high, low)] = (low & ~this.#slotMask) | (slot + 1);
    }
  }

  #evict(tick: number): void {
    let [oldest, oldestAge] = [0, -1];
    for (let turn = 0; turn < Math.min(sampled, this.#size); turn += 1) {
      this.#hand = (this.#hand + 1) % this.#size;
      const at = this.#hand * this.#stride;
      const age = ageMs(tick, this.ints[at + seenCell] ?? 0);
      if (age > oldestAge) [oldest, oldestAge] = [at, age];
    }
    this.#evictions += 1;
    this.#removeAt(oldest);
  }

  #removeAt(at: number): void {
    this.#remove(this.#position(this.ints[at] ?? 0, this.ints[at + lowCell] ?? 0));
  }

  /** Takes an entry out of the index and fills its record's place with the last record. */
  #remove(position: number): void {
    const at = this.#at(this.#index[position] ?? 0);
    this.#closeGap(position);
    const last = (this.#size - 1) * this.#stride;
    this.#size -= 1;
    if (at === last) return;
    const [high, low] = this.keyAt(last);
    this.#index[this.#position(high, low)] = (low & ~this.#slotMask) | (at / this.#stride + 1);
    this.ints.copyWithin(at, last, last + this.#stride);
  }

  /** Moves back what stands behind a gap only because the gap was taken, so that no grave marks are needed. */
  #closeGap(position: number): void {
    let gap = position;
    for (let next = (gap + 1) & this.#mask; ; next = (next + 1) & this.#mask) {
      const entry = this.#index[next] ?? 0;
      if (entry === 0) break;
      const home = (this.ints[this.#at(entry)] ?? 0) & this.#mask;
      const fromHome = (next - home) & this.#mask;
      if (fromHome < ((next - gap) & this.#mask)) continue;
      this.#index[gap] = entry;
      gap = next;
    }
    this.#index[gap] = 0;
  }

  /** Where in the index this key stands or would stand. */
  #position(high: number, low: number): number {
    const [index, mask, tagMask] = [this.#index, this.#mask, ~this.#slotMask];
    let position = high & mask;
    for (;;) {
      const entry = index[position] ?? 0;
      if (entry === 0) return position;
      if (((entry ^ low) & tagMask) === 0 && this.#is(entry, high, low)) return position;
      position = (position + 1) & mask;
    }
  }

  #is(entry: number, high: number, low: number): boolean {
    const at = this.#at(entry);
    return this.ints[at] === high && this.ints[at + lowCell] === low;
  }

  #at(entry: number): number {
    return ((entry & this.#slotMask) - 1) * this.#stride;
  }
}
