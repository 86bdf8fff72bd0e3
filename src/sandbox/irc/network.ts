import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { Accounts } from './accounts.ts';
import { capability } from './capabilities.ts';
import { channelModes, type ChannelModes } from './isupport.ts';
import { Line, type LineFacts } from './line.ts';
import { maskOf, type Channel, type User } from './model.ts';
import { foldWith } from './names.ts';
import type { NetworkRules } from './options.ts';
import { parsePrefixes, type Prefixes } from './prefixes.ts';
import { Ring } from './ring.ts';

/** A numeric that the script wants in place of what would have happened. */
interface Refusal {
  /** In upper case. */
  readonly command: string;
  /** Folded; undefined refuses every target. */
  readonly target: string | undefined;
  readonly numeric: string;
  readonly text: string;
  timesLeft: number;
}

/** Who was here under a nick. */
interface Departed {
  readonly nick: string;
  readonly username: string;
  readonly host: string;
  readonly realname: string;
  readonly server: string;
  readonly atMs: number;
}

interface ServerBan {
  readonly mask: string;
  readonly reason: string;
}

/** What goes wrong in the next SASL exchanges. */
export interface SaslFault {
  readonly kind:
    '902' | '904' | '905' | '906' | '907' | '908' | 'bad-signature' | 'no-signature' | 'silent';
  timesLeft: number;
}

/** How the server treats the next who connect, before they say a word. */
export interface AcceptFault {
  readonly kind: 'close' | 'reset' | 'silent' | 'throttled';
  timesLeft: number;
}

const departedKept = 200;

/** All that the simulated network knows, and the ways in which lines reach people. */
export class Network {
  readonly rules: NetworkRules;
  /** The network's own time: what its tags say. */
  readonly clock: Clock;
  /** The time in which sockets live. */
  readonly linkClock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly fold: (name: string) => string;
  readonly prefixes: Prefixes;
  readonly modes: ChannelModes;
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly accounts: Accounts;
  readonly departed = new Ring<Departed>(departedKept);
  /** Folded nick → who watches it. */
  readonly watchers = new Map<string, Set<User>>();
  readonly serverBans: ServerBan[] = [];
  readonly refusals: Refusal[] = [];
  /** Folded nicks that services keep for their owners: 437 until RELEASE. */
  readonly heldNicks = new Set<string>();
  readonly saslFaults: SaslFault[] = [];
  readonly acceptFaults: AcceptFault[] = [];
  readonly startedAtMs: number;
  /** Called when something happened that a viewer may see. */
  onChange: () => void = () => {};
  /** Called with each line that a channel remembers. */
  onLine: (channel: Channel, line: Line) => void = () => {};
  /** Called when somebody has a nick that he had not before. */
  onNick: (user: User) => void = () => {};
  #lines = 0;
  #stampedMs = -1;
  #stamp = '';

  constructor(
    rules: NetworkRules,
    { clock, linkClock, random, log }: Pick<Network, 'clock' | 'linkClock' | 'random' | 'log'>,
  ) {
    this.rules = rules;
    this.clock = clock;
    this.linkClock = linkClock;
    this.random = random;
    this.log = log;
    this.fold = foldWith(rules.casemapping);
    this.prefixes = parsePrefixes(rules.prefix);
    this.modes = channelModes(this.prefixes, rules.accountMode);
    this.startedAtMs = clock.now();
    this.accounts = new Accounts(this.fold, () => Buffer.from(random.token(12)));
  }

  user(nick: string): User | undefined {
    return this.users.get(this.fold(nick));
  }

  channel(name: string): Channel | undefined {
    return this.channels.get(this.fold(name));
  }

  /** The server's time as tags and people's logs write it. */
  stamp(): string {
    const nowMs = this.clock.now();
    if (nowMs !== this.#stampedMs) {
      this.#stampedMs = nowMs;
      this.#stamp = new Date(nowMs).toISOString();
    }
    return this.#stamp;
  }

  /** An id that no other line of this network has. */
  newId(): string {
    this.#lines += 1;
    return `s${this.startedAtMs.toString(36)}-${this.#lines.toString(36)}`;
  }

  /** A line said by the server, or by nobody when `source` is empty. */
  line(
    source: string,
    command: string,
    params: readonly string[],
    facts?: Partial<LineFacts>,
  ): Line {
    return new Line(source, command, params, {
      facts: facts ? { time: this.stamp(), ...facts } : { time: this.stamp() },
      maxBytes: this.rules.lineBytes,
    });
  }

  /** A line that a person caused, with the tags about that person. */
  lineBy(user: User, command: string, params: readonly string[], extra?: Partial<LineFacts>): Line {
    return this.line(maskOf(user), command, params, {
      msgid: this.newId(),
      account: user.account,
      bot: user.modes.has('B'),
      ...extra,
    });
  }

  /** A line for a channel's memory: it has an id. */
  event(source: string, command: string, params: readonly string[]): Line {
    return this.line(source, command, params, { msgid: this.newId() });
  }

  /** A numeric reply; the last of `params` is its text. */
  numeric(user: User, code: string, ...params: string[]): void {
    user.link.deliver(this.numericLine(user.nick, code, params));
  }

  numericLine(nick: string, code: string, params: readonly string[]): Line {
    return this.line(this.rules.serverName, code, [nick || '*', ...params]);
  }

  /** A NOTICE from the server itself. */
  notice(user: User, text: string): void {
    user.link.deliver(this.line(this.rules.serverName, 'NOTICE', [user.nick || '*', text]));
  }

  /** FAIL, WARN or NOTE for those who asked for standard replies. */
  standardReply(user: User, kind: 'FAIL' | 'NOTE' | 'WARN', ...params: string[]): boolean {
    if ((user.link.caps & capability['standard-replies']) === 0) return false;
    user.link.deliver(this.line(this.rules.serverName, kind, params));
    return true;
  }

  /** To every member, and into the channel's memory. */
  toChannel(channel: Channel, line: Line, except?: User): void {
    this.record(channel, line);
    for (const member of channel.members.keys()) if (member !== except) member.link.deliver(line);
    this.onChange();
  }

  /** To the members who asked for a capability, or to those who did not. */
  toCapable(channel: Channel, line: Line, { having = 0, lacking = 0, except }: Capable): void {
    for (const member of channel.members.keys()) {
      if (member === except) continue;
      const { caps } = member.link;
      if ((caps & having) === having && (caps & lacking) === 0) member.link.deliver(line);
    }
  }

  /** Everyone who shares a channel with this user, without the user. */
  peersOf(user: User): Set<User> {
    const peers = new Set<User>();
    for (const channel of user.channels) for (const peer of channel.members.keys()) peers.add(peer);
    peers.delete(user);
    return peers;
  }

  /** To those who share a channel and asked for `cap`; `self` when the user asked for it too. */
  tellPeers(
    user: User,
    line: Line,
    { cap = 0, self = false }: { cap?: number; self?: boolean } = {},
  ): void {
    const hears = (reader: User) => (reader.link.caps & cap) === cap;
    for (const peer of this.peersOf(user)) if (hears(peer)) peer.link.deliver(line);
    if (self && hears(user)) user.link.deliver(line);
    if (cap !== 0) this.#tellExtendedWatchers(user, line, cap);
    this.onChange();
  }

  #tellExtendedWatchers(user: User, line: Line, cap: number): void {
    const watchers = this.watchers.get(this.fold(user.nick));
    if (!watchers) return;
    const needed = cap | capability['extended-monitor'];
    const peers = this.peersOf(user);
    for (const watcher of watchers) {
      if (peers.has(watcher) || watcher === user) continue;
      if ((watcher.link.caps & needed) === needed) watcher.link.deliver(line);
    }
  }

  /** Puts a line into the memory of a channel. */
  record(channel: Channel, line: Line): void {
    channel.history.push(line);
    this.onLine(channel, line);
  }

  /** Puts a line into the memory of every channel that this user is in. */
  remember(user: User, line: Line): void {
    for (const channel of user.channels) this.record(channel, line);
  }

  /** Finds a scripted refusal for this command and target, and uses one of its times up. */
  refusalFor(command: string, target: string): Refusal | undefined {
    if (this.refusals.length === 0) return undefined;
    const folded = this.fold(target);
    const index = this.refusals.findIndex(
      (each) => each.command === command && (each.target === undefined || each.target === folded),
    );
    const refusal = this.refusals[index];
    if (refusal && (refusal.timesLeft -= 1) <= 0) this.refusals.splice(index, 1);
    return refusal;
  }

  /** The fault that meets the next one, if the script wants any; one of its times is used up. */
  take<Fault extends { timesLeft: number }>(faults: Fault[]): Fault | undefined {
    const fault = faults[0];
    if (fault && (fault.timesLeft -= 1) <= 0) faults.shift();
    return fault;
  }

  newChannel(name: string): Channel {
    const channel: Channel = {
      name,
      createdAtMs: this.clock.now(),
      topic: undefined,
      flags: new Set(['n', 't']),
      values: new Map(),
      lists: new Map(),
      members: new Map(),
      invited: new Set(),
      history: new Ring(this.rules.historyPerChannel),
    };
    this.channels.set(this.fold(name), channel);
    return channel;
  }
}

interface Capable {
  readonly having?: number;
  readonly lacking?: number;
  readonly except?: User;
}
