import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import { faultBook, type FaultBook } from './faults.ts';
import { gatewayServer, type GatewayServer } from './gateway/gateway-server.ts';
import { hub, type Hub } from './gateway/hub.ts';
import { rateLimits, type RateLimits } from './rate-limits.ts';
import { allRoutes } from './rest/all-routes.ts';
import { restServer } from './rest/rest-server.ts';
import { router } from './rest/route.ts';
import type { World } from './world.ts';

export interface ServerOptions {
  readonly world: World;
  readonly life: Lifetime;
  readonly wireClock: Clock;
  readonly host: string;
  readonly port: number;
  readonly heartbeatMs: number;
  readonly enforceRateLimits: boolean;
}

/** A request that was carried out. */
export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** The HTTP server that carries REST and gateway, and its switches. */
export interface WireServer {
  readonly host: string;
  readonly port: number;
  readonly faults: FaultBook;
  readonly limits: RateLimits;
  readonly hub: Hub;
  readonly gateway: GatewayServer;
  /** The last requests, oldest first, bounded. */
  readonly requests: readonly ServedRequest[];
  /** Refuses new connections and cuts those that are open, until the returned function is called. */
  refuseConnections(): Promise<() => Promise<void>>;
}

const keepRequests = 1000;

export async function startServer(options: ServerOptions): Promise<WireServer> {
  const { world, life, wireClock, host, heartbeatMs } = options;
  const http = createServer({ keepAliveTimeout: 30_000 });
  const sockets = openSockets(http);
  const faults = faultBook();
  const limits = rateLimits(wireClock, options.enforceRateLimits);
  const sessions = hub(world, wireClock, (name) => faults.copiesOf(name));
  const requests: ServedRequest[] = [];
  let port = options.port;
  const gatewayUrl = () => `ws://${host}:${port}/gateway`;
  const gateway = gatewayServer(
    http,
    { world, hub: sessions, wireClock, heartbeatMs, resumeUrl: gatewayUrl },
    life,
  );
  http.on(
    'request',
    restServer({
      world,
      faults,
      limits,
      wireClock,
      gatewayUrl,
      find: router(allRoutes(world)),
      signal: life.signal,
      served(request) {
        requests.push(request);
        if (requests.length > keepRequests) requests.shift();
      },
    }),
  );
  life.own(() => close(http, sockets));
  port = await listen(http, host, port);
  return {
    host,
    port,
    faults,
    limits,
    gateway,
    requests,
    hub: sessions,
    async refuseConnections() {
      await close(http, sockets);
      return async () => {
        await listen(http, host, port);
      };
    },
  };
}

function openSockets(http: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(http: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const address = http.address();
      if (address === null || typeof address === 'string')
        return reject(new CastellanError('broken-invariant', 'The sandbox has no port'));
      resolve(address.port);
    });
  });
}

function close(http: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
