import type { Rules } from './dispatch.ts';
import { type Line, nickOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { modeChanges } from './mode-changes.ts';
import { type Channel, setAccount, setUserHost, type User } from './roster.ts';

/** Marks our own WHOX questions, so that an answer is known as one. */
const whoxToken = '742';
const rereadAfterMs = 1000;

interface Listener {
  listed(channel: Channel): void;
}

/** Keeps what members are in their channels (prefix modes) and who they are logged in as. */
export class StatusTracker {
  readonly #link: Link;
  readonly #listener: Listener;
  readonly #rereading = new Set<string>();

  constructor(link: Link, listener: Listener) {
    this.#link = link;
    this.#listener = listener;
  }

  rules(): Rules {
    return {
      MODE: { min: 2, run: (line) => this.#mode(line) },
      '353': { min: 4, run: ({ params }) => this.#names(params[2] ?? '', params[3] ?? '') },
      '366': { min: 2, run: ({ params }) => this.#endOfNames(params[1] ?? '') },
      '352': { min: 7, run: (line) => this.#who(line) },
      '354': { min: 7, run: (line) => this.#whox(line) },
    };
  }

  #mode({ params }: Line): void {
    const channel = this.#link.roster.channel(params[0] ?? '');
    if (channel === undefined) return;
    for (const { added, letter, param } of modeChanges(this.#link.isupport, params.slice(1))) {
      if (param === undefined || !this.#link.isupport.prefixes.modes.includes(letter)) continue;
      const user = this.#link.roster.user(param);
      if (user) this.#setMode(channel, user, letter, added);
    }
  }

  #setMode(channel: Channel, user: User, letter: string, added: boolean): void {
    const member = channel.members.get(user);
    if (member === undefined) return;
    const others = member.modes.replaceAll(letter, '');
    member.modes = this.#ranked(added ? others + letter : others);
    member.actor = undefined;
    // Without multi-prefix we saw only the strongest mode; what is left after it went is unknown.
    if (!added && !this.#link.caps.has('multi-prefix')) this.#reread(channel);
  }

  #ranked(modes: string): string {
    let ranked = '';
    for (const mode of this.#link.isupport.prefixes.modes) if (modes.includes(mode)) ranked += mode;
    return ranked;
  }

  #reread(channel: Channel): void {
    if (this.#rereading.has(channel.folded)) return;
    this.#rereading.add(channel.folded);
    this.#link.after(rereadAfterMs, () => {
      this.#rereading.delete(channel.folded);
      this.#link.request(`NAMES ${channel.name}`, 'bulk');
    });
  }

  #names(name: string, list: string): void {
    const channel = this.#link.roster.channel(name);
    if (channel === undefined) return;
    for (const entry of list.split(' ')) if (entry !== '') this.#name(channel, entry);
  }

  #name(channel: Channel, entry: string): void {
    const { modes, signs } = this.#link.isupport.prefixes;
    let at = 0;
    let held = '';
    while (at < entry.length && signs.includes(entry.charAt(at))) {
      held += modes.charAt(signs.indexOf(entry.charAt(at)));
      at += 1;
    }
    const source = entry.slice(at);
    if (nickOf(source) === '') return;
    const member = this.#link.roster.enter(channel, this.#link.roster.seen(source));
    if (member === undefined || member.modes === held) return;
    member.modes = this.#ranked(held);
    member.actor = undefined;
  }

  #endOfNames(name: string): void {
    const channel = this.#link.roster.channel(name);
    if (channel?.listing !== true) return;
    channel.listing = false;
    this.#askWho(channel);
    this.#listener.listed(channel);
  }

  /** Accounts and bots among those who were here before us. */
  #askWho(channel: Channel): void {
    const { isupport, caps } = this.#link;
    if (isupport.whox && (caps.has('account-notify') || isupport.botMode !== ''))
      this.#link.request(`WHO ${channel.name} %tuhnfa,${whoxToken}`, 'bulk');
    else if (isupport.botMode !== '') this.#link.request(`WHO ${channel.name}`, 'bulk');
  }

  /** `<me> <channel> <user> <host> <server> <nick> <flags> :<hops> <name>` */
  #who({ params }: Line): void {
    const [, , name = '', host = '', , nick = '', flags = ''] = params;
    const user = this.#link.roster.user(nick);
    if (user) this.#learn(user, { name, host, flags });
  }

  /** `<me> 742 <user> <host> <nick> <flags> <account>` */
  #whox({ params }: Line): void {
    const [, token, name = '', host = '', nick = '', flags = '', account = '0'] = params;
    const user = token === whoxToken ? this.#link.roster.user(nick) : undefined;
    if (user === undefined) return;
    this.#learn(user, { name, host, flags });
    if (this.#link.caps.has('account-notify'))
      setAccount(user, account === '0' ? undefined : account);
  }

  #learn(user: User, { name, host, flags }: { name: string; host: string; flags: string }): void {
    setUserHost(user, name, host);
    const { botMode } = this.#link.isupport;
    const bot = botMode !== '' && flags.includes(botMode);
    if (bot === user.bot) return;
    user.bot = bot;
    user.epoch += 1;
  }
}
