import { capability } from '../capabilities.ts';
import { kick, sendTopic } from '../membership.ts';
import { maskOf, type Channel, type User } from '../model.ts';
import { sendNames } from '../names-reply.ts';
import type { Network } from '../network.ts';
import {
  needsOperator,
  noSuchChannel,
  noSuchNick,
  notOnChannel,
  type CommandTable,
  type Handler,
} from './handler.ts';

const rankIn = (net: Network, channel: Channel, user: User, rank: 'h' | 'o' | 'v'): boolean =>
  user.service || net.prefixes.atLeast(channel.members.get(user) ?? '', rank);

const topic: Handler = (net, user, { params: [name = '', text] }) => {
  const channel = net.channel(name);
  if (!channel) return noSuchChannel(net, user, name);
  if (text === undefined) return sendTopic(net, user, channel);
  if (!channel.members.has(user)) return notOnChannel(net, user, name);
  if (channel.flags.has('t') && !rankIn(net, channel, user, 'h')) {
    return needsOperator(net, user, channel.name);
  }
  setTopic(net, user, channel, text);
};

function setTopic(net: Network, user: User, channel: Channel, text: string): void {
  const kept = text.slice(0, net.rules.topicLength);
  channel.topic =
    kept === '' ? undefined : { text: kept, setBy: maskOf(user), setAtMs: net.clock.now() };
  net.toChannel(channel, net.lineBy(user, 'TOPIC', [channel.name, kept]));
}

const names: Handler = (net, user, { params: [list] }) => {
  if (list === undefined) return net.numeric(user, '366', '*', 'End of /NAMES list.');
  for (const name of list.split(',')) {
    const channel = net.channel(name);
    const hidden = channel?.flags.has('s') && !channel.members.has(user);
    if (channel && !hidden) sendNames(net, user, channel);
    else net.numeric(user, '366', name || '*', 'End of /NAMES list.');
  }
};

const kickMany: Handler = (net, user, { params: [name = '', nicks = '', reason = user.nick] }) => {
  const channel = net.channel(name);
  if (!channel) return noSuchChannel(net, user, name);
  if (!channel.members.has(user) && !user.service) return notOnChannel(net, user, name);
  if (!rankIn(net, channel, user, 'h')) return needsOperator(net, user, channel.name);
  for (const nick of nicks.split(',')) kickOne(net, user, channel, { nick, reason });
};

function kickOne(
  net: Network,
  user: User,
  channel: Channel,
  { nick, reason }: { nick: string; reason: string },
): void {
  const target = net.user(nick);
  if (!target) return noSuchNick(net, user, nick);
  if (!channel.members.has(target)) {
    return net.numeric(user, '441', target.nick, channel.name, "They aren't on that channel");
  }
  // A half-operator does not remove an operator.
  if (rankIn(net, channel, target, 'o') && !rankIn(net, channel, user, 'o')) {
    return needsOperator(net, user, channel.name);
  }
  kick(net, target, channel, { by: maskOf(user), reason: reason.slice(0, 255) });
}

const invite: Handler = (net, user, { params: [nick = '', name = ''] }) => {
  const target = net.user(nick);
  const channel = net.channel(name);
  if (!target) return noSuchNick(net, user, nick);
  if (!channel) return noSuchChannel(net, user, name);
  if (!channel.members.has(user) && !user.service) return notOnChannel(net, user, name);
  if (channel.flags.has('i') && !rankIn(net, channel, user, 'h')) {
    return needsOperator(net, user, channel.name);
  }
  if (channel.members.has(target)) {
    return net.numeric(user, '443', target.nick, channel.name, 'is already on channel');
  }
  deliverInvite(net, user, channel, target);
};

function deliverInvite(net: Network, user: User, channel: Channel, target: User): void {
  channel.invited.add(target);
  net.numeric(user, '341', target.nick, channel.name);
  if (target.away !== undefined) net.numeric(user, '301', target.nick, target.away);
  const line = net.lineBy(user, 'INVITE', [target.nick, channel.name]);
  target.link.deliver(line);
  net.toCapable(channel, line, { having: capability['invite-notify'], except: user });
  net.onChange();
}

const list: Handler = (net, user, { params: [wanted = ''] }) => {
  const fits = listFilter(net, wanted);
  net.numeric(user, '321', 'Channel', 'Users  Name');
  for (const channel of net.channels.values()) {
    if (!fits(channel) || (channel.flags.has('s') && !channel.members.has(user))) continue;
    const { name, members, topic } = channel;
    net.numeric(user, '322', name, String(members.size), topic?.text ?? '');
  }
  net.numeric(user, '323', 'End of channel list.');
};

/** `>3` and `<10` ask by size, anything else by name. */
function listFilter(net: Network, wanted: string): (channel: Channel) => boolean {
  const limit = Number(wanted.slice(1));
  if (wanted === '') return () => true;
  if (wanted.startsWith('>')) return ({ members }) => members.size > limit;
  if (wanted.startsWith('<')) return ({ members }) => members.size < limit;
  const names = new Set(wanted.split(',').map(net.fold));
  return ({ name }) => names.has(net.fold(name));
}

export const channelCommands: CommandTable = {
  TOPIC: [1, topic],
  NAMES: [0, names],
  KICK: [2, kickMany],
  INVITE: [2, invite],
  LIST: [0, list],
};
