import { Fingerprint, type Seed } from '../fingerprint.ts';
import { SlotTable, ageMs, headerCells, tickOf, type TableSize } from '../slot-table.ts';

/** Who was around for so long before is no newcomer any more. */
const settledMs = 60 * 60_000;
/** Who was not seen for this long is forgotten; ticks go round after 24.8 days. */
const idleMs = 20 * 24 * 60 * 60_000;
const mostSaved = 10_000;
const [regularCell, sinceCell, countedCell] = [0, 1, 2];

interface Coming {
  readonly nowMs: number;
  readonly windowMs: number;
}

/** Someone who is known, as plain data. */
export type KeptRegular = readonly [high: number, low: number, notSeenForMs: number];

/**
 * Who was here before. People are known by fingerprint, for each space alone; when the table is full, those who were
 * not seen for the longest make room.
 */
export class Regulars {
  readonly #table: SlotTable;
  readonly #print: Fingerprint;

  constructor(seed: Seed, capacity = 65_536) {
    this.#table = new SlotTable({ capacity, cells: 3, idleMs });
    this.#print = new Fingerprint(seed);
  }

  get sizes(): TableSize {
    return this.#table.sizes;
  }

  /** Somebody comes in: whether he is to be counted. Who comes and goes all the time counts once a window. */
  comes(space: string, actor: string, { nowMs, windowMs }: Coming): boolean {
    const tick = tickOf(nowMs);
    const isNew = this.#find(space, actor) < 0;
    const at = this.#open(space, actor, nowMs);
    if (!isNew && this.#isSettled(at, tick)) return false;
    const counted = at + headerCells + countedCell;
    if (!isNew && ageMs(tick, this.#table.ints[counted] ?? 0) < windowMs) return false;
    this.#table.ints[counted] = tick;
    return true;
  }

  /** Somebody goes; whom we did not see coming was here before us. */
  goes(space: string, actor: string, nowMs: number): void {
    const known = this.#find(space, actor) >= 0;
    const at = this.#open(space, actor, nowMs);
    if (!known) this.#table.ints[at + headerCells + regularCell] = 1;
    else this.#isSettled(at, tickOf(nowMs));
  }

  /** Somebody belongs here, whatever was seen of him. */
  belongs(space: string, actor: string, nowMs: number): void {
    const at = this.#open(space, actor, nowMs);
    this.#table.ints[at + headerCells + regularCell] = 1;
  }

  /** Whether he was known there. */
  forget(space: string, actor: string): boolean {
    this.#print.of(`${space} ${actor}`);
    return this.#table.delete(this.#print.high, this.#print.low);
  }

  sweep(nowMs: number): number {
    return this.#table.sweep(tickOf(nowMs));
  }

  /** The regulars who were seen last. */
  kept(nowMs: number): readonly KeptRegular[] {
    const all: KeptRegular[] = [];
    const tick = tickOf(nowMs);
    this.#table.each((at) => {
      if (!this.#isSettled(at, tick)) return;
      const seenMs = Math.min(idleMs, ageMs(tick, this.#table.ints[at + headerCells - 2] ?? 0));
      all.push([...this.#table.keyAt(at), seenMs]);
    });
    return all.length <= mostSaved ? all : all.sort((a, b) => a[2] - b[2]).slice(0, mostSaved);
  }

  restore(kept: readonly KeptRegular[], nowMs: number): void {
    for (const [high, low, notSeenForMs] of kept) {
      const at = this.#table.open(high, low, tickOf(nowMs - notSeenForMs));
      this.#table.ints[at + headerCells + regularCell] = 1;
    }
  }

  /** Remembers for good that somebody has stayed long enough; first sights go round, being settled does not. */
  #isSettled(at: number, tick: number): boolean {
    const { ints } = this.#table;
    if (ints[at + headerCells + regularCell] === 1) return true;
    if (ageMs(tick, ints[at + headerCells + sinceCell] ?? 0) < settledMs) return false;
    ints[at + headerCells + regularCell] = 1;
    return true;
  }

  #find(space: string, actor: string): number {
    this.#print.of(`${space} ${actor}`);
    return this.#table.find(this.#print.high, this.#print.low);
  }

  #open(space: string, actor: string, nowMs: number): number {
    const known = this.#find(space, actor) >= 0;
    const at = this.#table.open(this.#print.high, this.#print.low, tickOf(nowMs));
    if (!known) this.#table.ints[at + headerCells + sinceCell] = tickOf(nowMs);
    return at;
  }
}
