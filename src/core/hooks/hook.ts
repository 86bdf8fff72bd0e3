import type { HookBreaker } from './breaker.ts';
import type { HookView } from './desk.ts';
import type { Ports } from '../commands/ports.ts';
import type { Happening } from './happening.ts';
import type { HookLane } from './limits.ts';
import type { Listener } from './listener.ts';

/** One event on its way to one hook. */
export interface Delivery {
  readonly event: Happening;
  /** What it must not overtake. */
  readonly key: string;
  /** How many hooks the event came out of, one after the other. */
  readonly depth: number;
  readonly sinceMs: number;
}

/** What waits behind one another for one hook: the events of one key. */
export interface Strand {
  readonly hook: Hook;
  readonly key: string;
  readonly deliveries: Delivery[];
}

/** An event that found the queue full. */
export interface InRoom {
  readonly delivery: Delivery;
  readonly settle: (accepted: boolean) => void;
}

export interface HookParts {
  /** `message:karma`, or, where the listener has a name, `message:karma.thanks`. */
  readonly id: string;
  readonly module: string;
  readonly listener: Listener;
  readonly ports: () => Ports;
  readonly breaker: HookBreaker;
}

/** A hook while it is registered, with what was counted of it. */
export class Hook {
  readonly id: string;
  readonly module: string;
  readonly listener: Listener;
  readonly breaker: HookBreaker;
  /** The ports of its module. */
  readonly ports: () => Ports;
  readonly lane: HookLane;
  readonly priority: number;
  readonly strands = new Map<string, Strand>();
  /** Strands that are ready, while the hook has as many calls running as it may. */
  readonly parked: Strand[] = [];
  readonly room: InRoom[] = [];
  /** What can be told to stop. */
  readonly calls = new Set<(why: Error) => void>();
  gone = false;
  waiting = 0;
  running = 0;
  runs = 0;
  failures = 0;
  timeouts = 0;
  skipped = 0;
  dropped = 0;
  tookMs = 0;
  longestMs = 0;
  lastProblem: string | undefined;
  lastRunAtMs: number | undefined;

  constructor({ id, module, listener, ports, breaker }: HookParts) {
    this.id = id;
    this.module = module;
    this.listener = listener;
    this.lane = listener.lane ?? 'normal';
    this.priority = listener.priority ?? 0;
    this.ports = ports;
    this.breaker = breaker;
  }

  view(): HookView {
    const { id, module, listener, runs, failures, timeouts, skipped, dropped } = this;
    const { on: kind } = listener;
    return {
      ...{ id, module, kind, lane: this.lane, priority: this.priority, now: this.breaker.state },
      ...{ runs, failures, timeouts, skipped, dropped },
      ...{ waiting: this.waiting + this.room.length, running: this.running },
      averageMs: runs === 0 ? 0 : this.tookMs / runs,
      longestMs: this.longestMs,
      ...(this.lastProblem !== undefined && { lastProblem: this.lastProblem }),
      ...(this.lastRunAtMs !== undefined && { lastRunAtMs: this.lastRunAtMs }),
    };
  }
}
