import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Lane } from '../../core/platform.ts';
import { TokenBucket, type Pacing } from './token-bucket.ts';

/** What a link lets the queue do while it stands. */
export interface Gate {
  write(line: string): void;
  readonly congested: boolean;
  /** Whether this target can hear now (a channel that is being joined cannot yet). */
  ready(target: string): boolean;
}

interface Waiting {
  readonly lines: readonly string[];
  next: number;
  readonly sinceMs: number;
  readonly done: () => void;
  readonly failed: (reason: CastellanError) => void;
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

/**
 * What waits to be sent. Higher lanes go first; inside a lane the targets are served in turn, one line
 * each, so that one busy channel does not silence the others. The send budget is a token bucket.
 */
export class SendQueue {
  readonly #ports: Ports;
  readonly #bucket: TokenBucket;
  /** Per lane: targets in the order in which they will be served, each with what waits for it. */
  readonly #lanes = new Map<Lane, Map<string, Waiting[]>>(lanes.map((lane) => [lane, new Map()]));
  #gate: Gate | undefined;
  #lines = 0;
  #cancelTimer: (() => void) | undefined;
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
      for (const target of [...lane.keys()])
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
    if (this.#lines + lines.length > this.#ports.maxLines) this.#dropStale();
    if (this.#lines + lines.length > this.#ports.maxLines)
      return Promise.reject(closed('too much waits to be sent already'));
    const waited = this.#enqueue(target, lines, lane);
    this.wake();
    return waited;
  }

  /** Sends what may be sent now, and comes back for the rest. */
  wake(): void {
    const gate = this.#gate;
    while (gate !== undefined && !gate.congested && this.#lines > 0) {
      if (!this.#bucket.has()) return this.#comeBack();
      const line = this.#next(gate);
      if (line === undefined) return;
      this.#bucket.take();
      gate.write(line);
    }
  }

  /** Unpaced, with nothing before it: no need to queue at all. */
  #passes(target: string): boolean {
    const gate = this.#gate;
    if (gate === undefined || this.#lines > 0 || this.#ports.pacing !== false) return false;
    return !gate.congested && (target === protocolTarget || gate.ready(target));
  }

  #enqueue(target: string, lines: readonly string[], lane: Lane): Promise<void> {
    return new Promise((done, failed) => {
      const queue = this.#lanes.get(lane) ?? new Map<string, Waiting[]>();
      const waiting: Waiting = {
        lines,
        next: 0,
        sinceMs: this.#ports.clock.monotonic(),
        done,
        failed,
      };
      const before = queue.get(target);
      if (before) before.push(waiting);
      else queue.set(target, [waiting]);
      this.#lines += lines.length;
    });
  }

  #next(gate: Gate): string | undefined {
    for (const lane of this.#lanes.values()) {
      for (const [target, queue] of lane) {
        if (target !== protocolTarget && !gate.ready(target)) continue;
        return this.#serve(lane, target, queue);
      }
    }
    return undefined;
  }

  /** The next line for a target, which then goes to the end of its lane. */
  #serve(lane: Map<string, Waiting[]>, target: string, queue: Waiting[]): string | undefined {
    const first = queue[0];
    const line = first?.lines[first.next];
    if (first === undefined || line === undefined) return undefined;
    first.next += 1;
    this.#lines -= 1;
    lane.delete(target);
    if (first.next === first.lines.length) {
      queue.shift();
      first.done();
    }
    if (queue.length > 0) lane.set(target, queue);
    return line;
  }

  #comeBack(): void {
    this.#cancelTimer ??= this.#ports.clock.after(this.#bucket.nextInMs, () => {
      this.#cancelTimer = undefined;
      this.wake();
    });
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #dropStale(): void {
    const beforeMs = this.#ports.clock.monotonic() - this.#ports.keepOfflineMs;
    for (const lane of this.#lanes.values()) {
      for (const [target, queue] of lane) {
        const stale = queue.filter(({ sinceMs }) => sinceMs < beforeMs);
        if (stale.length === 0) continue;
        const fresh = queue.filter(({ sinceMs }) => sinceMs >= beforeMs);
        if (fresh.length > 0) lane.set(target, fresh);
        else lane.delete(target);
        this.#fail(
          stale,
          new CastellanError(
            'network',
            'The network was away for too long; the message was dropped',
          ),
        );
      }
    }
  }

  #drop(
    lane: Map<string, Waiting[]>,
    target: string,
    why: string,
    code: 'closed' | 'platform-refused' = 'closed',
  ): void {
    const queue = lane.get(target);
    if (queue === undefined) return;
    lane.delete(target);
    this.#fail(queue, new CastellanError(code, `The message was not sent: ${why}`));
  }

  #fail(all: readonly Waiting[], reason: CastellanError): void {
    for (const waiting of all) {
      this.#lines -= waiting.lines.length - waiting.next;
      waiting.failed(reason);
    }
  }
}

const closed = (why: string): CastellanError =>
  new CastellanError('closed', `The message was not sent: ${why}`);
