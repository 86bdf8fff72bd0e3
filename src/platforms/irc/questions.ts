import { CastellanError } from '../../base/errors.ts';
import type { Line } from './line-parser.ts';
import type { Link } from './link.ts';

/** A question or wish that the server has not answered yet. */
interface Open<Answer> {
  readonly folded: string;
  readonly read: (line: Line) => Answer | undefined;
  readonly answered: (answer: Answer) => void;
}

export interface Asking<Answer> {
  readonly channel: string;
  readonly line: string;
  readonly withinMs: number;
  /** What the line says about it; undefined when it is about something else. */
  readonly read: (line: Line) => Answer | undefined;
}

const mostOpen = 500;

/** Questions about channels, answered in the order in which they were asked. */
export class Questions<Answer> {
  readonly #link: Link;
  readonly #open = new Set<Open<Answer>>();

  constructor(link: Link) {
    this.#link = link;
  }

  heard(line: Line): void {
    const { command, params } = line;
    // 472 names the letter and no channel, 401 the nick.
    const name = namesFirst.has(command) ? params[0] : params[1];
    const folded = this.#link.roster.fold(name ?? '');
    for (const one of this.#open) {
      if (one.folded !== folded && !namesNone.has(command)) continue;
      const answer = one.read(line);
      if (answer === undefined) continue;
      one.answered(answer);
      // A refusal answers one wish only: they are answered in the order in which they were sent.
      if (!namesFirst.has(command)) return;
    }
  }

  /** Undefined when the server says nothing about it for so long. */
  ask({ channel, line, withinMs, read }: Asking<Answer>): Promise<Answer | undefined> {
    if (this.#open.size >= mostOpen)
      throw new CastellanError('network', 'Too many questions wait for the server already');
    const { clock, roster, request } = this.#link;
    return new Promise((resolve) => {
      const end = (answer: Answer | undefined): void => {
        this.#open.delete(one);
        cancel();
        resolve(answer);
      };
      const one: Open<Answer> = { folded: roster.fold(channel), read, answered: end };
      // Not the link's own timer: the question must end when the link does.
      const cancel = clock.after(withinMs, () => end(undefined));
      this.#open.add(one);
      request(line, 'urgent');
    });
  }
}

const namesFirst: ReadonlySet<string> = new Set(['MODE', 'KICK']);
const namesNone: ReadonlySet<string> = new Set(['472', '401']);
