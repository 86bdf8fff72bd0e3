import { connect, type Socket } from 'node:net';

/** A person with a bare IRC client, for tests: says lines, waits for lines. */
export interface IrcClient {
  readonly nick: string;
  readonly lines: readonly string[];
  send(...lines: readonly (string | Buffer)[]): void;
  /** The first line, new or not yet looked at, that fits; fails after a while. */
  hears(pattern: RegExp, withinMs?: number): Promise<string>;
  /** Whether a line came that fits, among all so far. */
  heard(pattern: RegExp): boolean;
  /** Everything so far is old: `hears` looks only at what comes from now on. */
  forget(): void;
  close(): void;
  readonly closed: boolean;
}

interface Options {
  readonly port: number;
  readonly nick: string;
  readonly user?: string;
  readonly register?: boolean;
  readonly host?: string;
}

/** Connects, and resolves when the server has let it in. */
export async function ircClient({
  port,
  nick,
  user = nick,
  register = true,
  host = '127.0.0.1',
}: Options): Promise<IrcClient> {
  const socket = connect({ port, host });
  socket.setNoDelay(true);
  const client = clientOn(socket, nick);
  if (register) {
    client.send(`NICK ${nick}`);
    client.send(`USER ${user} 0 * :${nick}`);
    await client.hears(/ (376|422) /, 15_000);
  }
  return client;
}

function clientOn(socket: Socket, nick: string): IrcClient {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let looked = 0;
  let rest = '';
  let closed = false;
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  socket.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = part.replace(/\r$/, '');
      if (line.startsWith('PING ')) socket.write(`PONG ${line.slice(5)}\r\n`);
      lines.push(line);
    }
    for (const look of [...waiting]) look();
  });
  function take(pattern: RegExp): string | undefined {
    const at = lines.findIndex((line, index) => index >= looked && pattern.test(line));
    if (at < 0) return undefined;
    looked = at + 1;
    return lines[at];
  }
  return {
    nick,
    lines,
    send(...some) {
      for (const line of some) socket.write(typeof line === 'string' ? `${line}\r\n` : line);
    },
    heard: (pattern) => lines.some((line) => pattern.test(line)),
    forget() {
      looked = lines.length;
    },
    close: () => void socket.destroy(),
    get closed() {
      return closed;
    },
    hears: (pattern, withinMs = 8000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `${nick} did not hear ${String(pattern)}; last lines:\n${lines.slice(-15).join('\n')}`,
            ),
          );
        }, withinMs);
        function look(): void {
          const line = take(pattern);
          if (line === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(line);
        }
        waiting.add(look);
        look();
      }),
  };
}
