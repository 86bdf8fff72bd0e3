import type { Random } from '../base/random.ts';
import type { Happening } from './consequences.ts';
import { copyExcerpt, excerptCapacities } from './excerpt.ts';
import { type Seed, seedFrom } from './fingerprint.ts';
import { Inbound, type Reserved } from './inbound.ts';
import { type Capacities, Ledgers, defaultCapacities } from './ledgers.ts';
import type { LimitsFor } from './limits-port.ts';
import { type ActorStats, type LimitedNow, actorStats, limitedNow } from './overview.ts';
import type { Wanted } from './reserving.ts';
import { type SanctionKind, type Sanction } from './sanctions.ts';
import type { TableSize } from './slot-table.ts';
import { type GuardState, type Times, loadState, saveState } from './state.ts';
import { Tallies, type Tally } from './tallies.ts';
import type { Use, Where } from './use.ts';
import type { Verdict } from './verdict.ts';

export interface GuardParts {
  readonly limitsFor: LimitsFor;
  /** For the secret of the fingerprints, when no state is given. */
  readonly random: Random;
  /** In place of that: the secret of a guard whose fingerprints are to be found here. */
  readonly seed?: Seed;
  readonly capacities?: Partial<Capacities>;
  /** What an earlier run saved. */
  readonly saved?: { readonly state: GuardState; readonly times: Times };
}

/** One table's size, for metrics. Where `bytes` is absent, entries are objects: a few hundred bytes each at most. */
export type NamedSize = { readonly table: string } & Omit<TableSize, 'bytes'> & {
    readonly bytes?: number;
  };

/**
 * The guard's memory and its judgement of what comes in. Every time is monotonic and passed in; nothing waits, nothing
 * is stored elsewhere, and no table grows beyond its bound.
 */
export class Guard {
  readonly #ledgers: Ledgers;
  readonly #inbound: Inbound;
  readonly #tallies = new Tallies();
  readonly #limitsFor: LimitsFor;
  readonly #random: Random;
  readonly #listeners = new Set<(happening: Happening) => void>();

  constructor({ limitsFor, random, capacities, saved, ...given }: GuardParts) {
    const seed = saved?.state.seed ?? given.seed ?? seedFrom(random);
    this.#random = random;
    this.#ledgers = new Ledgers({ ...defaultCapacities, ...capacities }, seed);
    this.#limitsFor = limitsFor;
    const tell = (happening: Happening) => this.#tell(happening);
    this.#inbound = new Inbound({
      ledgers: this.#ledgers,
      limitsFor,
      tallies: this.#tallies,
      tell,
    });
    if (saved) loadState(this.#ledgers, saved.state, saved.times);
  }

  /** Before parsing: is this use let in? Charges it. */
  judge(use: Use, nowMs: number): Verdict {
    return this.#inbound.judge(use, nowMs);
  }

  /** After authorising, before running: may the command run? What is allowed must be committed or refunded. */
  reserve(use: Use, wanted: Wanted, nowMs: number): Reserved {
    return this.#inbound.reserve(use, wanted, nowMs);
  }

  /** Calls back for each mute, ban and silenced channel; the returned function stops it. */
  follow(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whom and what the guard holds back now, longest first. */
  limited(nowMs: number): readonly LimitedNow[] {
    return limitedNow(this.#ledgers, nowMs);
  }

  /** All that the guard knows of an actor, under the limits of a place. Changes nothing. */
  statsFor(actor: string, where: Where, nowMs: number): ActorStats {
    return actorStats(this.#ledgers, { actor, limits: this.#limitsFor(where), nowMs });
  }

  /** What counts in a channel's window now, and how long it is silent yet. */
  channelStatus(where: Where, nowMs: number): { count: number; silentForMs: number } {
    const { windowMs } = this.#limitsFor(where).channel;
    return this.#ledgers.channels.statusOf(where.channel, nowMs, windowMs);
  }

  /** Mutes or bans, or lengthens that; never shortens it. */
  hold(actor: string, kind: SanctionKind, forMs: number, nowMs: number): void {
    const untilMs = nowMs + forMs;
    this.#ledgers.sanctions.begin({ actor, kind, sinceMs: nowMs, untilMs });
  }

  /** Ends a mute; undefined when there was none. */
  unmute(actor: string, nowMs: number): Sanction | undefined {
    return this.#ledgers.sanctions.lift(actor, 'muted', nowMs);
  }

  /** Ends a ban; undefined when there was none. */
  unban(actor: string, nowMs: number): Sanction | undefined {
    return this.#ledgers.sanctions.lift(actor, 'banned', nowMs);
  }

  /** Silences a channel, or lengthens its silence; never shortens it. */
  silence(channel: string, forMs: number, nowMs: number): void {
    this.#ledgers.channels.silenceUntil(channel, nowMs + forMs);
  }

  /** Ends a channel's silence and forgets what was counted there; whether it was silent. */
  lift(channel: string, nowMs: number): boolean {
    return this.#ledgers.channels.lift(channel, nowMs);
  }

  /** Ends a command's cooldown in a channel; whether it was running. */
  clearCooldown(channel: string, command: string, nowMs: number): boolean {
    return this.#ledgers.cooldowns.clear(channel, command, nowMs);
  }

  /** Forgets everything about one actor, or about everyone and every channel. */
  reset(actor: string | { readonly all: true }): void {
    if (typeof actor === 'string') this.#ledgers.forget(actor);
    else this.#ledgers.clear();
  }

  /** To be called every minute or so: forgets what has expired. Says how many entries that were. */
  sweep(nowMs: number): number {
    return this.#ledgers.sweep(nowMs);
  }

  /** A small guard of its own that knows what this one does of one person in one channel: to try things out on. */
  excerpt(actor: string, channel: string, nowMs: number): Guard {
    const apart = new Guard({
      limitsFor: this.#limitsFor,
      random: this.#random,
      seed: this.#ledgers.seed,
      capacities: excerptCapacities,
    });
    copyExcerpt(this.#ledgers, apart.#ledgers, { actor, channel, nowMs });
    return apart;
  }

  /** Decisions so far, by stage, verdict and platform. */
  tallies(): readonly Tally[] {
    return this.#tallies.all();
  }

  sizes(): readonly NamedSize[] {
    return this.#ledgers.sizes();
  }

  /** What must outlive a restart. */
  save(times: Times): GuardState {
    return saveState(this.#ledgers, times);
  }

  #tell(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening);
  }
}
