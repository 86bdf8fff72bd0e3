import { connect, createServer, type Server, type Socket } from 'node:net';

/** Any line that a server takes in silence. */
const harmless = 'PONG :ack\r\n';

export interface Shim {
  readonly port: number;
  close(): void;
}

/**
 * Stands between a bot and InspIRCd, which sets no TCP_NODELAY: what it sends waits for the ACK of what it sent
 * before, and a bot that only reads delays that by 40 ms and more. For each block that it passes on, the shim says
 * something to the server, which carries the ACK.
 */
export function ackShim(serverPort: number): Promise<Shim> {
  const sockets = new Set<Socket>();
  const shim = createServer({ noDelay: true }, (bot) => {
    const server = connect({ host: '127.0.0.1', port: serverPort, noDelay: true });
    for (const socket of [bot, server]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    bot.pipe(server);
    server.on('data', (chunk) => {
      server.write(harmless);
      bot.write(chunk);
    });
    server.on('close', () => bot.destroy());
    bot.on('close', () => server.destroy());
  });
  return listening(shim, () => {
    shim.close();
    for (const socket of sockets) socket.destroy();
  });
}

function listening(shim: Server, close: () => void): Promise<Shim> {
  return new Promise((resolve, reject) => {
    shim.once('error', reject);
    shim.listen(0, '127.0.0.1', () => {
      const address = shim.address();
      resolve({ port: typeof address === 'object' && address ? address.port : 0, close });
    });
  });
}
