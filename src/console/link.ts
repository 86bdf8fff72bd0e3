import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { printable } from './printable.ts';

/** Nobody types more than this in one line; what is beyond it is thrown away as it comes. */
const maxLineLength = 4096;
const keepAliveMs = 60_000;
const maxEarlyLines = 10;
/** A reader who lets this much wait is gone, or means no good. */
const maxWaitingBytes = 1024 * 1024;

/** A line to one person: text goes out, lines come in. Bounded both ways. */
export interface Link {
  /** Where the other end is; undefined on this machine. */
  readonly address: string | undefined;
  /** Bytes that wait to be read by the other end. */
  readonly waitingBytes: number;
  /** Who takes the lines from now on; a few that came before have waited. */
  read(take: (line: string) => void): void;
  /** Lines wait again for the next who takes them. */
  hold(): void;
  write(text: string): void;
  /** Says the last words, and closes. */
  end(text?: string): void;
  /** Called once, when it is over. */
  onEnd(run: () => void): void;
}

/** A link over a socket. */
export function linkOn(socket: Socket): Link {
  return new SocketLink(socket);
}

class SocketLink implements Link {
  readonly address: string | undefined;
  readonly #socket: Socket;
  readonly #early: string[] = [];
  #take: ((line: string) => void) | undefined;
  #over = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.address = socket.remoteAddress?.replace(/^::ffff:/, '');
    socket.on('error', () => socket.destroy());
    // A peer that vanished without a word would keep its place for ever.
    socket.setKeepAlive(true, keepAliveMs);
    socket.once('close', () => {
      this.#over = true;
    });
    readLines(socket, (line) => this.#line(line));
  }

  get waitingBytes(): number {
    return this.#socket.writableLength;
  }

  read(take: (line: string) => void): void {
    this.#take = take;
    for (const line of this.#early.splice(0)) this.#line(line);
  }

  hold(): void {
    this.#take = undefined;
  }

  write(text: string): void {
    if (this.#over || this.#socket.writableEnded) return;
    this.#socket.write(`${printable(text)}\n`);
    if (this.waitingBytes > maxWaitingBytes) this.#socket.destroy();
  }

  end(text?: string): void {
    if (text !== undefined) this.write(text);
    this.#take = () => {};
    this.#socket.end();
    // Whoever does not read his last words is not waited for.
    this.#socket.destroySoon();
  }

  onEnd(run: () => void): void {
    if (this.#over) run();
    else this.#socket.once('close', run);
  }

  #line(line: string): void {
    if (this.#take) this.#take(line);
    else if (this.#early.length < maxEarlyLines) this.#early.push(line);
  }
}

/** Cuts what comes into lines and never holds more than one of them. */
function readLines(socket: Socket, take: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let held = '';
  socket.on('data', (chunk: Buffer) => {
    const [first = '', ...more] = decoder.write(chunk).split('\n');
    held = shortened(held + first);
    for (const next of more) {
      take(held.replace(/\r$/, ''));
      held = shortened(next);
    }
  });
}

const shortened = (text: string): string => text.slice(0, maxLineLength);
