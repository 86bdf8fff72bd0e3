import { messageOf } from '../../base/errors.ts';
import type { ConnectionState } from '../../core/platform.ts';
import { BackOff } from './back-off.ts';
import type { Address, TlsConfig } from './config.ts';
import type { Surroundings } from './link.ts';
import type { LinkEnd } from './link-end.ts';
import { Netsplits } from './netsplit.ts';
import type { SendQueue } from './send-queue.ts';
import { Session } from './session.ts';
import type { LinkMemory } from './sts.ts';
import { startsPlain } from './tls-trust.ts';
import type { WireTarget } from './wire.ts';

interface Ports {
  readonly around: Surroundings;
  readonly memory: LinkMemory;
  readonly queue: SendQueue;
  readonly changed: () => void;
}

const nextServerMs = 500;

/** Keeps a link to the network for ever: one server after the other, with patience between the tries. */
export class Connection {
  readonly #ports: Ports;
  readonly #backOff: BackOff;
  readonly #splits: Netsplits;
  #state: ConnectionState = { state: 'stopped' };
  #session: Session | undefined;
  #server = 0;
  #upgrade: { readonly host: string; readonly port: number } | undefined;
  #cancelTimer: (() => void) | undefined;
  #cancelStable: (() => void) | undefined;
  #target: WireTarget | undefined;
  #stopping = false;
  #whenEnded: (() => void) | undefined;

  constructor(ports: Ports) {
    const { random, tuning, config } = ports.around;
    this.#ports = ports;
    this.#splits = new Netsplits(ports.around.clock);
    this.#backOff = new BackOff({ random, tuning, servers: config.server.length });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** Host and port of the present or last try. */
  get server(): string {
    const { host, port } = this.#target ?? this.#nextTarget();
    return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  }

  start(): void {
    const awayMs = this.#ports.memory.stayAwayMs;
    if (awayMs > 0) this.#wait(awayMs, 'the network asked the bot to stay away before the restart');
    else this.#connect();
  }

  /** Now, whatever the back-off says. */
  reconnect(): void {
    if (this.#stopping) return;
    this.#backOff.reset();
    this.#ports.memory.stayAway(0);
    const session = this.#session;
    if (session === undefined) return this.#connect();
    session.quit('Reconnecting');
  }

  /** QUIT, and resolves when the link is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer?.();
    const session = this.#session;
    if (session !== undefined) {
      await new Promise<void>((resolve) => {
        this.#whenEnded = resolve;
        session.quit('Castellan is shutting down');
      });
    }
    this.#setState({ state: 'stopped' });
  }

  #connect(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const { around, memory, queue } = this.#ports;
    const target = this.#nextTarget();
    this.#target = target;
    this.#setState({ state: 'connecting', attempt: this.#backOff.attempt });
    try {
      const session = new Session({
        around,
        target,
        memory,
        queue,
        splits: this.#splits,
        online: () => this.#online(),
        ended: (end) => this.#ended(session, end, target),
      });
      this.#session = session;
    } catch (fault) {
      this.#ended(undefined, { kind: 'lost', problem: messageOf(fault) }, target);
    }
  }

  #nextTarget(): WireTarget {
    const { config } = this.#ports.around;
    const address: Address = config.server[this.#server % config.server.length] ?? {
      host: 'localhost',
    };
    const policy = this.#ports.memory.policyFor(address.host);
    const upgrade = this.#upgrade?.host === address.host ? this.#upgrade.port : undefined;
    const securePort = upgrade ?? (startsPlain(config.tls) ? policy?.port : undefined);
    if (securePort !== undefined)
      return { host: address.host, port: securePort, tls: secureOf(config.tls) };
    const plain = startsPlain(config.tls);
    return {
      host: address.host,
      port: address.port ?? (plain ? 6667 : 6697),
      tls: plain ? undefined : config.tls,
    };
  }

  #online(): void {
    const { around, memory } = this.#ports;
    memory.stayAway(0);
    this.#setState({ state: 'online', sinceMs: around.clock.now() });
    around.warn('banned', undefined);
    this.#cancelStable = around.clock.after(around.tuning.stableAfterMs, () =>
      this.#backOff.reset(),
    );
  }

  #ended(session: Session | undefined, end: LinkEnd, { host, tls }: WireTarget): void {
    if (session !== undefined && this.#session !== session) return;
    this.#session = undefined;
    this.#cancelStable?.();
    if (tls !== undefined) this.#ports.memory.renewPolicy(host);
    this.#upgrade = undefined;
    if (this.#stopping) return this.#whenEnded?.();
    this.#afterEnd(end, host);
  }

  #afterEnd(end: LinkEnd, host: string): void {
    const { around, memory, queue } = this.#ports;
    if (end.kind === 'ended') return this.#connect();
    if (end.kind === 'upgrade') this.#upgrade = { host, port: end.port };
    else this.#server += 1;
    if (end.kind === 'flooded') queue.slowDown();
    if (end.kind === 'unauthorised' && end.stop) return this.#giveUp(end.problem);
    const problem = end.kind === 'upgrade' ? 'the server wants a secure link' : end.problem;
    const delayMs = this.#delayMs(end);
    if (end.kind === 'banned' || end.kind === 'throttled') memory.stayAway(delayMs);
    if (end.kind === 'banned')
      around.warn(
        'banned',
        `The network has banned the bot: ${problem}. Ask its staff; the next try is far off.`,
      );
    this.#wait(delayMs, problem);
  }

  #delayMs(end: Exclude<LinkEnd, { kind: 'ended' }>): number {
    const { length } = this.#ports.around.config.server;
    const delayMs = this.#backOff.after(end);
    const moreServers = length > 1 && this.#server % length !== 0;
    return end.kind === 'lost' && moreServers ? Math.min(delayMs, nextServerMs) : delayMs;
  }

  #giveUp(problem: string): void {
    this.#ports.around.log.error(
      { problem },
      'The connection stays down until somebody asks for it',
    );
    this.#setState({ state: 'stopped', problem });
  }

  #wait(delayMs: number, problem: string): void {
    const { around } = this.#ports;
    around.log.warn({ server: this.server, problem, retryInMs: delayMs }, 'Not connected');
    const attempt = this.#backOff.attempt;
    this.#setState({ state: 'waiting', attempt, retryAtMs: around.clock.now() + delayMs, problem });
    this.#cancelTimer = around.clock.after(delayMs, () => this.#connect());
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    this.#ports.changed();
  }
}

/** How to be secure where the first link is plain by configuration. */
const secureOf = (tls: TlsConfig): TlsConfig => (tls === false ? true : tls);
