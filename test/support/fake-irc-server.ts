import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** One client of the fake server, as the test sees it. */
export interface FakeLink {
  readonly lines: readonly string[];
  readonly socket: Socket;
  send(...lines: readonly string[]): void;
  raw(bytes: string | Buffer): void;
  /** The first line not yet looked at that fits. */
  hears(pattern: RegExp, withinMs?: number): Promise<string>;
  readonly closed: boolean;
  whenClosed(withinMs?: number): Promise<void>;
  /** Waits until everything sent so far was read: PING and its PONG. */
  settled(): Promise<void>;
}

export interface FakeOptions {
  /** What `CAP LS` lists. */
  readonly caps?: string;
  /** Tokens of 005. */
  readonly isupport?: string;
  /** The name by which the server calls the client; its own wish by default. */
  readonly calls?: string;
  /** Answers a line in the test's own way; true when it did. */
  readonly answer?: (line: string, link: FakeLink, attempt: number) => boolean | undefined;
  readonly tls?: TlsOptions;
  readonly port?: number;
  /** Who is in a channel besides the bot. */
  readonly names?: string;
}

/** A scripted IRC server for everything that no sane server sends. */
export interface FakeIrcServer {
  readonly port: number;
  readonly links: readonly FakeLink[];
  /** The n-th link ever made, counted from 1; waits for it. */
  link(number: number, withinMs?: number): Promise<FakeLink>;
  stop(): Promise<void>;
}

export const me = 'castellan';
const prefix = ':irc.fake.test';

export async function fakeIrcServer(options: FakeOptions = {}): Promise<FakeIrcServer> {
  const links: FakeLink[] = [];
  const accept = (socket: Socket) => {
    const link = fakeLink(socket, (line) => {
      if (options.answer?.(line, link, links.length) !== true) usual(line, link, options);
    });
    links.push(link);
  };
  const server: Server = options.tls ? createTlsServer(options.tls, accept) : createServer(accept);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    links,
    async link(number, withinMs = 8000) {
      const endMs = performance.now() + withinMs;
      for (;;) {
        const link = links[number - 1];
        if (link) return link;
        if (performance.now() > endMs)
          throw new Error(`Link ${number} was never made; there are ${links.length}`);
        await pause();
      }
    },
    async stop() {
      for (const { socket } of links) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

function usual(line: string, link: FakeLink, options: FakeOptions): void {
  const [verb = '', first = ''] = line.split(' ');
  const nick = options.calls ?? me;
  if (line.startsWith('CAP LS')) link.send(`${prefix} CAP * LS :${options.caps ?? ''}`);
  else if (line.startsWith('CAP REQ :')) link.send(`${prefix} CAP * ACK :${line.slice(9)}`);
  else if (verb === 'USER' && options.caps === undefined) welcome(link, nick, options);
  else if (line === 'CAP END' && options.caps !== undefined) welcome(link, nick, options);
  else if (verb === 'PING') link.send(`${prefix} PONG irc.fake.test ${line.slice(5)}`);
  else if (verb === 'JOIN')
    for (const channel of first.split(',')) joined(link, nick, channel, options);
}

export function welcome(
  link: FakeLink,
  nick: string,
  { isupport = 'CHANTYPES=# PREFIX=(ov)@+' }: FakeOptions = {},
): void {
  link.send(`${prefix} 001 ${nick} :Welcome`);
  if (isupport !== '') link.send(`${prefix} 005 ${nick} ${isupport} :are supported by this server`);
  link.send(`${prefix} 422 ${nick} :No MOTD`);
}

function joined(
  link: FakeLink,
  nick: string,
  channel: string,
  { names = '@ann bob' }: FakeOptions,
): void {
  link.send(
    `:${nick}!castellan@bot.host JOIN ${channel}`,
    `${prefix} 353 ${nick} = ${channel} :${nick} ${names}`,
    `${prefix} 366 ${nick} ${channel} :End of names`,
  );
}

function fakeLink(socket: Socket, take: (line: string) => void): FakeLink {
  const lines: string[] = [];
  let rest = '';
  let looked = 0;
  let closed = false;
  let pings = 0;
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  socket.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\r\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      take(line);
    }
  });
  const waitFor = async (look: () => boolean, what: string, withinMs: number) => {
    const endMs = performance.now() + withinMs;
    while (!look()) {
      if (performance.now() > endMs)
        throw new Error(`${what}; the last lines: ${lines.slice(-10).join(' | ')}`);
      await pause();
    }
  };
  return {
    lines,
    socket,
    send: (...some) => void socket.write(some.map((line) => `${line}\r\n`).join('')),
    raw: (bytes) => void socket.write(bytes),
    get closed() {
      return closed;
    },
    async hears(pattern, withinMs = 8000) {
      let found = -1;
      const look = () => {
        found = lines.findIndex((line, at) => at >= looked && pattern.test(line));
        return found >= 0;
      };
      await waitFor(look, `Never heard ${String(pattern)}`, withinMs);
      looked = found + 1;
      return lines[found] ?? '';
    },
    whenClosed: (withinMs = 8000) => waitFor(() => closed, 'The link was not closed', withinMs),
    async settled() {
      pings += 1;
      const token = `settled-${pings}`;
      socket.write(`PING :${token}\r\n`);
      await waitFor(() => lines.includes(`PONG :${token}`), `No PONG for ${token}`, 5000);
    },
  };
}
