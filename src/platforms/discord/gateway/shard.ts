import type { FetchingStrategyOptions, SessionInfo } from '@discordjs/ws';
import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import { sleep } from '../../../base/clock.ts';
import type { Log } from '../../../base/log.ts';
import type { ConnectionState } from '../../../core/platform.ts';
import { fatalClose, type Problem } from '../problems.ts';
import type { DiscordPorts } from '../ports.ts';
import { backOffMs } from './back-off.ts';
import type { SessionBudget } from './budget.ts';
import { gatewayConnection, type Connection, type Over } from './connection.ts';

/** What a dial needs, or why there can be none now. */
export type Wire =
  | { readonly ok: true; readonly options: FetchingStrategyOptions }
  | { readonly ok: false; readonly problem: Problem };

export interface ShardOptions {
  readonly id: number;
  /** Where the gateway is. `fresh`: ask the API again, dialling fails. */
  readonly wire: (fresh: boolean) => Promise<Wire>;
  readonly budget: SessionBudget;
  readonly signal: AbortSignal;
  readonly onDispatch: (packet: GatewayDispatchPayload) => void;
  readonly onState: (state: ConnectionState) => void;
  readonly onLatency: (latencyMs: number) => void;
}

/** Why a shard is kept no longer: a problem that waiting cannot mend, or it was told to end. */
export type GaveUp = { readonly problem: Problem; readonly code?: number } | undefined;

/** Dials that failed in a row before the API is asked for the gateway's address again. */
const askAgainAfter = 4;
/** Failed resumes in a row before a session is taken for lost. */
const resumesTried = 3;
/** A link that held this long counts as one that works. */
const steadyMs = 30_000;
/** A peer that does not answer our goodbye is not waited for. */
const goodbyeMs = 1_000;

/** Keeps one shard connected for as long as that can help. */
export class Shard {
  /** Resolves when the shard is kept no longer. Never rejects. */
  readonly gaveUp: Promise<GaveUp>;
  readonly #options: ShardOptions;
  readonly #ports: DiscordPorts;
  readonly #log: Log;
  readonly #dispatch: (packet: GatewayDispatchPayload) => void;
  #session: SessionInfo | undefined;
  #connection: Connection | undefined;
  #waiting = new AbortController();
  #failures = 0;
  #onlineAtMs = 0;
  #failedResumes = 0;
  #ended = false;
  #hurried = false;

  constructor(options: ShardOptions, ports: DiscordPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#log = ports.log.child({ shard: options.id });
    this.#dispatch = withoutRepeats(options.onDispatch);
    this.gaveUp = this.#keep();
  }

  /** Drops the link, keeps the session, and dials again without waiting. */
  reconnect(): void {
    this.#hurried = true;
    this.#waiting.abort();
    this.#connection?.close(4200, 'Reconnecting').catch(() => undefined);
  }

  /** Says goodbye (1000) and gives up. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#waiting.abort();
    const goodbye = this.#connection?.close(1000, 'Goodbye').catch(() => undefined);
    if (goodbye) await Promise.race([goodbye, sleep(this.#ports.clock, goodbyeMs)]);
  }

  async #keep(): Promise<GaveUp> {
    while (!this.#isOver()) {
      const gaveUp = (await this.#waitForBudget()) ? undefined : await this.#dial();
      if (gaveUp) return gaveUp;
    }
    return undefined;
  }

  /** Waits while no session may be started; true when it had to. */
  async #waitForBudget(): Promise<boolean> {
    const { budget } = this.#options;
    const budgetMs = this.#session ? 0 : budget.waitMs();
    if (budgetMs <= 0) return false;
    this.#hurried = false;
    await this.#wait(budgetMs, budgetWords(budget.total));
    return true;
  }

  async #dial(): Promise<GaveUp> {
    this.#hurried = false;
    this.#options.onState({ state: 'connecting', attempt: this.#failures + 1 });
    const stuck = this.#failures > 0 && this.#failures % askAgainAfter === 0;
    const wire = await this.#options.wire(stuck);
    if (this.#isOver()) return undefined;
    return wire.ok
      ? this.#after(await this.#connectOnce(wire.options))
      : this.#afterProblem(wire.problem);
  }

  #connectOnce(wire: FetchingStrategyOptions): Promise<Over> {
    const { id, budget, onState, onLatency } = this.#options;
    return new Promise((resolve) => {
      this.#connection = gatewayConnection({
        shard: id,
        wire,
        session: this.#session,
        identify: (until) => budget.identify(id, until),
        events: {
          dispatch: this.#dispatch,
          online: () => {
            this.#onlineAtMs = this.#ports.clock.monotonic();
            onState({ state: 'online', sinceMs: this.#ports.clock.now() });
          },
          latency: onLatency,
          debug: (message) => this.#log.debug({}, message.split('\n', 1)[0] ?? ''),
          over: resolve,
        },
      });
      this.#connection.open();
    });
  }

  async #after(over: Over): Promise<GaveUp> {
    this.#connection = undefined;
    const problem = fatalClose(over.code);
    if (problem) return { problem, code: over.code };
    const steady = this.#wasSteady(over);
    this.#failures = steady ? 0 : this.#failures + 1;
    this.#session = this.#sessionAfter(over);
    if (this.#isOver()) return undefined;
    const words = overWords(over);
    this.#log.info({ code: over.code, resumes: this.#session !== undefined }, words);
    await this.#wait(this.#pauseMs(steady), `${words} Connecting again.`);
    return undefined;
  }

  /** A session outlives a bad network, but not a gateway that takes it up again and again in vain. */
  #sessionAfter({ wasOnline, wasGreeted, session }: Over): SessionInfo | undefined {
    if (wasOnline) this.#failedResumes = 0;
    else if (wasGreeted) this.#failedResumes += 1;
    if (this.#failedResumes < resumesTried) return session;
    this.#failedResumes = 0;
    return undefined;
  }

  async #afterProblem(problem: Problem): Promise<GaveUp> {
    this.#failures += 1;
    if (problem.stops) return { problem };
    const delayMs = problem.retryAfterMs ?? backOffMs(this.#failures, this.#ports.random);
    await this.#wait(delayMs, problem.words);
    return undefined;
  }

  /** A link that comes and goes is no better than one that does not come. */
  #wasSteady({ wasOnline }: Over): boolean {
    return wasOnline && this.#ports.clock.monotonic() - this.#onlineAtMs >= steadyMs;
  }

  /** A link that held is dialled again almost at once; one that did not, ever more slowly. */
  #pauseMs(steady: boolean): number {
    const { random } = this.#ports;
    return steady ? 100 + random.below(400) : backOffMs(this.#failures, random);
  }

  async #wait(delayMs: number, problem: string): Promise<void> {
    if (this.#hurried || this.#isOver()) return;
    const { clock } = this.#ports;
    const retryAtMs = clock.now() + delayMs;
    this.#options.onState({ state: 'waiting', attempt: this.#failures, retryAtMs, problem });
    this.#waiting = new AbortController();
    const until = AbortSignal.any([this.#options.signal, this.#waiting.signal]);
    await sleep(clock, delayMs, until).catch(() => undefined);
  }

  #isOver(): boolean {
    return this.#ended || this.#options.signal.aborted;
  }
}

/** Sequence numbers only grow within a session, so what comes twice is seen. */
function withoutRepeats(
  take: (packet: GatewayDispatchPayload) => void,
): (packet: GatewayDispatchPayload) => void {
  let last = 0;
  return (packet) => {
    if (packet.t === GatewayDispatchEvents.Ready) last = 0;
    if (packet.s <= last) return;
    last = packet.s;
    take(packet);
  };
}

const overWords = ({ code, reason }: Over): string =>
  reason.startsWith('Zombie')
    ? 'The gateway stopped answering heartbeats.'
    : `The link to the gateway ended (${code}).`;

const budgetWords = (total: number): string =>
  `Discord allows ${total} session starts a day and they are used up (something reconnects in a loop). Waiting until it counts anew.`;
