import { capability } from '../capabilities.ts';
import { rename, setAccount } from '../identity.ts';
import { quit } from '../membership.ts';
import { maskOf, type User } from '../model.ts';
import { isNick, maskMatches } from '../names.ts';
import type { Network } from '../network.ts';
import { sendMotd, sendUserCounts, sendVersion } from '../welcome.ts';
import { noSuchNick, type CommandTable, type Handler } from './handler.ts';

const nick: Handler = (net, user, { params: [wanted = ''] }) => {
  const problem = nickProblem(net, wanted, user);
  if (problem) return net.numeric(user, problem.numeric, wanted || '*', problem.text);
  rename(net, user, wanted);
};

/** Why somebody cannot have this nick; undefined when nothing stands in the way. */
export function nickProblem(
  net: Network,
  wanted: string,
  user?: User,
): { numeric: string; text: string } | undefined {
  const scripted = net.refusalFor('NICK', wanted);
  if (scripted) return scripted;
  if (wanted === '') return { numeric: '431', text: 'No nickname given' };
  if (!isNick(wanted, net.rules.nickLength)) return { numeric: '432', text: 'Erroneous nickname' };
  if (net.heldNicks.has(net.fold(wanted))) {
    return { numeric: '437', text: 'Nick/channel is temporarily unavailable' };
  }
  const holder = net.user(wanted);
  if (!holder || holder === user) return undefined;
  return { numeric: '433', text: 'Nickname is already in use.' };
}

const away: Handler = (net, user, { params: [text = ''] }) => {
  user.away = text === '' ? undefined : text.slice(0, 200);
  if (user.away === undefined) net.numeric(user, '305', 'You are no longer marked as being away');
  else net.numeric(user, '306', 'You have been marked as being away');
  const line = net.lineBy(user, 'AWAY', user.away === undefined ? [] : [user.away]);
  net.tellPeers(user, line, { cap: capability['away-notify'] });
};

const setname: Handler = (net, user, { params: [realname = ''] }) => {
  if (realname === '' || realname.length > 150) {
    net.standardReply(user, 'FAIL', 'SETNAME', 'INVALID_REALNAME', 'Realname is not valid');
    return;
  }
  user.realname = realname;
  net.tellPeers(user, net.lineBy(user, 'SETNAME', [realname]), {
    cap: capability.setname,
    self: true,
  });
};

const oper: Handler = (net, user, { params: [name = '', password = ''] }) => {
  const known = Object.hasOwn(net.rules.operators, name);
  if (!known || net.rules.operators[name] !== password) {
    return net.numeric(user, '464', 'Password incorrect');
  }
  user.modes.add('o');
  user.link.deliver(net.line(maskOf(user), 'MODE', [user.nick, '+o']));
  net.numeric(user, '381', 'You are now an IRC operator');
};

/** Wraps what only an IRC operator may do. */
const privileged =
  (run: Handler): Handler =>
  (net, user, message) => {
    if (user.modes.has('o')) run(net, user, message);
    else net.numeric(user, '481', 'Permission Denied- You do not have operator privileges');
  };

const kill = privileged((net, user, { params: [victim = '', reason = 'No reason'] }) => {
  const target = net.user(victim);
  if (!target) return noSuchNick(net, user, victim);
  killUser(net, target, { by: maskOf(user), reason });
});

interface Kill {
  readonly by: string;
  readonly reason: string;
}

/** KILL to the victim, QUIT to the others, ERROR and the end of the link. */
export function killUser(net: Network, target: User, { by, reason }: Kill): void {
  target.link.deliver(net.line(by, 'KILL', [target.nick, reason]));
  const short = by.split('!')[0] ?? by;
  quit(net, target, `Killed (${short} (${reason}))`);
}

const kline = privileged((net, _user, { params: [mask = '', ...rest] }) => {
  banFromServer(net, mask, rest.at(-1) ?? 'No reason');
});

/** Bans `user@host` from the network: who is on is thrown off, who comes gets 465. */
export function banFromServer(net: Network, mask: string, reason: string): void {
  net.serverBans.push({ mask, reason });
  for (const user of [...net.users.values()]) {
    if (!user.service && serverBanOf(net, user)) expel(net, user, reason);
  }
}

export function expel(net: Network, user: User, reason: string): void {
  net.numeric(user, '465', `You are banned from this server: ${reason}`);
  quit(net, user, `K-lined: ${reason}`);
}

export function serverBanOf(
  net: Network,
  { username, realHost, host }: Pick<User, 'host' | 'realHost' | 'username'>,
): string | undefined {
  const texts = [`${username}@${realHost}`, `${username}@${host}`];
  return net.serverBans.find(({ mask }) => {
    const full = mask.includes('@') ? mask : `*@${mask}`;
    return texts.some((text) => maskMatches(full, text, net.fold));
  })?.reason;
}

const motd: Handler = (net, user) => sendMotd(net, user);
const lusers: Handler = (net, user) => sendUserCounts(net, user);
const version: Handler = (net, user) => sendVersion(net, user);

const time: Handler = (net, user) =>
  net.numeric(user, '391', net.rules.serverName, new Date(net.clock.now()).toUTCString());

/** Atheme-style short cuts that servers give for NickServ. */
const logout: Handler = (net, user) => setAccount(net, user, undefined);

export const serverCommands: CommandTable = {
  NICK: [0, nick],
  AWAY: [0, away],
  SETNAME: [1, setname],
  OPER: [2, oper],
  KILL: [1, kill],
  KLINE: [2, kline],
  MOTD: [0, motd],
  LUSERS: [0, lusers],
  VERSION: [0, version],
  TIME: [0, time],
  LOGOUT: [0, logout],
};
