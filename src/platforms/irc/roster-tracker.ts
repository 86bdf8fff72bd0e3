import type { Actor } from '../../core/actor.ts';
import type { Rules } from './dispatch.ts';
import { memberActor } from './identity.ts';
import { type Line, nickOf, ownCopy, userHostOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { type Channel, setAccount, setUserHost, type User } from './roster.ts';

export type Leaving =
  | { readonly how: 'part' | 'quit'; readonly reason?: string }
  | { readonly how: 'kick'; readonly by: string; readonly reason?: string };

/** What the tracker tells the parts that act on it. */
export interface RosterListener {
  selfJoined(channel: Channel): void;
  selfLeft(channel: Channel, leaving: Leaving): void;
  selfRenamed(): void;
  joined(channel: Channel, user: User, line: Line): void;
  /** Called while the user is still in the channel. */
  left(channel: Channel, user: User, leaving: Leaving, line: Line): void;
  renamed(channel: Channel, user: User, before: Actor, line: Line): void;
  /** A nick is free now, perhaps. */
  nickLeft(foldedNick: string): void;
}

/** Keeps users and channels as the server tells them: who comes, goes, and is called what. */
export class RosterTracker {
  readonly #link: Link;
  readonly #listener: RosterListener;

  constructor(link: Link, listener: RosterListener) {
    this.#link = link;
    this.#listener = listener;
  }

  rules(): Rules {
    return {
      JOIN: { min: 1, run: (line) => this.#join(line) },
      PART: { min: 1, run: (line) => this.#part(line) },
      KICK: { min: 2, run: (line) => this.#kick(line) },
      QUIT: { min: 0, run: (line) => this.#quit(line) },
      NICK: { min: 1, run: (line) => this.#nick(line) },
      ACCOUNT: { min: 1, run: (line) => this.#account(line) },
      CHGHOST: { min: 2, run: (line) => this.#chghost(line) },
      RENAME: { min: 2, run: (line) => this.#renameChannel(line) },
      '396': { min: 2, run: (line) => this.#displayedHost(line) },
      TOPIC: { min: 2, run: ({ params }) => this.#topic(params[0], params[1]) },
      '332': { min: 3, run: ({ params }) => this.#topic(params[1], params[2]) },
    };
  }

  #join(line: Line): void {
    const names = line.params[0] ?? '';
    const user = this.#link.roster.seen(line.source);
    if (user.nick === '') return;
    if (this.#link.caps.has('extended-join') && line.params.length > 1)
      setAccount(user, this.#link.caps.has('account-notify') ? line.params[1] : undefined);
    for (const name of names.split(',')) this.#joinOne(name, user, line);
  }

  #joinOne(name: string, user: User, line: Line): void {
    const { roster, self, isupport } = this.#link;
    if (!isupport.isChannel(name)) return;
    if (self.is(user.nick)) {
      self.seenAs(user.user || self.user, user.host || self.host);
      const old = roster.channel(name);
      if (old) roster.closeChannel(old);
      const channel = roster.openChannel(name, this.#link.placeOf(name, roster.fold(name)));
      roster.enter(channel, user);
      return this.#listener.selfJoined(channel);
    }
    const channel = roster.channel(name);
    if (channel && !channel.members.has(user) && roster.enter(channel, user))
      this.#listener.joined(channel, user, line);
  }

  #part(line: Line): void {
    const user = this.#link.roster.user(nickOf(line.source));
    for (const name of (line.params[0] ?? '').split(',')) {
      const channel = this.#link.roster.channel(name);
      if (channel && user) this.#leave(channel, user, withReason('part', line.params[1]), line);
    }
  }

  #kick(line: Line): void {
    const [name = '', nick = '', reason] = line.params;
    const channel = this.#link.roster.channel(name);
    const user = this.#link.roster.user(nick);
    const by = nickOf(line.source);
    const leaving: Leaving =
      reason === undefined ? { how: 'kick', by } : { how: 'kick', by, reason };
    if (channel && user) this.#leave(channel, user, leaving, line);
  }

  #leave(channel: Channel, user: User, leaving: Leaving, line: Line): void {
    if (!channel.members.has(user)) return;
    if (this.#link.self.is(user.nick)) {
      this.#link.roster.closeChannel(channel);
      return this.#listener.selfLeft(channel, leaving);
    }
    this.#listener.left(channel, user, leaving, line);
    this.#link.roster.leave(channel, user);
  }

  #quit(line: Line): void {
    const { roster, self } = this.#link;
    const user = roster.user(nickOf(line.source));
    if (user === undefined || self.is(user.nick)) return;
    const leaving = withReason('quit', line.params[0]);
    for (const channel of user.channels) this.#listener.left(channel, user, leaving, line);
    roster.remove(user);
    this.#listener.nickLeft(user.folded);
  }

  #nick(line: Line): void {
    const { roster, self } = this.#link;
    const nick = line.params[0] ?? '';
    const before = nickOf(line.source);
    if (nick === '' || before === '') return;
    const own = self.is(before);
    const user = roster.user(before);
    if (own) self.rename(nick);
    if (user) this.#rename(user, nick, own, line);
    if (own) this.#listener.selfRenamed();
    else if (roster.fold(nick) !== roster.fold(before))
      this.#listener.nickLeft(roster.fold(before));
  }

  #rename(user: User, nick: string, own: boolean, line: Line): void {
    const actors = own
      ? []
      : [...user.channels].map((channel) => ({ channel, before: this.#actor(channel, user) }));
    this.#link.roster.rename(user, nick);
    for (const { channel, before } of actors) this.#listener.renamed(channel, user, before, line);
  }

  #actor(channel: Channel, user: User): Actor {
    const { connection, roster, isupport } = this.#link;
    return memberActor(
      { connection, fold: roster.fold, ranking: isupport.prefixes.modes },
      channel,
      user,
    );
  }

  #account(line: Line): void {
    const nick = nickOf(line.source);
    const account = line.params[0];
    if (this.#link.self.is(nick)) this.#link.self.account = account === '*' ? undefined : account;
    const user = this.#link.roster.user(nick);
    if (user) setAccount(user, account);
  }

  #chghost(line: Line): void {
    const [name = '', host = ''] = line.params;
    const nick = nickOf(line.source);
    if (this.#link.self.is(nick)) this.#link.self.seenAs(name, host);
    const user = this.#link.roster.user(nick);
    if (user) setUserHost(user, name, host);
  }

  #displayedHost({ params }: Line): void {
    const { self } = this.#link;
    if (!self.is(params[0] ?? '')) return;
    const shown = userHostOf(params[1] ?? '');
    self.seenAs(shown?.user ?? self.user, shown?.host ?? params[1] ?? '');
  }

  /** draft/channel-rename. */
  #renameChannel({ params }: Line): void {
    const { roster, placeOf } = this.#link;
    const channel = roster.channel(params[0] ?? '');
    const name = params[1] ?? '';
    if (channel === undefined || !this.#link.isupport.isChannel(name)) return;
    roster.channels.delete(channel.folded);
    channel.name = ownCopy(name);
    channel.folded = ownCopy(roster.fold(name));
    channel.place = placeOf(channel.name, channel.folded);
    roster.channels.set(channel.folded, channel);
  }

  #topic(name = '', topic = ''): void {
    const channel = this.#link.roster.channel(name);
    if (channel) channel.topic = topic === '' ? undefined : ownCopy(topic);
  }
}

const withReason = (how: 'part' | 'quit', reason: string | undefined): Leaving =>
  reason === undefined ? { how } : { how, reason };
