import { type Seed, Fingerprint } from './fingerprint.ts';
import { networkOf } from './actor-key.ts';
import type { Limits } from './limits.ts';
import { SlotTable, type TableSize, headerCells, tickOf } from './slot-table.ts';
import { type Tallies, counted, sourceNumber } from './tallies.ts';
import { type BucketLimit, tokenBucket } from './token-bucket.ts';

/** The doors of the dashboard, each with an allowance of its own: none uses up another's. */
const doors = { api: 0, live: 1, 'sign-in': 2, public: 3 } as const;
export type WebDoor = keyof typeof doors;

/** One request. */
export interface WebUse {
  readonly door: WebDoor;
  /** The client's address: the connection's own, or what a trusted proxy says. */
  readonly address: string;
  /** Whatever stands for the session that the client claims to have. Not yet believed. */
  readonly session?: string;
}

interface Parts {
  readonly seed: Seed;
  readonly tallies: Tallies;
  /** What holds for the dashboard; asked at every request. */
  readonly limits: () => Limits;
  readonly capacity: number;
}

const bucketCells = 2 * Object.keys(doors).length;
const hourMs = 3_600_000;
const [bucketStage, web] = [2, sourceNumber('web')];

/**
 * Requests to the dashboard. Whoever is signed in has an allowance a session, whatever address it comes from; all others
 * share that of their address, an IPv6 /64 counting as one. So neighbours behind one address neither use each other up,
 * nor does a forged cookie buy anything: a session counts as one only once the dashboard has said that it is.
 */
export class WebGuard {
  readonly #parts: Parts;
  readonly #addresses: SlotTable;
  readonly #sessions: SlotTable;
  readonly #fingerprint: Fingerprint;

  constructor(parts: Parts) {
    this.#parts = parts;
    const bounds = { capacity: parts.capacity, cells: bucketCells, idleMs: hourMs };
    this.#addresses = new SlotTable(bounds);
    this.#sessions = new SlotTable(bounds);
    this.#fingerprint = new Fingerprint(parts.seed);
  }

  get sizes(): readonly ({ readonly table: string } & TableSize)[] {
    return [
      { table: 'web-addresses', ...this.#addresses.sizes },
      { table: 'web-sessions', ...this.#sessions.sizes },
    ];
  }

  /** Milliseconds to wait before coming again; 0 lets the request in and charges it. */
  waitMs({ door, address, session }: WebUse, nowMs: number): number {
    const { tallies } = this.#parts;
    const apart = door === 'sign-in' || door === 'public';
    const known = session === undefined || apart ? -1 : this.#find(session);
    const [table, at] = known < 0 ? this.#byAddress(address, nowMs) : [this.#sessions, known];
    const limit = this.#limitOf(door, known >= 0);
    const bucket = (at + headerCells) / 2 + doors[door];
    const waitMs = tokenBucket.waitMs(table.floats, bucket, nowMs, limit);
    if (waitMs === 0) tokenBucket.take(table.floats, bucket, nowMs, limit);
    tallies.count(bucketStage, waitMs === 0 ? counted.allow : counted.refuse, web);
    return waitMs;
  }

  /** This session is one: from now on it has its own allowance. */
  welcome(session: string, nowMs: number): void {
    this.#fingerprint.of(session);
    this.#sessions.open(this.#fingerprint.high, this.#fingerprint.low, tickOf(nowMs));
  }

  sweep(nowMs: number): number {
    return this.#addresses.sweep(tickOf(nowMs)) + this.#sessions.sweep(tickOf(nowMs));
  }

  clear(): void {
    this.#addresses.clear();
    this.#sessions.clear();
  }

  #find(session: string): number {
    this.#fingerprint.of(session);
    return this.#sessions.find(this.#fingerprint.high, this.#fingerprint.low);
  }

  #byAddress(address: string, nowMs: number): [SlotTable, number] {
    this.#fingerprint.of(addressKey(address));
    const { high, low } = this.#fingerprint;
    return [this.#addresses, this.#addresses.open(high, low, tickOf(nowMs))];
  }

  #limitOf(door: WebDoor, inSession: boolean): BucketLimit {
    const { buckets, web: own } = this.#parts.limits();
    if (door === 'sign-in') return own.signIn;
    return inSession ? own.session : buckets.web;
  }
}

/** One IPv6 customer has 2⁶⁴ addresses, and all of them count as one; an IPv4 address is itself, however it is written. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return networkOf(plain) ?? plain;
}
