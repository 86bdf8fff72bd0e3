import type { Clock } from '../base/clock.ts';
import { type ConnectionId, channelOn, connectionId } from '../base/ids.ts';
import type { Actor } from '../core/actor.ts';
import type { CommandList } from '../core/commands/command-info.ts';
import type { MessageEvent, Place } from '../core/event.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { Facts, Say } from '../core/texts/texts.ts';
import type { Company, Guest } from './company.ts';
import { type Feed, type FeedLevel, follow } from './feed.ts';
import { LineLimit, lineLimit } from './line-limit.ts';
import type { Link } from './link.ts';
import { mayHoldSecret } from './secrets.ts';
import { findWord } from './words.ts';

export const consoleConnection: ConnectionId = connectionId('console');

export interface SessionParts {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly feed: Feed;
  readonly company: Company;
  readonly commands: Pick<CommandList, 'find'>;
  /** In the language of the instance, whatever that is now. */
  readonly say: () => Say;
  readonly dispatch: (event: MessageEvent) => void;
}

/** Who is at the other end of a link, and how he came. */
export interface Visitor {
  readonly actor: Actor;
  readonly via: string;
  /** Whether he hears the other operators from the beginning. */
  readonly hears: boolean;
}

/** More than this waiting to be read, and what happens elsewhere is no longer shown. */
const crowdedBytes = 64 * 1024;

/** One operator on one link: commands after a dot, talk without. */
export class Session implements Guest {
  readonly number: number;
  readonly name: string;
  readonly via: string;
  readonly place: Place;
  readonly company: Company;
  readonly #actor: Actor;
  readonly #sinceMs: number;
  readonly #link: Link;
  readonly #parts: SessionParts;
  readonly #limit: LineLimit;
  #level: FeedLevel = 0;
  #hears: boolean;
  #missed = 0;
  /** A command asked something: the next line is the answer, and nobody else's to hear. */
  #isAsked = false;
  #unfollow: () => void = () => {};

  constructor(number: number, link: Link, visitor: Visitor, parts: SessionParts) {
    this.number = number;
    this.name = visitor.actor.name;
    this.via = visitor.via;
    this.company = parts.company;
    this.place = {
      ...{ connection: consoleConnection, platform: 'console', name: 'console', prefix: '.' },
      channel: channelOn(consoleConnection, `@${number}`),
    };
    this.#actor = visitor.actor;
    this.#hears = visitor.hears;
    this.#sinceMs = parts.clock.monotonic();
    this.#link = link;
    this.#parts = parts;
    this.#limit = new LineLimit(parts.clock);
  }

  get level(): FeedLevel {
    return this.#level;
  }

  get hears(): boolean {
    return this.#hears;
  }

  get forMs(): number {
    return this.#parts.clock.monotonic() - this.#sinceMs;
  }

  /** Takes part from now on, until the link ends. */
  open(): void {
    this.company.enter(this);
    this.#link.onEnd(() => {
      this.#unfollow();
      this.company.leave(this);
    });
    this.#link.read((line) => this.#line(line));
  }

  words(key: string, facts?: Facts): string {
    return withoutMarkup(this.#parts.say()(key, facts));
  }

  write(text: string): void {
    this.#link.write(text);
  }

  offer(line: string): void {
    if (this.#link.waitingBytes > crowdedBytes) {
      this.#missed += 1;
      return;
    }
    if (this.#missed > 0) this.write(this.words('console.missed', { count: this.#missed }));
    this.#missed = 0;
    this.write(line);
  }

  end(text: string): void {
    this.#link.end(text);
  }

  listen(hears: boolean): void {
    if (hears === this.#hears) return;
    this.#hears = hears;
    this.company.changed(this);
  }

  follow(level: FeedLevel): void {
    this.#unfollow();
    this.#level = level;
    const say: Say = (key, facts) => this.words(key, facts);
    this.#unfollow = follow(this.#parts.feed, level, { say, show: (line) => this.offer(line) });
  }

  asks(isAsked: boolean): void {
    this.#isAsked = isAsked;
  }

  command(text: string, note?: string): void {
    const [where, actor] = [this.place, this.#actor];
    this.#parts.dispatch({
      kind: 'message',
      ...{ atMs: this.#parts.clock.now(), where, actor, text, replayed: false },
      unanswerable: false,
      reply: note === undefined ? { where, actor } : { where, actor, token: note },
    });
  }

  #line(line: string): void {
    switch (this.#limit.next()) {
      case 'end':
        return this.end(this.words('console.flooded'));
      case 'drop':
        return;
      case 'warn':
        return this.write(this.words('console.too-fast', warning));
      case 'take':
        return this.#take(line.trim());
    }
  }

  #take(line: string): void {
    if (line === '') return;
    if (/^\/\S/.test(line)) {
      return this.write(this.words('console.slash', { command: `.${firstWord(line.slice(1))}` }));
    }
    // Whoever is used to the prefix of channels means a command, and never to be heard by others.
    if (/^[.!][^\s.!]/.test(line)) return this.#asked(line.slice(1));
    if (!this.#isAsked) return this.#talk(line);
    this.#isAsked = false;
    this.command(line);
  }

  #asked(text: string): void {
    const word = firstWord(text);
    const own = findWord(word);
    if (own) own.run(this, text.slice(word.length).trim());
    else this.command(`.${text}`);
  }

  #talk(line: string): void {
    if (mayHoldSecret(line)) return this.write(this.words('console.secret'));
    const others = this.company.tell(
      this,
      this.words('console.says', { name: this.name, text: line }),
    );
    if (others === 0) this.write(this.#alone(line));
  }

  #alone(line: string): string {
    const word = firstWord(line);
    const meant = findWord(word) ?? this.#parts.commands.find(word);
    return meant
      ? this.words('console.alone-meant', { command: word })
      : this.words('console.alone');
  }
}

const warning = { max: lineLimit.max, seconds: lineLimit.windowMs / 1000 };

const firstWord = (line: string): string => line.split(/\s/, 1)[0] ?? '';
