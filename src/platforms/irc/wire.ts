import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Clock } from '../../base/clock.ts';
import type { TlsConfig } from './config.ts';
import { LineReader, type FallbackDecoder } from './line-reader.ts';
import { wireLine } from './outgoing.ts';
import { linkProblem, pinProblem, tlsOptions } from './tls-trust.ts';

export interface WireTarget {
  readonly host: string;
  readonly port: number;
  /** Undefined for plain text. */
  readonly tls: TlsConfig | undefined;
}

export interface WireListener {
  opened(): void;
  line(text: string): void;
  malformed(what: 'too-long'): void;
  /** Room in the socket again. */
  drained(): void;
  /** Exactly once. */
  closed(problem: string | undefined): void;
}

interface Ports {
  readonly clock: Clock;
  readonly fallback: FallbackDecoder;
  readonly connectWithinMs: number;
  readonly maxUnsentBytes: number;
}

/** One TCP or TLS connection that speaks in lines. What is written in one turn of the loop goes out together. */
export class Wire {
  lineLength = 512;
  readonly secure: boolean;
  readonly #socket: Socket;
  readonly #listener: WireListener;
  readonly #ports: Ports;
  readonly #cancelConnectTimer: () => void;
  #unsent = '';
  #flushing = false;
  #closed = false;
  #problem: string | undefined;

  constructor(target: WireTarget, listener: WireListener, ports: Ports) {
    this.#listener = listener;
    this.#ports = ports;
    this.secure = target.tls !== undefined;
    this.#socket = openSocket(target);
    this.#socket.setNoDelay(true);
    this.#listen(target);
    this.#cancelConnectTimer = ports.clock.after(ports.connectWithinMs, () =>
      this.destroy(
        `no ${this.secure ? 'secure ' : ''}connection within ${ports.connectWithinMs / 1000} s`,
      ),
    );
  }

  /** More waits in the socket than is healthy: hold back until `drained`. */
  get congested(): boolean {
    return this.#socket.writableLength + this.#unsent.length > this.#ports.maxUnsentBytes;
  }

  writeLine(line: string): void {
    if (this.#closed) return;
    this.#unsent += wireLine(line, this.lineLength);
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.flush());
  }

  flush(): void {
    this.#flushing = false;
    if (this.#unsent === '' || this.#closed) return;
    const text = this.#unsent;
    this.#unsent = '';
    this.#socket.write(text, 'utf8');
  }

  /** Sends what waits, then says goodbye to TCP. */
  end(): void {
    this.flush();
    this.#socket.end();
  }

  destroy(problem?: string): void {
    this.#problem ??= problem;
    this.#socket.destroy();
    this.#close();
  }

  #listen(target: WireTarget): void {
    const socket = this.#socket;
    const reader = this.#reader();
    socket.once(target.tls === undefined ? 'connect' : 'secureConnect', () => this.#open(target));
    socket.on('data', (chunk: Buffer) => {
      if (!this.#closed) reader.push(chunk);
    });
    socket.on('drain', () => this.#listener.drained());
    socket.on('error', (failure) => {
      this.#problem ??= linkProblem(failure);
    });
    socket.on('end', () => this.end());
    socket.on('close', () => this.#close());
  }

  #reader(): LineReader {
    return new LineReader(
      {
        line: (text) => {
          if (!this.#closed) this.#listener.line(text);
        },
        tooLong: () => this.#listener.malformed('too-long'),
        endless: () => this.destroy('the server sent a line without an end'),
      },
      this.#ports.fallback,
    );
  }

  #open(target: WireTarget): void {
    const problem =
      this.#socket instanceof TLSSocket ? pinProblem(target.tls ?? false, this.#socket) : undefined;
    if (problem !== undefined) return this.destroy(problem);
    this.#cancelConnectTimer();
    this.#listener.opened();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelConnectTimer();
    this.#listener.closed(this.#problem);
  }
}

const openSocket = ({ host, port, tls }: WireTarget): Socket =>
  tls === undefined
    ? connectPlain({ host, port })
    : connectTls({ host, port, ...tlsOptions(tls, host) });
