import { nickOf, type Line } from './line.ts';
import { maskOf, type Link, type User } from './model.ts';
import type { Network } from './network.ts';
import { scriptedUser } from './script-link.ts';

/** Answers one line said to a service; `say` is a NOTICE back. */
type ServiceReply = (user: User, words: readonly string[], say: (text: string) => void) => void;

/** Puts a service on the network and returns its user. */
export function introduceService(net: Network, nick: string, reply: ServiceReply): User {
  const link: Link = {
    caps: 0,
    deliver: (line) => {
      if (line.command === 'PRIVMSG' && line.params[0] === nick) answerLater(line);
    },
    close: () => {},
  };
  const service = scriptedUser(net, link, {
    nick,
    username: 'services',
    host: `services.${net.rules.serverName}`,
    realname: `${nick} of ${net.rules.network}`,
    modes: ['o', 'i'],
    service: true,
  });
  // Services are another program: their answer is not part of the answer to a labelled command.
  const answerLater = (line: Line) =>
    process.nextTick(() => {
      const user = net.user(nickOf(line.source));
      const words = (line.params[1] ?? '').split(' ').filter((word) => word !== '');
      if (user && net.users.has(net.fold(nick)))
        reply(user, words, (text) => tell(net, service, user, text));
    });
  net.users.set(net.fold(nick), service);
  return service;
}

export function tell(net: Network, service: User, user: User, text: string): void {
  user.link.deliver(net.line(maskOf(service), 'NOTICE', [user.nick, text]));
}
