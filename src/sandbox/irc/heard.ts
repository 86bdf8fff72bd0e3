import { systemClock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';

/** Something that reached a scripted person. */
export interface Heard {
  readonly kind: 'action' | 'ctcp' | 'message' | 'notice';
  /** The channel as it was addressed (`#castle`, `@#castle`), or undefined for what was said to the person alone. */
  readonly channel: string | undefined;
  readonly from: string;
  /** With formatting codes, without the wrapping of an action. */
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly atMs: number;
}

export interface Patience {
  /** How long to wait, in real time: what is waited for comes through a socket. */
  readonly withinMs?: number;
}

interface Waiter<Item> {
  readonly fits: (item: Item) => boolean;
  readonly found: (item: Item) => void;
}

const patienceMs = 5000;
const kept = 1000;

/** What came, in order, and what of it an expectation has already used up. */
export class Hearing<Item> {
  readonly #unheard: Item[] = [];
  readonly #waiters = new Set<Waiter<Item>>();
  readonly #tell: (item: Item) => string;

  /** `tell` says one item in the message of a time-out. */
  constructor(tell: (item: Item) => string) {
    this.#tell = tell;
  }

  add(item: Item): void {
    for (const waiter of this.#waiters) {
      if (!waiter.fits(item)) continue;
      this.#waiters.delete(waiter);
      return waiter.found(item);
    }
    this.#unheard.push(item);
    if (this.#unheard.length > kept) this.#unheard.shift();
  }

  /** The first item that fits and was not used yet, now or within the time; `wish` words the failure. */
  next(
    wish: string,
    fits: (item: Item) => boolean,
    { withinMs = patienceMs }: Patience = {},
  ): Promise<Item> {
    const index = this.#unheard.findIndex(fits);
    const [present] = index < 0 ? [] : this.#unheard.splice(index, 1);
    if (present !== undefined) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const cancel = systemClock.after(withinMs, () => {
        this.#waiters.delete(waiter);
        reject(this.#nothingCame(wish, withinMs));
      });
      const found = (item: Item) => {
        cancel();
        resolve(item);
      };
      const waiter = { fits, found };
      this.#waiters.add(waiter);
    });
  }

  /** Resolves when nothing that fits came in the whole time, and none is left over from before. */
  async nothing(wish: string, fits: (item: Item) => boolean, forMs: number): Promise<void> {
    await new Promise<void>((resolve) => void systemClock.after(forMs, resolve));
    const unwanted = this.#unheard.find(fits);
    if (unwanted === undefined) return;
    throw new CastellanError('timed-out', `${wish}, but there was: ${this.#tell(unwanted)}`);
  }

  /** Forgets what fits, as if it had been used. */
  forget(fits: (item: Item) => boolean): void {
    const left = this.#unheard.filter((item) => !fits(item));
    this.#unheard.splice(0, this.#unheard.length, ...left);
  }

  #nothingCame(wish: string, withinMs: number): CastellanError {
    const lines = this.#unheard.slice(-20).map((item) => `\n  ${this.#tell(item)}`);
    const instead = lines.length === 0 ? ' Nothing was heard.' : ` Heard instead:${lines.join('')}`;
    return new CastellanError('timed-out', `${wish}: not within ${withinMs} ms.${instead}`);
  }
}

/** Like `test`, without the memory of a global pattern. */
export function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
