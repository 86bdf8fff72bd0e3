import type { Actor } from '../../core/actor.ts';
import { type Audience, openToAll } from '../../core/audience.ts';
import type { NotedChange, NotedEvent } from '../../core/event.ts';
import type { Rules } from './dispatch.ts';
import { memberActor } from './identity.ts';
import { type Line, nickOf, tagOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { type ModeChange, modeChanges } from './mode-changes.ts';
import type { Channel } from './roster.ts';
import type { ServerTime } from './server-time.ts';

/** How NAMES marks a channel that is secret or private. */
const hiddenSigns: ReadonlySet<string> = new Set(['@', '*']);
/** Modes that keep some people from seeing what is said: secret, private, by invitation, by key. */
const hiding: ReadonlySet<string> = new Set(['s', 'p', 'i', 'k']);

/** Tells of topics, modes and kicks, and knows which channels are not for everybody. Runs before the roster forgets. */
export class ChannelNotes {
  readonly #link: Link;
  readonly #time: ServerTime;

  constructor(link: Link, time: ServerTime) {
    this.#link = link;
    this.#time = time;
  }

  rules(): Rules {
    return {
      MODE: { min: 2, run: (line) => this.#modes(line) },
      TOPIC: { min: 2, run: (line) => this.#topic(line) },
      KICK: { min: 2, run: (line) => this.#kick(line) },
      '353': { min: 4, run: ({ params }) => this.#listed(params[1] ?? '', params[2] ?? '') },
      '324': { min: 3, run: ({ params }) => this.#told(params[1] ?? '', params.slice(2)) },
    };
  }

  #listed(sign: string, name: string): void {
    const channel = this.#link.roster.channel(name);
    if (hiddenSigns.has(sign)) channel?.hiding.add(sign === '@' ? 's' : 'p');
  }

  #told(name: string, modes: readonly string[]): void {
    const channel = this.#link.roster.channel(name);
    if (!channel) return;
    channel.hiding.clear();
    for (const change of modeChanges(this.#link.isupport, modes)) hides(channel, change);
  }

  #modes(line: Line): void {
    const channel = this.#link.roster.channel(line.params[0] ?? '');
    if (!channel) return;
    const plain: string[] = [];
    for (const change of modeChanges(this.#link.isupport, line.params.slice(1))) {
      hides(channel, change);
      if (!this.#ofSomebody(channel, change, line)) plain.push(written(change));
    }
    if (plain.length === 0) return;
    const changes = [{ what: 'modes', after: plain.join(' ') }];
    this.#note(channel, line, { what: 'modes-changed', subject: channel.name, changes });
  }

  /** Bans and ranks are told as what they are. */
  #ofSomebody(channel: Channel, { added, letter, param }: ModeChange, line: Line): boolean {
    if (param === undefined) return false;
    if (letter === 'b') {
      const what = added ? 'member-banned' : 'member-unbanned';
      this.#note(channel, line, { what, subject: param });
      return true;
    }
    if (!this.#link.isupport.prefixes.modes.includes(letter)) return false;
    const sign = `${added ? '+' : '-'}${letter}`;
    const changes = [{ what: 'modes', after: sign }];
    this.#note(channel, line, { what: 'member-roles-changed', subject: param, changes });
    return true;
  }

  #topic(line: Line): void {
    const channel = this.#link.roster.channel(line.params[0] ?? '');
    if (!channel) return;
    const after = line.params[1] ?? '';
    const change: NotedChange = {
      what: 'topic',
      ...(channel.topic !== undefined && { before: channel.topic }),
      ...(after !== '' && { after }),
    };
    this.#note(channel, line, { what: 'topic-changed', subject: channel.name, changes: [change] });
  }

  #kick(line: Line): void {
    const [name = '', nick = '', reason] = line.params;
    const channel = this.#link.roster.channel(name);
    const user = this.#link.roster.user(nick);
    if (!channel || !user || this.#link.self.is(nick)) return;
    this.#note(channel, line, {
      ...{ what: 'member-kicked', subject: user.nick },
      ...(reason !== undefined && { reason }),
    });
  }

  #note(
    channel: Channel,
    line: Line,
    noted: Pick<NotedEvent, 'what' | 'subject' | 'changes' | 'reason'>,
  ): void {
    const by = this.#actor(channel, nickOf(line.source));
    this.#link.emit({
      kind: 'noted',
      atMs: this.#time.read(tagOf(line.tags, 'time')).atMs,
      where: channel.place,
      target: noted.subject,
      ...(by && { by }),
      ...noted,
    });
  }

  #actor(channel: Channel, nick: string): Actor | undefined {
    const { connection, roster, isupport } = this.#link;
    const user = nick === '' ? undefined : roster.user(nick);
    const ranking = isupport.prefixes.modes;
    return user && memberActor({ connection, fold: roster.fold, ranking }, channel, user);
  }
}

function hides(channel: Channel, { added, letter }: ModeChange): void {
  if (!hiding.has(letter)) return;
  if (added) channel.hiding.add(letter);
  else channel.hiding.delete(letter);
}

const written = ({ added, letter, param }: ModeChange): string =>
  `${added ? '+' : '-'}${letter}${param === undefined || letter === 'k' ? '' : ` ${param}`}`;

/** Who sees a channel: everybody, unless a mode says otherwise. */
export const audienceOf = ({ hiding: by, place }: Channel): Audience =>
  by.size === 0 ? openToAll : { everyone: false, only: new Set([place.channel]) };
