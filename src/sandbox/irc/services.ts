import { toWire } from './bytes.ts';
import type { CapabilityOffer } from './capability-offer.ts';
import { ChannelAccess, startChanServ } from './chanserv.ts';
import { disappear } from './membership.ts';
import type { User } from './model.ts';
import type { Network } from './network.ts';
import { startNickServ } from './nickserv.ts';

export interface AccountOptions {
  /** Further nicks that belong to the account. */
  readonly nicks?: readonly string[];
  /** SHA-256 fingerprints of client certificates, hex. */
  readonly certificates?: readonly string[];
}

/** The network's services as a script arranges them. */
export class Services {
  readonly #net: Network;
  readonly #offer: CapabilityOffer;
  readonly #access: ChannelAccess;
  #online: User[] = [];

  constructor(net: Network, offer: CapabilityOffer) {
    this.#net = net;
    this.#offer = offer;
    this.#access = new ChannelAccess(net.fold);
    this.#start();
  }

  /** Makes an account, or changes its password and nicks. */
  register(
    name: string,
    password: string,
    { nicks = [], certificates = [] }: AccountOptions = {},
  ): void {
    const account = this.#net.accounts.set(name, toWire(password), nicks);
    for (const each of certificates) {
      account.certificates.add(each.replaceAll(':', '').toLowerCase());
    }
  }

  forget(name: string): void {
    this.#net.accounts.remove(name);
  }

  /** Lets ChanServ obey an account in a channel; the first grant registers the channel. */
  grant(channel: string, account: string): void {
    this.#access.grant(toWire(channel), account);
  }

  /** Keeps a nick for its owner: NICK gets 437 until NickServ RELEASE. */
  hold(nick: string): void {
    this.#net.heldNicks.add(this.#net.fold(nick));
  }

  /** The services split off: NickServ is gone and `sasl` is no longer offered (CAP DEL). */
  goAway(): void {
    for (const user of this.#online)
      disappear(this.#net, user, 'hub.sandbox.test services.sandbox.test');
    this.#online = [];
    this.#net.onNick = () => {};
    this.#offer.remove('sasl');
  }

  /** They are back (CAP NEW sasl). */
  comeBack(): void {
    if (this.#online.length > 0) return;
    this.#start();
    this.#offer.add('sasl', this.#net.rules.saslMechanisms.join(','));
  }

  #start(): void {
    this.#online = [startNickServ(this.#net), startChanServ(this.#net, this.#access)];
  }
}
