import type { Channel, User } from './model.ts';
import { maskMatches } from './names.ts';
import type { Network } from './network.ts';

/** The first entry of a list that means this user; `$a:name` means an account, `$~a` nobody logged in. */
export function entryFor(
  net: Network,
  channel: Channel,
  letter: string,
  user: User,
): string | undefined {
  const entries = channel.lists.get(letter);
  if (!entries || entries.length === 0) return undefined;
  return entries.map((entry) => entry.mask).find((mask) => meansUser(net, mask, user));
}

function meansUser(net: Network, entry: string, user: User): boolean {
  const { mask } = splitForward(entry);
  if (mask.startsWith('$')) return meansAccount(net, mask, user);
  const { nick, username, host, realHost } = user;
  return [host, realHost].some((each) =>
    maskMatches(mask, `${nick}!${username}@${each}`, net.fold),
  );
}

function meansAccount(net: Network, mask: string, { account }: User): boolean {
  if (mask === '$a') return account !== undefined;
  if (mask === '$~a') return account === undefined;
  if (!mask.startsWith('$a:') || account === undefined) return false;
  return maskMatches(mask.slice(3), account, net.fold);
}

/** A ban may send whom it meets elsewhere: `*!*@host$#elsewhere`. */
export function splitForward(entry: string): { mask: string; forward: string | undefined } {
  const at = entry.indexOf('$', 1);
  if (at < 0 || entry[at + 1] !== '#') return { mask: entry, forward: undefined };
  return { mask: entry.slice(0, at), forward: entry.slice(at + 1) };
}

/** Banned (or, with `q`, silenced) and not excepted. */
export function bannedBy(
  net: Network,
  channel: Channel,
  user: User,
  letter: 'b' | 'q',
): string | undefined {
  const entry = entryFor(net, channel, letter, user);
  if (entry === undefined || entryFor(net, channel, 'e', user) !== undefined) return undefined;
  return entry;
}
