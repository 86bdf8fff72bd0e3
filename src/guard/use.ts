import type { ChannelAnswer } from './channel-guard.ts';
import { Fingerprint, type Seed } from './fingerprint.ts';
import { type Category, type Limits, categoryOf, defaultLimits } from './limits.ts';
import { tickOf } from './slot-table.ts';
import { sourceNumber } from './tallies.ts';
import type { Reason } from './verdict.ts';
import type { Where } from './where.ts';

/** Somebody asks for something. */
export interface Use {
  /** The actor's stable id. */
  readonly actor: string;
  /** For display. */
  readonly name?: string;
  readonly where: Where;
  /** The command's category; what is none of ours counts as basic. */
  readonly category: string;
  /** Operators of this place: no stage refuses them, and they charge nothing. */
  readonly exempt: boolean;
}

/** One use on its way through the stages. There is one such object, made over for each use. */
export class Ask {
  /** Whom the guard counts: the actor, or all of his network. */
  actor = '';
  name: string | undefined;
  where: Where | undefined;
  limits: Limits = defaultLimits;
  category: Category = 'basic';
  /** The platform, as it is counted. */
  source = 0;
  nowMs = 0;
  tick = 0;
  /** The actor's fingerprint. */
  ownHigh = 0;
  ownLow = 0;
  /** What he is counted under: his fingerprint, or that of him in a community with numbers of its own. */
  high = 0;
  low = 0;
  /** Where the actor's record is, once a stage asked for it. */
  record = -1;
  waitMs = 0;
  /** Set by the stage that objects. */
  reason: Reason = 'too-fast';
  /** Set by the channel's stage. */
  channel: ChannelAnswer | undefined;
  readonly #fingerprint: Fingerprint;

  constructor(seed: Seed) {
    this.#fingerprint = new Fingerprint(seed);
  }

  /** After `who`. */
  set(use: Use, limits: Limits, nowMs: number): void {
    this.#countApart(limits.apart);
    this.name = use.name;
    this.where = use.where;
    this.limits = limits;
    this.category = categoryOf(use.category);
    this.source = sourceNumber(use.where.platform);
    this.nowMs = nowMs;
    this.tick = tickOf(nowMs);
    this.record = -1;
  }

  /** Reserving follows judging, mostly of the same actor. */
  who(actor: string): void {
    if (actor === this.actor) return;
    this.#fingerprint.of(actor);
    this.actor = actor;
    this.ownHigh = this.#fingerprint.high;
    this.ownLow = this.#fingerprint.low;
  }

  #countApart(community: string | undefined): void {
    this.high = this.ownHigh;
    this.low = this.ownLow;
    if (community === undefined) return;
    this.#fingerprint.of(community);
    this.#fingerprint.with(this.ownHigh, this.ownLow);
    this.high = this.#fingerprint.high;
    this.low = this.#fingerprint.low;
  }
}
