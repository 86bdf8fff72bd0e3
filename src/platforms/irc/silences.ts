import type { Rules } from './dispatch.ts';
import type { Link } from './link.ts';

const maxChannels = 500;
/** People see the warning for longer than lines are held back. */
const warnedTimes = 60;

/**
 * Channels that do not let us speak (404). What waits for one is refused with the server's own words,
 * and so is what comes within the next seconds; after that one line may try again.
 */
export class Silences {
  readonly #link: Link;
  readonly #refuse: (channel: string, why: string) => void;
  readonly #until = new Map<string, { readonly atMs: number; readonly why: string }>();

  constructor(link: Link, refuse: (channel: string, why: string) => void) {
    this.#link = link;
    this.#refuse = refuse;
  }

  rules(): Rules {
    return {
      '404': { min: 2, run: ({ params }) => this.#silenced(params[1] ?? '', params.at(-1) ?? '') },
    };
  }

  why(folded: string): string | undefined {
    const silence = this.#until.get(folded);
    if (silence === undefined) return undefined;
    if (silence.atMs > this.#link.clock.monotonic()) return silence.why;
    this.#until.delete(folded);
    return undefined;
  }

  #silenced(name: string, text: string): void {
    const { isupport, roster, clock, tuning } = this.#link;
    if (!isupport.isChannel(name) || this.#until.size >= maxChannels) return;
    const folded = roster.fold(name);
    const why = `${name} does not let the bot speak: ${text}`;
    this.#until.set(folded, { atMs: clock.monotonic() + tuning.speakRefusedForMs, why });
    this.#link.warn(`speak ${folded}`, why);
    this.#refuse(folded, why);
    this.#link.after(tuning.speakRefusedForMs * warnedTimes, () =>
      this.#link.warn(`speak ${folded}`, undefined),
    );
  }
}
