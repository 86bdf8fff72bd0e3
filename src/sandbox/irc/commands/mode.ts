import { changeHost, cloakOf } from '../identity.ts';
import { maskOf, type User } from '../model.ts';
import type { Network } from '../network.ts';
import { channelMode } from './channel-mode.ts';
import { noSuchChannel, noSuchNick, type CommandTable, type Handler } from './handler.ts';

const mode: Handler = (net, user, { params: [target = '', ...changes] }) => {
  if (/^[#&]/.test(target)) {
    const channel = net.channel(target);
    if (!channel) return noSuchChannel(net, user, target);
    return channelMode(net, user, channel, changes);
  }
  const other = net.user(target);
  if (!other) return noSuchNick(net, user, target);
  if (other !== user) return net.numeric(user, '502', "Can't change mode for other users");
  if (changes.length === 0) return net.numeric(user, '221', `+${[...user.modes].join('')}`);
  userMode(net, user, changes[0] ?? '');
};

const settable = 'iBxw';

function userMode(net: Network, user: User, letters: string): void {
  let adding = true;
  let done = '';
  let sign = '';
  for (const letter of letters) {
    if (letter === '+' || letter === '-') {
      adding = letter === '+';
      continue;
    }
    if (!changeUserMode(net, user, letter, adding)) continue;
    const wanted = adding ? '+' : '-';
    if (sign !== wanted) done += sign = wanted;
    done += letter;
  }
  if (done === '') return;
  user.link.deliver(net.line(maskOf(user), 'MODE', [user.nick, done]));
  if (done.includes('x'))
    changeHost(net, user, user.modes.has('x') ? cloakOf(net, user) : user.realHost);
}

function changeUserMode(net: Network, user: User, letter: string, adding: boolean): boolean {
  if (user.modes.has(letter) === adding) return false;
  // Nobody makes himself an operator or the owner of a registered nick.
  const allowed = settable.includes(letter) || (letter === 'o' && !adding);
  if (!allowed) {
    if (!'or'.includes(letter)) net.numeric(user, '501', letter, 'is not a recognised user mode.');
    return false;
  }
  if (adding) user.modes.add(letter);
  else user.modes.delete(letter);
  return true;
}

export const modeCommands: CommandTable = { MODE: [1, mode] };
