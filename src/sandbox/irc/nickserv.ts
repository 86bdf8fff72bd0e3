import { markRegistered, rename, setAccount } from './identity.ts';
import { quit } from './membership.ts';
import type { User } from './model.ts';
import type { Network } from './network.ts';
import { introduceService, tell } from './services-link.ts';

interface Request {
  readonly net: Network;
  readonly user: User;
  readonly args: readonly string[];
  readonly say: (text: string) => void;
}

type Verb = (request: Request) => void;

function register({ net, user, args: [password], say }: Request): void {
  if (password === undefined) return say('Syntax: REGISTER <password> [email]');
  if (net.accounts.owning(user.nick)) return say(`${user.nick} is already registered.`);
  net.accounts.set(user.nick, password);
  setAccount(net, user, user.nick);
  say(`${user.nick} is now registered.`);
}

function identify({ net, user, args, say }: Request): void {
  const password = args.at(-1);
  if (password === undefined) return say('Syntax: IDENTIFY [account] <password>');
  const account =
    args.length > 1 ? net.accounts.named(args[0] ?? '') : net.accounts.owning(user.nick);
  if (!account) return say(`${args.length > 1 ? String(args[0]) : user.nick} is not registered.`);
  if (!account.passwordFits(password)) return say(`Invalid password for ${account.name}.`);
  setAccount(net, user, account.name);
  markRegistered(net, user);
  say(`You are now identified for ${account.name}.`);
}

function logout({ net, user, say }: Request): void {
  setAccount(net, user, undefined);
  say('You have been logged out.');
}

function group({ net, user, say }: Request): void {
  const account = user.account === undefined ? undefined : net.accounts.named(user.account);
  if (!account) return say('You are not logged in.');
  if (net.accounts.owning(user.nick)) return say(`${user.nick} is already registered.`);
  account.nicks.add(net.fold(user.nick));
  markRegistered(net, user);
  say(`${user.nick} is now registered to your account.`);
}

/** Whether somebody may dispose of a nick: by the account that is logged in, or by its password. */
function mayDispose({ net, user, args: [nick = '', password], say }: Request): boolean {
  const owner = net.accounts.owning(nick);
  if (!owner) say(`${nick || 'That'} is not a registered nickname.`);
  else if (owner.name === user.account) return true;
  else if (password !== undefined && owner.passwordFits(password)) return true;
  else say(`You may not do that to ${nick}.`);
  return false;
}

function ghost(request: Request): void {
  const { net, user, args, say } = request;
  if (!mayDispose(request)) return;
  const holder = net.user(args[0] ?? '');
  if (holder === user) return say('You cannot ghost yourself.');
  if (!holder) return say(`${args[0] ?? ''} is not online.`);
  quit(net, holder, `Killed (NickServ (GHOST command used by ${user.nick}))`);
  say(`${args[0] ?? ''} has been ghosted.`);
}

function regain(request: Request): void {
  const { net, user, args, say } = request;
  if (!mayDispose(request)) return;
  const nick = args[0] ?? '';
  const holder = net.user(nick);
  if (holder && holder !== user)
    quit(net, holder, `Killed (NickServ (REGAIN command used by ${user.nick}))`);
  net.heldNicks.delete(net.fold(nick));
  rename(net, user, nick);
  say(`${nick} has been regained.`);
}

function release(request: Request): void {
  const { net, args, say } = request;
  if (!mayDispose(request)) return;
  const nick = args[0] ?? '';
  const was = net.heldNicks.delete(net.fold(nick));
  say(was ? `${nick} has been released.` : `${nick} is not being held.`);
}

function status({ net, user, args: [nick = user.nick], say }: Request): void {
  const found = net.user(nick);
  say(
    `STATUS ${nick} ${found ? (found.modes.has('r') ? 3 : 1) : 0} ${found?.account ?? ''}`.trim(),
  );
}

const verbs = new Map<string, Verb>(
  Object.entries({
    REGISTER: register,
    IDENTIFY: identify,
    ID: identify,
    LOGOUT: logout,
    GROUP: group,
    GHOST: ghost,
    REGAIN: regain,
    RECOVER: regain,
    RELEASE: release,
    STATUS: status,
    ACC: status,
  }),
);

const registeredNick =
  'This nickname is registered. Please choose a different nickname, or identify via ' +
  '\x02/msg NickServ IDENTIFY <password>\x02';

function usesAnothersNick(net: Network, user: User): boolean {
  const owner = net.accounts.owning(user.nick);
  return owner !== undefined && owner.name !== user.account;
}

/** Takes the nick away from who did not identify in time, and holds it for its owner. */
function enforceLater(net: Network, user: User): void {
  const { enforceNicksAfterMs } = net.rules;
  if (enforceNicksAfterMs === undefined) return;
  const { nick } = user;
  net.clock.after(enforceNicksAfterMs, () => {
    if (user.nick !== nick || net.user(nick) !== user || !usesAnothersNick(net, user)) return;
    rename(net, user, `Guest${10_000 + net.random.below(90_000)}`);
    net.heldNicks.add(net.fold(nick));
  });
}

/** Brings NickServ onto the network; it asks whoever takes a registered nick to identify. */
export function startNickServ(net: Network): User {
  const nickServ = introduceService(net, 'NickServ', (user, [verb = 'HELP', ...args], say) => {
    const run = verbs.get(verb.toUpperCase());
    if (run) run({ net, user, args, say });
    else say(`Known commands: ${[...verbs.keys()].join(', ')}.`);
  });
  net.onNick = (user) => {
    markRegistered(net, user);
    if (user.service || !usesAnothersNick(net, user)) return;
    tell(net, nickServ, user, registeredNick);
    enforceLater(net, user);
  };
  return nickServ;
}
