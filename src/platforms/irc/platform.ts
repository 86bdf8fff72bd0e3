import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { type ChannelId, type ConnectionId, connectionId, partsOfChannel } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Card } from '../../core/card.ts';
import type { Actor } from '../../core/actor.ts';
import type { Audience } from '../../core/audience.ts';
import { audienceOf } from './channel-notes.ts';
import type { TakeDirectChat } from '../../core/direct-chat.ts';
import type { Place, ReplyTo } from '../../core/event.ts';
import type {
  Ability,
  ConnectionStatus,
  Lane,
  Platform,
  PlatformSink,
  ReplyOptions,
  Said,
  SayOptions,
  Thing,
  Voice,
} from '../../core/platform.ts';
import { foldOf } from './casefold.ts';
import type { IrcConnection } from './config.ts';
import { Connection } from './connection.ts';
import { IrcAdmission } from './admission.ts';
import { IrcDoor } from './door.ts';
import { IrcEnforcer } from './enforcer.ts';
import { IrcGiver } from './giver.ts';
import { findActor } from './find-actor.ts';
import { pages } from './from-card.ts';
import type { Surroundings } from './link.ts';
import { middle } from './outgoing.ts';
import { Places } from './places.ts';
import { ircVoice } from './voice.ts';
import { SendQueue } from './send-queue.ts';
import { LinkMemory, memoryStsStore, type StsStore } from './sts.ts';
import { defaultTuning, type Tuning } from './tuning.ts';

export interface IrcPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What must outlive the process; without it, STS policies live as long as the process. */
  readonly sts?: StsStore;
  readonly tuning?: Partial<Tuning>;
  /** What stands after the fifth line of a long card. */
  readonly moreHint?: (lines: number) => string;
  /** Takes who asks to talk past the network (DCC CHAT). */
  readonly directChat?: TakeDirectChat | undefined;
}

/** IRC, with what only IRC has: a card's lines beyond the fifth wait for whoever asked. */
export interface IrcPlatform extends Platform {
  /** Says the next lines of the last long answer to this person here; undefined when there are none. */
  more(to: ReplyTo): Promise<Said | undefined>;
}

const nothingSaid: Said = {};
const saidAtOnce: Promise<Said> = Promise.resolve(nothingSaid);
const cannot = (what: string): Promise<never> =>
  Promise.reject(new CastellanError('not-available', `IRC cannot ${what}`));
const englishHint = (lines: number): string =>
  `… ${lines} more ${lines === 1 ? 'line' : 'lines'}: say "more"`;
const defaultUserHostBytes = 80;
const defaultFold = foldOf('rfc1459');

type Verb = 'PRIVMSG' | 'NOTICE';

/** Where a card goes, and for whom. */
interface Delivery {
  readonly verb: Verb;
  /** A nick or channel as it stands on the wire. */
  readonly target: string;
  readonly lane: Lane;
  readonly addressee?: string | undefined;
  /** Who may ask for the rest. */
  readonly reader?: string | undefined;
}

export function ircPlatform(config: IrcConnection, ports: IrcPorts): IrcPlatform {
  return new Irc(config, ports);
}

class Irc implements IrcPlatform {
  readonly connection: ConnectionId;
  readonly kind = 'irc';
  readonly can: ReadonlySet<Ability> = new Set<Ability>([
    ...(['private-reply', 'whisper', 'direct-chat', 'dialogue'] as const),
  ]);
  readonly door: IrcDoor;
  readonly enforcer: IrcEnforcer;
  readonly admission: IrcAdmission;
  readonly giver: IrcGiver;
  readonly #config: IrcConnection;
  readonly #queue: SendQueue;
  readonly #link: Connection;
  readonly #places: Places;
  readonly #moreHint: (lines: number) => string;
  readonly #warnings = new Map<string, string>();
  /** Pages not shown yet, by reader and place. */
  readonly #rest: BoundedMap<{ delivery: Delivery; pages: readonly (readonly string[])[] }>;
  #sink: PlatformSink | undefined;
  #told = false;

  constructor(config: IrcConnection, ports: IrcPorts) {
    const tuning = { ...defaultTuning, ...ports.tuning };
    this.#config = config;
    this.connection = connectionId(config.id);
    this.#places = new Places(this.connection);
    this.#moreHint = ports.moreHint ?? englishHint;
    this.#rest = boundedMap({ maxEntries: 256, ttlMs: 10 * 60_000 }, ports.clock);
    this.#queue = new SendQueue({
      clock: ports.clock,
      pacing: config.pacing,
      maxLines: tuning.maxQueuedLines,
      keepOfflineMs: tuning.offlineKeepMs,
    });
    const log = ports.log.child({ connection: config.id });
    this.#link = new Connection({
      around: this.#surroundings(ports, tuning, log),
      memory: new LinkMemory(ports.sts ?? memoryStsStore(), ports.clock, log),
      queue: this.#queue,
      changed: () => this.#changed(),
    });
    const linked = () => (this.#link.session?.registered === true ? this.#link.session : undefined);
    this.door = new IrcDoor(linked);
    this.enforcer = new IrcEnforcer(linked);
    this.admission = new IrcAdmission(linked);
    this.giver = new IrcGiver(linked);
  }

  start(sink: PlatformSink, life: Lifetime): void {
    this.#sink = sink;
    life.own(async () => {
      this.#queue.close();
      await this.#link.stop();
    });
    this.#link.start();
  }

  reconnect(): void {
    this.#link.reconnect();
  }

  status(): ConnectionStatus {
    const { session, state, server } = this.#link;
    const link = session?.link;
    const latencyMs = session?.health.latencyMs;
    return {
      connection: this.connection,
      platform: 'irc',
      link: state,
      server,
      spaces: link?.roster.channels.size ?? 0,
      members: link?.roster.users.size ?? 0,
      warnings: [...this.#warnings.values()],
      ...(session?.registered === true && link && { self: link.self.nick }),
      ...(latencyMs !== undefined && { latencyMs }),
    };
  }

  say(where: ChannelId, card: Card, { lane = 'normal' }: SayOptions = {}): Promise<Said> {
    const { native } = partsOfChannel(where);
    return this.#deliver(card, { verb: 'PRIVMSG', target: this.#places.targetOf(native), lane });
  }

  reply(
    to: ReplyTo,
    card: Card,
    { lane = 'normal', private: alone = false }: ReplyOptions = {},
  ): Promise<Said> {
    return this.#deliver(card, this.#deliveryFor(to, lane, alone));
  }

  async more(to: ReplyTo): Promise<Said | undefined> {
    const key = readerKey(to);
    const rest = this.#rest.get(key);
    if (rest === undefined) return undefined;
    this.#rest.delete(key);
    return this.#sendPages(rest.pages, rest.delivery);
  }

  edit(): Promise<void> {
    return cannot('change what was said');
  }

  ask(): Promise<void> {
    return cannot('show forms');
  }

  complete(): Promise<void> {
    return cannot('complete what is typed');
  }

  declare(): Promise<never> {
    return cannot('declare commands');
  }

  remove(): Promise<never> {
    return cannot('delete messages');
  }

  findActor(where: Place, text: string): Promise<Actor | undefined> {
    const link = this.#link.session?.link;
    return Promise.resolve(link && findActor(link, where, text));
  }

  findThing(_where: Place, kind: 'channel' | 'role', text: string): Promise<Thing | undefined> {
    const channel = kind === 'channel' ? this.#link.session?.link.roster.channel(text) : undefined;
    if (!channel) return Promise.resolve(undefined);
    const { name, place } = channel;
    return Promise.resolve({ id: place.channel, name, place });
  }

  async voice(_where: Place, text: string): Promise<Voice> {
    const { session } = this.#link;
    return session?.registered === true ? ircVoice(session, text) : { voice: 'absent' };
  }

  audience(where: ChannelId): Audience | undefined {
    const { native } = partsOfChannel(where);
    const channel = this.#link.session?.link.roster.channel(this.#places.targetOf(native));
    return channel && audienceOf(channel);
  }

  #surroundings(ports: IrcPorts, tuning: Tuning, log: Log): Surroundings {
    return {
      connection: this.connection,
      config: this.#config,
      tuning,
      clock: ports.clock,
      random: ports.random,
      log,
      emit: (event) => this.#sink?.event(event),
      placeOf: (name, folded) => this.#places.placeOf(name, folded),
      warn: (key, text) => this.#warn(key, text),
      changed: () => this.#changed(),
      directChat: ports.directChat,
    };
  }

  #warn(key: string, text: string | undefined): void {
    if (this.#warnings.get(key) === text) return;
    if (text === undefined) this.#warnings.delete(key);
    else if (this.#warnings.size < 1000) this.#warnings.set(key, text);
    this.#changed();
  }

  /** Tells the status once per turn of the loop, however much changed in it. */
  #changed(): void {
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => {
      this.#told = false;
      this.#sink?.status(this.status());
    });
  }

  #deliveryFor(to: ReplyTo, lane: Lane, alone: boolean): Delivery {
    const nick = middle(to.actor.native);
    const reader = readerKey(to);
    if (alone) return { verb: 'NOTICE', target: nick, lane, reader };
    if (to.where.space === undefined) return { verb: 'PRIVMSG', target: nick, lane, reader };
    const target = typeof to.token === 'string' ? to.token : to.where.name;
    return { verb: 'PRIVMSG', target, lane, reader, addressee: to.actor.mention };
  }

  #deliver(card: Card, delivery: Delivery): Promise<Said> {
    const shown = pages(card, {
      formatting: this.#config.formatting,
      maxBytes: this.#roomFor(delivery),
      addressee: delivery.addressee,
    });
    return this.#sendPages(shown, delivery);
  }

  #sendPages([first, ...rest]: readonly (readonly string[])[], delivery: Delivery): Promise<Said> {
    if (first === undefined) return saidAtOnce;
    if (rest.length === 0) return this.#send(first, delivery);
    if (delivery.reader !== undefined) this.#rest.set(delivery.reader, { delivery, pages: rest });
    return this.#send([...first, this.#moreHint(rest.flat().length)], delivery);
  }

  /** UTF-8 bytes of text that fit into one line to this target, as others will see it. */
  #roomFor({ verb, target }: Delivery): number {
    const link = this.#link.session?.link;
    const lineLength = link?.isupport.lineLength ?? 512;
    const prefixBytes = link?.self.prefixBytes ?? this.#config.nick.length + defaultUserHostBytes;
    return (
      lineLength -
      prefixBytes -
      verb.length -
      Buffer.byteLength(target) -
      ' '.length * 2 -
      ':\r\n'.length
    );
  }

  #send(texts: readonly string[], { verb, target, lane }: Delivery): Promise<Said> {
    const session = this.#link.session;
    const actual = this.#actualTarget(target);
    const obstacle = session?.obstacle(actual);
    if (obstacle !== undefined)
      return Promise.reject(
        new CastellanError('platform-refused', `The message was not sent: ${obstacle}`),
      );
    const lines = texts.map((text) => `${verb} ${actual} :${text}`);
    const waiting = this.#queue.push(this.#fold(actual), lines, lane);
    return waiting === undefined ? saidAtOnce : waiting.then(() => nothingSaid);
  }

  /** What the queue knows a target by. */
  #fold(target: string): string {
    return (this.#link.session?.link.roster.fold ?? defaultFold)(target);
  }

  /** Forwarded channels are spoken to where the bot really is. */
  #actualTarget(target: string): string {
    const session = this.#link.session;
    if (session?.registered !== true || !session.link.isupport.isChannel(target)) return target;
    const folded = session.link.roster.fold(target);
    const actual = session.actual(folded);
    return actual === folded ? target : actual;
  }
}

const readerKey = ({ where, actor }: ReplyTo): string => `${actor.id} ${where.channel}`;
