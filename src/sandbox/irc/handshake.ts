import type { Applicant } from './applicant.ts';
import { handleCap, type Offer } from './cap.ts';
import { dispatch } from './commands/dispatch.ts';
import { expel, nickProblem, serverBanOf } from './commands/server.ts';
import { capability } from './capabilities.ts';
import { markRegistered } from './identity.ts';
import type { Incoming } from './line.ts';
import { tellWatchers } from './membership.ts';
import { cleanUserName } from './names.ts';
import { abandon, authenticate } from './sasl.ts';
import { sendWelcome } from './welcome.ts';

/** One line of a socket's client, registered or not yet. */
export function receive(applicant: Applicant, offer: Offer, message: Incoming): void {
  if (message.command === 'CAP') {
    if (handleCap(applicant, offer, message)) abandon(applicant);
  } else if (message.command === 'AUTHENTICATE') {
    return authenticateIfOffered(applicant, message);
  } else if (applicant.registered) return receiveRegistered(applicant, message);
  else introduce(applicant, message);
  welcomeIfReady(applicant);
}

function receiveRegistered({ net, user }: Applicant, message: Incoming): void {
  if (message.command === 'USER' || message.command === 'PASS') {
    return net.numeric(user, '462', 'You may not reregister');
  }
  dispatch(net, user, message);
}

function authenticateIfOffered(applicant: Applicant, { params: [parameter] }: Incoming): void {
  const { net, user } = applicant;
  if (parameter === undefined) {
    return net.numeric(user, '461', 'AUTHENTICATE', 'Not enough parameters');
  }
  if (user.link.caps & capability.sasl) return authenticate(applicant, parameter);
  net.numeric(user, '421', 'AUTHENTICATE', 'Unknown command');
}

function introduce(applicant: Applicant, message: Incoming): void {
  const { net, user } = applicant;
  const [first = ''] = message.params;
  switch (message.command) {
    case 'NICK':
      return chooseNick(applicant, first);
    case 'USER':
      return giveName(applicant, message);
    case 'PASS':
      applicant.givenPassword = first;
      return;
    case 'WEBIRC':
      return takeGatewaysWord(applicant, message);
    case 'PING':
      return dispatch(net, user, message);
    case 'PONG':
      if (message.params.at(-1) === applicant.cookie) applicant.cookie = undefined;
      return;
    case 'QUIT':
      return applicant.close('Client Quit');
    default:
      net.numeric(user, '451', 'You have not registered');
  }
}

function chooseNick(applicant: Applicant, nick: string): void {
  const { net, user } = applicant;
  const problem = nickProblem(net, nick);
  if (problem) return net.numeric(user, problem.numeric, nick || '*', problem.text);
  user.nick = nick;
  if (!net.rules.pingBeforeWelcome || applicant.introduced) return;
  applicant.cookie = net.random.token(6);
  applicant.deliver(net.line('', 'PING', [applicant.cookie]));
}

function giveName(applicant: Applicant, { params }: Incoming): void {
  const { net, user } = applicant;
  const [username = '', , , realname = ''] = params;
  if (params.length < 4) return net.numeric(user, '461', 'USER', 'Not enough parameters');
  user.username = `~${cleanUserName(username)}`;
  user.realname = realname || user.username;
  applicant.introduced = true;
}

function takeGatewaysWord(applicant: Applicant, { params }: Incoming): void {
  const { net, user } = applicant;
  const [password, , host = ''] = params;
  if (password !== net.rules.webircPassword || !/^[A-Za-z0-9.:-]{1,63}$/.test(host)) {
    return applicant.close('Invalid WebIRC password or host');
  }
  user.host = host;
  user.realHost = host;
}

function welcomeIfReady(applicant: Applicant): void {
  const { net, user, negotiating, introduced, registered, welcoming, cookie } = applicant;
  if (registered || welcoming || negotiating || !introduced) return;
  if (user.nick === '' || cookie !== undefined) return;
  applicant.welcoming = true;
  if (net.rules.welcomeAfterMs === 0) return welcome(applicant);
  net.linkClock.after(net.rules.welcomeAfterMs, () => welcome(applicant));
}

function welcome(applicant: Applicant): void {
  const { net, user } = applicant;
  applicant.welcoming = false;
  if (net.rules.password !== undefined && applicant.givenPassword !== net.rules.password) {
    net.numeric(user, '464', 'Password incorrect');
    return applicant.close('Access denied by configuration');
  }
  const ban = serverBanOf(net, user);
  if (ban !== undefined) return expel(net, user, ban);
  if (net.user(user.nick)) {
    net.numeric(user, '433', user.nick, 'Nickname is already in use.');
    user.nick = '';
    return;
  }
  applicant.registered = true;
  applicant.welcomed();
  net.users.set(net.fold(user.nick), user);
  sendWelcome(net, user);
  markRegistered(net, user);
  tellWatchers(net, user.nick, true);
  net.onNick(user);
  net.onChange();
}
