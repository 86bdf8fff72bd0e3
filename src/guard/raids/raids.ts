import type { Random } from '../../base/random.ts';
import { type DoorLevel, doorLevels } from '../../core/door.ts';
import { Fingerprint, seedFrom } from '../fingerprint.ts';
import { RotatingMap } from '../rotating-map.ts';
import type { NamedSize } from '../guard.ts';
import type { Times } from '../state.ts';
import { JoinWindow, type Sums } from './join-window.ts';
import type { RaidLimits } from './raid-limits.ts';
import type { RaidState, RegularState } from './raid-state.ts';
import { Regulars } from './regulars.ts';
import { type NewcomerFacts, originOf, ownWeight, shapeOf } from './weigh.ts';

/** Someone comes into a space. */
export interface Join extends NewcomerFacts {
  readonly space: string;
  readonly actor: string;
  readonly name: string;
  /** A crowd that is no one's doing: a split that heals, a history that is read. Never counted. */
  readonly quiet: boolean;
}

/** What a join means. */
export type RaidVerdict =
  | { readonly kind: 'calm' }
  /** The level that holds goes on until then. */
  | { readonly kind: 'goes-on'; readonly level: DoorLevel; readonly forMs: number }
  /** A level is reached that did not hold before; `tell`: operators were not told of it lately. */
  | {
      readonly kind: 'rises';
      readonly level: DoorLevel;
      readonly sums: Sums;
      readonly forMs: number;
      readonly tell: boolean;
    };

const calm: RaidVerdict = { kind: 'calm' };

/** One space's newcomers, and the level that holds there. */
interface Gatehouse {
  readonly window: JoinWindow;
  /** Height in `doorLevels`; -1 for none. */
  height: number;
  endsAtMs: number;
  toldHeight: number;
  toldAtMs: number;
}

const mostSpaces = 1024;

interface Parts {
  /** For the secret of the fingerprints, when no state is given. */
  readonly random: Random;
  readonly saved?: {
    readonly state: RaidState;
    /** Fits only under the seed that it was saved with. */
    readonly regulars?: RegularState | undefined;
    readonly times: Times;
  };
  readonly capacities?: { readonly spaces?: number; readonly regulars?: number };
}

/**
 * Judges who comes in. Acts on nothing; every time is monotonic and passed in, a join costs the same however large the
 * crowd, and nothing grows beyond its bound. Raids by messages are the guard's affair.
 */
export class Raids {
  readonly #spaces: RotatingMap<Gatehouse>;
  readonly #regulars: Regulars;
  readonly #seed: ReturnType<typeof seedFrom>;
  readonly #hash: Fingerprint;

  constructor({ random, saved, capacities }: Parts) {
    this.#seed = saved?.state.seed ?? seedFrom(random);
    this.#hash = new Fingerprint(this.#seed);
    this.#regulars = new Regulars(this.#seed, capacities?.regulars);
    this.#spaces = new RotatingMap<Gatehouse>(
      capacities?.spaces ?? mostSpaces,
      ({ height, window }) => height * 1e12 + window.latestMs,
    );
    if (!saved) return;
    this.#load(saved.state, saved.times);
    if (saved.regulars) this.#loadRegulars(saved.regulars, saved.times);
  }

  /** Somebody came in. */
  judge(join: Join, limits: RaidLimits, nowMs: number): RaidVerdict {
    if (join.quiet) {
      this.#regulars.belongs(join.space, join.actor, nowMs);
      return calm;
    }
    const { windowMs } = limits;
    if (!this.#regulars.comes(join.space, join.actor, { nowMs, windowMs })) return calm;
    const house = this.#house(join.space);
    house.window.add(
      {
        atMs: nowMs,
        weight: ownWeight(join),
        origin: this.#hashOf(originOf(join.actor)),
        shape: this.#hashOf(shapeOf(join.name)),
      },
      windowMs,
    );
    return verdictOn(house, limits, nowMs);
  }

  /** Somebody went: when he comes back he is no newcomer. */
  left(space: string, actor: string, nowMs: number): void {
    this.#regulars.goes(space, actor, nowMs);
  }

  /** What counts in a space now, and the level that holds there. */
  status(
    space: string,
    { windowMs }: Pick<RaidLimits, 'windowMs'>,
    nowMs: number,
  ): Sums & { readonly level?: DoorLevel } {
    const house = this.#spaces.get(space);
    if (!house) return { joins: 0, weight: 0, spanMs: 0 };
    const level = house.endsAtMs > nowMs ? doorLevels[house.height] : undefined;
    return { ...house.window.sums(nowMs, windowMs), ...(level !== undefined && { level }) };
  }

  /** A level was lifted: what was counted there is forgotten, when it was told of is not. */
  forget(space: string): void {
    const house = this.#spaces.get(space);
    if (!house) return;
    this.#spaces.set(space, { ...house, window: new JoinWindow(), height: -1, endsAtMs: 0 });
  }

  /** Forgets that a person is known in these spaces; in how many he was. */
  forgetPerson(actor: string, spaces: readonly string[]): number {
    return spaces.filter((space) => this.#regulars.forget(space, actor)).length;
  }

  /** Forgets a space that is left for good; whether it was known. */
  forgetSpace(space: string): boolean {
    return this.#spaces.delete(space) !== undefined;
  }

  /** To be called every minute or so. */
  sweep(nowMs: number): number {
    const idle = ({ endsAtMs, toldAtMs, window }: Gatehouse) =>
      Math.max(endsAtMs, toldAtMs + idleMs, window.latestMs + idleMs) < nowMs;
    return this.#spaces.deleteWhere(idle) + this.#regulars.sweep(nowMs);
  }

  sizes(): readonly NamedSize[] {
    return [
      { table: 'raid-spaces', ...this.#spaces.sizes },
      { table: 'raid-regulars', ...this.#regulars.sizes },
    ];
  }

  /** What must outlive a restart, as ages. */
  save({ nowMs, wallMs }: Times): RaidState {
    return {
      version: 1,
      savedAtMs: wallMs,
      seed: [...this.#seed],
      spaces: [...this.#spaces.entries()].map(([space, house]) => ({
        space,
        height: house.height,
        endsInMs: Math.max(0, house.endsAtMs - nowMs),
        toldHeight: house.toldHeight,
        toldAgoMs: Math.max(0, Math.min(never, nowMs - house.toldAtMs)),
        joins: house.window.kept().map(({ atMs, ...join }) => ({ ...join, agoMs: nowMs - atMs })),
      })),
    };
  }

  /** Who is no newcomer: larger, and changes more slowly. */
  saveRegulars({ nowMs, wallMs }: Times): RegularState {
    const known = this.#regulars.kept(nowMs).map((one) => [...one] as const);
    return { version: 1, savedAtMs: wallMs, seed: [...this.#seed], known };
  }

  #house(space: string): Gatehouse {
    const known = this.#spaces.get(space);
    if (known) return known;
    const made: Gatehouse = {
      window: new JoinWindow(),
      ...{ height: -1, endsAtMs: 0, toldHeight: -1, toldAtMs: -Infinity },
    };
    this.#spaces.set(space, made);
    return made;
  }

  /** 0 is no kind at all. */
  #hashOf(kind: string | undefined): number {
    if (kind === undefined) return 0;
    this.#hash.of(kind);
    return this.#hash.high === 0 ? 1 : this.#hash.high;
  }

  #load(state: RaidState, { nowMs, wallMs }: Times): void {
    const downMs = Math.max(0, wallMs - state.savedAtMs);
    for (const { space, joins, ...kept } of state.spaces) {
      const window = new JoinWindow();
      window.restore(
        joins.map(({ agoMs, ...join }) => ({ ...join, atMs: nowMs - downMs - agoMs })),
      );
      const endsAtMs = nowMs + kept.endsInMs - downMs;
      const toldAtMs = nowMs - downMs - kept.toldAgoMs;
      const { height, toldHeight } = kept;
      this.#spaces.set(space, { window, height, endsAtMs, toldHeight, toldAtMs });
    }
  }

  #loadRegulars({ seed, known, savedAtMs }: RegularState, { nowMs, wallMs }: Times): void {
    if (seed.some((part, at) => part !== this.#seed[at])) return;
    const downMs = Math.max(0, wallMs - savedAtMs);
    this.#regulars.restore(
      known.map(([high, low, agoMs]) => [high, low, agoMs + downMs]),
      nowMs,
    );
  }
}

const idleMs = 60 * 60_000;
const never = 2 ** 40;

function verdictOn(house: Gatehouse, limits: RaidLimits, nowMs: number): RaidVerdict {
  const sums = house.window.sums(nowMs, limits.windowMs);
  if (house.endsAtMs <= nowMs) house.height = -1;
  const height = Math.min(heightOf(sums, limits), doorLevels.indexOf(limits.highest));
  const level = doorLevels[Math.max(height, house.height)];
  // A level is reached at its threshold and kept by half of it, so that it does not flutter at the edge.
  const isWave = sums.joins * 2 >= limits.joins;
  if (level === undefined || !isWave) return calm;
  house.endsAtMs = nowMs + limits.holdMs;
  if (height <= house.height) return { kind: 'goes-on', level, forMs: limits.holdMs };
  house.height = height;
  const tell = isNews(house, limits, nowMs);
  if (tell) [house.toldHeight, house.toldAtMs] = [height, nowMs];
  return { kind: 'rises', level, sums, forMs: limits.holdMs, tell };
}

/** Fewer than the joins of a wave are none, whatever they weigh. */
function heightOf({ joins, weight }: Sums, limits: RaidLimits): number {
  if (joins < limits.joins) return -1;
  if (weight >= limits.lockdownWeight) return doorLevels.indexOf('lockdown');
  return doorLevels.indexOf(weight >= limits.slowWeight ? 'slow' : 'watch');
}

const isNews = (
  { height, toldHeight, toldAtMs }: Gatehouse,
  { alertEveryMs }: RaidLimits,
  nowMs: number,
): boolean => height > toldHeight || nowMs - toldAtMs >= alertEveryMs;
