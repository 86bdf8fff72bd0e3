import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Lane } from '../../core/platform.ts';
import { LaneQueue, type Waiting } from './lane-queue.ts';
import { SpokenLately } from './spoken-lately.ts';
import { TokenBucket, type Pacing } from './token-bucket.ts';

/** What a link lets the queue do while it stands. */
export interface Gate {
  write(line: string): void;
  readonly congested: boolean;
  /** Whether this target can hear now (a channel that is being joined cannot yet). */
  ready(target: string): boolean;
}

interface Ports {
  readonly clock: Clock;
  readonly pacing: Pacing;
  readonly maxLines: number;
  readonly keepOfflineMs: number;
}

const lanes: readonly Lane[] = ['urgent', 'operator', 'normal', 'bulk'];
/** Lines of the protocol itself: they have no target and die with their link. */
export const protocolTarget = '';

/** What of a burst is kept for those who are spoken to little. */
const reservedShare = 0.3;

/**
 * What waits to be sent. Higher lanes go first; inside a lane the targets are served in turn (`LaneQueue`), so that
 * one busy channel does not silence the others. The send budget is a token bucket. Its last tokens are reserved for
 * the lanes above `normal`, and for targets that got few lines lately: so an innocent is answered at once though
 * others have used the burst up. When too much waits, the target with the most of it gives way, in the lowest lane.
 */
export class SendQueue {
  readonly #ports: Ports;
  readonly #bucket: TokenBucket;
  readonly #lanes = new Map<Lane, LaneQueue>(lanes.map((lane) => [lane, new LaneQueue()]));
  readonly #spoken = new SpokenLately();
  #gate: Gate | undefined;
  #lines = 0;
  #timer: { readonly atMs: number; readonly cancel: () => void } | undefined;
  #closed = false;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#bucket = new TokenBucket(ports.pacing, ports.clock);
  }

  get size(): number {
    return this.#lines;
  }

  get pacing(): { readonly burst: number; readonly everyMs: number } {
    return this.#bucket;
  }

  /** A link stands: what waited for it goes, except what has become stale. */
  attach(gate: Gate): void {
    this.#gate = gate;
    this.#bucket.refill();
    this.#dropStale();
    this.wake();
  }

  detach(): void {
    this.#gate = undefined;
    this.#stopTimer();
    for (const lane of this.#lanes.values()) this.#drop(lane, protocolTarget, 'the link is gone');
  }

  /** Rejects everything that waits, and all that comes later. */
  close(): void {
    this.detach();
    this.#closed = true;
    for (const lane of this.#lanes.values())
      for (const target of lane.targets())
        this.#drop(lane, target, 'the connection was stopped', 'closed');
  }

  /** The server said that we send too much. */
  slowDown(): void {
    this.#bucket.slowDown();
  }

  /** Rejects what waits for a target that will not hear it. */
  refuse(target: string, why: string): void {
    for (const lane of this.#lanes.values()) this.#drop(lane, target, why, 'platform-refused');
  }

  /** Sends, or takes its place in the queue. Undefined when everything was written at once. */
  push(target: string, lines: readonly string[], lane: Lane): Promise<void> | undefined {
    if (this.#passes(target)) {
      for (const line of lines) this.#gate?.write(line);
      return undefined;
    }
    if (this.#closed) return Promise.reject(closed('the connection was stopped'));
    if (!this.#makeRoom(target, lines.length, lane)) return Promise.reject(tooMuch());
    const waited = this.#enqueue(target, lines, lane);
    this.wake();
    return waited;
  }

  /** Sends what may be sent now, and comes back for the rest. */
  wake(): void {
    const gate = this.#gate;
    while (gate !== undefined && !gate.congested && this.#lines > 0) {
      const free = this.#bucket.has(1 + this.#reserved);
      if (!free && !this.#bucket.has(1)) return this.#comeBack(1);
      const line = this.#next(gate, free);
      if (line === undefined) return free ? undefined : this.#comeBack(1 + this.#reserved);
      this.#bucket.take();
      gate.write(line);
    }
  }

  get #reserved(): number {
    const { burst } = this.#bucket;
    return Number.isFinite(burst) ? Math.floor(burst * reservedShare) : 0;
  }

  /** Unpaced, with nothing before it: no need to queue at all. */
  #passes(target: string): boolean {
    const gate = this.#gate;
    if (gate === undefined || this.#lines > 0 || this.#ports.pacing !== false) return false;
    return !gate.congested && (target === protocolTarget || gate.ready(target));
  }

  #enqueue(target: string, lines: readonly string[], lane: Lane): Promise<void> {
    return new Promise((done, failed) => {
      const sinceMs = this.#ports.clock.monotonic();
      this.#lanes.get(lane)?.add(target, { lines, next: 0, sinceMs, done, failed });
      this.#lines += lines.length;
    });
  }

  #next(gate: Gate, free: boolean): string | undefined {
    for (const [name, lane] of this.#lanes) {
      const target = lane.next(
        (one) =>
          (one === protocolTarget || gate.ready(one)) && (free || this.#mayUseReserve(name, one)),
      );
      const line = target === undefined ? undefined : lane.serve(target);
      if (target === undefined || line === undefined) continue;
      this.#lines -= 1;
      if (this.#ports.pacing !== false) this.#spoken.note(target, this.#ports.clock.monotonic());
      return line;
    }
    return undefined;
  }

  #mayUseReserve(lane: Lane, target: string): boolean {
    if (lane !== 'normal' || target === protocolTarget) return lane !== 'bulk';
    const { burst, everyMs } = this.#bucket;
    const spanMs = (burst - this.#reserved) * everyMs;
    return this.#spoken.to(target, this.#ports.clock.monotonic(), spanMs) < this.#reserved;
  }

  /** Room for so many lines more: what is stale goes, then what waits for those who wait for the most. */
  #makeRoom(target: string, lines: number, lane: Lane): boolean {
    const isFull = () => this.#lines + lines > this.#ports.maxLines;
    if (isFull()) this.#dropStale();
    while (isFull()) {
      const dropped = this.#giveWay(target, lines, lane);
      if (dropped === undefined) return false;
      this.#fail([dropped], tooMuch());
    }
    return true;
  }

  /** Takes away what gives way to these lines: anything in a lower lane, in their own only from a busier target. */
  #giveWay(target: string, lines: number, lane: Lane): Waiting | undefined {
    for (const name of ['bulk', 'normal'] as const) {
      if (lanes.indexOf(name) < lanes.indexOf(lane)) return undefined;
      const queue = this.#lanes.get(name);
      const least = name === lane ? (queue?.linesFor(target) ?? 0) + lines : 0;
      const dropped = queue?.dropOfBusiest(least);
      if (dropped) return dropped;
    }
    return undefined;
  }

  /** Comes back when there are so many tokens. What is pushed meanwhile may come earlier. */
  #comeBack(tokens: number): void {
    const atMs = this.#ports.clock.monotonic() + this.#bucket.inMs(tokens);
    if (this.#timer && this.#timer.atMs <= atMs) return;
    this.#stopTimer();
    const cancel = this.#ports.clock.after(this.#bucket.inMs(tokens), () => {
      this.#timer = undefined;
      this.wake();
    });
    this.#timer = { atMs, cancel };
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #dropStale(): void {
    const beforeMs = this.#ports.clock.monotonic() - this.#ports.keepOfflineMs;
    const reason = new CastellanError(
      'network',
      'The network was away for too long; the message was dropped',
    );
    for (const lane of this.#lanes.values())
      for (const target of lane.targets()) this.#fail(lane.takeOlder(target, beforeMs), reason);
  }

  #drop(
    lane: LaneQueue,
    target: string,
    why: string,
    code: 'closed' | 'platform-refused' = 'closed',
  ): void {
    const reason = new CastellanError(code, `The message was not sent: ${why}`);
    this.#fail(lane.take(target), reason);
  }

  #fail(all: readonly Waiting[], reason: CastellanError): void {
    for (const waiting of all) {
      this.#lines -= waiting.lines.length - waiting.next;
      waiting.failed(reason);
    }
  }
}

const tooMuch = (): CastellanError => closed('too much waits to be sent already');

const closed = (why: string): CastellanError =>
  new CastellanError('closed', `The message was not sent: ${why}`);
