import { SlotTable, type TableSize, ageMs, spareCell, tickOf } from './slot-table.ts';

/** Whom was told when: nobody is told more than once in `everyMs`, whatever it is about. */
export class Notices {
  readonly #told: SlotTable;

  constructor(capacity: number, idleMs: number) {
    this.#told = new SlotTable({ capacity, cells: 0, idleMs });
  }

  get sizes(): TableSize {
    return this.#told.sizes;
  }

  /** Whether to tell him now; if so, that is noted. */
  due(high: number, low: number, nowMs: number, everyMs: number): boolean {
    const [tick, known] = [tickOf(nowMs), this.#told.find(high, low)];
    if (known >= 0 && ageMs(tick, this.#told.ints[known + spareCell] ?? 0) < everyMs) return false;
    this.#told.ints[this.#told.open(high, low, tick) + spareCell] = tick;
    return true;
  }

  forget(high: number, low: number): void {
    this.#told.delete(high, low);
  }

  clear(): void {
    this.#told.clear();
  }

  sweep(nowMs: number): number {
    return this.#told.sweep(tickOf(nowMs));
  }
}
