import { boundedMap } from '../base/bounded-map.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { ChannelId, MessageId } from '../base/ids.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Admission } from '../core/admission.ts';
import type { Card, Form } from '../core/card.ts';
import type { Door } from '../core/door.ts';
import type { Enforcer } from '../core/enforcer.ts';
import type { Giver } from '../core/giver.ts';
import type { Actor } from '../core/actor.ts';
import type { Audience } from '../core/audience.ts';
import type { Place, ReplyTo } from '../core/event.ts';
import type { NativeRules } from '../core/native-rules.ts';
import type {
  Guarded,
  Lane,
  MenuCommand,
  Platform,
  PlatformSink,
  ReplyOptions,
  Said,
  SayOptions,
  SlashCommand,
  Thing,
  Voice,
} from '../core/platform.ts';
import { type OutputVerdict, type Sending, type Where, refusalOf } from '../guard/index.ts';
import type { WayOut } from './way-out.ts';

interface Parts {
  readonly wayOut: WayOut;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
}

/** Places that are remembered, to know whose limits hold where something is said without having been asked. */
const placesKept = 5000;

/**
 * A platform that asks the guard before anything is handed to the network. Whatever says something goes through here,
 * the dispatcher, alerts and jobs alike, so nobody can forget to ask; what is refused resolves with the reason and is
 * never queued. What costs no message (a private answer to a slash command, a change of a card) is not asked about.
 */
export const guardedPlatform = (inner: Platform, parts: Parts): Platform =>
  new GuardedPlatform(inner, parts);

class GuardedPlatform implements Platform {
  readonly connection: Platform['connection'];
  readonly kind: Platform['kind'];
  readonly door?: Door;
  readonly enforcer?: Enforcer;
  readonly admission?: Admission;
  readonly giver?: Giver;
  readonly nativeRules?: NativeRules;
  readonly react?: NonNullable<Platform['react']>;
  readonly #inner: Platform;
  readonly #parts: Parts;
  readonly #places;

  constructor(inner: Platform, parts: Parts) {
    this.#inner = inner;
    this.#parts = parts;
    this.connection = inner.connection;
    this.kind = inner.kind;
    // Guarding a door says nothing, so there is nothing to ask about.
    if (inner.door) this.door = inner.door;
    if (inner.enforcer) this.enforcer = inner.enforcer;
    if (inner.admission) this.admission = inner.admission;
    if (inner.giver) this.giver = inner.giver;
    if (inner.nativeRules) this.nativeRules = inner.nativeRules;
    const react = inner.react?.bind(inner);
    if (react) this.react = react;
    this.#places = boundedMap<Place>({ maxEntries: placesKept }, parts.clock);
  }

  get can(): Platform['can'] {
    return this.#inner.can;
  }

  start(sink: PlatformSink, life: Lifetime): void {
    let last: Place | undefined;
    const event: PlatformSink['event'] = (happened) => {
      const { where } = happened;
      // Mostly the same few places come again and again; platforms make one object for each.
      if (where !== last) this.#places.set(where.channel, where);
      last = where;
      sink.event(happened);
    };
    this.#inner.start({ event, status: (status) => sink.status(status) }, life);
  }

  say(where: ChannelId, card: Card, options: SayOptions = {}): Promise<Said> {
    const say = () => this.#inner.say(where, card, options);
    const place = this.#places.get(where) ?? { channel: where, platform: this.kind };
    return this.#send(this.#sendingTo(where, place, options.lane), say);
  }

  reply(to: ReplyTo, card: Card, options: ReplyOptions = {}): Promise<Said> {
    const reply = () => this.#inner.reply(to, card, options);
    if (costsNothing(to, card, options)) return reply();
    const sending = this.#sendingTo(this.#hearerOf(to, options), to.where, options.lane);
    return this.#send(to.awaited ? { ...sending, patient: false } : sending, reply);
  }

  more(to: ReplyTo): Promise<Said | undefined> {
    return this.#send(this.#sendingTo(this.#hearerOf(to, {}), to.where), () =>
      this.#inner.more(to),
    );
  }

  status = () => this.#inner.status();
  reconnect = () => this.#inner.reconnect();
  edit = (where: ChannelId, message: MessageId, card: Card) =>
    this.#inner.edit(where, message, card);
  ask = (to: ReplyTo, form: Form) => this.#inner.ask(to, form);
  complete = (to: ReplyTo, suggestions: readonly string[]) => this.#inner.complete(to, suggestions);
  declare = (commands: readonly SlashCommand[], menus?: readonly MenuCommand[]) =>
    this.#inner.declare(commands, menus);
  remove = (where: ChannelId, message: MessageId) => this.#inner.remove(where, message);
  findActor = (where: Place, text: string): Promise<Actor | undefined> =>
    this.#inner.findActor(where, text);
  findThing = (where: Place, kind: 'channel' | 'role', text: string): Promise<Thing | undefined> =>
    this.#inner.findThing(where, kind, text);

  voice = (where: Place, text: string): Promise<Voice> =>
    this.#inner.voice?.(where, text) ?? Promise.resolve({ voice: 'absent' });

  audience = (where: ChannelId): Audience | undefined => this.#inner.audience?.(where);

  /** A channel, or one person: what only he reads costs the channel nothing. */
  #hearerOf({ where, actor, awaited }: ReplyTo, options: ReplyOptions): string {
    const apart = awaited === true || options.whisper === true || this.can.has('whisper');
    const alone = options.private === true && apart;
    return alone || where.space === undefined ? actor.id : where.channel;
  }

  #sendingTo(target: string, where: Where, lane: Lane = 'normal'): Sending {
    return { connection: this.connection, target, where, lane, patient: true };
  }

  #send<Sent extends Said | undefined>(
    sending: Sending,
    send: () => Promise<Sent>,
  ): Promise<Sent | Said> {
    const { wayOut, clock } = this.#parts;
    const nowMs = clock.monotonic();
    const verdict = wayOut.judge(sending, nowMs);
    switch (verdict.verdict) {
      case 'allow':
        return this.#counted(sending, nowMs, send());
      case 'flag':
        return this.#counted(sending, nowMs, send()).then((said) => ({
          ...said,
          guarded: guardedBy(verdict),
        }));
      case 'wait':
        wayOut.putOff(sending, { send: () => this.#sayLate(sending, send) });
        return Promise.resolve({ guarded: guardedBy(verdict) });
      case 'refuse':
        return Promise.resolve({ guarded: guardedBy(verdict) });
    }
  }

  /** What the network did not take was not said, and counts for nothing. */
  #counted<Sent>(sending: Sending, atMs: number, sent: Promise<Sent>): Promise<Sent> {
    sent.catch(() => this.#parts.wayOut.takeBack(sending, atMs));
    return sent;
  }

  #sayLate({ target }: Sending, send: () => Promise<unknown>): void {
    send().catch((failure: unknown) =>
      this.#parts.log.warn(
        { connection: this.connection, target, problem: messageOf(failure) },
        'What had waited could not be said',
      ),
    );
  }
}

/** Changes of a card, private answers to a slash command or control, and cards with nothing in them. */
const costsNothing = (to: ReplyTo, card: Card, options: ReplyOptions): boolean =>
  options.update === true ||
  (to.awaited === true && options.private === true) ||
  Object.keys(card).length === 0;

const guardedBy = (objection: Exclude<OutputVerdict, { verdict: 'allow' }>): Guarded => ({
  ...{ stage: objection.stage, verdict: objection.verdict },
  why: refusalOf(objection),
});
