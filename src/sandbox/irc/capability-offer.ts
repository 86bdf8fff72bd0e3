import type { Offer } from './cap.ts';
import { capability, everyCapability, isCapability } from './capabilities.ts';
import type { Client } from './client.ts';
import type { Network } from './network.ts';
import type { StsPolicy } from './options.ts';

/** What CAP LS lists, changeable while the network runs (CAP NEW, CAP DEL). */
export class CapabilityOffer implements Offer {
  readonly capabilities = new Map<string, string>();
  readonly #net: Network;
  readonly #clients: () => Iterable<Client>;

  constructor(net: Network, clients: () => Iterable<Client>) {
    this.#net = net;
    this.#clients = clients;
    const { withoutCapabilities, saslMechanisms } = net.rules;
    for (const name of everyCapability) {
      if (withoutCapabilities.includes(name)) continue;
      this.capabilities.set(name, name === 'sasl' ? saslMechanisms.join(',') : '');
    }
  }

  /** Offers a capability, or changes its value. */
  add(name: string, value = ''): void {
    this.capabilities.set(name, value);
    this.#announce('NEW', value === '' ? name : `${name}=${value}`);
  }

  /** Takes a capability away, also from those who have it. */
  remove(name: string): void {
    if (!this.capabilities.delete(name)) return;
    this.#announce('DEL', name);
    if (!isCapability(name)) return;
    for (const client of this.#clients()) client.caps &= ~capability[name];
  }

  #announce(subcommand: 'DEL' | 'NEW', what: string): void {
    const { serverName } = this.#net.rules;
    for (const client of this.#clients()) {
      if ((client.caps & capability['cap-notify']) === 0) continue;
      client.deliver(
        this.#net.line(serverName, 'CAP', [client.user.nick || '*', subcommand, what]),
      );
    }
  }
}

/** The value of `sts` on the plain port and on the TLS port. */
export function stsValue(
  { port, durationSeconds, preload }: StsPolicy,
  { tlsPort, secure }: { tlsPort: number; secure: boolean },
): string {
  if (!secure) return `port=${port ?? tlsPort}`;
  return `duration=${durationSeconds}${preload ? ',preload' : ''}`;
}
