import { type Socket, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 20_000;

/** Somebody in channels with the bot who looks at what he hears only while he waits for something: it costs nothing else. */
export class Visitor {
  readonly nick: string;
  readonly #socket: Socket;
  #onData: ((text: string) => void) | undefined;

  private constructor(socket: Socket, nick: string) {
    this.#socket = socket;
    this.nick = nick;
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => this.#onData?.(chunk.toString('latin1')));
  }

  /** Connects, joins and waits until the bot is there too. */
  static async enter(
    port: number,
    nick: string,
    { channels, bot }: { readonly channels: readonly string[]; readonly bot: string },
  ): Promise<Visitor> {
    const visitor = new Visitor(connect({ host: '127.0.0.1', port, noDelay: true }), nick);
    visitor.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
    await visitor.hears(/ (376|422) /, patienceMs);
    for (const channel of channels) {
      visitor.send(`JOIN ${channel}`);
      await visitor.hears(/ 366 /, patienceMs);
      const present = new RegExp(` 353 .*[ :@]${bot}[ \r]`);
      while (!(await visitor.#answered(`NAMES ${channel}`, present))) await sleep(100);
    }
    return visitor;
  }

  send(...lines: readonly string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  /** Says a line and tells how long the answer took; Infinity when it did not come in time. */
  async roundTripMs(line: string, answer: RegExp, withinMs: number): Promise<number> {
    const heard = this.hears(answer, withinMs);
    const startMs = performance.now();
    this.send(line);
    return heard.then(
      () => performance.now() - startMs,
      () => Infinity,
    );
  }

  hears(pattern: RegExp, withinMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let text = '';
      const timer = setTimeout(() => {
        this.#onData = undefined;
        reject(new Error(`${this.nick} did not hear ${String(pattern)}: ${text.slice(-300)}`));
      }, withinMs);
      this.#onData = (chunk) => {
        // A line may come in two pieces; what is before its last is no use any more.
        text = text.slice(text.lastIndexOf('\n') + 1) + chunk;
        if (!pattern.test(text)) return;
        clearTimeout(timer);
        this.#onData = undefined;
        resolve();
      };
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #answered(line: string, pattern: RegExp): Promise<boolean> {
    const heard = this.hears(pattern, 500);
    this.send(line);
    return heard.then(
      () => true,
      () => false,
    );
  }
}
