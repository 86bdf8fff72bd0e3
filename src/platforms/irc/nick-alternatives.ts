import type { Random } from '../../base/random.ts';

/** Every server takes a nick this long. */
const safeLength = 9;

/**
 * Nicks to try when the wanted one cannot be had: the configured ones, the wanted one with something
 * appended, then with numbers, and at last one that has nothing in common with it.
 */
export class NickAlternatives {
  readonly #wanted: string;
  readonly #configured: readonly string[];
  readonly #random: Random;
  #tried = 0;
  #maxLength = 30;

  constructor(wanted: string, configured: readonly string[], random: Random) {
    this.#wanted = wanted;
    this.#configured = configured;
    this.#random = random;
  }

  get tried(): number {
    return this.#tried;
  }

  /** The server did not like the shape of the last one: it may have been too long. */
  shorten(): void {
    this.#maxLength = safeLength;
  }

  next(): string {
    const at = this.#tried;
    this.#tried += 1;
    const configured = this.#configured[at];
    if (configured !== undefined) return configured;
    const step = at - this.#configured.length;
    if (step < 2) return this.#with('_'.repeat(step + 1));
    if (step < 6) return this.#with(String(10 + this.#random.below(90)));
    return `guest${1000 + this.#random.below(9000)}`;
  }

  #with(suffix: string): string {
    return this.#wanted.slice(0, this.#maxLength - suffix.length) + suffix;
  }
}
