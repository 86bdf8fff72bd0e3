import { RotatingMap } from './rotating-map.ts';
import type { TableSize } from './slot-table.ts';

export type SanctionKind = 'muted' | 'banned';

/** Someone whom the guard does not hear for a while. Times are monotonic. */
export interface Sanction {
  readonly actor: string;
  /** What people call him; for display only. */
  readonly name?: string;
  readonly kind: SanctionKind;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** The community where it holds; absent: everywhere. */
  readonly community?: string;
  /** The community where it was earned or set; absent for direct talk, and where the instance's owner set it. */
  readonly from?: string;
  /** Set by people, not earned. */
  readonly set?: boolean;
  /** Communities whose staff hear him all the same. */
  readonly pardonedIn?: readonly string[];
}

/** Whose sanction is looked for, and where he speaks. */
export interface Whose {
  readonly actor: string;
  readonly community?: string | undefined;
}

const filterSize = 65_536;
const mostPardons = 64;

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
        (_key, { actor }) => this.#count(actor, -1),
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

  /** Whether there may be a sanction of someone with these bits of a fingerprint: mostly a quick no. */
  mayHold(bits: number): boolean {
    return this.#filter[bits & (filterSize - 1)] !== 0;
  }

  /** The sanction that holds longest there now. */
  of(whose: Whose, nowMs: number): Sanction | undefined {
    let longest: Sanction | undefined;
    for (const sanction of this.#about(whose)) {
      if (sanction.untilMs <= nowMs || isPardoned(sanction, whose.community)) continue;
      if (!longest || sanction.untilMs > longest.untilMs) longest = sanction;
    }
    return longest;
  }

  /** Begins a sanction, or lengthens it; never shortens one. Whoever earns it anew is pardoned there no more. */
  begin(sanction: Sanction): void {
    const table = this.#kinds[sanction.kind];
    const key = keyOf(sanction);
    const before = table.get(key);
    if (!before) this.#count(sanction.actor, 1);
    table.set(key, before ? joined(before, sanction) : sanction);
  }

  /**
   * Ends it at once; what was ended. With a community, only there: its own is gone, what holds everywhere goes on
   * elsewhere. What the instance's owner has set is his to end.
   */
  lift({ actor, community }: Whose, kind: SanctionKind, nowMs: number): Sanction | undefined {
    if (community === undefined) return this.#liftAll(actor, kind, nowMs);
    const table = this.#kinds[kind];
    const own = table.delete(keyOf({ actor, community }));
    const wide = table.get(actor);
    if (!wide || wide.untilMs <= nowMs || isOwners(wide) || isPardoned(wide, community)) {
      return own && own.untilMs > nowMs ? own : undefined;
    }
    const pardonedIn = [...(wide.pardonedIn ?? []), community].slice(-mostPardons);
    table.set(actor, { ...wide, pardonedIn });
    return wide;
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
    this.#liftAll(actor, 'muted', Infinity);
    this.#liftAll(actor, 'banned', Infinity);
  }

  clear(): void {
    this.sweep(Infinity);
  }

  *#about({ actor, community }: Whose): Iterable<Sanction> {
    for (const table of [this.#kinds.banned, this.#kinds.muted]) {
      const wide = table.get(actor);
      if (wide) yield wide;
      const own = community === undefined ? undefined : table.get(keyOf({ actor, community }));
      if (own) yield own;
    }
  }

  #liftAll(actor: string, kind: SanctionKind, nowMs: number): Sanction | undefined {
    const table = this.#kinds[kind];
    const his = [...table.values()].filter((sanction) => sanction.actor === actor);
    for (const sanction of his) table.delete(keyOf(sanction));
    return his.find(({ untilMs }) => untilMs > nowMs);
  }

  #count(actor: string, by: number): void {
    const bits = this.#bitsOf(actor) & (filterSize - 1);
    this.#filter[bits] = (this.#filter[bits] ?? 0) + by;
  }
}

// Ids hold no white space.
const keyOf = ({ actor, community }: Whose): string =>
  community === undefined ? actor : `${actor} ${community}`;

const isPardoned = ({ pardonedIn }: Sanction, community: string | undefined): boolean =>
  community !== undefined && pardonedIn?.includes(community) === true;

/** Set for everywhere by people: only the instance's owner can. */
const isOwners = ({ set, community }: Sanction): boolean => set === true && community === undefined;

function joined(before: Sanction, now: Sanction): Sanction {
  if (before.untilMs <= now.sinceMs) return now;
  const holds = before.untilMs >= now.untilMs ? before : now;
  // Once set by the owner, it stays his, whoever adds to it.
  const set = before.set === true || now.set === true;
  const pardonedIn = isOwners(now)
    ? []
    : (before.pardonedIn ?? []).filter((community) => community !== now.from);
  return { ...holds, sinceMs: before.sinceMs, pardonedIn, ...(set && { set }) };
}
