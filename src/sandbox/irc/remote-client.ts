import { fromWire, toWire } from './bytes.ts';
import { capability } from './capabilities.ts';
import type { Client } from './client.ts';
import { Hearing, matches, type Patience } from './heard.ts';
import { maskOf } from './model.ts';
import type { Network } from './network.ts';

export interface ReplayedLine {
  /** When it was said, epoch ms. */
  readonly atMs: number;
  readonly from: string;
  readonly text: string;
}

/** A test on byte strings. */
const fits =
  (pattern: RegExp) =>
  (line: string): boolean =>
    matches(pattern, fromWire(line));

/** A script's grip on one real client of the simulated network: what it sent, and what happens to its link. */
export class RemoteClient {
  readonly #net: Network;
  readonly #client: Client;
  readonly #hearing = new Hearing<string>((line) => line);

  constructor(net: Network, client: Client) {
    this.#net = net;
    this.#client = client;
    for (const line of client.sent.toArray()) this.#hearing.add(fromWire(line));
    client.onSent = (line) => this.#hearing.add(fromWire(line));
  }

  get nick(): string {
    return this.#client.user.nick;
  }

  get account(): string | undefined {
    return this.#client.user.account;
  }

  get mask(): string {
    return maskOf(this.#client.user);
  }

  get secure(): boolean {
    return this.#client.user.secure;
  }

  get channels(): string[] {
    return [...this.#client.user.channels].map((channel) => fromWire(channel.name));
  }

  /** The capabilities that it has. */
  get capabilities(): string[] {
    return Object.entries(capability).flatMap(([name, bit]) =>
      this.#client.caps & bit ? name : [],
    );
  }

  /** Whether the network still knows the link. */
  get connected(): boolean {
    return !this.#client.closed;
  }

  /** The last 1,000 lines that it sent. They hold its passwords: for tests, not for logs. */
  get sent(): string[] {
    return this.#client.sent.toArray().map(fromWire);
  }

  /** The first line that it sent, or will send, which fits and was not used by an earlier call. */
  sends(pattern: RegExp, patience?: Patience): Promise<string> {
    return this.#hearing.next(
      `${this.nick} should send ${String(pattern)}`,
      (line) => matches(pattern, line),
      patience,
    );
  }

  /** Sends a line as it is (CR LF added): the server as a liar. */
  raw(line: string): void {
    this.#client.raw(toWire(line));
  }

  /** Sends bytes as they are, without an end of line. */
  rawBytes(bytes: Uint8Array): void {
    this.#client.outbox.add(Buffer.from(bytes).toString('latin1'));
  }

  /** Drops the lines to the client that fit; none again without a pattern. */
  dropTo(pattern?: RegExp): void {
    this.#client.outbox.faults.drop = pattern && fits(pattern);
  }

  /** Drops the lines from the client that fit, unread; none again without a pattern. */
  dropFrom(pattern?: RegExp): void {
    this.#client.dropFrom = pattern && fits(pattern);
  }

  /** Keeps everything to the client back for this long. */
  delay(delayMs: number): void {
    this.#client.outbox.faults.delayMs = delayMs;
  }

  /** Half-open: the network neither reads nor writes on this link any more. */
  stall(): void {
    this.#client.stall();
  }

  /** ERROR and the end of the link. */
  error(reason = 'Connection timed out'): void {
    this.#client.close(toWire(reason));
  }

  /** ERROR, but the socket stays open. */
  errorOnly(reason = 'Connection timed out'): void {
    this.#client.errorOnly(toWire(reason));
  }

  /** The socket ends orderly without an ERROR line. */
  hangUp(): void {
    this.#client.hangUp();
  }

  /** The socket is reset (RST). */
  reset(): void {
    this.#client.vanish();
  }

  /** Lines of the past in a `chathistory` batch, as a bouncer or a server with history plays them. */
  replay(channel: string, lines: readonly ReplayedLine[]): void {
    const { serverName } = this.#net.rules;
    const batch = this.#net.newId();
    const target = toWire(channel);
    this.#client.deliver(this.#net.line(serverName, 'BATCH', [`+${batch}`, 'chathistory', target]));
    for (const { atMs, from, text } of lines) {
      const facts = { time: new Date(atMs).toISOString(), msgid: this.#net.newId(), batch };
      const user = this.#net.user(from);
      const source = user ? maskOf(user) : `${from}!${from}@${from}.users.sandbox.test`;
      this.#client.deliver(this.#net.line(source, 'PRIVMSG', [target, toWire(text)], facts));
    }
    this.#client.deliver(this.#net.line(serverName, 'BATCH', [`-${batch}`]));
  }
}
