import type { Clock } from '../../../base/clock.ts';
import type { Application } from '../model.ts';

/** What a session sends through; it comes and goes while the session stays. */
export interface Outlet {
  /** Sends one finished payload. */
  transmit(payload: string): void;
  close(code: number, reason: string): void;
}

const keepEvents = 4096;
const shortlyMs = 5;

export interface SessionStart {
  readonly id: string;
  readonly application: Application;
  readonly intents: number;
  readonly shard: readonly [number, number];
}

/** A logged-in client: counts its events and keeps the last ones, so that it can resume after a broken connection. */
export class Session {
  readonly id: string;
  readonly application: Application;
  readonly intents: number;
  readonly shard: readonly [number, number];
  sequence = 0;
  outlet: Outlet | undefined;
  /** Real time at which the connection was lost. */
  detachedAtMs: number | undefined;
  /** What is still to be sent before anything else: the guilds after READY. */
  private pending: (() => void) | undefined;
  private readonly kept: string[] = [];

  constructor({ id, application, intents, shard }: SessionStart) {
    this.id = id;
    this.application = application;
    this.intents = intents;
    this.shard = shard;
  }

  /** Sends this a moment later, as Discord does, but before any other event. */
  soon(wireClock: Clock, send: () => void): void {
    this.pending = send;
    wireClock.after(shortlyMs, () => this.settle());
  }

  private settle(): void {
    const send = this.pending;
    this.pending = undefined;
    send?.();
  }

  /** Sends an event whose data is already JSON; `copies` is 0 for one that gets lost on the way. */
  push(name: string, dataJson: string, copies = 1): void {
    this.settle();
    this.sequence += 1;
    const payload = `{"t":"${name}","s":${this.sequence},"op":0,"d":${dataJson}}`;
    this.kept[this.sequence % keepEvents] = payload;
    for (let copy = 0; copy < copies; copy += 1) this.outlet?.transmit(payload);
  }

  /** Whether everything after this event can still be sent again. */
  canReplayAfter(sequence: number): boolean {
    return sequence >= 0 && sequence <= this.sequence && this.sequence - sequence < keepEvents;
  }

  replayAfter(sequence: number): void {
    for (let at = sequence + 1; at <= this.sequence; at += 1) {
      const payload = this.kept[at % keepEvents];
      if (payload !== undefined) this.outlet?.transmit(payload);
    }
  }
}
