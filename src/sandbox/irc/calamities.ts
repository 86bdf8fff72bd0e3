import { CastellanError } from '../../base/errors.ts';
import { toWire } from './bytes.ts';
import { capability } from './capabilities.ts';
import { forceMode } from './commands/channel-mode.ts';
import { banFromServer, killUser } from './commands/server.ts';
import { changeHost, rename, setAccount } from './identity.ts';
import { disappear, enter, kick, part } from './membership.ts';
import type { Line } from './line.ts';
import type { Channel, Link, User } from './model.ts';
import { scriptedUser } from './script-link.ts';
import type { AcceptFault, Network, SaslFault } from './network.ts';

/** What a split took away, for the way back. */
interface Torn {
  readonly user: User;
  readonly places: readonly { readonly channel: string; readonly modes: string }[];
}

export interface Split {
  /** The two servers whose link broke, as in the QUIT's text. */
  readonly servers?: readonly [string, string];
  /** Wraps the QUITs (and later the JOINs) in a batch for those who know batches. */
  readonly batch?: boolean;
}

export interface Rejoin extends Pick<Split, 'batch'> {
  /** What becomes of a returning nick that somebody took meanwhile. */
  readonly collision?: 'kill-returning' | 'rename-both';
}

/** The numerics that a script can ask for in place of what would have happened, with their usual texts. */
const refusalTexts: Readonly<Record<string, string>> = {
  '403': 'No such channel',
  '404': 'Cannot send to channel',
  '405': 'You have joined too many channels',
  '431': 'No nickname given',
  '432': 'Erroneous nickname',
  '433': 'Nickname is already in use.',
  '436': 'Nickname collision',
  '437': 'Nick/channel is temporarily unavailable',
  '471': 'Cannot join channel (+l)',
  '473': 'Cannot join channel (+i)',
  '474': 'Cannot join channel (+b)',
  '475': 'Cannot join channel (+k)',
  '477': 'You need to be identified with services',
  '489': 'Cannot join channel (SSL required)',
  '520': 'Cannot join channel (IRC operators only)',
};

/** Everything that befalls a network: what its operators do, and what nobody does. */
export class Calamities {
  readonly #net: Network;
  readonly #torn = new Map<string, Torn>();

  constructor(net: Network) {
    this.#net = net;
  }

  /** Splits these people off: everybody else sees `QUIT :hub leaf`. */
  split(
    nicks: readonly string[],
    { servers = ['hub.sandbox.test', 'leaf.sandbox.test'], batch = false }: Split = {},
  ): void {
    const users = nicks.map((nick) => this.#person(nick));
    const id = batch ? this.#startBatch('netsplit', servers) : undefined;
    for (const user of users) {
      const places = [...user.channels].map((channel) => placeOf(channel, user));
      this.#torn.set(this.#net.fold(user.nick), { user, places });
      disappear(this.#net, user, servers.join(' '), id);
    }
    if (id !== undefined) this.#endBatch(id);
  }

  /** Heals a split: JOINs, then the modes that each held. Without nicks, everybody comes back. */
  rejoin(
    nicks?: readonly string[],
    { batch = false, collision = 'rename-both' }: Rejoin = {},
  ): void {
    const back = nicks ? nicks.map((nick) => this.#net.fold(nick)) : [...this.#torn.keys()];
    const id = batch
      ? this.#startBatch('netjoin', ['hub.sandbox.test', 'leaf.sandbox.test'])
      : undefined;
    for (const folded of back) this.#comeBack(folded, collision, id);
    if (id !== undefined) this.#endBatch(id);
  }

  /** Another server links: its people, whom nobody here has seen, are in the channel from now on, told as a netjoin. */
  netjoin(nicks: readonly string[], channel: string): void {
    const found = this.#channel(channel);
    const id = this.#startBatch('netjoin', ['hub.sandbox.test', 'leaf.sandbox.test']);
    for (const nick of nicks) enter(this.#net, this.#user(nick), found, { batch: id });
    this.#endBatch(id);
  }

  hasSplitOff(user: User): boolean {
    return [...this.#torn.values()].some((torn) => torn.user === user);
  }

  /** An operator's KILL. */
  kill(nick: string, reason = 'No reason', by = 'warden'): void {
    killUser(this.#net, this.#user(nick), {
      by: `${by}!${by}@opers.sandbox.test`,
      reason: toWire(reason),
    });
  }

  /** A K-line on `user@host`: 465 and ERROR, now for who is on, later for who comes. */
  kline(mask: string, reason = 'Go away'): void {
    banFromServer(this.#net, mask, toWire(reason));
  }

  unkline(mask: string): void {
    const { serverBans } = this.#net;
    const index = serverBans.findIndex((ban) => ban.mask === mask);
    if (index >= 0) serverBans.splice(index, 1);
  }

  /** SANICK: another nick, whether wanted or not. */
  sanick(nick: string, to: string): void {
    rename(this.#net, this.#user(nick), to);
  }

  sajoin(nick: string, channel: string): void {
    const found = this.#net.channel(channel) ?? this.#net.newChannel(channel);
    enter(this.#net, this.#user(nick), found);
  }

  sapart(nick: string, channel: string, reason?: string): void {
    part(this.#net, this.#user(nick), this.#channel(channel), reason);
  }

  /** A KICK whose source is the server. */
  sakick(nick: string, channel: string, reason = ''): void {
    const by = this.#net.rules.serverName;
    kick(this.#net, this.#user(nick), this.#channel(channel), { by, reason: toWire(reason) });
  }

  /** Channel modes set by the server: `samode('#castle', '+o', 'ann')`. Throws `bad-input` when one cannot be set. */
  samode(channel: string, ...changes: string[]): void {
    const refused: string[] = [];
    const deliver = ({ params }: Line) => void refused.push(params.slice(1).join(' '));
    const link: Link = { caps: 0, deliver, close: () => {} };
    const server = scriptedUser(this.#net, link, {
      nick: this.#net.rules.serverName,
      service: true,
    });
    forceMode(this.#net, this.#channel(channel), changes.map(toWire), server);
    if (refused.length === 0) return;
    throw new CastellanError(
      'bad-input',
      `MODE ${channel} ${changes.join(' ')}: ${refused.join('; ')}`,
    );
  }

  /** CHGHOST, or QUIT and JOIN for those without the capability. */
  changeHost(nick: string, host: string, username?: string): void {
    changeHost(this.#net, this.#user(nick), host, username);
  }

  /** Logs somebody in or (without an account) out, as services do. */
  login(nick: string, account?: string): void {
    setAccount(this.#net, this.#user(nick), account);
  }

  /**
   * Answers the next commands with a numeric: `refuse('JOIN', 437, { target: '#castle', times: 2 })`. Without a target
   * every target is meant. JOIN, NICK, PRIVMSG, NOTICE.
   */
  refuse(
    command: 'JOIN' | 'NICK' | 'NOTICE' | 'PRIVMSG',
    numeric: number,
    { target, times = 1, text }: { target?: string; times?: number; text?: string } = {},
  ): void {
    const code = String(numeric);
    this.#net.refusals.push({
      command,
      target: target === undefined ? undefined : this.#net.fold(toWire(target)),
      numeric: code,
      text: text ?? refusalTexts[code] ?? 'Not now',
      timesLeft: times,
    });
  }

  /** Makes the next SASL exchanges go wrong. */
  failSasl(kind: SaslFault['kind'], times = 1): void {
    this.#net.saslFaults.push({ kind, timesLeft: times });
  }

  /** Treats the next who connect badly: throttled, silent, closed, reset. */
  failConnections(kind: AcceptFault['kind'], times = 1): void {
    this.#net.acceptFaults.push({ kind, timesLeft: times });
  }

  /** Ends whatever was scripted with refuse, failSasl, failConnections. */
  calm(): void {
    const { refusals, saslFaults, acceptFaults } = this.#net;
    for (const faults of [refusals, saslFaults, acceptFaults]) faults.length = 0;
  }

  #comeBack(folded: string, collision: Rejoin['collision'], batch?: string): void {
    const torn = this.#torn.get(folded);
    if (!torn) return;
    this.#torn.delete(folded);
    const rival = this.#net.users.get(folded);
    if (rival && collision === 'kill-returning') return;
    if (rival) {
      rename(this.#net, rival, this.#uid());
      torn.user.nick = this.#uid();
    }
    this.#net.users.set(this.#net.fold(torn.user.nick), torn.user);
    for (const { channel, modes } of torn.places) {
      const found = this.#net.channel(channel) ?? this.#net.newChannel(channel);
      enter(this.#net, torn.user, found, { modes, batch });
    }
    this.#net.onChange();
  }

  /** A nick as InspIRCd makes it from a user's id when two clash. */
  #uid(): string {
    return `00A${this.#net
      .newId()
      .replace(/[^a-z0-9]/g, '')
      .slice(-6)
      .toUpperCase()}`;
  }

  #startBatch(kind: string, params: readonly string[]): string {
    const id = this.#net.newId();
    this.#toBatchReaders([`+${id}`, kind, ...params]);
    return id;
  }

  #endBatch(id: string): void {
    this.#toBatchReaders([`-${id}`]);
  }

  #toBatchReaders(params: readonly string[]): void {
    const line = this.#net.line(this.#net.rules.serverName, 'BATCH', params);
    for (const { link } of this.#net.users.values()) {
      if (link.caps & capability.batch) link.deliver(line);
    }
  }

  #person(nick: string): User {
    const user = this.#user(nick);
    if (!('hearing' in user.link)) {
      throw new CastellanError(
        'bad-input',
        `${nick} is a real client: only scripted people split off`,
      );
    }
    return user;
  }

  #user(nick: string): User {
    const user = this.#net.user(nick);
    if (user) return user;
    throw new CastellanError('bad-input', `Nobody on the simulated network is called ${nick}`);
  }

  #channel(name: string): Channel {
    const channel = this.#net.channel(toWire(name));
    if (channel) return channel;
    throw new CastellanError('bad-input', `The simulated network has no channel ${name}`);
  }
}

const placeOf = (channel: Channel, user: User) => ({
  channel: channel.name,
  modes: channel.members.get(user) ?? '',
});
