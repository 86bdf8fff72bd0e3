import { isIP } from 'node:net';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';

/** Where a connection keeps what must outlive the process. The text means nothing to who keeps it. */
export interface StsStore {
  load(): string | undefined;
  save(text: string): void;
}

/** Keeps it for as long as the process lives. */
export function memoryStsStore(): StsStore {
  let kept: string | undefined;
  return {
    load: () => kept,
    save: (text) => {
      kept = text;
    },
  };
}

export interface StsPolicy {
  readonly port: number;
  readonly durationMs: number;
  readonly expiresAtMs: number;
}

const policyShape = z.object({
  port: z.int().min(1).max(65_535),
  durationMs: z.number().min(0),
  expiresAtMs: z.number(),
});
const memoryShape = z.object({
  policies: z.array(z.tuple([z.string(), policyShape])).default([]),
  /** Wall-clock time before which the network asked us to stay away. */
  stayAwayUntilMs: z.number().default(0),
});

const longestMs = 366 * 24 * 3_600_000;
const longestAwayMs = 60 * 60_000;

/** What a connection remembers across restarts: STS policies by host, and until when it must stay away. */
export class LinkMemory {
  readonly #store: StsStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #log: Log;
  readonly #policies: Map<string, StsPolicy>;
  #stayAwayUntilMs: number;

  constructor(store: StsStore, clock: Pick<Clock, 'now'>, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    const kept = this.#load();
    this.#policies = new Map(kept.policies);
    this.#stayAwayUntilMs = kept.stayAwayUntilMs;
  }

  policyFor(host: string): StsPolicy | undefined {
    const policy = isIP(host) > 0 ? undefined : this.#policies.get(host.toLowerCase());
    return policy && policy.expiresAtMs > this.#clock.now() ? policy : undefined;
  }

  /** Takes what a server said over a link that is secure; a duration of 0 removes the policy. */
  keepPolicy(host: string, port: number, durationMs: number): void {
    if (isIP(host) > 0) return;
    const key = host.toLowerCase();
    const keptMs = Math.min(durationMs, longestMs);
    if (keptMs <= 0) {
      if (!this.#policies.delete(key)) return;
    } else
      this.#policies.set(key, {
        port,
        durationMs: keptMs,
        expiresAtMs: this.#clock.now() + keptMs,
      });
    this.#save();
  }

  /** At the end of a secure link the time begins to run anew. */
  renewPolicy(host: string): void {
    const policy = this.policyFor(host);
    if (policy) this.keepPolicy(host, policy.port, policy.durationMs);
  }

  /** How long to stay away still, never more than an hour whatever the clock did meanwhile. */
  get stayAwayMs(): number {
    const leftMs = this.#stayAwayUntilMs - this.#clock.now();
    return leftMs > 0 && leftMs <= longestAwayMs ? leftMs : 0;
  }

  stayAway(forMs: number): void {
    const untilMs = forMs > 0 ? this.#clock.now() + forMs : 0;
    if (untilMs === this.#stayAwayUntilMs) return;
    this.#stayAwayUntilMs = untilMs;
    this.#save();
  }

  #load(): z.output<typeof memoryShape> {
    try {
      return memoryShape.parse(JSON.parse(this.#store.load() ?? '{}'));
    } catch (problem) {
      this.#log.warn(
        { problem: messageOf(problem) },
        'What was kept of this connection cannot be read; starting empty',
      );
      return { policies: [], stayAwayUntilMs: 0 };
    }
  }

  #save(): void {
    const text = JSON.stringify({
      policies: [...this.#policies],
      stayAwayUntilMs: this.#stayAwayUntilMs,
    });
    try {
      this.#store.save(text);
    } catch (problem) {
      this.#log.error(
        { problem: messageOf(problem) },
        'Cannot keep the security policy of this server; a restart will forget it',
      );
    }
  }
}

export interface StsOffer {
  readonly port?: number;
  readonly durationMs?: number;
}

/** Reads the value of the capability `sts`; what makes no sense is left out. */
export function parseSts(value: string): StsOffer {
  const keys = new Map<string, string>();
  for (const part of value.split(',')) {
    const [key = '', text = ''] = part.split('=', 2);
    keys.set(key, text);
  }
  const port = wholeNumber(keys.get('port'), 65_535);
  const seconds = wholeNumber(keys.get('duration'), Number.MAX_SAFE_INTEGER);
  return {
    ...(port !== undefined && port > 0 && { port }),
    ...(seconds !== undefined && { durationMs: Math.min(seconds * 1000, longestMs) }),
  };
}

function wholeNumber(text: string | undefined, max: number): number | undefined {
  if (text === undefined || !/^\d{1,30}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= max ? value : max === 65_535 ? undefined : max;
}
