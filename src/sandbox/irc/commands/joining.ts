import { bannedBy, entryFor, splitForward } from '../bans.ts';
import { enter, part } from '../membership.ts';
import type { Channel, User } from '../model.ts';
import { isChannelName } from '../names.ts';
import type { Network } from '../network.ts';
import { noSuchChannel, notOnChannel, type CommandTable, type Handler } from './handler.ts';

const joinMany: Handler = (net, user, { params: [names = '', keys = ''] }) => {
  if (names === '0') {
    for (const channel of [...user.channels]) part(net, user, channel, 'Left all channels');
    return;
  }
  const keyList = keys.split(',');
  for (const [index, name] of names.split(',').entries()) {
    if (name !== '') join(net, user, name, { key: keyList[index] ?? '', forwards: 0 });
  }
};

interface Attempt {
  readonly key: string;
  /** How many channels have already sent this user on. */
  readonly forwards: number;
}

const maxForwards = 5;

function join(net: Network, user: User, name: string, attempt: Attempt): void {
  const scripted = net.refusalFor('JOIN', name);
  if (scripted) return net.numeric(user, scripted.numeric, name, scripted.text);
  if (!isChannelName(name, net.rules.channelLength)) return noSuchChannel(net, user, name);
  const channel = net.channel(name);
  if (channel?.members.has(user)) return;
  if (user.channels.size >= net.rules.maxChannels) {
    return net.numeric(user, '405', name, 'You have joined too many channels');
  }
  const refused = channel && refusalTo(net, user, channel, attempt.key);
  if (refused) return turnAway(net, user, refused, attempt);
  if (channel) enter(net, user, channel);
  else found(net, user, name);
}

function found(net: Network, user: User, name: string): void {
  const operator = ['o', 'a', 'q'].find((letter) => net.prefixes.letters.includes(letter)) ?? '';
  enter(net, user, net.newChannel(name), { modes: operator });
}

interface TurnedAway {
  readonly numeric: string;
  readonly text: string;
  readonly channel: Channel;
  readonly forward: string | undefined;
}

function refusalTo(
  net: Network,
  user: User,
  channel: Channel,
  key: string,
): TurnedAway | undefined {
  if (channel.invited.has(user)) return undefined;
  const forward = channel.values.get('f');
  const because = (numeric: string, text: string, to = forward) => ({
    numeric,
    text,
    channel,
    forward: to,
  });
  const ban = bannedBy(net, channel, user, 'b');
  if (ban !== undefined) {
    return because('474', 'Cannot join channel (+b)', splitForward(ban).forward ?? forward);
  }
  const { flags, values, members } = channel;
  if (flags.has('i') && entryFor(net, channel, 'I', user) === undefined) {
    return because('473', 'Cannot join channel (+i)');
  }
  if (values.has('k') && values.get('k') !== key) return because('475', 'Cannot join channel (+k)');
  if (values.has('l') && members.size >= Number(values.get('l'))) {
    return because('471', 'Cannot join channel (+l)');
  }
  const { accountMode } = net.rules;
  if (!flags.has(accountMode) || user.account !== undefined) return undefined;
  return because(
    '477',
    `Cannot join channel (+${accountMode}): you need to be identified with services`,
  );
}

function turnAway(net: Network, user: User, refused: TurnedAway, { forwards }: Attempt): void {
  const { numeric, text, channel, forward } = refused;
  if (forward === undefined || forwards >= maxForwards) {
    return net.numeric(user, numeric, channel.name, text);
  }
  net.numeric(user, '470', channel.name, forward, 'Forwarding to another channel');
  join(net, user, forward, { key: '', forwards: forwards + 1 });
}

const partMany: Handler = (net, user, { params: [names = '', reason] }) => {
  for (const name of names.split(',')) {
    const channel = net.channel(name);
    if (!channel) noSuchChannel(net, user, name);
    else if (!channel.members.has(user)) notOnChannel(net, user, name);
    else part(net, user, channel, reason);
  }
};

export const joining: CommandTable = {
  JOIN: [1, joinMany],
  PART: [1, partMany],
};
