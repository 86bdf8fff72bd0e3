import { systemClock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import { fromWire, toWire } from './bytes.ts';
import { Calamities } from './calamities.ts';
import type { Offer } from './cap.ts';
import { CapabilityOffer, stsValue } from './capability-offer.ts';
import { Changes } from './changes.ts';
import type { Client } from './client.ts';
import type { Patience } from './heard.ts';
import type { Line } from './line.ts';
import { Listener } from './listener.ts';
import { Network } from './network.ts';
import { seenLine, takeSnapshot, type Seen, type Snapshot } from './observer.ts';
import { defaultRules, type IrcSandboxOptions } from './options.ts';
import { Cast, type PersonOptions } from './cast.ts';
import type { Person } from './person.ts';
import { RemoteClient } from './remote-client.ts';
import { Services } from './services.ts';
import { furnishCastle } from './world.ts';

/** A simulated IRC network that runs in this process and speaks the real protocol on loopback. */
export class IrcSandbox {
  readonly host: string;
  /** What befalls people, channels and links on demand. */
  readonly oper: Calamities;
  /** NickServ, ChanServ and the accounts. */
  readonly services: Services;
  /** What CAP LS offers; adding and removing tells the clients. */
  readonly capabilities: CapabilityOffer;
  readonly #net: Network;
  readonly #plain: Listener;
  readonly #secure: Listener | undefined;
  readonly #cast: Cast;
  readonly #changes = new Changes();
  readonly #lineListeners = new Set<(seen: Seen) => void>();
  readonly #remotes = new WeakMap<Client, RemoteClient>();

  constructor(options: IrcSandboxOptions, life: Lifetime) {
    const {
      host = '127.0.0.1',
      port = 0,
      clock,
      linkClock = systemClock,
      random,
      log = silentLog,
      tls,
    } = options;
    const net = new Network(
      { ...defaultRules, ...options.rules },
      { clock, linkClock, random, log },
    );
    this.host = host;
    this.#net = net;
    net.onChange = () => this.#changes.happened();
    this.oper = new Calamities(net);
    this.#cast = new Cast(net, this.oper);
    net.onLine = (channel, line) =>
      this.#tellLine(line, () => ({ channel: fromWire(channel.name) }));
    this.#cast.onInbox = (user, line) => this.#tellLine(line, () => ({ person: user.nick }));
    this.capabilities = new CapabilityOffer(net, () => this.#allClients());
    this.services = new Services(net, this.capabilities);
    const offer = (secure: boolean): Offer => this.#offer(options, secure);
    this.#plain = new Listener(net, { host, port, offer: offer(false) }, life);
    this.#secure =
      tls && new Listener(net, { host, port: tls.port ?? 0, tls, offer: offer(true) }, life);
    if (options.world !== 'empty') this.#furnish();
  }

  get networkName(): string {
    return this.#net.rules.network;
  }

  /** The plain port. */
  get port(): number {
    return this.#plain.port;
  }

  get tlsPort(): number | undefined {
    return this.#secure?.port;
  }

  /** Somebody played by the script: the one who is there, or a newcomer. */
  person(nick: string, options: PersonOptions = {}): Person {
    return this.#cast.person(nick, options);
  }

  /** Everybody who is played by a script and online. */
  get people(): Person[] {
    return this.#cast.people;
  }

  /** The real clients that are registered. */
  get clients(): RemoteClient[] {
    return this.#allClients()
      .filter((client) => client.registered && !client.closed)
      .map((client) => this.#remote(client));
  }

  /** Every socket's client, also those that are not registered yet. */
  get connections(): RemoteClient[] {
    return this.#allClients()
      .filter((client) => !client.closed)
      .map((client) => this.#remote(client));
  }

  /** The grip on a real client by its nick; throws `bad-input` when there is none. */
  client(nick: string): RemoteClient {
    const wanted = this.#net.fold(nick);
    const found = this.clients.find((client) => this.#net.fold(client.nick) === wanted);
    if (found) return found;
    throw new CastellanError('bad-input', `No real client called ${nick} is on the network`);
  }

  /** Waits until a real client with this nick is registered and, when named, in these channels. */
  arrives(
    nick: string,
    channels: readonly string[] = [],
    patience: Patience = {},
  ): Promise<RemoteClient> {
    const fold = (name: string) => this.#net.fold(toWire(name));
    const look = () =>
      this.clients.find(
        (client) =>
          fold(client.nick) === fold(nick) &&
          channels.every((name) => client.channels.some((inside) => fold(inside) === fold(name))),
      );
    const wish = `${nick} should arrive${channels.length > 0 ? ` in ${channels.join(', ')}` : ''}`;
    return this.#changes.until(wish, look, patience);
  }

  /** Stops as a server that is being restarted: sockets are reset, ports refuse. People stay. */
  async goDown(): Promise<void> {
    await this.#plain.stop();
    await this.#secure?.stop();
  }

  /** Begins to accept again, on the same ports. */
  async comeUp(): Promise<void> {
    await this.#plain.listen();
    await this.#secure?.listen();
  }

  /** What a scripted person sees (throws `bad-input` for anybody else); without a viewer, every channel. */
  snapshot(viewer?: string): Snapshot {
    return takeSnapshot(this.#net, viewer === undefined ? undefined : this.#cast.viewer(viewer));
  }

  /** Calls back, at most once a turn of the event loop, when a snapshot would differ; returns how to stop. */
  onChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  /** Calls back with each line that a channel or a person's inbox takes in, at once; returns how to stop. */
  onLine(listener: (seen: Seen) => void): () => void {
    this.#lineListeners.add(listener);
    return () => this.#lineListeners.delete(listener);
  }

  #tellLine(line: Line, where: () => { channel: string } | { person: string }): void {
    if (this.#lineListeners.size === 0) return;
    const seen = { ...where(), line: seenLine(line) };
    for (const listener of this.#lineListeners) listener(seen);
  }

  #allClients(): Client[] {
    return [...this.#plain.clients, ...(this.#secure?.clients ?? [])];
  }

  #remote(client: Client): RemoteClient {
    const known = this.#remotes.get(client) ?? new RemoteClient(this.#net, client);
    this.#remotes.set(client, known);
    return known;
  }

  #offer({ sts }: IrcSandboxOptions, secure: boolean): Offer {
    const { capabilities } = this.capabilities;
    if (!sts) return { capabilities };
    const value = () => stsValue(sts, { tlsPort: this.tlsPort ?? 0, secure });
    return {
      get capabilities() {
        return new Map([...capabilities, ['sts', value()]]);
      },
    };
  }

  #furnish(): void {
    this.services.register('ann', 'ann-password');
    this.services.register('bob', 'bob-password');
    furnishCastle(this.#net, (nick, options) => this.#cast.user(nick, options));
    this.services.grant('#castle', 'ann');
  }
}
