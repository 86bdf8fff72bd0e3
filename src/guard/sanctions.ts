import { RotatingMap } from './rotating-map.ts';
import type { TableSize } from './slot-table.ts';

export type SanctionKind = 'muted' | 'banned';

/** Someone whom the guard does not hear for a while. Times are monotonic. */
export interface Sanction {
  readonly actor: string;
  readonly kind: SanctionKind;
  readonly sinceMs: number;
  readonly untilMs: number;
}

const filterSize = 65_536;

/**
 * Who is muted or banned. Its own tables, so that no flood of the unsanctioned can push anyone out; bans apart from
 * mutes, so that no flood of the muted can. Found by the whole id. A filter by fingerprint answers for nearly all
 * who are not in it.
 */
export class Sanctions {
  readonly #kinds: Readonly<Record<SanctionKind, RotatingMap<Sanction>>>;
  /** How many sanctioned actors share these 16 bits of the fingerprint. */
  readonly #filter = new Uint16Array(filterSize);
  readonly #bitsOf: (actor: string) => number;

  constructor(capacity: number, bitsOf: (actor: string) => number) {
    this.#bitsOf = bitsOf;
    const table = () =>
      new RotatingMap<Sanction>(
        capacity,
        ({ untilMs }) => untilMs,
        (actor) => this.#count(actor, -1),
      );
    this.#kinds = { muted: table(), banned: table() };
  }

  get sizes(): Omit<TableSize, 'bytes'> {
    const { muted, banned } = this.#kinds;
    return {
      size: muted.size + banned.size,
      capacity: muted.sizes.capacity + banned.sizes.capacity,
      evictions: muted.sizes.evictions + banned.sizes.evictions,
    };
  }

  /** The sanction that holds longest now; `bits` are of the actor's fingerprint. */
  of(actor: string, bits: number, nowMs: number): Sanction | undefined {
    return this.#filter[bits & (filterSize - 1)] === 0 ? undefined : this.#find(actor, nowMs);
  }

  /** Begins a sanction, or lengthens it; never shortens one. */
  begin(sanction: Sanction): void {
    const table = this.#kinds[sanction.kind];
    const before = table.get(sanction.actor);
    if (before && before.untilMs >= sanction.untilMs) return;
    if (!before) this.#count(sanction.actor, 1);
    table.set(sanction.actor, before ? { ...sanction, sinceMs: before.sinceMs } : sanction);
  }

  /** Ends it at once; what was ended. */
  lift(actor: string, kind: SanctionKind, nowMs: number): Sanction | undefined {
    const sanction = this.#kinds[kind].delete(actor);
    return sanction && sanction.untilMs > nowMs ? sanction : undefined;
  }

  active(nowMs: number): readonly Sanction[] {
    const all = [...this.#kinds.banned.values(), ...this.#kinds.muted.values()];
    return all.filter(({ untilMs }) => untilMs > nowMs);
  }

  sweep(nowMs: number): number {
    const expired = ({ untilMs }: Sanction) => untilMs <= nowMs;
    return this.#kinds.muted.deleteWhere(expired) + this.#kinds.banned.deleteWhere(expired);
  }

  forget(actor: string): void {
    this.#kinds.muted.delete(actor);
    this.#kinds.banned.delete(actor);
  }

  clear(): void {
    this.sweep(Infinity);
  }

  #find(actor: string, nowMs: number): Sanction | undefined {
    const [ban, mute] = [this.#kinds.banned.get(actor), this.#kinds.muted.get(actor)];
    const holds = ban && (!mute || ban.untilMs >= mute.untilMs) ? ban : mute;
    return holds && holds.untilMs > nowMs ? holds : undefined;
  }

  #count(actor: string, by: number): void {
    const bits = this.#bitsOf(actor) & (filterSize - 1);
    this.#filter[bits] = (this.#filter[bits] ?? 0) + by;
  }
}
