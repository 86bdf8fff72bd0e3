import { CastellanError } from '../../base/errors.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { oneLine } from '../../base/text.ts';
import { fromWire, toWire } from './bytes.ts';
import { dispatch } from './commands/dispatch.ts';
import { matches, type Heard, type Patience } from './heard.ts';
import { setAccount } from './identity.ts';
import type { User } from './model.ts';
import type { Network } from './network.ts';
import type { ScriptLink } from './script-link.ts';

/** What the network made of a person's command: done, or the numeric that refused it (`irc.404`). */
export type Outcome = Result<undefined>;

/** Somebody on the simulated network who is played by a script. Texts are ordinary text. */
export class Person {
  readonly #net: Network;
  readonly #user: User;
  readonly #link: ScriptLink;

  constructor(net: Network, user: User, link: ScriptLink) {
    this.#net = net;
    this.#user = user;
    this.#link = link;
  }

  get nickname(): string {
    return this.#user.nick;
  }

  get account(): string | undefined {
    return this.#user.account;
  }

  /** The channels that this person is in. */
  get channels(): string[] {
    return [...this.#user.channels].map((channel) => fromWire(channel.name));
  }

  /** `nick!user@host`. */
  get mask(): string {
    return `${this.#user.nick}!${this.#user.username}@${this.#user.host}`;
  }

  /** Whether the network still has this person: not split off, killed or gone. */
  get online(): boolean {
    return this.#net.user(this.#user.nick) === this.#user;
  }

  /** Says something in a channel (joining it first where needed) or to a nick. */
  say(target: string, text: string): Promise<Outcome> {
    return this.#speak('PRIVMSG', target, text);
  }

  /** The same as `say`, in the words of a story. */
  says(target: string, text: string): Promise<Outcome> {
    return this.say(target, text);
  }

  /** A private message. */
  msg(nick: string, text: string): Promise<Outcome> {
    return this.do('PRIVMSG', nick, text);
  }

  notice(target: string, text: string): Promise<Outcome> {
    return this.#speak('NOTICE', target, text);
  }

  action(target: string, text: string): Promise<Outcome> {
    return this.#speak('PRIVMSG', target, `\x01ACTION ${text}\x01`);
  }

  ctcp(target: string, request: string): Promise<Outcome> {
    return this.#speak('PRIVMSG', target, `\x01${request}\x01`);
  }

  join(channel: string, key?: string): Promise<Outcome> {
    return key === undefined ? this.do('JOIN', channel) : this.do('JOIN', channel, key);
  }

  part(channel: string, reason?: string): Promise<Outcome> {
    return reason === undefined ? this.do('PART', channel) : this.do('PART', channel, reason);
  }

  quit(reason = ''): Promise<Outcome> {
    return this.do('QUIT', reason);
  }

  nick(nick: string): Promise<Outcome> {
    return this.do('NICK', nick);
  }

  kick(channel: string, nick: string, reason = ''): Promise<Outcome> {
    return this.do('KICK', channel, nick, reason);
  }

  mode(target: string, ...changes: string[]): Promise<Outcome> {
    return this.do('MODE', target, ...changes);
  }

  topic(channel: string, text: string): Promise<Outcome> {
    return this.do('TOPIC', channel, text);
  }

  invite(nick: string, channel: string): Promise<Outcome> {
    return this.do('INVITE', nick, channel);
  }

  /** Away with a text; back without. */
  away(text = ''): Promise<Outcome> {
    return this.do('AWAY', text);
  }

  /** A TAGMSG with client-only tags: `{ '+typing': 'active' }`. */
  tag(target: string, tags: Readonly<Record<string, string>>): Promise<Outcome> {
    const clientTags = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
    return this.#run('TAGMSG', [target], toWire(clientTags.join(';')));
  }

  /** Logs in as services would do it, or out without an account. */
  login(account: string | undefined): void {
    setAccount(this.#net, this.#user, account);
  }

  /** Any command with its parameters, as this person would type it. */
  do(command: string, ...params: string[]): Promise<Outcome> {
    return this.#run(command, params);
  }

  /** The first not yet heard message in a channel that fits, by anyone else. */
  hears(channel: string, pattern: RegExp, patience?: Patience): Promise<Heard> {
    const wish = `${this.nickname} should hear ${String(pattern)} in ${channel}`;
    return this.#link.hearing.next(wish, this.#inChannel(channel, pattern), patience);
  }

  /** The first not yet heard notice or private message to this person that fits. */
  isTold(pattern: RegExp, patience?: Patience): Promise<Heard> {
    const wish = `${this.nickname} should be told ${String(pattern)}`;
    const fits = (heard: Heard) => heard.channel === undefined && matches(pattern, heard.text);
    return this.#link.hearing.next(wish, fits, patience);
  }

  /**
   * Waits `forMs` and fails when somebody who is not scripted said something unheard that fits: in the channel, or,
   * without a channel, anywhere this person can hear.
   */
  hearsNothing(channel?: string, { forMs = 300, like = /^/ }: Quiet = {}): Promise<void> {
    const where = channel ?? 'any place';
    const inPlace = channel === undefined ? () => true : this.#inChannel(channel, like);
    const wish = `${this.nickname} should hear nothing like ${String(like)} in ${where}`;
    const fits = (heard: Heard) =>
      inPlace(heard) && matches(like, heard.text) && !this.#scripted(heard);
    return this.#link.hearing.nothing(wish, fits, forMs);
  }

  /** Forgets all that was heard so far. */
  forget(): void {
    this.#link.hearing.forget(() => true);
  }

  #scripted({ from }: Heard): boolean {
    const link = this.#net.user(from)?.link;
    return link !== undefined && link.constructor === this.#link.constructor;
  }

  #inChannel(channel: string, pattern: RegExp): (heard: Heard) => boolean {
    const wanted = this.#net.fold(toWire(channel));
    return (heard) => {
      if (heard.channel === undefined) return false;
      const named = this.#net.fold(toWire(heard.channel));
      return (named === wanted || named.slice(1) === wanted) && matches(pattern, heard.text);
    };
  }

  async #speak(command: string, target: string, text: string): Promise<Outcome> {
    const absent = /^[#&]/.test(target) && !this.#isIn(target);
    const joined = absent ? await this.join(target) : ok(undefined);
    return joined.ok ? this.do(command, target, text) : joined;
  }

  #isIn(channel: string): boolean {
    return this.#net.channel(toWire(channel))?.members.has(this.#user) ?? false;
  }

  #run(command: string, params: readonly string[], clientTags = ''): Promise<Outcome> {
    if (!this.online) return Promise.reject(this.#gone());
    const { replies } = this.#link;
    replies.length = 0;
    dispatch(this.#net, this.#user, {
      command: command.toUpperCase(),
      params: params.map((param) => toWire(oneLine(param))),
      clientTags,
      label: undefined,
    });
    const refused = replies.shift();
    if (!refused) return Promise.resolve(ok(undefined));
    const text = refused.params.slice(1).map(fromWire).join(' ');
    return Promise.resolve(err({ key: `irc.${refused.command}`, facts: { text } }));
  }

  #gone(): CastellanError {
    const nick = this.nickname;
    return new CastellanError('not-available', `${nick} is not on the network now`, {
      facts: { nick },
    });
  }
}

export interface Quiet {
  readonly forMs?: number;
  readonly like?: RegExp;
}
