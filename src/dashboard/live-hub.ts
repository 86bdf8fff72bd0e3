import type { Lifetime } from '../base/lifetime.ts';
import type { Trace } from '../core/trace.ts';
import type { DashboardPorts } from './ports.ts';
import type { LiveClose, LiveMessage } from './wire.ts';

/** Traces are sent in batches: a flood of events must not become a flood of frames. */
const batchEveryMs = 100;
const maxBatch = 60;
const helloTraces = 200;
/** A browser that has this much waiting for it does not keep up. */
const maxWaitingBytes = 2 * 1024 * 1024;

/** One page that listens. */
export interface LiveClient {
  readonly sessionId: string;
  send(text: string): void;
  waitingBytes(): number;
  drop(code: LiveClose, reason: string): void;
}

export interface LiveHub {
  /** Says hello and tells everything from then on; the returned function stops it. */
  join(client: LiveClient): () => void;
  tick(): void;
  dropSession(id: string): void;
  dropSessionsExcept(id: string): void;
}

type HubPorts = Pick<
  DashboardPorts,
  'product' | 'traces' | 'connections' | 'playground' | 'guard' | 'review' | 'clock' | 'random'
>;

/** Follows the program while at least one page listens, and not otherwise. */
export function liveHub(ports: HubPorts, life: Lifetime): LiveHub {
  const clients = new Set<LiveClient>();
  const boot = ports.random.token(6);
  let stop: (() => void) | undefined;

  const tell = (message: LiveMessage) => sendToAll(clients, JSON.stringify(message));

  function leave(client: LiveClient): void {
    clients.delete(client);
    if (clients.size > 0) return;
    stop?.();
    stop = undefined;
  }

  const dropWhere = (matches: (client: LiveClient) => boolean) => {
    for (const client of [...clients].filter(matches)) client.drop(4401, 'The session ended');
  };

  life.own(() => stop?.());
  return {
    join(client) {
      client.send(JSON.stringify(helloOf(ports, boot)));
      clients.add(client);
      stop ??= followAll(ports, tell);
      return () => leave(client);
    },
    tick: () => tell({ kind: 'tick', nowMs: ports.clock.now() }),
    dropSession: (id) => dropWhere((client) => client.sessionId === id),
    dropSessionsExcept: (id) => dropWhere((client) => client.sessionId !== id),
  };
}

function sendToAll(clients: ReadonlySet<LiveClient>, text: string): void {
  for (const client of [...clients]) {
    if (client.waitingBytes() > maxWaitingBytes) client.drop(4408, 'Too slow');
    else client.send(text);
  }
}

function followAll(ports: HubPorts, tell: (message: LiveMessage) => void): () => void {
  const batch = traceBatch(ports.clock, tell);
  const stops = [
    ports.traces.follow((trace) => batch.add(trace)),
    ports.connections.follow((status) => tell({ kind: 'connection', status })),
    ports.playground?.follow((change) => tell({ kind: 'playground', change })),
    ports.guard?.follow((change) => tell({ kind: 'guard', change })),
    ports.review.desk.follow((change) => tell({ kind: 'review', change })),
    () => batch.stop(),
  ];
  return () => {
    for (const stop of stops) stop?.();
  };
}

function traceBatch(clock: HubPorts['clock'], tell: (message: LiveMessage) => void) {
  let waiting: Trace[] = [];
  let skipped = 0;
  let cancel: (() => void) | undefined;
  const flush = () => {
    cancel = undefined;
    const message: LiveMessage = { kind: 'traces', traces: waiting, skipped };
    waiting = [];
    skipped = 0;
    tell(message);
  };
  return {
    add(trace: Trace) {
      if (waiting.length < maxBatch) waiting.push(trace);
      else skipped += 1;
      cancel ??= clock.after(batchEveryMs, flush);
    },
    stop: () => cancel?.(),
  };
}

function helloOf(ports: HubPorts, boot: string): LiveMessage {
  return {
    kind: 'hello',
    boot,
    nowMs: ports.clock.now(),
    product: ports.product,
    connections: ports.connections.list(),
    traces: ports.traces.recent(helloTraces),
    ...(ports.playground && { playground: ports.playground.snapshot() }),
    ...(ports.guard && { guard: ports.guard.snapshot() }),
  };
}
