import type { Clock } from '../../base/clock.ts';

/** When a line was said, and whether that is long ago. */
export interface SaidAt {
  atMs: number;
  old: boolean;
}

const oldAfterMs = 60_000;
const skewWorthSayingMs = 30_000;

/**
 * Reads server-time tags. A server whose clock is wrong is believed about differences only: its
 * offset is taken from the greeting. What comes from the future, or makes no sense, was said now.
 */
export class ServerTime {
  readonly #clock: Pick<Clock, 'now'>;
  #skewMs = 0;
  /** The last minute seen, `2026-01-01T00:00:`, and when it began: most lines differ only in what follows. */
  #minute = '';
  #minuteMs = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Takes the time of a line that surely was said just now. */
  calibrate(tag: string | undefined): void {
    const atMs = tag === undefined ? undefined : this.#parse(tag);
    if (atMs === undefined) return;
    const skewMs = atMs - this.#clock.now();
    this.#skewMs = Math.abs(skewMs) > skewWorthSayingMs ? skewMs : 0;
  }

  /** A moment as the server's clock has it, on ours. Epoch ms. */
  ofServer(atMs: number): number {
    return atMs - this.#skewMs;
  }

  read(tag: string | undefined): SaidAt {
    const nowMs = this.#clock.now();
    const told = tag === undefined ? undefined : this.#parse(tag);
    if (told === undefined) return { atMs: nowMs, old: false };
    const atMs = told - this.#skewMs;
    return atMs > nowMs + skewWorthSayingMs
      ? { atMs: nowMs, old: false }
      : { atMs, old: nowMs - atMs > oldAfterMs };
  }

  /** `YYYY-MM-DDThh:mm:ss.sssZ`; anything else is undefined. */
  #parse(tag: string): number | undefined {
    if (tag.length !== 24 || !tag.endsWith('Z')) return undefined;
    if (!tag.startsWith(this.#minute) || this.#minute === '') {
      const minuteMs = Date.parse(`${tag.slice(0, 17)}00.000Z`);
      if (Number.isNaN(minuteMs)) return undefined;
      this.#minute = tag.slice(0, 17);
      this.#minuteMs = minuteMs;
    }
    const seconds = Number(tag.slice(17, 23));
    return seconds >= 0 && seconds < 61 ? this.#minuteMs + Math.round(seconds * 1000) : undefined;
  }
}
