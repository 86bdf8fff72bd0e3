import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Lifetime } from '../../../base/lifetime.ts';
import type { Application } from '../model.ts';
import { Connection, type GatewaySettings } from './connection.ts';
import { closing } from './login.ts';

/** Accepts gateway connections on an HTTP server and gives a hold on those that are open. */
export interface GatewayServer {
  /** The open connections, of one application or of all. */
  connections(application?: Application): readonly Connection[];
}

export function gatewayServer(
  http: Server,
  settings: GatewaySettings,
  life: Lifetime,
): GatewayServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 64 * 1024,
  });
  const open = new Set<Connection>();

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const options = optionsOf(request);
    if (!options) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => accept(client, options));
  });

  function accept(client: WebSocket, { version, encoding, compress }: ConnectOptions): void {
    client.on('error', () => client.terminate());
    if (version !== '10' && version !== '9')
      return client.close(closing.invalidVersion.code, closing.invalidVersion.reason);
    if (encoding !== 'json')
      return client.close(closing.decodeError.code, closing.decodeError.reason);
    const connection = new Connection(client, settings, compress === 'zlib-stream');
    open.add(connection);
    client.on('close', () => open.delete(connection));
  }

  life.own(() => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  });
  return {
    connections: (application) =>
      [...open].filter(
        (connection) => !application || connection.session?.application === application,
      ),
  };
}

interface ConnectOptions {
  readonly version: string;
  readonly encoding: string;
  readonly compress: string | null;
}

/** What the address asks for; undefined when it is none. */
function optionsOf(request: IncomingMessage): ConnectOptions | undefined {
  const url = URL.parse(request.url ?? '/', 'ws://sandbox');
  if (!url) return undefined;
  return {
    version: url.searchParams.get('v') ?? '10',
    encoding: url.searchParams.get('encoding') ?? 'json',
    compress: url.searchParams.get('compress'),
  };
}
