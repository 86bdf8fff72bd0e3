import { CastellanError } from '../../base/errors.ts';
import type { Rules } from './dispatch.ts';
import type { Line } from './line-parser.ts';
import type { Link } from './link.ts';
import { type ModeChange, modeChanges } from './mode-changes.ts';
import { middle } from './outgoing.ts';
import { Questions } from './questions.ts';

/** What became of a wish: `silent` where the server said nothing, which is how it answers to what stands already. */
export type ModeAnswer =
  | { readonly kind: 'done' | 'not-operator' | 'silent' | 'full' }
  | { readonly kind: 'refused'; readonly text: string };

const answerWithinMs = 10_000;
const echoWithinMs = 3000;
const servicesWithinMs = 5000;
const notOperator = '482';
/** Some servers say so when a list holds an entry already, or does not. */
const standsAlready: ReadonlySet<string> = new Set(['697', '698']);
const listFull = '478';
/** Need more params, not on channel, unknown mode, no such mode param, not operator. */
const refusals = ['461', '442', '472', '696', '697', '698', listFull, notOperator] as const;

/** Asks for a channel's modes and changes them, and says what the server made of it. */
export class ModeDesk {
  readonly #link: Link;
  readonly #reading: Questions<ReadonlyMap<string, string>>;
  readonly #changing: Questions<ModeAnswer>;

  constructor(link: Link) {
    this.#link = link;
    this.#reading = new Questions(link);
    this.#changing = new Questions(link);
  }

  rules(): Rules {
    const heard = { min: 2, run: (line: Line) => this.#changing.heard(line) };
    return {
      '324': { min: 3, run: (line) => this.#reading.heard(line) },
      MODE: heard,
      ...Object.fromEntries(refusals.map((code) => [code, heard])),
    };
  }

  /** The channel's modes with their parameters; empty text for a mode without. Rejects when no answer comes. */
  async read(channel: string): Promise<ReadonlyMap<string, string>> {
    const modes = await this.#reading.ask({
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
    const change = { added, letter, ...(param !== undefined && { param }) };
    const answer = await this.#changing.ask({
      ...{ channel, line: words.join(' '), withinMs: echoWithinMs },
      read: (line) => this.#answerIn(line, change),
    });
    return answer ?? { kind: 'silent' };
  }

  /** Asks ChanServ for the rank of an operator; whether it came. */
  async askForOperator(channel: string): Promise<boolean> {
    const { isupport, self } = this.#link;
    const isMine = ({ added, letter, param = '' }: ModeChange): boolean =>
      added && letter !== 'v' && isupport.prefixes.modes.includes(letter) && self.is(param);
    const answer = await this.#changing.ask({
      ...{ channel, line: `PRIVMSG ChanServ :OP ${middle(channel)}`, withinMs: servicesWithinMs },
      read: ({ command, params }) =>
        command === 'MODE' && modeChanges(isupport, params.slice(1)).some(isMine)
          ? { kind: 'done' }
          : undefined,
    });
    return answer?.kind === 'done';
  }

  #answerIn({ command, params }: Line, wanted: ModeChange): ModeAnswer | undefined {
    if (command === 'MODE') {
      const made = modeChanges(this.#link.isupport, params.slice(1));
      return made.some((one) => this.#isIt(one, wanted)) ? { kind: 'done' } : undefined;
    }
    if (command === notOperator) return { kind: 'not-operator' };
    if (standsAlready.has(command)) return { kind: 'silent' };
    return command === listFull
      ? { kind: 'full' }
      : { kind: 'refused', text: params.at(-1) ?? command };
  }

  /** Of a list, the entry counts too. */
  #isIt({ added, letter, param = '' }: ModeChange, wanted: ModeChange): boolean {
    if (letter !== wanted.letter || added !== wanted.added) return false;
    const { isupport, roster } = this.#link;
    if (!isupport.channelModes.list.includes(letter)) return true;
    return roster.fold(param) === roster.fold(wanted.param ?? '');
  }
}

const modesIn = (changes: readonly ModeChange[]): ReadonlyMap<string, string> =>
  new Map(changes.filter(({ added }) => added).map(({ letter, param = '' }) => [letter, param]));
