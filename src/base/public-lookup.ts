import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** A name led into a private network. */
export class PrivateAddress extends Error {
  readonly address: string;

  constructor(address: string) {
    super(`${address} is an address inside a private network`);
    this.address = address;
  }
}

/**
 * Resolves a name as usual, and refuses it when one of its addresses is private. Given to whatever connects: the address
 * that is looked at is the one that is connected to, and the name cannot lead elsewhere in between.
 */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (failure, addresses) => {
    if (failure) return done(failure, []);
    const inside = addresses.find(({ address }) => !isPublicAddress(address));
    if (inside) return done(new PrivateAddress(inside.address), []);
    const [first] = addresses;
    if (options.all === true || !first) return done(null, addresses);
    done(null, first.address, first.family);
  });
};
