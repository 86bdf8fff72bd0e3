import { capability } from './capabilities.ts';
import { maskOf, type Channel, type User } from './model.ts';
import { sendNames } from './names-reply.ts';
import type { Network } from './network.ts';

interface Entry {
  /** What the newcomer holds at once. */
  readonly modes?: string;
  /** The batch that the JOIN belongs to. */
  readonly batch?: string | undefined;
}

/** Puts somebody into a channel and tells everyone. */
export function enter(
  net: Network,
  user: User,
  channel: Channel,
  { modes = '', batch }: Entry = {},
): void {
  if (channel.members.has(user)) return;
  channel.members.set(user, modes);
  channel.invited.delete(user);
  user.channels.add(channel);
  announceJoin(net, user, channel, batch);
  if (modes !== '') announceStatus(net, user, channel, modes);
  if (user.away !== undefined) {
    net.toCapable(channel, net.lineBy(user, 'AWAY', [user.away]), {
      having: capability['away-notify'],
      except: user,
    });
  }
  welcomeInto(net, user, channel);
}

function announceJoin(net: Network, user: User, channel: Channel, batch?: string): void {
  const facts = batch === undefined ? {} : { batch };
  const plain = net.lineBy(user, 'JOIN', [channel.name], facts);
  const extendedParams = [channel.name, user.account ?? '*', user.realname];
  const extended = net.lineBy(user, 'JOIN', extendedParams, facts);
  net.record(channel, plain);
  for (const { link } of channel.members.keys()) {
    link.deliver(link.caps & capability['extended-join'] ? extended : plain);
  }
  net.onChange();
}

function announceStatus(net: Network, user: User, channel: Channel, modes: string): void {
  const nicks = modes.split('').map(() => user.nick);
  const line = net.event(net.rules.serverName, 'MODE', [channel.name, `+${modes}`, ...nicks]);
  net.toChannel(channel, line, user);
}

function welcomeInto(net: Network, user: User, channel: Channel): void {
  if (channel.topic) sendTopic(net, user, channel);
  sendNames(net, user, channel);
}

export function sendTopic(net: Network, user: User, channel: Channel): void {
  const { topic, name } = channel;
  if (!topic) return net.numeric(user, '331', name, 'No topic is set.');
  net.numeric(user, '332', name, topic.text);
  net.numeric(user, '333', name, topic.setBy, String(Math.floor(topic.setAtMs / 1000)));
}

/** Takes somebody out without a word; an empty channel ceases to be. */
function remove(net: Network, user: User, channel: Channel): void {
  channel.members.delete(user);
  user.channels.delete(channel);
  if (channel.members.size === 0) net.channels.delete(net.fold(channel.name));
}

export function part(net: Network, user: User, channel: Channel, reason?: string): void {
  const params = reason === undefined ? [channel.name] : [channel.name, reason];
  net.toChannel(channel, net.lineBy(user, 'PART', params));
  remove(net, user, channel);
}

interface Kick {
  readonly by: string;
  readonly reason: string;
}

export function kick(net: Network, user: User, channel: Channel, { by, reason }: Kick): void {
  net.toChannel(channel, net.event(by, 'KICK', [channel.name, user.nick, reason]));
  remove(net, user, channel);
}

/** Everybody who could see this user sees a QUIT; the link is left alone. */
export function disappear(net: Network, user: User, reason: string, batch?: string): void {
  if (net.users.get(net.fold(user.nick)) !== user) return;
  const line = net.lineBy(user, 'QUIT', [reason], batch === undefined ? {} : { batch });
  net.remember(user, line);
  net.tellPeers(user, line);
  for (const channel of [...user.channels]) remove(net, user, channel);
  net.users.delete(net.fold(user.nick));
  rememberDeparted(net, user);
  tellWatchers(net, user.nick, false);
  stopWatching(net, user);
  net.onChange();
}

function rememberDeparted(net: Network, user: User): void {
  const { nick, username, host, realname, server } = user;
  net.departed.push({ nick, username, host, realname, server, atMs: net.clock.now() });
}

/** Ends somebody's stay: QUIT to the others, ERROR to the one who goes. */
export function quit(net: Network, user: User, reason: string): void {
  disappear(net, user, reason);
  user.link.close(reason);
}

/** MONITOR: tells who watches a nick that it came or went. */
export function tellWatchers(net: Network, nick: string, online: boolean): void {
  const watchers = net.watchers.get(net.fold(nick));
  if (!watchers) return;
  const user = net.user(nick);
  for (const watcher of watchers) {
    if (online) net.numeric(watcher, '730', user ? maskOf(user) : nick);
    else net.numeric(watcher, '731', nick);
  }
}

function stopWatching(net: Network, user: User): void {
  for (const folded of user.monitored.keys()) {
    const watchers = net.watchers.get(folded);
    watchers?.delete(user);
    if (watchers?.size === 0) net.watchers.delete(folded);
  }
  user.monitored.clear();
}
