import { CastellanError } from '../../base/errors.ts';
import type { Rules } from './dispatch.ts';
import type { Line } from './line-parser.ts';
import type { Link } from './link.ts';
import { type ModeChange, modeChanges } from './mode-changes.ts';
import { middle } from './outgoing.ts';

/** A question or wish that the server has not answered yet. */
interface Open<Answer> {
  readonly folded: string;
  /** What the line says about it; undefined when it is about something else. */
  readonly read: (line: Line) => Answer | undefined;
  readonly answered: (answer: Answer) => void;
}

/** What became of a wish: `silent` where the server said nothing, which is how it answers to what stands already. */
export type ModeAnswer =
  | { readonly kind: 'done' | 'not-operator' | 'silent' }
  | { readonly kind: 'refused'; readonly text: string };

const answerWithinMs = 10_000;
const echoWithinMs = 3000;
const mostOpen = 500;
/** Need more params, not on channel, unknown mode, no such mode param, not operator. */
const refusals = ['461', '442', '472', '696', '482'] as const;

/** Asks for a channel's modes and changes them, and says what the server made of it. */
export class ModeDesk {
  readonly #link: Link;
  readonly #reading = new Set<Open<ReadonlyMap<string, string>>>();
  readonly #changing = new Set<Open<ModeAnswer>>();

  constructor(link: Link) {
    this.#link = link;
  }

  rules(): Rules {
    const heard = { min: 2, run: (line: Line) => this.#heard(line, this.#changing) };
    return {
      '324': { min: 3, run: (line) => this.#heard(line, this.#reading) },
      MODE: heard,
      ...Object.fromEntries(refusals.map((code) => [code, heard])),
    };
  }

  /** The channel's modes with their parameters; empty text for a mode without. Rejects when no answer comes. */
  async read(channel: string): Promise<ReadonlyMap<string, string>> {
    const modes = await this.#ask(this.#reading, {
      ...{ channel, line: `MODE ${middle(channel)}`, withinMs: answerWithinMs },
      read: ({ params }) => modesIn(modeChanges(this.#link.isupport, params.slice(2))),
    });
    if (modes) return modes;
    throw new CastellanError('timed-out', `The server did not tell the modes of ${channel}`);
  }

  /** Sets or takes one mode. Never rejects for what the server says. */
  async change(channel: string, { added, letter, param }: ModeChange): Promise<ModeAnswer> {
    const sign = added ? '+' : '-';
    const words = [`MODE ${middle(channel)} ${sign}${letter}`, ...(param ? [middle(param)] : [])];
    const answer = await this.#ask(this.#changing, {
      ...{ channel, line: words.join(' '), withinMs: echoWithinMs },
      read: (line) => this.#answerIn(line, { added, letter }),
    });
    return answer ?? { kind: 'silent' };
  }

  #answerIn(line: Line, { added, letter }: ModeChange): ModeAnswer | undefined {
    const { command, params } = line;
    if (command === 'MODE') {
      const made = modeChanges(this.#link.isupport, params.slice(1));
      const is = made.some((one) => one.letter === letter && one.added === added);
      return is ? { kind: 'done' } : undefined;
    }
    if (command === '482') return { kind: 'not-operator' };
    return { kind: 'refused', text: params.at(-1) ?? command };
  }

  #heard<Answer>(line: Line, open: Set<Open<Answer>>): void {
    const { command, params } = line;
    // 472 names the letter and no channel.
    const name = command === 'MODE' ? params[0] : params[1];
    const folded = this.#link.roster.fold(name ?? '');
    for (const one of open) {
      if (one.folded !== folded && command !== '472') continue;
      const answer = one.read(line);
      if (answer === undefined) continue;
      one.answered(answer);
      // A refusal answers one wish only: they are answered in the order in which they were sent.
      if (command !== 'MODE') return;
    }
  }

  #ask<Answer>(
    open: Set<Open<Answer>>,
    { channel, line, withinMs, read }: Asking<Answer>,
  ): Promise<Answer | undefined> {
    if (open.size >= mostOpen)
      throw new CastellanError('network', 'Too many questions wait for the server already');
    const { clock, roster, request } = this.#link;
    return new Promise((resolve) => {
      const end = (answer: Answer | undefined): void => {
        open.delete(one);
        cancel();
        resolve(answer);
      };
      const one: Open<Answer> = { folded: roster.fold(channel), read, answered: end };
      // Not the link's own timer: the question must end when the link does.
      const cancel = clock.after(withinMs, () => end(undefined));
      open.add(one);
      request(line, 'urgent');
    });
  }
}

interface Asking<Answer> {
  readonly channel: string;
  readonly line: string;
  readonly withinMs: number;
  readonly read: Open<Answer>['read'];
}

const modesIn = (changes: readonly ModeChange[]): ReadonlyMap<string, string> =>
  new Map(changes.filter(({ added }) => added).map(({ letter, param = '' }) => [letter, param]));
