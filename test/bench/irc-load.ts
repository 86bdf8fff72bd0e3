import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IrcDoor } from './irc-connection.ts';

const lineFeed = 10;
const patienceMs = 10_000;

/** Counts without looking: during a measurement every line that comes is an answer. */
function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) lines += 1;
  return lines;
}

interface Role {
  readonly nick: string;
  readonly channel: string;
  /** Limits go by host, so askers come from several. */
  readonly from?: string;
  readonly bot: string;
}

/**
 * Somebody in a channel with the bot, who keeps a number of askings on the way: for each answer he asks anew. An
 * asking is one command, or a block of chatter that ends with one.
 */
export class Asker {
  /** Answers so far. */
  answers = 0;
  readonly channel: string;
  readonly #socket: Socket;
  #asking = Buffer.alloc(0);
  #askings = Buffer.alloc(0);
  #onData: (chunk: Buffer) => void = () => {};
  #open = 0;
  #going = false;
  #idle: () => void = () => {};

  private constructor(socket: Socket, channel: string) {
    this.#socket = socket;
    this.channel = channel;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('error', () => {});
  }

  /** Connects, joins, waits for the bot and makes sure that it answers as it should. */
  static async enter({ host, port }: IrcDoor, { nick, channel, from, bot }: Role): Promise<Asker> {
    const socket = connect({ host, port, noDelay: true, ...(from && { localAddress: from }) });
    socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`);
    await heard(socket, / (376|422) /);
    socket.write(`JOIN ${channel}\r\n`);
    await heard(socket, / 366 /);
    await present(socket, bot, channel);
    socket.write(`PRIVMSG ${channel} :!echo are you there?\r\n`);
    await heard(socket, new RegExp(`PRIVMSG ${channel} :${nick}: are you there\\?$`));
    return new Asker(socket, channel);
  }

  /** Keeps `window` askings on the way until `stop`. */
  start(asking: string, window: number): void {
    this.#asking = Buffer.from(asking);
    this.#askings = Buffer.concat(Array.from({ length: window }, () => this.#asking));
    this.#open = window;
    this.#going = true;
    this.#onData = (chunk) => this.#answered(linesIn(chunk));
    this.#socket.write(this.#askings);
  }

  /** Resolves when the last asking is answered. */
  stop(): Promise<void> {
    this.#going = false;
    return new Promise((resolve) => {
      this.#idle = resolve;
      if (this.#open === 0) resolve();
    });
  }

  /** Asks once and tells how long the answer took. */
  async roundTripMs(asking: string): Promise<number> {
    const startMs = performance.now();
    await new Promise<void>((resolve) => {
      this.#onData = () => resolve();
      this.#socket.write(asking);
    });
    return performance.now() - startMs;
  }

  /** Says something in its channel, and waits for nothing. */
  say(text: string): void {
    this.#socket.write(`PRIVMSG ${this.channel} :${text}\r\n`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #answered(count: number): void {
    this.answers += count;
    if (!this.#going) {
      this.#open -= count;
      if (this.#open <= 0) this.#idle();
      return;
    }
    this.#socket.write(this.#askings.subarray(0, count * this.#asking.length));
  }
}

/** Everything up to the first line that fits. */
async function heard(socket: Socket, pattern: RegExp): Promise<string> {
  let text = '';
  const signal = AbortSignal.timeout(patienceMs);
  while (!text.split('\r\n').some((line) => pattern.test(line))) {
    const [chunk] = (await once(socket, 'data', { signal }).catch(() => {
      throw new Error(`${String(pattern)} was not heard; last: ${text.slice(-500)}`);
    })) as [Buffer];
    text += chunk.toString();
  }
  return text;
}

async function present(socket: Socket, bot: string, channel: string): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while (performance.now() < deadlineMs) {
    socket.write(`NAMES ${channel}\r\n`);
    if (new RegExp(`[ :@]${bot}[ \r]`).test(await heard(socket, / 366 /))) return;
    await sleep(100);
  }
  throw new Error(`${bot} did not come into ${channel}`);
}
