import type { Random } from '../../base/random.ts';
import type { LinkEnd } from './link-end.ts';
import type { Tuning } from './tuning.ts';

interface Ports {
  readonly random: Random;
  readonly tuning: Pick<Tuning, 'retryBaseMs' | 'retryMaxMs' | 'bannedRetryMs'>;
  /** How many servers are tried in turn. */
  readonly servers: number;
}

/** How long to wait before the next try; grows with each that fails, until `reset`. */
export class BackOff {
  readonly #ports: Ports;
  #failures = 0;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  get attempt(): number {
    return this.#failures + 1;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Counts one more failure and says how long to wait after it. */
  after(end: Exclude<LinkEnd, { kind: 'ended' }>): number {
    const failures = this.#failures;
    this.#failures += 1;
    return this.#jitter(this.#delayMs(end, failures));
  }

  #delayMs({ kind }: Exclude<LinkEnd, { kind: 'ended' }>, failures: number): number {
    const { retryBaseMs, retryMaxMs, bannedRetryMs } = this.#ports.tuning;
    // One round over all servers counts as one failure: the next server is not to blame for the first.
    const rounds = Math.floor(failures / this.#ports.servers);
    const grown = (baseMs: number, maxMs: number): number =>
      Math.min(maxMs, baseMs * 2 ** Math.min(rounds, 20));
    if (kind === 'upgrade' && failures === 0) return 0;
    if (kind === 'banned' || kind === 'unauthorised')
      return grown(bannedRetryMs, bannedRetryMs * 4);
    if (kind === 'throttled' || kind === 'flooded') return grown(retryBaseMs * 10, retryMaxMs * 2);
    return grown(retryBaseMs, retryMaxMs);
  }

  /** From three quarters to five quarters, so that many bots do not come back at once. */
  #jitter(delayMs: number): number {
    return Math.round(delayMs * (0.75 + 0.5 * this.#ports.random.next()));
  }
}
