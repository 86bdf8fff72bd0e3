import { CastellanError } from '../../base/errors.ts';
import type { Rule, Rules } from './dispatch.ts';
import type { Line } from './line-parser.ts';
import type { Link } from './link.ts';
import { command, middle } from './outgoing.ts';
import { Questions } from './questions.ts';
import type { ServerTime } from './server-time.ts';

/** An entry of a channel's list, as the server tells it. */
export interface ListEntry {
  readonly mask: string;
  readonly setBy?: string;
  readonly setAtMs?: number;
}

/** `absent`: nobody of that nick is there. */
export type KickAnswer =
  | { readonly kind: 'done' | 'absent' | 'not-operator' | 'silent' }
  | { readonly kind: 'refused'; readonly text: string };

/** Entry and end of each list. */
const lists: Readonly<Record<string, readonly [string, string]>> = {
  b: ['367', '368'],
  e: ['348', '349'],
  I: ['346', '347'],
  q: ['728', '729'],
};
const answerWithinMs = 10_000;
const mostEntries = 5000;
/** No such nick, not on that channel, not operator, may not be kicked (three servers, three numbers). */
const kickRefusals = ['401', '441', '484', '485', '972'] as const;
const notOperator = '482';

/** Kicks people, and reads the lists of those who are kept out or silent. */
export class PeopleDesk {
  readonly #link: Link;
  readonly #kicking: Questions<KickAnswer>;
  readonly #reading: Questions<'told' | 'kept-back'>;
  readonly #time: Pick<ServerTime, 'ofServer'>;
  /** What came so far of the list that is being told, by channel and letter. */
  readonly #entries = new Map<string, ListEntry[]>();

  constructor(link: Link, time: Pick<ServerTime, 'ofServer'>) {
    this.#link = link;
    this.#time = time;
    this.#kicking = new Questions(link);
    this.#reading = new Questions(link);
  }

  rules(): Rules {
    const kicked = { min: 2, run: (line: Line) => this.#kicking.heard(line) };
    const rules: Record<string, Rule> = { KICK: kicked };
    for (const code of kickRefusals) rules[code] = kicked;
    rules[notOperator] = {
      min: 2,
      run: (line) => {
        this.#kicking.heard(line);
        this.#reading.heard(line);
      },
    };
    for (const [letter, [entry, end]] of Object.entries(lists)) {
      rules[entry] = { min: 3, run: (line) => this.#entry(letter, line) };
      rules[end] = { min: 2, run: (line) => this.#reading.heard(line) };
    }
    return rules;
  }

  /** Never rejects for what the server says. */
  async kick(channel: string, nick: string, reason: string): Promise<KickAnswer> {
    const { roster } = this.#link;
    const folded = roster.fold(nick);
    const answer = await this.#kicking.ask({
      ...{ channel, withinMs: answerWithinMs },
      line: command('KICK', [channel, nick], reason),
      read: ({ command: code, params }) => {
        const about = code === '401' || code === 'KICK' ? params[1] : undefined;
        if (about !== undefined && roster.fold(about) !== folded) return undefined;
        return kickAnswers[code] ?? { kind: 'refused', text: params.at(-1) ?? code };
      },
    });
    return answer ?? { kind: 'silent' };
  }

  /**
   * The entries of a channel's list; undefined where the server shows it to operators alone. Rejects when no answer
   * comes.
   */
  async list(channel: string, letter: string): Promise<readonly ListEntry[] | undefined> {
    const key = `${this.#link.roster.fold(channel)} ${letter}`;
    const [, end] = lists[letter] ?? ['', ''];
    this.#entries.set(key, []);
    const done = await this.#reading.ask({
      ...{ channel, line: `MODE ${middle(channel)} +${letter}`, withinMs: answerWithinMs },
      read: ({ command: code }) =>
        code === end ? 'told' : code === notOperator ? 'kept-back' : undefined,
    });
    const entries = this.#entries.get(key) ?? [];
    this.#entries.delete(key);
    if (done) return done === 'told' ? entries : undefined;
    throw new CastellanError(
      'timed-out',
      `The server did not tell the list +${letter} of ${channel}`,
    );
  }

  #entry(letter: string, { params }: Line): void {
    const [, channel = '', ...rest] = params;
    // 728 names the letter before the mask.
    const [mask, setBy, setAt] = letter === 'q' && rest[0] === 'q' ? rest.slice(1) : rest;
    const entries = this.#entries.get(`${this.#link.roster.fold(channel)} ${letter}`);
    if (!entries || mask === undefined || entries.length >= mostEntries) return;
    entries.push({
      mask,
      ...(setBy !== undefined && { setBy }),
      ...(setAt !== undefined &&
        /^\d{1,12}$/.test(setAt) && {
          setAtMs: this.#time.ofServer(Number(setAt) * 1000),
        }),
    });
  }
}

const kickAnswers: Readonly<Record<string, KickAnswer>> = {
  KICK: { kind: 'done' },
  '401': { kind: 'absent' },
  '441': { kind: 'absent' },
  '482': { kind: 'not-operator' },
};
