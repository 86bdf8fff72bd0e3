/** How one model did: counts since the start, and how long its last answers took. */
export class Meter {
  asked = 0;
  failed = 0;
  problem: string | undefined;
  readonly #tookMs: number[] = [];

  took(ms: number): void {
    this.#tookMs.push(ms);
    if (this.#tookMs.length > most) this.#tookMs.shift();
  }

  failedFor(problem: string): void {
    this.failed += 1;
    this.problem = problem;
  }

  /** So many of a hundred were at least as fast; 0 where there were none. */
  percentile(share: number): number {
    const sorted = this.#tookMs.toSorted((one, other) => one - other);
    const at = Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100));
    return Math.round(sorted[at] ?? 0);
  }
}

const most = 200;
