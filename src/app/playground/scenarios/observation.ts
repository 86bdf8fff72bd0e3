import { sleep } from '../../../base/clock.ts';
import { type ChannelId, partsOfChannel } from '../../../base/ids.ts';
import { formatDuration } from '../../../base/duration.ts';
import type { DoorEffect } from '../../../core/door.ts';
import type { Trace } from '../../../core/trace.ts';
import type { PlayReport } from '../../../dashboard/index.ts';
import type { Guard } from '../../../guard/index.ts';
import type { RaidHappening } from '../../raids/index.ts';
import { elsewhere, hall } from './places.ts';
import { type Stage, allowed } from './scenario.ts';

type GuardHappening = Parameters<Parameters<Guard['follow']>[0]>[0];

/** The innocent who talks while it lasts. */
export const bystander = 'bystander';
/** Longer than this nobody waits for the last answers. */
const longestMs = 20_000;

interface Watched {
  /** Names of those who attack; absent where nobody does, and every answer to a crowd is a mistake. */
  readonly attackers?: RegExp;
}

/**
 * Counts what comes of a scenario, from the traces of every event and from what the guard tells of its doings: nothing
 * here is assumed.
 */
export class Observation {
  readonly #stage: Stage;
  readonly #attackers: RegExp | undefined;
  readonly #stops: (() => void)[];
  readonly #done: string[] = [];
  /** What was lifted, and how often. */
  readonly #lifted = new Map<string, number>();
  /** Commands of the operator that lift something, and what that is. */
  readonly #lifting = new Map<string, string>();
  /** What people were called last, by their id. */
  readonly #names = new Map<string, string>();
  readonly #attackerIds = new Set<string>();
  #startMs: number | undefined;
  #detectedMs: number | undefined;
  #refused = 0;
  #answered = 0;
  /** What attackers said, and how much of it the bot is done with. */
  #hostileSaid = 0;
  #hostileHeard = 0;
  #joins = 0;
  #seen = 0;
  #innocentAsked = 0;
  #innocentAnswered = 0;
  #mistakes = 0;

  constructor(stage: Stage, { attackers }: Watched) {
    this.#stage = stage;
    this.#attackers = attackers;
    this.#stops = [
      stage.traces.follow((trace) => this.#trace(trace)),
      stage.guard.follow((happening) => this.#guard(happening)),
      stage.raids.follow((happening) => this.#raid(happening)),
    ];
  }

  /** Attackers' commands that were answered. */
  get answered(): number {
    return this.#answered;
  }

  /** Joins that the bot noticed, of attackers or of a crowd. */
  get joins(): number {
    return this.#joins;
  }

  get innocentAsked(): number {
    return this.#innocentAsked;
  }

  /** An attacker says something; whether the network let him. */
  async attack(say: () => Promise<unknown>): Promise<boolean> {
    const done = await this.intrude(say);
    if (done) this.#hostileSaid += 1;
    return done;
  }

  /** An attacker comes in; whether the network let him. */
  async intrude(join: () => Promise<unknown>): Promise<boolean> {
    this.#startMs ??= this.#nowMs();
    const done = await allowed(join);
    if (!done) this.#refused += 1;
    return done;
  }

  /** The innocent asks for something. */
  async ask(act: () => Promise<unknown>): Promise<void> {
    this.#innocentAsked += 1;
    await allowed(act);
  }

  /** The operator gives a command that lifts something on a network; counted when it was answered. */
  async lift(
    network: 'irc' | 'discord',
    command: string,
    { say, what }: { say: (command: string) => Promise<unknown>; what: string },
  ): Promise<void> {
    this.#lifting.set(`${network} ${command}`, what);
    await allowed(() => say(command));
  }

  /** Waits until nothing new has come for so long, and everyone has his answer; networks make answers wait. */
  async quiet(forMs: number): Promise<void> {
    const { clock, life } = this.#stage;
    const until = clock.monotonic() + longestMs;
    const waits = () =>
      this.#innocentAnswered < this.#innocentAsked ||
      this.#hostileHeard < this.#hostileSaid ||
      this.#lifting.size > 0;
    for (let before = -1; before !== this.#seen || waits();) {
      if (clock.monotonic() >= until) return;
      before = this.#seen;
      await sleep(clock, forMs, life.signal);
    }
  }

  end(): PlayReport {
    for (const stop of this.#stops) stop();
    // What operators cannot lift is forgotten, so that the same people can play again from the beginning.
    for (const id of this.#attackerIds) this.#stage.guard.reset(id);
    const detectMs =
      this.#startMs !== undefined && this.#detectedMs !== undefined
        ? Math.max(1, Math.round(this.#detectedMs - this.#startMs))
        : undefined;
    return {
      refused: this.#refused,
      falseHits: this.#innocentAsked - this.#innocentAnswered + this.#mistakes,
      ...(detectMs !== undefined && { detectMs }),
      done: this.#done,
      lifted: [...this.#lifted].map(([what, count]) => (count > 1 ? `${count} × ${what}` : what)),
    };
  }

  #trace(trace: Trace): void {
    const { actor, outcome, kind } = trace;
    if (actor === undefined) return;
    this.#seen += 1;
    if (kind === 'member-joined') this.#joins += 1;
    if (actor.name === bystander) {
      if (kind === 'message' && outcome === 'answered') this.#innocentAnswered += 1;
    } else if (this.#attackers?.test(actor.name) === true) this.#hostile(trace, actor.id);
    this.#names.set(actor.id, actor.name);
    this.#lift(trace);
  }

  #lift({ platform, summary, outcome }: Trace): void {
    const key = `${platform} ${summary}`;
    const what = this.#lifting.get(key);
    this.#lifting.delete(key);
    if (what !== undefined && outcome === 'answered')
      this.#countLifted(`${what} (${networkOf(platform)})`);
  }

  #countLifted(what: string): void {
    this.#lifted.set(what, (this.#lifted.get(what) ?? 0) + 1);
  }

  #hostile({ kind, outcome }: Trace, id: string): void {
    this.#attackerIds.add(id);
    if (kind === 'message') this.#hostileHeard += 1;
    if (outcome === 'answered') this.#answered += 1;
    if (outcome !== 'refused') return;
    this.#refused += 1;
    this.#detected();
  }

  #guard(happening: GuardHappening): void {
    const network = networkOf(happening.where.platform);
    const lasts = formatDuration(happening.forMs);
    // What is held back on the way out is the bot's own talk: no one was caught by it.
    if (!('actor' in happening) && happening.kind !== 'channel-silenced') return;
    const who =
      'actor' in happening
        ? `${this.#names.get(happening.actor) ?? nameIn(happening.actor)} is ${happening.kind}`
        : `${this.#channel(happening.where.channel)} is silent`;
    this.#done.push(`${who} for ${lasts} (${network})`);
    this.#detected();
  }

  /** As people call it. */
  #channel(channel: ChannelId): string {
    const { native } = partsOfChannel(channel);
    const { guild } = this.#stage.sandboxes.discord;
    const names = [hall.discord, elsewhere.discord];
    return names.find((name) => guild.channelId(name) === native) ?? native;
  }

  #raid(happening: RaidHappening): void {
    const { where, level, effect } = happening;
    const place = where.spaceName ?? where.name;
    const network = networkOf(where.platform);
    this.#seen += 1;
    if (happening.kind === 'lifted')
      this.#countLifted(`${place}: ${settings(effect.changed)} as before (${network})`);
    if (happening.kind !== 'raised') return;
    const joins = happening.sums ? ` after ${happening.sums.joins} joins` : '';
    this.#done.push(`${place}: ${level}${joins}; ${words(effect)} (${network})`);
    this.#detected();
  }

  #detected(): void {
    if (this.#attackers === undefined) this.#mistakes += 1;
    this.#detectedMs ??= this.#nowMs();
  }

  #nowMs(): number {
    return this.#stage.clock.monotonic();
  }
}

const networkOf = (platform: string): string => (platform === 'irc' ? 'IRC' : 'Discord');

/** What people know an actor by: an account, a user name. */
const nameIn = (actor: string): string =>
  actor.slice(actor.lastIndexOf(':') + 1).replace(/@.*$/, '');

const settings = (count: number): string => `${count} ${count === 1 ? 'setting' : 'settings'}`;

function words(effect: DoorEffect): string {
  const parts = [
    effect.slowed > 0 && `${effect.slowed} channels slowed to ${effect.seconds} s`,
    effect.invites > 0 && `invites paused for ${effect.minutes} min`,
    effect.verification > 0 && 'newcomers speak after 10 min',
    effect.limit > 0 && `at most ${effect.limit} members`,
    effect.registered > 0 && 'accounts only',
    effect.inviteOnly > 0 && 'invitations only',
    effect.moderated > 0 && 'voiced people only',
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}
