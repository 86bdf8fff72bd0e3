import { type Server, type Socket, connect, createServer } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { ChatAddress } from '../../core/direct-chat.ts';

const connectWithinMs = 15_000;

/** Ports from and to, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** A connection to an address, or the reason why there is none: `ECONNREFUSED`, `timeout`. */
export function connectTo(
  { host, port }: ChatAddress,
  clock: Clock,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const settle = (): void => {
      cancel();
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners('error');
    };
    const fail = (why: string): void => {
      settle();
      socket.destroy();
      reject(new CastellanError('network', why));
    };
    const stop = (): void => fail('closed');
    const cancel = clock.after(connectWithinMs, () => fail('timeout'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', (failure: NodeJS.ErrnoException) => fail(failure.code ?? 'error'));
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}

/** A door that lets one in and closes behind him. */
export interface OneDoor {
  readonly port: number;
  /** Whoever comes; undefined when nobody came before it was closed. */
  readonly visitor: Promise<Socket | undefined>;
  readonly close: () => void;
}

/** Listens on the first free port of the range; undefined when there is none. */
export async function listenOnce(host: string, range: PortRange): Promise<OneDoor | undefined> {
  for (let port = range.from; port <= range.to; port += 1) {
    const server = createServer();
    server.maxConnections = 1;
    if (await listens(server, host, port)) return doorOf(server, port);
  }
  return undefined;
}

function listens(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host, port, backlog: 1 }, () => resolve(true));
  });
}

function doorOf(server: Server, port: number): OneDoor {
  let close = (): void => {};
  const visitor = new Promise<Socket | undefined>((resolve) => {
    server.once('connection', (socket) => {
      resolve(socket);
      server.close();
    });
    close = () => {
      server.close();
      resolve(undefined);
    };
  });
  return { port, visitor, close: () => close() };
}
