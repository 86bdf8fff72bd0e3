import { capability } from './capabilities.ts';
import { maskOf, type Channel, type User } from './model.ts';
import { tellWatchers } from './membership.ts';
import type { Network } from './network.ts';

/** Gives somebody another nick, whoever wanted it. */
export function rename(net: Network, user: User, nick: string): void {
  const old = user.nick;
  if (old === nick) return;
  const line = net.lineBy(user, 'NICK', [nick]);
  net.remember(user, line);
  net.tellPeers(user, line, { self: true });
  net.users.delete(net.fold(old));
  user.nick = nick;
  net.users.set(net.fold(nick), user);
  if (net.fold(old) !== net.fold(nick)) {
    tellWatchers(net, old, false);
    tellWatchers(net, nick, true);
    net.onNick(user);
  }
}

/** Logs somebody in (or out with undefined), as services do: 900/901, ACCOUNT to those who asked, user mode r. */
export function setAccount(net: Network, user: User, account: string | undefined): void {
  if (user.account === account) return;
  user.account = account;
  if (account === undefined) net.numeric(user, '901', maskOf(user), 'You are now logged out');
  else net.numeric(user, '900', maskOf(user), account, `You are now logged in as ${account}`);
  markRegistered(net, user);
  const line = net.lineBy(user, 'ACCOUNT', [account ?? '*']);
  net.tellPeers(user, line, { cap: capability['account-notify'], self: true });
}

/** User mode r: this nick belongs to the account that is logged in. */
export function markRegistered(net: Network, user: User): void {
  if (net.users.get(net.fold(user.nick)) !== user) return;
  const owner = net.accounts.owning(user.nick);
  const owns = owner !== undefined && owner.name === user.account;
  if (owns === user.modes.has('r')) return;
  if (owns) user.modes.add('r');
  else user.modes.delete('r');
  const services = `NickServ!services@services.${net.rules.serverName}`;
  user.link.deliver(net.line(services, 'MODE', [user.nick, owns ? '+r' : '-r']));
}

/** Another host or user name: CHGHOST for those who asked, QUIT and JOIN for the others, 396 for the one. */
export function changeHost(net: Network, user: User, host: string, username = user.username): void {
  if (user.host === host && user.username === username) return;
  const notify = net.lineBy(user, 'CHGHOST', [username, host]);
  const quit = net.lineBy(user, 'QUIT', ['Changing host']);
  const had = (reader: User) => (reader.link.caps & capability.chghost) !== 0;
  const lacking = [...net.peersOf(user)].filter((peer) => !had(peer));
  net.tellPeers(user, notify, { cap: capability.chghost, self: true });
  for (const peer of lacking) peer.link.deliver(quit);
  user.host = host;
  user.username = username;
  for (const channel of user.channels) rejoinFor(net, user, channel, lacking);
  net.numeric(user, '396', host, 'is now your displayed host');
}

function rejoinFor(net: Network, user: User, channel: Channel, readers: readonly User[]): void {
  const join = net.lineBy(user, 'JOIN', [channel.name]);
  const modes = channel.members.get(user) ?? '';
  const nicks = modes.split('').map(() => user.nick);
  const status = net.line(net.rules.serverName, 'MODE', [channel.name, `+${modes}`, ...nicks]);
  for (const reader of readers) {
    if (!channel.members.has(reader)) continue;
    reader.link.deliver(join);
    if (modes !== '') reader.link.deliver(status);
  }
}

/** A made-up host that hides the true one and is always the same for it. */
export function cloakOf(net: Network, user: User): string {
  let hash = 0;
  for (const letter of user.realHost) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return `${hash.toString(36)}.cloak.${net.rules.serverName}`;
}
