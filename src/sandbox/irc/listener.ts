import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { CastellanError, unreachable } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Offer } from './cap.ts';
import { Client } from './client.ts';
import type { AcceptFault, Network } from './network.ts';
import type { TlsOptions } from './options.ts';

interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsOptions;
  readonly offer: Offer;
}

/** A port of the simulated server, with the sockets that came through it. */
export class Listener {
  readonly clients = new Set<Client>();
  readonly #sockets = new Set<Socket>();
  readonly #net: Network;
  readonly #options: ListenerOptions;
  #server: Server | undefined;
  #port: number;

  constructor(net: Network, options: ListenerOptions, life: Lifetime) {
    this.#net = net;
    this.#options = options;
    this.#port = options.port;
    life.own(() => this.#shutDown());
  }

  get port(): number {
    return this.#port;
  }

  /** Begins to accept; the second time on the same port as the first. */
  async listen(): Promise<void> {
    const server = this.#newServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) =>
        reject(
          new CastellanError('network', `The sandbox cannot listen: ${cause.message}`, { cause }),
        ),
      );
      server.listen(this.#port, this.#options.host, resolve);
    });
    this.#server = server;
    this.#port = portOf(server.address());
  }

  /** Closes the port and everything that came through it, without a word. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = server && new Promise((resolve) => server.close(resolve));
    for (const client of this.clients) client.hangUp();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** The orderly end: every client is told. */
  async #shutDown(): Promise<void> {
    for (const client of this.clients) client.close('Server shutting down');
    await this.stop();
  }

  #newServer(): Server {
    const { tls } = this.#options;
    if (!tls || tls.broken) return createServer((socket) => this.#acceptPlain(socket));
    const server = createTlsServer(
      { key: tls.key, cert: tls.cert, requestCert: true, rejectUnauthorized: false },
      (socket) => this.#accept(socket),
    );
    server.on('connection', (socket: Socket) => this.#keep(socket));
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    return server;
  }

  #acceptPlain(socket: Socket): void {
    const broken = this.#options.tls?.broken;
    if (broken === undefined) return this.#accept(socket);
    this.#keep(socket);
    if (broken === 'plain-text')
      socket.write(':irc.sandbox.test NOTICE * :*** Looking up your host\r\n');
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    // What goes wrong with a client's socket is followed by 'close', which is enough.
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #accept(socket: Socket): void {
    this.#keep(socket);
    const fault = this.#net.take(this.#net.acceptFaults);
    if (fault) mistreat(socket, fault);
    else this.#serve(socket);
  }

  #serve(socket: Socket): void {
    const client = new Client(this.#net, socket, this.#options.offer);
    this.clients.add(client);
    socket.on('close', () => this.clients.delete(client));
  }
}

function mistreat(socket: Socket, { kind }: AcceptFault): void {
  socket.resume();
  switch (kind) {
    case 'silent':
      return;
    case 'close':
      return void socket.end();
    case 'reset':
      return void socket.resetAndDestroy();
    case 'throttled':
      return void socket.end('ERROR :Closing link: (Throttled: connecting too fast)\r\n');
    default:
      return unreachable(kind);
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address !== null && typeof address === 'object') return address.port;
  throw new CastellanError('broken-invariant', 'The sandbox listens on no port');
}
