import type { Actor } from '../../core/actor.ts';
import type { Place } from '../../core/event.ts';
import type { Fold } from './casefold.ts';
import { nickOf, ownCopy, userHostOf } from './line-parser.ts';

/** Someone who shares a channel with us, or just spoke to us. */
export interface User {
  nick: string;
  folded: string;
  /** The source of the last line as it came, so that an unchanged one is not cut again. */
  source: string;
  user: string;
  host: string;
  account: string | undefined;
  bot: boolean;
  /** Grows with each change that an Actor shows. */
  epoch: number;
  readonly channels: Set<Channel>;
  /** The actor outside of channels, with the place of the direct conversation. */
  direct: { readonly epoch: number; readonly actor: Actor; readonly place: Place } | undefined;
}

export interface Member {
  readonly user: User;
  /** Prefix mode letters, strongest first. */
  modes: string;
  actor: Actor | undefined;
  actorEpoch: number;
}

export interface Channel {
  name: string;
  folded: string;
  place: Place;
  readonly members: Map<User, Member>;
  topic: string | undefined;
  /** The modes, as far as told, that keep it from some people. */
  readonly hiding: Set<string>;
  /** Names are still coming after our join. */
  listing: boolean;
}

const maxMembers = 100_000;
const maxStrangers = 512;

/** Who and what we see on this link. Gone with the link. */
export class Roster {
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  /** Those who spoke to us without sharing a channel, oldest first. */
  readonly #strangers = new Map<string, User>();
  #fold: Fold;

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  get fold(): Fold {
    return this.#fold;
  }

  /** Folds every key again, after the server named another case mapping. */
  refold(fold: Fold): void {
    this.#fold = fold;
    this.#strangers.clear();
    const users = [...this.users.values()];
    this.users.clear();
    for (const user of users) {
      user.folded = fold(user.nick);
      user.epoch += 1;
      this.users.set(user.folded, user);
    }
    const channels = [...this.channels.values()];
    this.channels.clear();
    for (const channel of channels) {
      channel.folded = fold(channel.name);
      this.channels.set(channel.folded, channel);
    }
  }

  user(nick: string): User | undefined {
    return this.users.get(this.#fold(nick));
  }

  channel(name: string): Channel | undefined {
    return this.channels.get(this.#fold(name));
  }

  /** The user of a source, with user and host brought up to date. */
  seen(source: string): User {
    const nick = nickOf(source);
    const folded = this.#fold(nick);
    const user = this.users.get(folded) ?? this.#strangers.get(folded) ?? this.#meet(nick, folded);
    if (user.source !== source) readSource(user, nick, source);
    return user;
  }

  #meet(nick: string, folded: string): User {
    const user = newUser(nick, folded);
    for (const oldest of this.#strangers.keys()) {
      if (this.#strangers.size < maxStrangers) break;
      this.#strangers.delete(oldest);
    }
    this.#strangers.set(user.folded, user);
    return user;
  }

  openChannel(name: string, place: Place): Channel {
    const folded = ownCopy(this.#fold(name));
    const channel: Channel = {
      name: ownCopy(name),
      folded,
      place,
      members: new Map(),
      topic: undefined,
      hiding: new Set(),
      listing: true,
    };
    this.channels.set(folded, channel);
    return channel;
  }

  closeChannel(channel: Channel): void {
    for (const user of channel.members.keys()) this.#leave(channel, user);
    this.channels.delete(channel.folded);
  }

  enter(channel: Channel, user: User): Member | undefined {
    const known = channel.members.get(user);
    if (known) return known;
    if (channel.members.size >= maxMembers) return undefined;
    const member: Member = { user, modes: '', actor: undefined, actorEpoch: -1 };
    channel.members.set(user, member);
    user.channels.add(channel);
    this.users.set(user.folded, user);
    this.#strangers.delete(user.folded);
    return member;
  }

  leave(channel: Channel, user: User): boolean {
    if (!channel.members.has(user)) return false;
    this.#leave(channel, user);
    return true;
  }

  rename(user: User, nick: string): void {
    if (this.users.get(user.folded) === user) this.users.delete(user.folded);
    user.nick = ownCopy(nick);
    user.folded = this.#fold(user.nick);
    user.source = '';
    user.epoch += 1;
    user.direct = undefined;
    const squatter = this.users.get(user.folded);
    if (squatter && squatter !== user) this.remove(squatter);
    if (user.channels.size > 0) this.users.set(user.folded, user);
  }

  remove(user: User): void {
    for (const channel of [...user.channels]) this.#leave(channel, user);
    if (this.users.get(user.folded) === user) this.users.delete(user.folded);
  }

  #leave(channel: Channel, user: User): void {
    channel.members.delete(user);
    user.channels.delete(channel);
    if (user.channels.size === 0) this.users.delete(user.folded);
  }
}

const newUser = (nick: string, folded: string): User => ({
  nick: ownCopy(nick),
  folded: ownCopy(folded),
  source: '',
  user: '',
  host: '',
  account: undefined,
  bot: false,
  epoch: 0,
  channels: new Set(),
  direct: undefined,
});

function readSource(user: User, nick: string, source: string): void {
  user.source = ownCopy(source);
  if (user.nick !== nick) {
    user.nick = ownCopy(nick);
    user.epoch += 1;
  }
  const mask = userHostOf(source);
  if (mask) setUserHost(user, mask.user, mask.host);
}

export function setUserHost(user: User, name: string, host: string): void {
  if (user.user === name && user.host === host) return;
  user.user = ownCopy(name);
  user.host = ownCopy(host);
  user.epoch += 1;
}

export function setAccount(user: User, account: string | undefined): void {
  const known = account === undefined || account === '' || account === '*' ? undefined : account;
  if (user.account === known) return;
  user.account = known === undefined ? undefined : ownCopy(known);
  user.epoch += 1;
}
