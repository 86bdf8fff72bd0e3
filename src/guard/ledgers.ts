import { ChannelGuard } from './channel-guard.ts';
import { KeyedCooldowns } from './cooldowns.ts';
import { Fingerprint, type Seed } from './fingerprint.ts';
import { type Category, mostHits } from './limits.ts';
import { Notices } from './notices.ts';
import { RefusedLately } from './refused-lately.ts';
import { SeenLately } from './seen-lately.ts';
import { Sanctions } from './sanctions.ts';
import { SlidingWindow } from './sliding-window.ts';
import { SlotTable, headerCells, spareCell, tickOf } from './slot-table.ts';
import { strikeCells } from './strikes.ts';
import { violationCells } from './violations.ts';

/** How many of each the guard remembers at most. Memory is set aside for all, and used as they come. */
export interface Capacities {
  /** Actors with their window and buckets: 120 bytes each. */
  readonly actors: number;
  /** Actors and the command that they used: 72 bytes each. */
  readonly uses: number;
  /** Actors who were refused lately: their strikes and violations. */
  readonly offenders: number;
  /** Muted and banned, each. */
  readonly sanctions: number;
  readonly channels: number;
  /** Channels and people whose own limit on what they are told is on: about 600 bytes each, as they come. */
  readonly outputTargets: number;
  readonly cooldowns: number;
  /** Addresses, and sessions, that ask the dashboard. */
  readonly web: number;
  /** Actors that are known by name, for operators: refused lately, and as many seen lately. */
  readonly refused: number;
}

export const defaultCapacities: Capacities = {
  actors: 131_072,
  uses: 65_536,
  offenders: 32_768,
  sanctions: 16_384,
  channels: 4096,
  outputTargets: 4096,
  cooldowns: 8192,
  web: 16_384,
  refused: 1024,
};

/** Times of hits and buckets lie in an actor's record in this order. */
export const window = new SlidingWindow(mostHits.window);
export const sameCommand = new SlidingWindow(mostHits.sameCommand);

const bucketFloats: Readonly<Record<Category, number>> = {
  basic: 0,
  gameplay: 1,
  management: 2,
  web: 3,
};
const bucketCells = 8;

/** Where in the floats a category's bucket is. */
export const bucketAt = (at: number, category: Category): number =>
  (at + headerCells) / 2 + bucketFloats[category];

export const windowAt = (at: number): number => at + headerCells + bucketCells;

export const strikesAt = (at: number): number => at + headerCells;
export const violationsAt = (at: number): number => at + headerCells + strikeCells;
export const sameCommandAt = (at: number): number => at + headerCells;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const idleMs = { actors: hourMs, uses: hourMs, offenders: 48 * hourMs, notices: hourMs } as const;

/** All that the guard remembers, each kind in a table of its own, so that a flood of one pushes out none of another. */
export class Ledgers {
  readonly actors: SlotTable;
  readonly uses: SlotTable;
  readonly offenders: SlotTable;
  readonly sanctions: Sanctions;
  readonly channels: ChannelGuard;
  readonly cooldowns: KeyedCooldowns;
  /** Cooldowns in direct talk: a flood of strangers there ends none in a channel. */
  readonly directCooldowns: KeyedCooldowns;
  readonly notices: Notices;
  readonly refused: RefusedLately;
  readonly seen: SeenLately;
  readonly seed: Seed;
  /** Not the one of the way in: what stands there must survive a look-up here. */
  readonly #maker: Fingerprint;

  constructor(capacities: Capacities, seed: Seed) {
    const cells = bucketCells + window.cells;
    this.seed = seed;
    this.#maker = new Fingerprint(seed);
    this.actors = new SlotTable({ capacity: capacities.actors, cells, idleMs: idleMs.actors });
    this.uses = new SlotTable({
      capacity: capacities.uses,
      cells: sameCommand.cells,
      idleMs: idleMs.uses,
    });
    this.offenders = new SlotTable({
      capacity: capacities.offenders,
      cells: strikeCells + violationCells,
      idleMs: idleMs.offenders,
    });
    this.sanctions = new Sanctions(capacities.sanctions, (actor) => this.#fingerprint(actor).high);
    this.channels = new ChannelGuard(capacities.channels);
    this.cooldowns = new KeyedCooldowns(capacities.cooldowns);
    this.directCooldowns = new KeyedCooldowns(capacities.cooldowns);
    this.notices = new Notices(capacities.offenders, idleMs.notices);
    this.refused = new RefusedLately(capacities.refused);
    this.seen = new SeenLately(capacities.refused);
  }

  /** An actor's key in the tables, in a community that counts apart. For rare uses: it makes an object. */
  keyOf(actor: string, apart?: string): { readonly high: number; readonly low: number } {
    const own = this.#fingerprint(actor);
    if (apart !== undefined) {
      const [high, low] = [own.high, own.low];
      own.of(apart);
      own.with(high, low);
    }
    return { high: own.high, low: own.low };
  }

  /** Forgets what has expired or was not touched for long; says how many entries that were. */
  sweep(nowMs: number): number {
    const tick = tickOf(nowMs);
    const tables = [this.actors, this.uses, this.offenders];
    const slots = tables.reduce((sum, table) => sum + table.sweep(tick), 0);
    const timed = [this.sanctions, this.cooldowns, this.directCooldowns, this.notices];
    const expired = timed.reduce((sum, table) => sum + table.sweep(nowMs), 0);
    const channels = this.channels.sweep(nowMs, hourMs);
    return slots + expired + channels + this.refused.forget(({ untilMs }) => untilMs < nowMs);
  }

  /** Forgets all about one actor. */
  forget(actor: string): void {
    const { high, low } = this.keyOf(actor);
    for (const table of [this.actors, this.offenders]) table.delete(high, low);
    // What is kept under another key than the actor's own has his in the spare cell.
    for (const table of [this.actors, this.offenders, this.uses])
      if (high !== 0) table.deleteWhere((at) => table.ints[at + spareCell] === high);
    this.notices.forget(high, low);
    this.sanctions.forget(actor);
    this.directCooldowns.clearAll(actor);
    this.refused.forget((one) => one.actor === actor);
    this.seen.forget(actor);
  }

  /** How full each table is. */
  sizes() {
    const { actors, uses, offenders, channels, notices } = this;
    return [
      { table: 'actors', ...actors.sizes },
      { table: 'uses', ...uses.sizes },
      { table: 'offenders', ...offenders.sizes },
      { table: 'notices', ...notices.sizes },
      { table: 'channels', ...channels.sizes },
      { table: 'sanctions', ...this.sanctions.sizes },
      { table: 'cooldowns', ...this.cooldowns.sizes },
      { table: 'direct-cooldowns', ...this.directCooldowns.sizes },
      { table: 'refused', ...this.refused.sizes },
    ];
  }

  clear(): void {
    for (const table of [this.actors, this.uses, this.offenders]) table.clear();
    for (const table of [this.sanctions, this.channels, this.notices]) table.clear();
    this.cooldowns.clearAll();
    this.directCooldowns.clearAll();
    this.refused.forget(() => true);
    this.seen.clear();
  }

  #fingerprint(actor: string): Fingerprint {
    this.#maker.of(actor);
    return this.#maker;
  }
}
