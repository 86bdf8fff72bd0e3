import type { Clock } from '../../base/clock.ts';
import type { Delivery, Hook, Strand } from './hook.ts';
import { type HookLane, hookLanes, hookLimits } from './limits.ts';

interface Lane {
  readonly slots: number;
  running: number;
  readonly ready: Strand[];
}

interface Parts {
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  /** Makes the call; resolves when it is over, and never rejects. Undefined: none was to be made. */
  readonly begin: (hook: Hook, delivery: Delivery) => Promise<void> | undefined;
  readonly dropped: (hook: Hook, delivery: Delivery) => void;
}

/**
 * Brings events to hooks: of one key one after the other, for each hook on its own, in bounded number. What finds no
 * place waits for one; what waits too long is dropped.
 */
export class HookQueue {
  readonly #parts: Parts;
  readonly #lanes: Readonly<Record<HookLane, Lane>>;
  readonly #hooksInRoom = new Set<Hook>();
  #inRoom = 0;
  #pumping = false;
  waiting = 0;
  /** Of what has begun: how many, and how long they waited. */
  begun = 0;
  waitedMs = 0;
  longestWaitMs = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    const lane = (name: HookLane): Lane => ({
      ...{ slots: hookLimits.slots[name], running: 0, ready: [] },
    });
    this.#lanes = { urgent: lane('urgent'), normal: lane('normal'), bulk: lane('bulk') };
  }

  get running(): number {
    return hookLanes.reduce((sum, lane) => sum + this.#lanes[lane].running, 0);
  }

  get inRoom(): number {
    return this.#inRoom;
  }

  /** True when it is queued; where the queue is full, resolves to whether it was in time. */
  put(hook: Hook, delivery: Delivery): true | Promise<boolean> {
    if (this.#hasPlace(hook) && hook.room.length === 0) {
      this.#accept(hook, delivery);
      return true;
    }
    if (this.#inRoom >= hookLimits.waitingForRoom) {
      this.#parts.dropped(hook, delivery);
      return Promise.resolve(false);
    }
    return this.#waitForRoom(hook, delivery);
  }

  /** Forgets what waits for a hook that goes. */
  remove(hook: Hook): void {
    for (const strand of hook.strands.values()) {
      this.waiting -= strand.deliveries.length;
      strand.deliveries.length = 0;
    }
    hook.waiting = 0;
    hook.parked.length = 0;
    for (const { settle } of [...hook.room]) settle(false);
    this.#refill(hook);
  }

  #hasPlace(hook: Hook): boolean {
    return this.waiting < hookLimits.queue && hook.waiting < hookLimits.queueOfOne;
  }

  #accept(hook: Hook, delivery: Delivery): void {
    this.waiting += 1;
    hook.waiting += 1;
    const known = hook.strands.get(delivery.key);
    if (known) return void known.deliveries.push(delivery);
    const strand: Strand = { hook, key: delivery.key, deliveries: [delivery] };
    hook.strands.set(delivery.key, strand);
    this.#makeReady(strand);
  }

  #makeReady(strand: Strand): void {
    this.#lanes[strand.hook.lane].ready.push(strand);
    if (this.#pumping) return;
    this.#pumping = true;
    // Whoever emits goes on first: hooks never run inside of what they hear of.
    queueMicrotask(() => {
      this.#pumping = false;
      for (const lane of hookLanes) this.#pump(this.#lanes[lane]);
    });
  }

  #pump(lane: Lane): void {
    while (lane.running < lane.slots) {
      const strand = lane.ready.shift();
      if (!strand) return;
      if (strand.hook.running >= hookLimits.slotsOfOne) strand.hook.parked.push(strand);
      else this.#begin(lane, strand);
    }
  }

  #begin(lane: Lane, strand: Strand): void {
    const { hook } = strand;
    const delivery = strand.deliveries.shift();
    if (!delivery) return void hook.strands.delete(strand.key);
    this.#left(hook, delivery);
    const call = this.#parts.begin(hook, delivery);
    if (!call) return this.#next(strand);
    lane.running += 1;
    hook.running += 1;
    void call.then(() => {
      lane.running -= 1;
      hook.running -= 1;
      const parked = hook.parked.shift();
      if (parked) this.#makeReady(parked);
      this.#next(strand);
      this.#pump(lane);
    });
  }

  #next(strand: Strand): void {
    if (strand.deliveries.length > 0) this.#makeReady(strand);
    else strand.hook.strands.delete(strand.key);
  }

  #left(hook: Hook, { sinceMs }: Delivery): void {
    const waitedMs = this.#parts.clock.monotonic() - sinceMs;
    this.begun += 1;
    this.waitedMs += waitedMs;
    this.longestWaitMs = Math.max(this.longestWaitMs, waitedMs);
    this.waiting -= 1;
    hook.waiting -= 1;
    if (this.#inRoom > 0) this.#refill(hook);
  }

  /** One place is free: it goes to who has waited for it, first to the hook whose place it was. */
  #refill(freed: Hook): void {
    for (const hook of [freed, ...this.#hooksInRoom]) {
      while (hook.room.length > 0 && this.#hasPlace(hook)) hook.room[0]?.settle(true);
      if (this.waiting >= hookLimits.queue) return;
    }
  }

  #waitForRoom(hook: Hook, delivery: Delivery): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (accepted: boolean): void => {
        cancel();
        this.#leaveRoom(hook, entry);
        if (accepted) this.#accept(hook, delivery);
        else this.#parts.dropped(hook, delivery);
        resolve(accepted);
      };
      const cancel = this.#parts.clock.after(hookLimits.roomWithinMs, () => settle(false));
      const entry = { delivery, settle };
      hook.room.push(entry);
      this.#hooksInRoom.add(hook);
      this.#inRoom += 1;
    });
  }

  #leaveRoom(hook: Hook, entry: Hook['room'][number]): void {
    hook.room.splice(hook.room.indexOf(entry), 1);
    this.#inRoom -= 1;
    if (hook.room.length === 0) this.#hooksInRoom.delete(hook);
  }
}
