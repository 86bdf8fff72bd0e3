import type { GatewayDispatchPayload } from 'discord-api-types/v10';
import { sleep } from '../../../base/clock.ts';
import type { ConnectionState } from '../../../core/platform.ts';
import type { Api } from '../api.ts';
import { apiBase, type DiscordConnection } from '../config.ts';
import { missingIntentWords, problemOf, type Problem } from '../problems.ts';
import type { DiscordPorts } from '../ports.ts';
import { backOffMs } from './back-off.ts';
import { sessionBudget, type SessionBudget } from './budget.ts';
import { fetchAllowedIntents } from './info.ts';
import { withoutRefused, type Privileged } from './intents.ts';
import { Shard, type GaveUp } from './shard.ts';
import { GatewayAddress } from './wire.ts';

export interface GatewayOptions {
  readonly api: Api;
  readonly signal: AbortSignal;
  readonly onDispatch: (packet: GatewayDispatchPayload, shard: number) => void;
  /** State, latency or warnings changed. */
  readonly onChange: () => void;
}

/** Keeps all shards of one connection until told to close. */
export class Gateway {
  readonly #config: DiscordConnection;
  readonly #options: GatewayOptions;
  readonly #ports: DiscordPorts;
  readonly #budget: SessionBudget;
  readonly #address: GatewayAddress;
  readonly #states = new Map<number, ConnectionState>();
  readonly #latencies = new Map<number, number>();
  #shards: readonly Shard[] = [];
  /** The state before there are shards and after they gave up. */
  #whole: ConnectionState | undefined = { state: 'connecting', attempt: 1 };
  #asked: Privileged;
  #waiting = new AbortController();

  constructor(config: DiscordConnection, options: GatewayOptions, ports: DiscordPorts) {
    this.#config = config;
    this.#options = options;
    this.#ports = ports;
    this.#asked = config.intents;
    this.#budget = sessionBudget(ports.clock);
    this.#address = new GatewayAddress(config, { api: options.api, budget: this.#budget }, ports);
  }

  state(): ConnectionState {
    return this.#whole ?? worst([...this.#states.values()]);
  }

  latencyMs(): number | undefined {
    return mean([...this.#latencies.values()]);
  }

  /** The intents that were wanted and are switched off, each with the way to switch it on. */
  warnings(): readonly string[] {
    return privilegedNames
      .filter((name) => this.#config.intents[name] && !this.#asked[name])
      .map((name) => missingIntentWords[name]);
  }

  shardCount(): number {
    return this.#address.shards().total;
  }

  /** Runs until the signal aborts. Never rejects. */
  async run(): Promise<void> {
    while (!this.#isOver()) {
      const problem = (await this.#knock()) ?? (await this.#runShards());
      if (problem && !this.#isOver()) await this.#stop(problem);
    }
  }

  reconnect(): void {
    this.#waiting.abort();
    // What was switched on in the portal since is asked for again, which takes a new session.
    if (this.warnings().length > 0) {
      this.#asked = this.#config.intents;
      this.#closeShards().catch(() => undefined);
    }
    for (const shard of this.#shards) shard.reconnect();
  }

  /** The API refused the token: asks it again from the start, which tells what is wrong. */
  unauthorised(): void {
    this.#closeShards().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#say({ state: 'stopped' });
    await this.#closeShards();
  }

  /** Asks the API where to go until it says so, or until asking cannot help. */
  async #knock(): Promise<Problem | undefined> {
    for (let attempt = 1; !this.#isOver(); attempt += 1) {
      this.#say({ state: 'connecting', attempt });
      try {
        await this.#address.learn();
        return undefined;
      } catch (thrown) {
        const problem = problemOf(thrown, apiBase(this.#config.api));
        if (problem.stops) return problem;
        await this.#waitFor(problem, attempt);
      }
    }
    return undefined;
  }

  async #waitFor({ words, retryAfterMs }: Problem, attempt: number): Promise<void> {
    if (this.#isOver()) return;
    const { clock, random, log } = this.#ports;
    const delayMs = retryAfterMs ?? backOffMs(attempt, random);
    log.warn({ attempt, delayMs }, words);
    this.#say({ state: 'waiting', attempt, retryAtMs: clock.now() + delayMs, problem: words });
    await sleep(clock, delayMs, this.#newWait()).catch(() => undefined);
  }

  /** Nobody retries what stopped; only a person's `reconnect` starts again. */
  async #stop({ words }: Problem): Promise<void> {
    this.#ports.log.error({}, words);
    this.#say({ state: 'stopped', problem: words });
    const until = this.#newWait();
    await new Promise((resolve) => until.addEventListener('abort', resolve, { once: true }));
    this.#asked = this.#config.intents;
  }

  #newWait(): AbortSignal {
    this.#waiting = new AbortController();
    return AbortSignal.any([this.#options.signal, this.#waiting.signal]);
  }

  /** Runs all shards until one gives up for good, then ends the others. Undefined: begin again. */
  async #runShards(): Promise<Problem | undefined> {
    if (this.#isOver()) return undefined;
    const { ids } = this.#address.shards();
    this.#states.clear();
    this.#latencies.clear();
    for (const id of ids) this.#states.set(id, { state: 'connecting', attempt: 1 });
    this.#say(undefined);
    this.#shards = ids.map((id) => this.#newShard(id));
    const gaveUp = await Promise.race(this.#shards.map((shard) => shard.gaveUp));
    await this.#closeShards();
    this.#shards = [];
    return this.#learnFrom(gaveUp);
  }

  #newShard(id: number): Shard {
    const options = {
      id,
      wire: (fresh: boolean) => this.#address.wire(this.#asked, fresh),
      budget: this.#budget,
      signal: this.#options.signal,
      onDispatch: (packet: GatewayDispatchPayload) => this.#options.onDispatch(packet, id),
      onState: (state: ConnectionState) => {
        this.#states.set(id, state);
        this.#options.onChange();
      },
      onLatency: (latencyMs: number) => {
        this.#latencies.set(id, latencyMs);
        this.#options.onChange();
      },
    };
    return new Shard(options, this.#ports);
  }

  /** A refused intent is given up, with a warning, rather than the whole connection. */
  async #learnFrom(gaveUp: GaveUp): Promise<Problem | undefined> {
    if (gaveUp?.code !== disallowedIntentsCode) return gaveUp?.problem;
    const less = withoutRefused(this.#asked, await fetchAllowedIntents(this.#options.api));
    if (!less) return gaveUp.problem;
    this.#asked = less;
    for (const words of this.warnings()) this.#ports.log.warn({}, words);
    return undefined;
  }

  async #closeShards(): Promise<void> {
    await Promise.all(this.#shards.map((shard) => shard.close()));
  }

  #say(state: ConnectionState | undefined): void {
    this.#whole = state;
    this.#options.onChange();
  }

  #isOver(): boolean {
    return this.#options.signal.aborted;
  }
}

const privilegedNames = ['message_content', 'members'] as const;
const disallowedIntentsCode = 4014;

const rank = { stopped: 3, waiting: 2, connecting: 1, online: 0 } as const;

/** The connection is as well as its worst shard. */
const worst = (states: readonly ConnectionState[]): ConnectionState =>
  states.reduce<ConnectionState>(
    (found, state) => (rank[state.state] > rank[found.state] ? state : found),
    states[0] ?? { state: 'connecting', attempt: 1 },
  );

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0
    ? undefined
    : Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
