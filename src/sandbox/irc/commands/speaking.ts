import { bannedBy } from '../bans.ts';
import { capability } from '../capabilities.ts';
import type { Incoming, Line } from '../line.ts';
import type { Channel, User } from '../model.ts';
import type { Network } from '../network.ts';
import { noSuchNick, type CommandTable, type Handler } from './handler.ts';

const speak: Handler = (net, user, message) => {
  const [targets = '', text = ''] = message.params;
  const tagsOnly = message.command === 'TAGMSG';
  if (targets === '') {
    return sayQuiet(net, user, message, '411', `No recipient given (${message.command})`);
  }
  if (tagsOnly && message.clientTags === '') return;
  if (!tagsOnly && text === '') return sayQuiet(net, user, message, '412', 'No text to send');
  user.lastSpokeAtMs = net.clock.now();
  if (!targets.includes(',')) return speakTo(net, user, message, targets);
  const list = targets.split(',');
  for (const target of list.slice(0, net.rules.maxTargets)) speakTo(net, user, message, target);
  const tooMany = list[net.rules.maxTargets];
  if (tooMany !== undefined) net.numeric(user, '407', tooMany, 'Too many targets');
};

/** An error reply; a NOTICE never gets one. */
function sayQuiet(
  net: Network,
  user: User,
  { command }: Incoming,
  ...reply: [string, ...string[]]
): void {
  if (command !== 'NOTICE') net.numeric(user, ...reply);
}

function speakTo(net: Network, user: User, message: Incoming, target: string): void {
  const refusal = net.refusalFor(message.command, target);
  if (refusal) return net.numeric(user, refusal.numeric, target, refusal.text);
  const channel = net.channel(target);
  if (channel) return toChannel(net, user, message, { channel, sign: '' });
  const first = target[0] ?? '';
  if (first !== '' && net.prefixes.signs.includes(first)) {
    const group = net.channel(target.slice(1));
    if (group) return toChannel(net, user, message, { channel: group, sign: first });
  }
  const other = net.user(target);
  if (other) toUser(net, user, message, other);
  else if (message.command !== 'NOTICE') noSuchNick(net, user, target);
}

interface Audience {
  readonly channel: Channel;
  /** `@` in `@#castle`: only those who hold at least that. */
  readonly sign: string;
}

function toChannel(net: Network, user: User, message: Incoming, { channel, sign }: Audience): void {
  if (!maySpeak(net, user, channel)) {
    return sayQuiet(net, user, message, '404', channel.name, 'Cannot send to channel');
  }
  const line = spoken(net, user, message, sign + channel.name);
  if (sign !== '' || message.command === 'TAGMSG') toSome(net, line, { channel, sign }, user);
  else net.toChannel(channel, line, user);
  echo(user, line);
}

function toSome(net: Network, line: Line, { channel, sign }: Audience, user: User): void {
  const least = net.prefixes.signs.indexOf(sign);
  for (const [member, modes] of channel.members) {
    const rank = modes === '' ? Infinity : net.prefixes.letters.indexOf(modes[0] ?? '');
    if (member !== user && (sign === '' || rank <= least)) hand(line, member);
  }
}

function toUser(net: Network, user: User, message: Incoming, other: User): void {
  const line = spoken(net, user, message, other.nick);
  hand(line, other);
  echo(user, line);
  if (message.command === 'PRIVMSG' && other.away !== undefined) {
    net.numeric(user, '301', other.nick, other.away);
  }
  net.onChange();
}

function spoken(net: Network, user: User, message: Incoming, target: string): Line {
  const { command, clientTags, params } = message;
  const said = command === 'TAGMSG' ? [target] : [target, params[1] ?? ''];
  return net.lineBy(user, command, said, clientTags === '' ? undefined : { clientTags });
}

function hand(line: Line, reader: User): void {
  if (line.command === 'TAGMSG' && (reader.link.caps & capability['message-tags']) === 0) return;
  reader.link.deliver(line);
}

function echo(user: User, line: Line): void {
  if (user.link.caps & capability['echo-message']) hand(line, user);
}

function maySpeak(net: Network, user: User, channel: Channel): boolean {
  if (user.service) return true;
  const modes = channel.members.get(user);
  if (modes === undefined && channel.flags.has('n')) return false;
  if (modes !== undefined && modes !== '' && net.prefixes.atLeast(modes, 'v')) return true;
  if (channel.flags.has('m')) return false;
  if (channel.lists.size === 0) return true;
  return !bannedBy(net, channel, user, 'b') && !bannedBy(net, channel, user, 'q');
}

export const speaking: CommandTable = {
  PRIVMSG: [0, speak],
  NOTICE: [0, speak],
  TAGMSG: [0, speak],
};
