import { DefaultWebSocketManagerOptions, type FetchingStrategyOptions } from '@discordjs/ws';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { apiBase, bareToken, type DiscordConnection } from '../config.ts';
import { problemOf } from '../problems.ts';
import type { Api } from '../api.ts';
import type { DiscordPorts } from '../ports.ts';
import type { SessionBudget } from './budget.ts';
import { fetchGatewayInfo } from './info.ts';
import { intentBits, type Privileged } from './intents.ts';
import type { Wire } from './shard.ts';

const gatewayVersion = '10';
const answerWithinMs = 15_000;
/** How long what the API said of the gateway is believed. */
const infoKeptMs = 10 * 60_000;

/** What the API says of the gateway, asked once and believed for a while. */
export class GatewayAddress {
  readonly #config: DiscordConnection;
  readonly #ports: DiscordPorts;
  readonly #api: Api;
  readonly #budget: SessionBudget;
  #info: APIGatewayBotInfo | undefined;
  #askedAtMs = 0;

  constructor(
    config: DiscordConnection,
    { api, budget }: { api: Api; budget: SessionBudget },
    ports: DiscordPorts,
  ) {
    this.#config = config;
    this.#api = api;
    this.#budget = budget;
    this.#ports = ports;
  }

  /** Asks the API now. Rejects with a CastellanError. */
  async learn(): Promise<APIGatewayBotInfo> {
    this.#info = await fetchGatewayInfo(this.#api, apiBase(this.#config.api));
    this.#askedAtMs = this.#ports.clock.monotonic();
    this.#budget.learn(this.#info.session_start_limit);
    return this.#info;
  }

  /** Which shards run here, of how many. */
  shards(): { ids: readonly number[]; total: number } {
    const { shards } = this.#config;
    if (shards !== 'auto') return shards;
    const total = this.#info?.shards ?? 1;
    return { ids: Array.from({ length: total }, (_, id) => id), total };
  }

  /** What a dial with these intents needs. */
  async wire(asked: Privileged, fresh: boolean): Promise<Wire> {
    try {
      const info = fresh ? await this.learn() : await this.#believed();
      return { ok: true, options: this.#wireOptions(info, asked) };
    } catch (thrown) {
      return { ok: false, problem: problemOf(thrown, apiBase(this.#config.api)) };
    }
  }

  /** What was told lately; older news are better than none. */
  async #believed(): Promise<APIGatewayBotInfo> {
    const info = this.#info;
    if (!info) return this.learn();
    const old = this.#ports.clock.monotonic() - this.#askedAtMs > infoKeptMs;
    return old ? this.learn().catch(() => info) : info;
  }

  #wireOptions(info: APIGatewayBotInfo, asked: Privileged): FetchingStrategyOptions {
    return {
      ...DefaultWebSocketManagerOptions,
      token: bareToken(this.#config.token),
      intents: intentBits(asked),
      version: gatewayVersion,
      compression: null,
      handshakeTimeout: answerWithinMs,
      helloTimeout: answerWithinMs,
      readyTimeout: answerWithinMs,
      gatewayInformation: info,
      shardCount: this.shards().total,
    };
  }
}
