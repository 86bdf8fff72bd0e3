import { forceMode } from './commands/channel-mode.ts';
import { bannedBy } from './bans.ts';
import type { Channel, User } from './model.ts';
import { maskOf } from './model.ts';
import type { Network } from './network.ts';
import { introduceService } from './services-link.ts';

/** Which accounts ChanServ obeys in which channel. */
export class ChannelAccess {
  readonly #access = new Map<string, Set<string>>();
  readonly #fold: (name: string) => string;

  constructor(fold: (name: string) => string) {
    this.#fold = fold;
  }

  grant(channel: string, account: string): void {
    const accounts = this.#access.get(this.#fold(channel)) ?? new Set();
    this.#access.set(this.#fold(channel), accounts.add(this.#fold(account)));
  }

  registered(channel: string): boolean {
    return this.#access.has(this.#fold(channel));
  }

  allows(channel: string, account: string | undefined): boolean {
    if (account === undefined) return false;
    return this.#access.get(this.#fold(channel))?.has(this.#fold(account)) ?? false;
  }
}

interface Request {
  readonly net: Network;
  readonly service: User;
  readonly user: User;
  readonly channel: Channel;
  readonly nick: string;
}

const setModes =
  (letters: string) =>
  ({ net, service, channel, nick }: Request): string => {
    forceMode(net, channel, [letters, nick], service);
    return `${letters} ${nick} in ${channel.name}.`;
  };

function unban({ net, service, user, channel }: Request): string {
  let count = 0;
  for (
    let mask = bannedBy(net, channel, user, 'b');
    mask;
    mask = bannedBy(net, channel, user, 'b')
  ) {
    forceMode(net, channel, ['-b', mask], service);
    count += 1;
  }
  return `You have been unbanned from ${channel.name} (${count} bans).`;
}

function invite({ net, service, user, channel }: Request): string {
  channel.invited.add(user);
  user.link.deliver(net.line(maskOf(service), 'INVITE', [user.nick, channel.name]));
  return `You have been invited to ${channel.name}.`;
}

const verbs = new Map<string, (request: Request) => string>(
  Object.entries({
    OP: setModes('+o'),
    DEOP: setModes('-o'),
    VOICE: setModes('+v'),
    DEVOICE: setModes('-v'),
    UNBAN: unban,
    INVITE: invite,
  }),
);

/** Brings ChanServ onto the network: OP, DEOP, VOICE, DEVOICE, UNBAN, INVITE for who has access. */
export function startChanServ(net: Network, access: ChannelAccess): User {
  const service = introduceService(net, 'ChanServ', (user, [verb = '', name = '', nick], say) => {
    const run = verbs.get(verb.toUpperCase());
    const channel = net.channel(name);
    if (!run) return say(`Known commands: ${[...verbs.keys()].join(', ')}.`);
    if (!access.registered(name)) return say(`${name || 'That channel'} is not registered.`);
    if (!access.allows(name, user.account)) return say('You are not authorized to do that.');
    if (!channel) return say(`${name} is empty.`);
    say(run({ net, service, user, channel, nick: nick ?? user.nick }));
  });
  return service;
}
