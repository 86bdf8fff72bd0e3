import { channelId } from '../base/ids.ts';
import type { Random } from '../base/random.ts';
import { actorKey } from './actor-key.ts';
import type { ChannelNow } from './channel-guard.ts';
import type { Happening } from './consequences.ts';
import { copyExcerpt, excerptCapacities } from './excerpt.ts';
import { type Seed, seedFrom } from './fingerprint.ts';
import { Inbound, type Reserved } from './inbound.ts';
import { type Capacities, Ledgers, defaultCapacities } from './ledgers.ts';
import type { LimitsFor } from './limits-port.ts';
import type { Limits } from './limits.ts';
import { type OutputStatus, type OutputVerdict, type Sending, Outbound } from './outbound.ts';
import { type OutputLimits, defaultOutputLimits } from './output-limits.ts';
import type { Waiting } from './output-targets.ts';
import {
  type ActorStats,
  type LimitedNow,
  type NearLimit,
  actorStats,
  limitedNow,
  nearLimits,
} from './overview.ts';
import type { Wanted } from './reserving.ts';
import { type SanctionKind, type Sanction } from './sanctions.ts';
import type { TableSize } from './slot-table.ts';
import { type GuardState, type Times, loadState, saveState } from './state.ts';
import { Tallies, type Tally } from './tallies.ts';
import type { Use } from './use.ts';
import { type Where, communityIn } from './where.ts';
import type { Verdict } from './verdict.ts';
import { WebGuard } from './web-guard.ts';

export interface GuardParts {
  readonly limitsFor: LimitsFor;
  /** What holds for what is said in a place; the presets, where it is not given. */
  readonly outputLimitsFor?: (where: Where) => OutputLimits;
  /** For the secret of the fingerprints, when no state is given. */
  readonly random: Random;
  /** In place of that: the secret of a guard whose fingerprints are to be found here. */
  readonly seed?: Seed;
  readonly capacities?: Partial<Capacities>;
  /** Whether IRC hosts in one network are one actor. Asked at every use; never, when absent. */
  readonly groupHosts?: () => boolean;
  /** What an earlier run saved. */
  readonly saved?: { readonly state: GuardState; readonly times: Times };
}

/** What someone with the right to do so sets. */
export interface Holding {
  readonly actor: string;
  /** For display. */
  readonly name?: string;
  readonly kind: SanctionKind;
  readonly forMs: number;
  /** Where it holds; absent: everywhere, until the instance's owner lifts it. */
  readonly community?: string;
}

/** One table's size, for metrics. Where `bytes` is absent, entries are objects: a few hundred bytes each at most. */
export type NamedSize = { readonly table: string } & Omit<TableSize, 'bytes'> & {
    readonly bytes?: number;
  };

/** Where requests to the dashboard are made: what is set for the whole instance holds there. */
const dashboardPlace: Where = { channel: channelId('web/dashboard'), platform: 'web' };

/**
 * The guard's memory and its judgement of what comes in and what goes out. Every time is monotonic and passed in; nothing waits, nothing
 * is stored elsewhere, and no table grows beyond its bound.
 */
export class Guard {
  /** Requests to the dashboard. */
  readonly web: WebGuard;
  readonly #ledgers: Ledgers;
  readonly #inbound: Inbound;
  readonly #outbound: Outbound;
  readonly #tallies = new Tallies();
  readonly #limitsFor: LimitsFor;
  readonly #random: Random;
  readonly #keyed: (actor: string) => string;
  readonly #sanctioned = { muted: 0, banned: 0 };
  readonly #listeners = new Set<(happening: Happening) => void>();

  constructor(parts: GuardParts) {
    const { limitsFor, outputLimitsFor = () => defaultOutputLimits, random, saved } = parts;
    const { groupHosts = () => false } = parts;
    const seed = saved?.state.seed ?? parts.seed ?? seedFrom(random);
    this.#random = random;
    const capacities = { ...defaultCapacities, ...parts.capacities };
    this.#ledgers = new Ledgers(capacities, seed);
    this.web = new WebGuard({
      ...{ seed, tallies: this.#tallies, capacity: capacities.web },
      limits: () => limitsFor(dashboardPlace),
    });
    this.#limitsFor = limitsFor;
    const tell = (happening: Happening) => this.#tell(happening);
    this.#keyed = (actor) => (groupHosts() ? actorKey(actor, { groupHosts: true }) : actor);
    this.#inbound = new Inbound({
      ledgers: this.#ledgers,
      limitsFor,
      tallies: this.#tallies,
      tell,
      keyed: this.#keyed,
    });
    this.#outbound = new Outbound({
      limitsFor: outputLimitsFor,
      tallies: this.#tallies,
      tell,
      targets: capacities.outputTargets,
    });
    if (saved) loadState(this.#ledgers, this.#outbound, saved);
  }

  /** Before parsing: is this use let in? Charges it. */
  judge(use: Use, nowMs: number): Verdict {
    return this.#inbound.judge(use, nowMs);
  }

  /** After authorising, before running: may the command run? What is allowed must be committed or refunded. */
  reserve(use: Use, wanted: Wanted, nowMs: number): Reserved {
    return this.#inbound.reserve(use, wanted, nowMs);
  }

  /** Before anything is handed to a network: may this be said? Counts it if so. */
  judgeOutput(sending: Sending, nowMs: number): OutputVerdict {
    return this.#outbound.judge(sending, nowMs);
  }

  /** Lets a message wait that `judgeOutput` has just said may. */
  putOff(sending: Sending, waiting: Waiting): void {
    this.#outbound.putOff(sending, waiting);
  }

  /** What was let out at this time was not said after all: it counts no more. */
  takeBack(sending: Sending, atMs: number): void {
    this.#outbound.takeBack(sending, atMs);
  }

  /** Ends silences of the way out that are over; what is to be said now of what has waited, one a target. */
  advanceOutput(nowMs: number): readonly Waiting[] {
    return this.#outbound.advance(nowMs);
  }

  /** When `advanceOutput` has something to do; every happening and every message put off may bring it forward. */
  nextOutputAtMs(nowMs: number): number | undefined {
    return this.#outbound.nextAtMs(nowMs);
  }

  /** What was said lately, and what is silent. */
  outputStatus(nowMs: number): OutputStatus {
    return this.#outbound.status(nowMs);
  }

  /** Calls back for each mute, ban, and silence that begins or, on the way out, ends; the returned function stops it. */
  follow(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whom and what the guard holds back now, longest first. */
  limited(nowMs: number): readonly LimitedNow[] {
    return limitedNow(this.#ledgers, this.#outbound.silences(nowMs), nowMs);
  }

  /** Those who are near a limit of their own now, the nearest first. */
  near(nowMs: number): readonly NearLimit[] {
    return nearLimits(this.#ledgers, this.#limitsFor, nowMs);
  }

  /** What holds in a place. */
  limitsIn(where: Where): Limits {
    return this.#limitsFor(where);
  }

  /** All that the guard knows of an actor, under the limits of a place. Changes nothing. */
  statsFor(actor: string, where: Where, nowMs: number): ActorStats {
    const limits = this.#limitsFor(where);
    return actorStats(this.#ledgers, { actor: this.#keyed(actor), limits, nowMs });
  }

  /** What holds an actor back in this place, and longest. */
  sanctionOn(actor: string, where: Where, nowMs: number): Sanction | undefined {
    const whose = { actor: this.#keyed(actor), community: communityIn(where) };
    return this.#ledgers.sanctions.of(whose, nowMs);
  }

  /** Whom an actor is counted as: himself, or all of his network. */
  countedAs(actor: string): string {
    return this.#keyed(actor);
  }

  /** What counts in a channel's window now, and how long it is silent yet. */
  channelStatus(where: Where, nowMs: number): { count: number; silentForMs: number } {
    const { windowMs } = this.#limitsFor(where).channel;
    return this.#ledgers.channels.statusOf(where.channel, nowMs, windowMs);
  }

  /** Channels where something counts now, or that are silent. */
  channels(nowMs: number): readonly ChannelNow[] {
    return this.#ledgers.channels.lively(nowMs);
  }

  /** Mutes or bans everywhere, or lengthens that; never shortens it. */
  hold(actor: string, kind: SanctionKind, forMs: number, nowMs: number): void {
    this.holdIn({ actor, kind, forMs }, nowMs);
  }

  /** Mutes or bans in one community, or everywhere, or lengthens that; never shortens it. */
  holdIn({ actor, name, kind, forMs, community }: Holding, nowMs: number): void {
    this.#ledgers.sanctions.begin({
      ...{ actor: this.#keyed(actor), kind, sinceMs: nowMs, untilMs: nowMs + forMs, set: true },
      ...(name !== undefined && { name }),
      ...(community !== undefined && { community, from: community }),
    });
  }

  /** Ends a mute, everywhere or in one community; undefined when there was none that may be ended there. */
  unmute(actor: string, nowMs: number, community?: string): Sanction | undefined {
    return this.#ledgers.sanctions.lift({ actor: this.#keyed(actor), community }, 'muted', nowMs);
  }

  /** Ends a ban, everywhere or in one community; undefined when there was none that may be ended there. */
  unban(actor: string, nowMs: number, community?: string): Sanction | undefined {
    return this.#ledgers.sanctions.lift({ actor: this.#keyed(actor), community }, 'banned', nowMs);
  }

  /** Whether a mute, or a ban, of this actor still holds anywhere. */
  isHeld(actor: string, kind: SanctionKind, nowMs: number): boolean {
    const keyed = this.#keyed(actor);
    const held = this.#ledgers.sanctions.active(nowMs);
    return held.some((one) => one.actor === keyed && one.kind === kind);
  }

  /** Silences a channel, or lengthens its silence; never shortens it. */
  silence(channel: string, forMs: number, nowMs: number): void {
    this.#ledgers.channels.silenceUntil(channel, nowMs + forMs);
  }

  /** Ends a channel's silences, in and out, and forgets what was counted there; whether it was silent. */
  lift(channel: string, nowMs: number): boolean {
    const spoken = this.#outbound.lift(channel, nowMs);
    return this.#ledgers.channels.lift(channel, nowMs) || spoken;
  }

  /** Ends a command's cooldown in a channel; whether it was running. */
  clearCooldown(channel: string, command: string, nowMs: number): boolean {
    return this.#ledgers.cooldowns.clear(channel, command, nowMs);
  }

  /** Ends all cooldowns of a channel, and says how many were running. */
  clearCooldowns(channel: string, nowMs: number): number {
    return this.#ledgers.cooldowns.clearAll(channel, nowMs);
  }

  /** Forgets everything about one actor, or about everyone and every channel. */
  reset(actor: string | { readonly all: true }): void {
    if (typeof actor === 'string') this.#ledgers.forget(this.#keyed(actor));
    else {
      for (const part of [this.#ledgers, this.#outbound, this.web]) part.clear();
    }
  }

  /** To be called every minute or so: forgets what has expired. Says how many entries that were. */
  sweep(nowMs: number): number {
    const parts = [this.#ledgers, this.#outbound, this.web];
    return parts.reduce((sum, part) => sum + part.sweep(nowMs), 0);
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

  /** How many mutes and bans were earned so far. */
  sanctioned(): Readonly<Record<SanctionKind, number>> {
    return this.#sanctioned;
  }

  sizes(): readonly NamedSize[] {
    return [...this.#ledgers.sizes(), ...this.#outbound.sizes(), ...this.web.sizes];
  }

  /** What must outlive a restart. */
  save(times: Times): GuardState {
    return saveState(this.#ledgers, this.#outbound, times);
  }

  #tell(happening: Happening): void {
    const { kind } = happening;
    if (kind === 'muted' || kind === 'banned') this.#sanctioned[kind] += 1;
    for (const listener of this.#listeners) listener(happening);
  }
}
