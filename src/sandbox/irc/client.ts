import { isUtf8 } from 'node:buffer';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Applicant, SaslState } from './applicant.ts';
import type { Offer } from './cap.ts';
import { capability } from './capabilities.ts';
import { FloodGate } from './flood-gate.ts';
import { receive } from './handshake.ts';
import { parseLine, type Line } from './line.ts';
import { LineReader } from './line-reader.ts';
import { disappear } from './membership.ts';
import type { Link, User } from './model.ts';
import type { Network } from './network.ts';
import { Outbox } from './outbox.ts';
import { Ring } from './ring.ts';

const sentLinesKept = 1000;
const lingerMs = 1000;

/** A real IRC client at the other end of a socket. */
export class Client implements Link, Applicant {
  readonly net: Network;
  readonly user: User;
  readonly outbox: Outbox;
  /** The last lines that the client sent. */
  readonly sent = new Ring<string>(sentLinesKept);
  /** Told of every line that the client sends. */
  onSent: (line: string) => void = () => {};
  /** Lines from the client that are dropped unread. */
  dropFrom: ((line: string) => boolean) | undefined;
  caps = 0;
  registered = false;
  negotiating = false;
  knowsCap302 = false;
  givenPassword: string | undefined;
  introduced = false;
  cookie: string | undefined;
  sasl: SaslState = { state: 'idle' };
  welcoming = false;
  #closed = false;
  #heard = true;
  #captured: Line[] | undefined;
  readonly #socket: Socket;
  readonly #offer: Offer;
  readonly #reader: LineReader;
  readonly #gate: FloodGate | undefined;
  #cancelTimer: () => void;

  constructor(net: Network, socket: Socket, offer: Offer) {
    this.net = net;
    this.#socket = socket;
    this.#offer = offer;
    this.user = newUser(net, socket, this);
    this.outbox = new Outbox(socket, net.linkClock, {
      maxBytes: net.rules.sendQueueBytes,
      onFull: () => this.#leave('SendQ exceeded', () => socket.destroy()),
    });
    this.#reader = new LineReader(net.rules.lineBytes);
    const { flood } = net.rules;
    this.#gate = flood && new FloodGate(flood, net.linkClock, (line) => this.#handle(line));
    this.#cancelTimer = net.linkClock.after(net.rules.registrationMs, () =>
      this.close('Registration timeout'),
    );
    this.#listen();
  }

  get closed(): boolean {
    return this.#closed;
  }

  welcomed(): void {
    this.#cancelTimer();
    this.#watchSilence(false);
  }

  deliver(line: Line): void {
    if (this.#captured) this.#captured.push(line);
    else if (!this.#closed) this.outbox.add(line.render(this.caps));
  }

  /** Bytes as they are; CR LF is added. */
  raw(line: string): void {
    this.outbox.add(`${line}\r\n`);
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.sayError(reason);
    this.#leave(reason, () => {
      this.outbox.flush();
      this.#socket.end();
      this.net.linkClock.after(lingerMs, () => this.#socket.destroy());
    });
  }

  sayError(reason: string): void {
    const { nick, username, host } = this.user;
    const text = `Closing link: ${nick || '*'}[${username}@${host}] (${reason})`;
    this.outbox.add(this.net.line('', 'ERROR', [text]).render(0));
  }

  /** Says ERROR and leaves the socket open, as no sane server does. */
  errorOnly(reason: string): void {
    this.sayError(reason);
    this.#leave(reason, () => {});
  }

  /** The socket is gone without a word. */
  vanish(): void {
    this.#leave('Connection reset by peer', () => this.#socket.resetAndDestroy());
  }

  /** The socket is ended orderly, without an ERROR line. */
  hangUp(): void {
    this.#leave('Connection closed', () => this.#socket.end());
  }

  /** Neither reads nor writes any more; to the client the link looks alive. */
  stall(): void {
    this.outbox.faults.stalled = true;
    this.#socket.pause();
  }

  #leave(reason: string, end: () => void): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#cancelTimer();
      this.#gate?.close();
      if (this.registered) disappear(this.net, this.user, reason);
    }
    end();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    let trouble = 'Remote host closed the connection';
    socket.on('data', (chunk) => this.#read(String(chunk)));
    socket.on('error', (error) => (trouble = `Read error: ${error.message}`));
    socket.on('close', () => this.#leave(trouble, () => {}));
  }

  #read(chunk: string): void {
    this.#heard = true;
    for (const piece of this.#reader.read(chunk)) {
      if (this.#closed) return;
      if ('tooLong' in piece) this.net.numeric(this.user, '417', 'Input line was too long');
      else this.#take(piece.line);
    }
  }

  #take(line: string): void {
    this.sent.push(line);
    this.onSent(line);
    if (this.dropFrom?.(line)) return;
    if (this.net.rules.utf8Only && !isUtf8(Buffer.from(line, 'latin1'))) return this.#refuseBytes();
    if (!this.#gate || !this.registered) this.#handle(line);
    else if (!this.#gate.offer(line)) this.close('Excess Flood');
  }

  #refuseBytes(): void {
    const text = 'Message rejected, your IRC software MUST use UTF-8 encoding on this network';
    const told = this.net.standardReply(this.user, 'FAIL', '*', 'INVALID_UTF8', text);
    if (!told) this.net.notice(this.user, text);
  }

  /** A fault of ours costs this client its link, never the others theirs. */
  #handle(line: string): void {
    const message = parseLine(line);
    if (!message) return;
    try {
      if (message.label !== undefined && this.caps & capability['labeled-response']) {
        this.#labeled(message.label, () => receive(this, this.#offer, message));
      } else receive(this, this.#offer, message);
    } catch (error) {
      this.net.log.error({ error, command: message.command }, 'A command failed in the sandbox');
      this.close('Internal error');
    }
  }

  /** Collects the answer to a labelled command: nothing is ACK, one line carries the label, more are a batch. */
  #labeled(label: string, run: () => void): void {
    const captured: Line[] = [];
    this.#captured = captured;
    try {
      run();
    } finally {
      this.#captured = undefined;
    }
    if (captured.length < 2) {
      const only = captured[0] ?? this.net.line(this.net.rules.serverName, 'ACK', []);
      this.outbox.add(only.render(this.caps, `label=${label}`));
    } else this.#sendLabeledBatch(label, captured);
  }

  #sendLabeledBatch(label: string, lines: readonly Line[]): void {
    const { serverName } = this.net.rules;
    const id = this.net.newId();
    const start = this.net.line(serverName, 'BATCH', [`+${id}`, 'labeled-response']);
    this.outbox.add(start.render(this.caps, `label=${label}`));
    for (const line of lines) this.outbox.add(line.render(this.caps, `batch=${id}`));
    this.outbox.add(this.net.line(serverName, 'BATCH', [`-${id}`]).render(this.caps));
  }

  /** Asks who was silent for a while; who stays silent as long again is gone. */
  #watchSilence(asked: boolean): void {
    const { pingEveryMs, serverName } = this.net.rules;
    this.#heard = false;
    this.#cancelTimer = this.net.linkClock.after(pingEveryMs, () => {
      if (this.#heard) return this.#watchSilence(false);
      if (asked) return this.close(`Ping timeout: ${Math.round((2 * pingEveryMs) / 1000)} seconds`);
      this.outbox.add(this.net.line('', 'PING', [serverName]).render(0));
      this.#watchSilence(true);
    });
  }
}

function newUser(net: Network, socket: Socket, link: Link): User {
  const host = socket.remoteAddress ?? '0.0.0.0';
  const nowMs = net.clock.now();
  return {
    nick: '',
    username: 'unknown',
    host,
    realHost: host,
    realname: '',
    server: net.rules.serverName,
    account: undefined,
    away: undefined,
    modes: new Set(),
    channels: new Set(),
    monitored: new Map(),
    link,
    signonAtMs: nowMs,
    lastSpokeAtMs: nowMs,
    certificate: certificateOf(socket),
    secure: socket instanceof TLSSocket,
    service: false,
  };
}

function certificateOf(socket: Socket): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const { fingerprint256 } = socket.getPeerX509Certificate() ?? {};
  return fingerprint256?.replaceAll(':', '').toLowerCase();
}
