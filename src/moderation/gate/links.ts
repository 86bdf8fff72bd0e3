import { createHash } from 'node:crypto';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { GateParts } from './parts.ts';
import type { Kept, NewcomerKey } from './store.ts';

const secretBytes = 24;
const linkMs = 3_600_000;
const keyMs = 6 * 3_600_000;

type Parts = Pick<GateParts, 'store' | 'random' | 'clock' | 'pageUrl'>;

/** Links that open the page of one newcomer once. Only hashes of what opens it are kept. */
export class GateLinks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Undefined where people cannot open the page. */
  async make(key: NewcomerKey): Promise<string | undefined> {
    const { store, random, clock, pageUrl } = this.#parts;
    const page = pageUrl();
    if (page === undefined) return undefined;
    const code = random.token(secretBytes);
    await store.addLink(hashOf(code), key, clock.now() + linkMs);
    // Behind the #, browsers tell it to no server, and so no log ever has it.
    return `${page}#${code}`;
  }

  async open(code: string): Promise<Result<{ readonly key: string; readonly untilMs: number }>> {
    const { store, random, clock } = this.#parts;
    const nowMs = clock.now();
    await store.forgetLinks(nowMs);
    const [key, untilMs] = [random.token(secretBytes), nowMs + keyMs];
    const next = { hash: hashOf(key), untilMs };
    const opened = await store.exchange(hashOf(code.trim()), next, nowMs);
    return opened ? ok({ key, untilMs }) : refuse('gate.link-over');
  }

  async bearer(key: string): Promise<Result<NewcomerKey>> {
    const found = await this.#parts.store.bearer(hashOf(key), this.#parts.clock.now());
    return found ? ok(found) : refuse('gate.link-over');
  }
}

/** What a browser works on: anew for each answer, so that work done once is worth one. */
export const saltOf = (key: string, { attempts, waitUntilMs = 0 }: Kept): string =>
  `${hashOf(key)}.${waitUntilMs}.${attempts}.`;

/** Of a secret that is random already. */
const hashOf = (secret: string): string =>
  createHash('sha256').update(`gate ${secret}`).digest('base64url');
