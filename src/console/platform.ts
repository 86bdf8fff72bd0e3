import type { Clock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Actor } from '../core/actor.ts';
import type { Card } from '../core/card.ts';
import type { CommandList } from '../core/commands/command-info.ts';
import type { MessageEvent, Place, ReplyTo } from '../core/event.ts';
import { withoutMarkup } from '../core/markup.ts';
import type {
  ConnectionStatus,
  Platform,
  PlatformSink,
  ReplyOptions,
  Said,
  Thing,
} from '../core/platform.ts';
import type { ChannelId } from '../base/ids.ts';
import type { Say } from '../core/texts/texts.ts';
import { Company } from './company.ts';
import type { Feed } from './feed.ts';
import type { Link } from './link.ts';
import { plainCard } from './plain-card.ts';
import { Session, type Visitor, consoleConnection } from './session.ts';
import { openSocket } from './unix-socket.ts';

/** Whom and what words name, looked for on all networks: the console itself has no people but its operators. */
export interface Elsewhere {
  actor(text: string): Promise<Actor | undefined>;
  thing(kind: 'channel' | 'role', text: string): Promise<Thing | undefined>;
}

export interface ConsoleParts {
  /** The path of the socket; only this user may connect to it. */
  readonly path: string;
  /** Who the person at the socket is. */
  readonly operator: Actor;
  readonly clock: Clock;
  readonly log: Log;
  readonly feed: Feed;
  readonly commands: Pick<CommandList, 'find'>;
  readonly elsewhere: Elsewhere;
  /** In the language of the instance, whatever that is now. */
  readonly say: () => Say;
}

/** As many people can be on the console at once. */
export const maxSessions = 32;

/** The operators' line console: a platform like any other, whose people all run the instance. */
export class Console implements Platform {
  readonly connection = consoleConnection;
  readonly kind = 'console';
  readonly can: Platform['can'] = new Set(['dialogue']);
  readonly #parts: ConsoleParts;
  readonly #company = new Company();
  readonly #sessions = new Map<ChannelId, Session>();
  #count = 0;
  #sink: PlatformSink | undefined;
  #sinceMs: number | undefined;
  #opening: Promise<void> = Promise.resolve();

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
  }

  start(sink: PlatformSink, life: Lifetime): void {
    const { path, log, clock } = this.#parts;
    this.#sink = sink;
    const greet = (link: Link): void => this.#greet(link);
    this.#opening = openSocket({ path, log, greet }, life).then((open) => {
      if (!open) return;
      this.#sinceMs = clock.now();
      sink.status(this.status());
    });
    // Owned last, so that it comes first: the socket waits for those who are on it.
    life.own(() => this.#endAll('console.stopping'));
  }

  /** Resolves when the socket is there, or when it is clear that it will not be. */
  opened(): Promise<void> {
    return this.#opening;
  }

  get isFull(): boolean {
    return this.#sessions.size >= maxSessions;
  }

  /** A person whose identity is proven takes part. */
  admit(link: Link, visitor: Visitor): void {
    this.#count += 1;
    const session = new Session(this.#count, link, visitor, {
      ...this.#parts,
      company: this.#company,
      dispatch: (event: MessageEvent) => this.#sink?.event(event),
    });
    const { channel } = session.place;
    this.#sessions.set(channel, session);
    link.onEnd(() => this.#sessions.delete(channel));
    session.write(session.words('console.greeting'));
    session.open();
  }

  status(): ConnectionStatus {
    const sinceMs = this.#sinceMs;
    return {
      ...{ connection: consoleConnection, platform: 'console', self: 'castellan' },
      server: this.#parts.path,
      link:
        sinceMs === undefined ? { state: 'connecting', attempt: 1 } : { state: 'online', sinceMs },
      ...{ spaces: 0, members: this.#sessions.size, warnings: [] },
    };
  }

  reconnect(): void {
    this.#endAll('console.again');
  }

  /** To one session, or, where the channel is none, to everyone. */
  say(where: ChannelId, card: Card): Promise<Said> {
    const one = this.#sessions.get(where);
    for (const session of one ? [one] : this.#sessions.values()) session.write(plainCard(card));
    return Promise.resolve({});
  }

  reply({ where, token }: ReplyTo, card: Card, { asks }: ReplyOptions = {}): Promise<Said> {
    const session = this.#sessions.get(where.channel);
    if (!session) throw new CastellanError('closed', 'The console that asked is gone');
    if (asks !== undefined) session.asks(asks);
    session.write(typeof token === 'string' ? `${plainCard(card)}\n${token}` : plainCard(card));
    return Promise.resolve({});
  }

  more = (): Promise<undefined> => Promise.resolve(undefined);
  edit = (): Promise<void> => unable('change what was said');
  ask = (): Promise<void> => unable('show forms');
  complete = (): Promise<void> => unable('complete');
  declare = (): Promise<never> => unable('declare commands');
  remove = (): Promise<never> => unable('delete messages');
  findActor = (_where: Place, text: string): Promise<Actor | undefined> =>
    this.#parts.elsewhere.actor(text);
  findThing = (_where: Place, kind: 'channel' | 'role', text: string): Promise<Thing | undefined> =>
    this.#parts.elsewhere.thing(kind, text);

  #greet(link: Link): void {
    const say = this.#parts.say();
    if (this.isFull) return link.end(withoutMarkup(say('dcc.full')));
    const via = say('console.via-here');
    this.admit(link, { actor: this.#parts.operator, via, hears: false });
  }

  #endAll(key: string): void {
    for (const session of this.#sessions.values()) session.end(session.words(key));
  }
}

const unable = (what: string): Promise<never> =>
  Promise.reject(new CastellanError('not-available', `The console cannot ${what}`));
