import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';

/** What a script does to the lines on their way to one client. */
interface OutgoingFaults {
  /** Lines that never leave. */
  drop: ((line: string) => boolean) | undefined;
  delayMs: number;
  /** Nothing leaves any more, though the socket stands. */
  stalled: boolean;
}

/** Collects what one tick has for a socket and writes it in one go. */
export class Outbox {
  readonly faults: OutgoingFaults = { drop: undefined, delayMs: 0, stalled: false };
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #maxBytes: number;
  readonly #onFull: () => void;
  #waiting = '';

  constructor(
    socket: Socket,
    clock: Clock,
    { maxBytes, onFull }: { maxBytes: number; onFull: () => void },
  ) {
    this.#socket = socket;
    this.#clock = clock;
    this.#maxBytes = maxBytes;
    this.#onFull = onFull;
  }

  add(bytes: string): void {
    const { drop, delayMs, stalled } = this.faults;
    if (stalled || drop?.(bytes)) return;
    if (delayMs > 0) this.#clock.after(delayMs, () => this.#collect(bytes));
    else this.#collect(bytes);
  }

  #collect(bytes: string): void {
    if (this.#waiting === '') process.nextTick(() => this.flush());
    this.#waiting += bytes;
  }

  flush(): void {
    const bytes = this.#waiting;
    this.#waiting = '';
    if (bytes === '' || !this.#socket.writable || this.faults.stalled) return;
    this.#socket.write(bytes, 'latin1');
    if (this.#socket.writableLength > this.#maxBytes) this.#onFull();
  }
}
