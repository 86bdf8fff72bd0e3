import { capability } from '../capabilities.ts';
import { maskOf, type Channel, type User } from '../model.ts';
import { maskMatches } from '../names.ts';
import { packed } from '../names-reply.ts';
import type { Network } from '../network.ts';
import { noSuchNick, type CommandTable, type Handler } from './handler.ts';

const who: Handler = (net, user, { params: [mask = '*', options = ''] }) => {
  const channel = net.channel(mask);
  const onlyOpers = options.split('%')[0]?.includes('o') ?? false;
  const found = channel ? membersSeenBy(user, channel) : usersLike(net, mask);
  for (const each of found) {
    if (onlyOpers && !each.modes.has('o')) continue;
    if (options.includes('%')) sendWhox(net, user, each, { channel, options });
    else sendWho(net, user, each, channel);
  }
  net.numeric(user, '315', mask, 'End of /WHO list.');
};

function membersSeenBy(user: User, channel: Channel): User[] {
  const inside = channel.members.has(user);
  return [...channel.members.keys()].filter((member) => inside || !member.modes.has('i'));
}

function usersLike(net: Network, mask: string): User[] {
  const exact = net.user(mask);
  if (exact) return [exact];
  return [...net.users.values()].filter((each) =>
    [each.nick, each.host, each.username, each.account ?? ''].some(
      (text) => text !== '' && maskMatches(mask, text, net.fold),
    ),
  );
}

function flagsOf(net: Network, reader: User, user: User, channel: Channel | undefined): string {
  const all = (reader.link.caps & capability['multi-prefix']) !== 0;
  const signs = channel ? net.prefixes.signsOf(channel.members.get(user) ?? '', all) : '';
  const here = user.away === undefined ? 'H' : 'G';
  return `${here}${user.modes.has('o') ? '*' : ''}${user.modes.has('B') ? 'B' : ''}${signs}`;
}

function sendWho(net: Network, reader: User, user: User, channel: Channel | undefined): void {
  const shown = channel ?? [...user.channels][0];
  net.numeric(
    reader,
    '352',
    shown?.name ?? '*',
    user.username,
    user.host,
    user.server,
    user.nick,
    flagsOf(net, reader, user, shown),
    `0 ${user.realname}`,
  );
}

interface Whox {
  readonly channel: Channel | undefined;
  readonly options: string;
}

/** 354 holds the asked fields in the order of WHOX's own table, whatever the order of the letters. */
function sendWhox(net: Network, reader: User, user: User, { channel, options }: Whox): void {
  const [letters = '', token = '0'] = (options.split('%')[1] ?? '').split(',');
  const shown = channel ?? [...user.channels][0];
  const idleSeconds = Math.floor((net.clock.now() - user.lastSpokeAtMs) / 1000);
  const fields: readonly (readonly [string, string])[] = [
    ['t', token],
    ['c', shown?.name ?? '*'],
    ['u', user.username],
    ['i', '255.255.255.255'],
    ['h', user.host],
    ['s', user.server],
    ['n', user.nick],
    ['f', flagsOf(net, reader, user, shown)],
    ['d', '0'],
    ['l', String(idleSeconds)],
    ['a', user.account ?? '0'],
    ['o', 'n/a'],
    ['r', user.realname],
  ];
  const asked = fields.filter(([letter]) => letters.includes(letter)).map(([, value]) => value);
  net.numeric(reader, '354', ...asked);
}

const whois: Handler = (net, user, { params }) => {
  const nick = (params.length > 1 ? params[1] : params[0]) ?? '';
  const target = net.user(nick);
  if (target) tellAbout(net, user, target);
  else noSuchNick(net, user, nick);
  net.numeric(user, '318', nick, 'End of /WHOIS list.');
};

function tellAbout(net: Network, reader: User, user: User): void {
  const tell = (code: string, ...rest: string[]) => net.numeric(reader, code, user.nick, ...rest);
  tell('311', user.username, user.host, '*', user.realname);
  for (const line of packed(channelsSeenBy(net, reader, user), 300)) tell('319', line);
  tell('312', user.server, `${net.rules.network} server`);
  if (user.away !== undefined) tell('301', user.away);
  if (user.modes.has('o')) tell('313', 'is an IRC operator');
  if (user.modes.has('B')) tell('335', `is a bot on ${net.rules.network}`);
  if (user.modes.has('r')) tell('307', 'is a registered nick');
  if (user.account !== undefined) tell('330', user.account, 'is logged in as');
  if (user.secure) tell('671', 'is using a secure connection');
  const nowMs = net.clock.now();
  const idle = String(Math.floor((nowMs - user.lastSpokeAtMs) / 1000));
  tell('317', idle, String(Math.floor(user.signonAtMs / 1000)), 'seconds idle, signon time');
}

function channelsSeenBy(net: Network, reader: User, user: User): string[] {
  return [...user.channels]
    .filter((channel) => !channel.flags.has('s') || channel.members.has(reader))
    .map((channel) => net.prefixes.signsOf(channel.members.get(user) ?? '', true) + channel.name);
}

const whowas: Handler = (net, user, { params: [nick = '', count = '0'] }) => {
  const wanted = net.fold(nick);
  const found = net.departed
    .toArray()
    .reverse()
    .filter((each) => net.fold(each.nick) === wanted);
  if (found.length === 0) net.numeric(user, '406', nick, 'There was no such nickname');
  for (const each of found.slice(0, Number(count) || undefined)) {
    net.numeric(user, '314', each.nick, each.username, each.host, '*', each.realname);
    net.numeric(user, '312', each.nick, each.server, new Date(each.atMs).toUTCString());
  }
  net.numeric(user, '369', nick, 'End of WHOWAS');
};

const userhost: Handler = (net, user, { params }) => {
  const replies = params.slice(0, 5).flatMap((nick) => {
    const found = net.user(nick);
    if (!found) return [];
    const oper = found.modes.has('o') ? '*' : '';
    return [
      `${found.nick}${oper}=${found.away === undefined ? '+' : '-'}${found.username}@${found.host}`,
    ];
  });
  net.numeric(user, '302', replies.join(' '));
};

const ison: Handler = (net, user, { params }) => {
  const nicks = params.flatMap((param) => param.split(' ')).filter((nick) => nick !== '');
  const online = nicks.flatMap((nick) => net.user(nick)?.nick ?? []);
  net.numeric(user, '303', online.join(' '));
};

const monitor: Handler = (net, user, { params: [action = '', list = ''] }) => {
  const nicks = list.split(',').filter((nick) => nick !== '');
  switch (action.toUpperCase()) {
    case '+':
      return watch(net, user, nicks);
    case '-':
      return unwatch(net, user, nicks);
    case 'C':
      return unwatch(net, user, [...user.monitored.values()]);
    case 'L':
      for (const line of packed([...user.monitored.values()], 350)) {
        net.numeric(user, '732', line.replaceAll(' ', ','));
      }
      return net.numeric(user, '733', 'End of MONITOR list');
    case 'S':
      return tellPresence(net, user, [...user.monitored.values()]);
  }
};

function watch(net: Network, user: User, nicks: readonly string[]): void {
  const room = net.rules.monitorLimit - user.monitored.size;
  const fitting = nicks.slice(0, room);
  for (const nick of fitting) {
    const folded = net.fold(nick);
    user.monitored.set(folded, nick);
    const watchers = net.watchers.get(folded) ?? new Set();
    net.watchers.set(folded, watchers.add(user));
  }
  tellPresence(net, user, fitting);
  const left = nicks.slice(room);
  if (left.length === 0) return;
  net.numeric(user, '734', String(net.rules.monitorLimit), left.join(','), 'Monitor list is full.');
}

function unwatch(net: Network, user: User, nicks: readonly string[]): void {
  for (const folded of nicks.map(net.fold)) {
    user.monitored.delete(folded);
    const watchers = net.watchers.get(folded);
    watchers?.delete(user);
    if (watchers?.size === 0) net.watchers.delete(folded);
  }
}

function tellPresence(net: Network, user: User, nicks: readonly string[]): void {
  const online = nicks.flatMap((nick) => net.user(nick) ?? []).map(maskOf);
  const offline = nicks.filter((nick) => !net.user(nick));
  for (const line of packed(online, 350)) net.numeric(user, '730', line.replaceAll(' ', ','));
  for (const line of packed(offline, 350)) net.numeric(user, '731', line.replaceAll(' ', ','));
}

export const peopleQueries: CommandTable = {
  WHO: [0, who],
  WHOIS: [1, whois],
  WHOWAS: [1, whowas],
  USERHOST: [1, userhost],
  ISON: [1, ison],
  MONITOR: [1, monitor],
};
