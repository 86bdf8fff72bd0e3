import { messageOf } from '../../base/errors.ts';
import type { ActorId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { ChatAddress, DirectChatRequest } from '../../core/direct-chat.ts';
import { withoutMarkup } from '../../core/markup.ts';
import type { Facts } from '../../core/texts/texts.ts';
import { type Link, linkOn } from '../link.ts';
import type { Visitor } from '../session.ts';
import { isPublicAddress } from '../../base/addresses.ts';
import { type OneDoor, type PortRange, connectTo, listenOnce } from './connect.ts';
import { type LoginParts, login } from './login.ts';

export interface DccSettings {
  readonly enabled: boolean;
  /** Whether the bot connects to private and loopback addresses when an operator offers one. */
  readonly allowPrivate: boolean;
  /** Where the bot listens when asked to; absent, it never listens. */
  readonly listen?: {
    /** What operators are told to connect to. */
    readonly address: string;
    /** What is listened on: another address behind a router. */
    readonly bind: string;
    readonly ports: PortRange;
  };
}

/** What somebody who asks for a console is: nobody, an operator whom nothing proves, or an operator. */
export type OperatorStanding = 'stranger' | 'unproven' | 'operator';

export interface DccParts extends LoginParts {
  readonly settings: DccSettings;
  readonly standingOf: (request: Pick<DirectChatRequest, 'actor'>) => OperatorStanding;
  readonly host: { readonly isFull: boolean; admit(link: Link, visitor: Visitor): void };
}

interface Attempt {
  readonly actor: ActorId;
  readonly ending: AbortController;
}

/** Why nothing is opened. */
interface Refused {
  readonly key: string;
  readonly facts?: Facts;
}

/** How long the bot listens for one who asked. */
const listenForMs = 60_000;
/** Nobody's chat client listens below; mail servers and the like do. */
const leastPort = 1024;

/**
 * The way to the console by DCC CHAT: for operators whom services vouch for, one at a time, and only after a code has
 * come back over the new link. Strangers get no answer at all.
 */
export class DccDoor {
  readonly #parts: DccParts;
  #attempt: Attempt | undefined;

  constructor(parts: DccParts, life: Lifetime) {
    this.#parts = parts;
    life.own(() => this.#attempt?.ending.abort());
  }

  take(request: DirectChatRequest): void {
    const { log, standingOf } = this.#parts;
    const { actor, where, wish } = request;
    const standing = standingOf(request);
    if (standing === 'stranger') {
      log.debug({ actor: actor.id, connection: where.connection }, 'A stranger asked for a chat');
      return;
    }
    const refused = this.#refusal(request, standing);
    if (refused) {
      log.info({ actor: actor.id, wish: wish.kind, why: refused.key }, 'A chat was not opened');
      return request.tell(this.#words(refused));
    }
    void this.#open(request);
  }

  #refusal({ actor, wish, self }: DirectChatRequest, standing: OperatorStanding) {
    const { settings, host } = this.#parts;
    if (!settings.enabled) return refusedFor('dcc.off');
    if (standing === 'unproven') return refusedFor('dcc.unidentified');
    if (wish.kind === 'impossible') return refusedFor(`dcc.${wish.why}`);
    if (host.isFull) return refusedFor('dcc.full');
    // Who asks again means the new one.
    if (this.#attempt && this.#attempt.actor !== actor.id) return refusedFor('dcc.busy');
    return wish.kind === 'connect' ? this.#refusedAddress(wish, self) : undefined;
  }

  #refusedAddress({ host: address, port }: ChatAddress, nick: string): Refused | undefined {
    if (port < leastPort) return refusedFor('dcc.low-port', { port: String(port) });
    if (!this.#parts.settings.allowPrivate && !isPublicAddress(address)) {
      return refusedFor('dcc.private', { address, nick });
    }
    return this.#locked(address);
  }

  #locked(address: string): Refused | undefined {
    const lockedMs = this.#parts.failed.lockedMs(address);
    if (lockedMs <= 0) return undefined;
    return refusedFor('dcc.locked', { address, minutes: Math.ceil(lockedMs / 60_000) });
  }

  async #open(request: DirectChatRequest): Promise<void> {
    this.#attempt?.ending.abort();
    const attempt = { actor: request.actor.id, ending: new AbortController() };
    this.#attempt = attempt;
    try {
      const link = await this.#linkFor(request, attempt.ending.signal);
      if (link) await this.#prove(link, request, attempt.ending.signal);
    } catch (failure) {
      this.#parts.log.error({ err: failure }, 'A chat could not be opened');
    } finally {
      if (this.#attempt === attempt) this.#attempt = undefined;
    }
  }

  #linkFor(request: DirectChatRequest, signal: AbortSignal): Promise<Link | undefined> {
    const { wish } = request;
    return wish.kind === 'connect'
      ? this.#reach(request, wish, signal)
      : this.#await(request, wish.kind === 'listen' ? wish.token : undefined, signal);
  }

  async #reach(
    { tell, self }: DirectChatRequest,
    address: ChatAddress,
    signal: AbortSignal,
  ): Promise<Link | undefined> {
    try {
      return linkOn(await connectTo(address, this.#parts.clock, signal));
    } catch (failure) {
      if (signal.aborted) return undefined;
      const facts = { address: address.host, port: String(address.port), nick: self };
      tell(this.#words(refusedFor('dcc.unreachable', { ...facts, why: messageOf(failure) })));
      return undefined;
    }
  }

  async #await(
    request: DirectChatRequest,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<Link | undefined> {
    const { listen } = this.#parts.settings;
    const { tell, offer, self } = request;
    if (!listen) return this.#askToListen(request, token);
    const door = await listenOnce(listen.bind, listen.ports);
    if (!door) {
      tell(this.#words(refusedFor('dcc.cannot-listen', { nick: self })));
      return undefined;
    }
    offer({ host: listen.address, port: door.port, ...(token !== undefined && { token }) });
    const link = await this.#visitorOf(door, signal);
    if (!link && !signal.aborted) tell(this.#words(refusedFor('dcc.not-taken')));
    return link;
  }

  /** Where the bot does not listen, the operator's own client may: reverse DCC. Its answer comes as an offer of his. */
  #askToListen({ offer, tell, self }: DirectChatRequest, token: string | undefined): undefined {
    // He cannot listen himself, or he would not have asked so.
    if (token !== undefined) tell(this.#words(refusedFor('dcc.no-listening', { nick: self })));
    else offer({ host: '127.0.0.1', port: 0, token: String(1 + this.#parts.random.below(99_999)) });
    return undefined;
  }

  async #visitorOf(door: OneDoor, signal: AbortSignal): Promise<Link | undefined> {
    const { clock } = this.#parts;
    const cancel = clock.after(listenForMs, () => door.close());
    signal.addEventListener('abort', door.close, { once: true });
    if (signal.aborted) door.close();
    const socket = await door.visitor;
    cancel();
    signal.removeEventListener('abort', door.close);
    if (!socket) return undefined;
    const link = linkOn(socket);
    const locked = this.#locked(link.address ?? '');
    if (locked) link.end(this.#words(locked));
    return locked ? undefined : link;
  }

  async #prove(link: Link, request: DirectChatRequest, signal: AbortSignal): Promise<void> {
    const { log, say, host } = this.#parts;
    const { actor, where } = request;
    const facts = { actor: actor.id, address: link.address };
    const stop = (): void => link.end();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const proven = await login(link, request, this.#parts);
    signal.removeEventListener('abort', stop);
    if (!proven) return;
    log.info(facts, 'An operator logged in to the console');
    link.onEnd(() => log.info(facts, 'An operator left the console'));
    link.write(this.#words(refusedFor('dcc.welcome', { name: actor.name })));
    const via = withoutMarkup(say()('console.via-dcc', { network: where.connection }));
    host.admit(link, { actor, via, hears: true });
  }

  #words({ key, facts }: Refused): string {
    return withoutMarkup(this.#parts.say()(key, facts));
  }
}

const refusedFor = (key: string, facts?: Facts): Refused =>
  facts === undefined ? { key } : { key, facts };
