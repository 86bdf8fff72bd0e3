import { messageId } from '../../base/ids.ts';
import type { Actor } from '../../core/actor.ts';
import type { MessageEvent, Place } from '../../core/event.ts';
import type { Batches } from './batches.ts';
import { withoutFormatting } from './formatting.ts';
import { directOf, memberActor } from './identity.ts';
import { isServer, type Line, tagOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { type Channel, setAccount, type User } from './roster.ts';
import type { ServerTime } from './server-time.ts';

interface Ports {
  readonly link: Link;
  readonly time: ServerTime;
  readonly batches: Batches;
  /** Takes what is not speech: `\x01VERSION\x01` and the like, said to us alone. */
  readonly ctcp: (user: User, request: string) => void;
}

/** Where a message was said, by whom. */
interface Heard {
  readonly where: Place;
  readonly actor: Actor;
  /** The target to answer to, where it is not the channel itself (`@#chan`: only its operators). */
  readonly token: string | undefined;
}

const ctcpMark = '\x01';
const longestId = 200;

/** PRIVMSG and NOTICE as message events: the path that every chatter line takes, so it is kept short. */
export class Messages {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  privmsg(line: Line): void {
    this.#message(line, false);
  }

  notice(line: Line): void {
    this.#message(line, true);
  }

  #message(line: Line, isNotice: boolean): void {
    const { link } = this.#ports;
    if (isServer(line.source)) return;
    const user = link.roster.seen(line.source);
    if (link.self.is(user.nick)) return this.#own(user);
    this.#readTags(user, line.tags);
    const text = line.params[1] ?? '';
    if (text.startsWith(ctcpMark)) return this.#ctcp(line, user, isNotice);
    if (text !== '') this.#emit(line, user, text, isNotice);
  }

  /** An echo of our own line, which says how others see us. */
  #own(user: User): void {
    if (user.host !== '') this.#ports.link.self.seenAs(user.user, user.host);
  }

  /** The account of this very line counts, where the server tags lines at all. */
  #readTags(user: User, tags: string): void {
    const { caps } = this.#ports.link;
    if (caps.has('account-tag')) setAccount(user, tagOf(tags, 'account'));
    else if (!caps.has('account-notify') || user.channels.size === 0) setAccount(user, undefined);
    if (
      tags !== '' &&
      !user.bot &&
      (tagOf(tags, 'bot') ?? tagOf(tags, 'draft/bot')) !== undefined
    ) {
      user.bot = true;
      user.epoch += 1;
    }
  }

  #ctcp(line: Line, user: User, isNotice: boolean): void {
    const text = line.params[1] ?? '';
    const end = text.indexOf(ctcpMark, 1);
    const request = text.slice(1, end < 0 ? text.length : end);
    if (request.startsWith('ACTION ')) return this.#emit(line, user, request.slice(7), true);
    const direct = this.#ports.link.self.is(line.params[0] ?? '');
    if (!isNotice && direct && !user.bot && !this.#saidAt(line).old)
      this.#ports.ctcp(user, request);
  }

  #emit(line: Line, user: User, said: string, unanswerable: boolean): void {
    const heard = this.#heard(line.params[0] ?? '', user);
    if (heard === undefined) return;
    const { where, actor } = heard;
    const { atMs, old } = this.#saidAt(line);
    const text = withoutFormatting(said);
    const id = line.tags === '' ? undefined : tagOf(line.tags, 'msgid');
    const addressed = this.#addressed(text);
    const message = id === undefined || !fitsId(id) ? undefined : messageId(id);
    const event: MessageEvent = {
      kind: 'message',
      atMs,
      where,
      actor,
      text,
      replayed: old,
      unanswerable,
      reply: replyTo(heard, message),
      ...(message !== undefined && { id: message }),
      ...(addressed !== undefined && { addressed }),
      ...(line.tags !== '' && answersIn(line.tags)),
    };
    this.#ports.link.emit(event);
  }

  #heard(target: string, user: User): Heard | undefined {
    const { connection, isupport, roster, self, placeOf } = this.#ports.link;
    const seen = { connection, fold: roster.fold, ranking: isupport.prefixes.modes };
    const name = isupport.channelIn(target);
    if (name === undefined) {
      if (!self.is(target)) return undefined;
      const { actor, place } = directOf(seen, user);
      return { where: place, actor, token: undefined };
    }
    const channel: Channel | undefined = roster.channel(name);
    const where = channel?.place ?? placeOf(name, roster.fold(name));
    const token = name === target ? undefined : target;
    if (channel === undefined) return { where, actor: directOf(seen, user).actor, token };
    return { where, actor: memberActor(seen, channel, user), token };
  }

  #saidAt(line: Line): { atMs: number; old: boolean } {
    const { time, batches } = this.#ports;
    if (line.tags === '') return time.read(undefined);
    const at = time.read(tagOf(line.tags, 'time'));
    if (batches.size > 0 && batches.isHistory(tagOf(line.tags, 'batch'))) at.old = true;
    return at;
  }

  /** The rest of the text when it begins with our nick: `castellan: help`, `castellan help`. */
  #addressed(text: string): string | undefined {
    const { self } = this.#ports.link;
    const end = self.nick.length;
    if (text.length < end || !isSeparator(text.charCodeAt(end))) return undefined;
    if (!self.is(text.slice(0, end))) return undefined;
    const rest = isSpace(text.charCodeAt(end)) ? text.slice(end) : text.slice(end + 1);
    return rest === '' || isSpace(rest.charCodeAt(0)) ? rest.trimStart() : undefined;
  }
}

/** The message that this one answers, where the client says so. */
function answersIn(tags: string): Pick<MessageEvent, 'answers'> {
  const id = tagOf(tags, '+draft/reply') ?? tagOf(tags, '+reply');
  return id !== undefined && fitsId(id) ? { answers: { message: messageId(id) } } : {};
}

const isSpace = (code: number): boolean => code === 32;
const isSeparator = (code: number): boolean => code === 58 || code === 44 || code === 32;

function fitsId(id: string): boolean {
  return id !== '' && id.length <= longestId && !/\s/u.test(id);
}

function replyTo(
  { where, actor, token }: Heard,
  message: MessageEvent['id'],
): MessageEvent['reply'] {
  if (message === undefined && token === undefined) return { where, actor };
  return {
    where,
    actor,
    ...(message !== undefined && { message }),
    ...(token !== undefined && { token }),
  };
}
