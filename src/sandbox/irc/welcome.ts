import type { User } from './model.ts';
import { supportTokens } from './isupport.ts';
import { maskOf } from './model.ts';
import type { Network } from './network.ts';

const version = 'castellan-sandbox-1';

/** 001 to 005, the user counts and the message of the day. */
export function sendWelcome(net: Network, user: User): void {
  const { network, serverName } = net.rules;
  const { lists, always, whenSet, flags } = net.modes;
  net.numeric(user, '001', `Welcome to the ${network} IRC Network ${maskOf(user)}`);
  net.numeric(user, '002', `Your host is ${serverName}, running version ${version}`);
  net.numeric(user, '003', `This server was created ${new Date(net.startedAtMs).toUTCString()}`);
  const all = `${lists}${always}${whenSet}${flags}${net.prefixes.letters}`;
  const withParameter = `${lists}${always}${whenSet}${net.prefixes.letters}`;
  net.numeric(user, '004', serverName, version, 'Biorwx', all, withParameter);
  sendSupport(net, user);
  sendUserCounts(net, user);
  sendMotd(net, user);
}

/** 005, at most 13 tokens a line. */
function sendSupport(net: Network, user: User): void {
  const tokens = supportTokens(net.rules, net.prefixes);
  for (let at = 0; at < tokens.length; at += 13) {
    net.numeric(user, '005', ...tokens.slice(at, at + 13), 'are supported by this server');
  }
}

export function sendUserCounts(net: Network, user: User): void {
  const users = net.users.size;
  const opers = [...net.users.values()].filter((each) => each.modes.has('o')).length;
  net.numeric(user, '251', `There are ${users} users and 0 invisible on 1 servers`);
  net.numeric(user, '252', String(opers), 'operator(s) online');
  net.numeric(user, '254', String(net.channels.size), 'channels formed');
  net.numeric(user, '255', `I have ${users} clients and 0 servers`);
  net.numeric(
    user,
    '265',
    String(users),
    String(users),
    `Current local users ${users}, max ${users}`,
  );
  net.numeric(
    user,
    '266',
    String(users),
    String(users),
    `Current global users ${users}, max ${users}`,
  );
}

export function sendMotd(net: Network, user: User): void {
  if (net.rules.motd.length === 0) return net.numeric(user, '422', 'MOTD File is missing');
  net.numeric(user, '375', `- ${net.rules.serverName} Message of the Day -`);
  for (const text of net.rules.motd) net.numeric(user, '372', `- ${text}`);
  net.numeric(user, '376', 'End of /MOTD command.');
}

export function sendVersion(net: Network, user: User): void {
  net.numeric(
    user,
    '351',
    `${version}.`,
    net.rules.serverName,
    'the simulated network of Castellan',
  );
  sendSupport(net, user);
}
