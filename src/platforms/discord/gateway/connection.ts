import {
  WebSocketShard,
  WebSocketShardDestroyRecovery,
  WebSocketShardEvents,
  WebSocketShardStatus,
  type FetchingStrategyOptions,
  type SessionInfo,
} from '@discordjs/ws';
import type { GatewayDispatchPayload } from 'discord-api-types/v10';
import { messageOf } from '../../../base/errors.ts';

/** Why a connection to the gateway is over. */
export interface Over {
  readonly code: number;
  readonly reason: string;
  /** What the next connection continues from; absent when it must begin anew. */
  readonly session?: SessionInfo;
  /** It had come so far that events flowed. */
  readonly wasOnline: boolean;
  /** The gateway said hello: what went wrong after that is not the network's doing. */
  readonly wasGreeted: boolean;
}

export interface ConnectionEvents {
  readonly dispatch: (packet: GatewayDispatchPayload) => void;
  /** READY or RESUMED: events flow from here. */
  readonly online: () => void;
  readonly latency: (latencyMs: number) => void;
  readonly debug: (message: string) => void;
  readonly over: (over: Over) => void;
}

export interface ConnectionOptions {
  readonly shard: number;
  readonly wire: FetchingStrategyOptions;
  readonly session: SessionInfo | undefined;
  /** Waits until this shard may identify, as the session budget says. */
  readonly identify: (signal: AbortSignal) => Promise<void>;
  readonly events: ConnectionEvents;
}

export interface Connection {
  open(): void;
  /** 1000 ends the session; any other code keeps it for a resume. */
  close(code: 1000 | 4200, reason: string): Promise<void>;
}

/**
 * One WebSocket to the gateway. discord.js's shard speaks the protocol (hello, heartbeats, identify,
 * resume, what each close code means); but where it would dial again by itself, after a fixed half
 * second and even after it was told to stop, this one is over and says so, and its owner decides.
 */
export function gatewayConnection(options: ConnectionOptions): Connection {
  const strategy = sessionOf(options);
  const shard = new OneConnection(strategy, options);
  return {
    open: () => shard.open(),
    async close(code, reason) {
      await shard.finish({ code, reason });
    },
  };
}

/** How WebSocket calls a link that broke without a word. */
const lostLink = 1006;

const forever = new Promise<never>(() => {});

type Session = ReturnType<typeof sessionOf>;

function sessionOf({ wire, session, identify }: ConnectionOptions) {
  return {
    options: wire,
    session,
    frozen: false,
    retrieveSessionInfo(): SessionInfo | null {
      return this.session ?? null;
    },
    updateSessionInfo(_shard: number, now: SessionInfo | null): void {
      if (this.frozen) return;
      const sameAddress = now?.resumeURL === this.session?.resumeURL;
      this.session =
        now && !sameAddress ? checked(now, wire.gatewayInformation.url) : (now ?? undefined);
    },
    waitForIdentify(_shard: number, signal: AbortSignal): Promise<void> {
      return this.frozen ? forever : identify(signal);
    },
  };
}

/** A resume address that is no address would throw where nobody can catch it. */
const checked = (session: SessionInfo, fallback: string): SessionInfo =>
  URL.canParse(session.resumeURL) ? session : { ...session, resumeURL: fallback };

class OneConnection extends WebSocketShard {
  readonly #state: Session;
  readonly #events: ConnectionEvents;
  #greeted = false;
  #online = false;
  #over = false;

  constructor(state: Session, { shard, events }: ConnectionOptions) {
    super(state, shard);
    this.#state = state;
    this.#events = events;
    this.#surviveNonsense();
    this.on(WebSocketShardEvents.Dispatch, ({ data }) => {
      if (!this.#over) events.dispatch(data);
    });
    this.on(WebSocketShardEvents.Hello, () => void (this.#greeted = true));
    this.on(WebSocketShardEvents.Ready, () => this.#nowOnline());
    this.on(WebSocketShardEvents.Resumed, () => this.#nowOnline());
    this.on(WebSocketShardEvents.HeartbeatComplete, ({ latency }) => events.latency(latency));
    this.on(WebSocketShardEvents.Debug, ({ message }) => events.debug(message));
    this.on(WebSocketShardEvents.Error, ({ error }) => events.debug(error.message));
  }

  open(): void {
    // It rejects on errors that also end the connection, which is where they are handled.
    this.connect().catch(() => undefined);
  }

  /** Called by discord.js whenever this connection has to end, with how it would go on. */
  override async destroy(
    options: { code?: number; reason?: string; recover?: WebSocketShardDestroyRecovery } = {},
  ): Promise<void> {
    const { code, reason = '', recover } = options;
    const keep =
      recover === WebSocketShardDestroyRecovery.Resume || code === lostLink || !this.#greeted;
    this.#end({ code: code ?? lostLink, reason, keep });
    await this.#release({ code: keep ? 4200 : 1000, reason: 'Reconnecting' });
  }

  async finish(last: { code: number; reason: string }): Promise<void> {
    this.#end({ ...last, keep: last.code !== 1000 });
    await this.#release(last);
  }

  /**
   * discord.js reads frames in a promise that nobody looks at: a frame that is JSON but no gateway
   * payload (a HELLO without an interval) would end the process. Here it ends the connection.
   */
  #surviveNonsense(): void {
    const read: unknown = Reflect.get(this, 'onMessage');
    if (typeof read !== 'function') return;
    Reflect.set(this, 'onMessage', async (data: unknown, isBinary: boolean): Promise<void> => {
      try {
        await Reflect.apply(read, this, [data, isBinary]);
      } catch (thrown) {
        this.#events.debug(`Unreadable frame: ${messageOf(thrown)}`);
        const recover = WebSocketShardDestroyRecovery.Reconnect;
        await this.destroy({ code: 4002, reason: 'Unreadable frame', recover });
      }
    });
  }

  #nowOnline(): void {
    this.#online = true;
    this.#events.online();
  }

  #end({ code, reason, keep }: { code: number; reason: string; keep: boolean }): void {
    if (this.#over) return;
    this.#over = true;
    this.#state.frozen = true;
    const { session } = this.#state;
    this.#events.over({
      code,
      reason,
      wasOnline: this.#online,
      wasGreeted: this.#greeted,
      ...(keep && session && { session }),
    });
  }

  /** Gives the socket back. While the handshake is under way discord.js would leak it, so that waits. */
  async #release(last: { code: number; reason: string }): Promise<void> {
    if (this.status === WebSocketShardStatus.Idle) return;
    if (this.status === WebSocketShardStatus.Connecting && !this.#greeted) {
      this.once(WebSocketShardEvents.Hello, () => void super.destroy(last));
      return;
    }
    await super.destroy(last);
  }
}
