import type { TableSize } from './slot-table.ts';
import type { Where } from './where.ts';
import type { Reason, StageName } from './verdict.ts';

/** Someone who was refused lately, for operators. Times are monotonic. */
export interface Limited {
  readonly actor: string;
  /** For display. */
  readonly name: string | undefined;
  readonly stage: StageName;
  readonly reason: Reason;
  readonly where: Where | undefined;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Refusals in a row, less than a minute apart. */
  readonly refusals: number;
}

const rowMs = 60_000;

/**
 * The names of those who were refused lately. Each fingerprint has its one place and the latest stays: noting costs
 * the same in any flood. For looking only; nothing is decided by it.
 */
export class RefusedLately {
  readonly #places: (Limited | undefined)[];
  readonly #mask: number;

  constructor(capacity: number) {
    const places = 2 ** Math.ceil(Math.log2(capacity));
    this.#mask = places - 1;
    this.#places = Array.from({ length: places }, () => undefined);
  }

  get sizes(): Omit<TableSize, 'bytes'> {
    return { size: this.all().length, capacity: this.#places.length, evictions: 0 };
  }

  note(high: number, now: Omit<Limited, 'refusals'>): void {
    const place = high & this.#mask;
    const before = this.#places[place];
    const again = before?.actor === now.actor && now.sinceMs - before.untilMs < rowMs;
    this.#places[place] = again
      ? { ...now, sinceMs: before.sinceMs, refusals: before.refusals + 1 }
      : { ...now, refusals: 1 };
  }

  all(): readonly Limited[] {
    return this.#places.filter((one) => one !== undefined);
  }

  forget(unwanted: (one: Limited) => boolean): number {
    const gone = this.all().filter(unwanted).length;
    this.#places.forEach((one, place) => {
      if (one && unwanted(one)) this.#places[place] = undefined;
    });
    return gone;
  }
}
