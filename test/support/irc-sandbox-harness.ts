import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { memoryLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import {
  startIrcSandbox,
  type IrcSandbox,
  type IrcSandboxOptions,
} from '../../src/sandbox/irc/index.ts';

/** A simulated network that ends with the test. */
export async function testNetwork(options: Partial<IrcSandboxOptions> = {}): Promise<IrcSandbox> {
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  return startIrcSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: memoryLog(),
    ...options,
  });
}

/** A client that says and sees bare lines. */
export class RawIrcClient {
  readonly lines: string[] = [];
  ended = false;
  readonly socket: Socket;
  #rest = '';
  #used = 0;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => this.#read(String(chunk)));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.ended = true;
      this.#wake();
    });
  }

  send(...lines: string[]): void {
    this.socket.write(Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8'));
  }

  sendBytes(bytes: string): void {
    this.socket.write(bytes, 'latin1');
  }

  /** The next line that fits; the lines before it count as read. */
  async sees(pattern: RegExp, withinMs = 2000): Promise<string> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const index = this.lines.findIndex((line, at) => at >= this.#used && pattern.test(line));
      if (index >= 0) {
        this.#used = index + 1;
        return this.lines[index]!;
      }
      await this.#more(
        deadline,
        `${String(pattern)} not seen. Unread:\n${this.unread().join('\n')}`,
      );
    }
  }

  /** All lines up to the answer to a PING: proof that nothing else came before. */
  async untilPong(): Promise<string[]> {
    const token = `t${this.lines.length}x${this.#used}`;
    const from = this.#used;
    this.send(`PING ${token}`);
    await this.sees(new RegExp(`PONG .*${token}$`));
    return this.lines.slice(from, this.#used - 1);
  }

  async closes(withinMs = 2000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!this.ended) await this.#more(deadline, 'The link was not closed');
  }

  unread(): string[] {
    return this.lines.slice(this.#used);
  }

  #read(chunk: string): void {
    const pieces = (this.#rest + chunk).split('\r\n');
    this.#rest = pieces.pop() ?? '';
    this.lines.push(...pieces);
    this.#wake();
  }

  async #more(deadline: number, failure: string): Promise<void> {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) throw new Error(failure);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, leftMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

export function rawClient(sandbox: IrcSandbox): RawIrcClient {
  const client = new RawIrcClient(connect(sandbox.port, sandbox.host));
  onTestFinished(() => void client.socket.destroy());
  return client;
}

export function rawTlsClient(sandbox: IrcSandbox, options: ConnectionOptions = {}): RawIrcClient {
  const socket = connectTls({
    port: sandbox.tlsPort ?? 0,
    host: sandbox.host,
    rejectUnauthorized: false,
    ...options,
  });
  onTestFinished(() => void socket.destroy());
  return new RawIrcClient(socket);
}

/** A client that is registered, with these capabilities, and in these channels. */
export async function registered(
  sandbox: IrcSandbox,
  nick: string,
  { caps = '', channels = [] }: { caps?: string; channels?: readonly string[] } = {},
): Promise<RawIrcClient> {
  const client = rawClient(sandbox);
  if (caps !== '') client.send(`CAP REQ :${caps}`);
  client.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
  if (caps !== '') client.send('CAP END');
  await client.sees(/ 376 /);
  for (const channel of channels) {
    client.send(`JOIN ${channel}`);
    await client.sees(/ 366 /);
  }
  return client;
}
