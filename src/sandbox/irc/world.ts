import type { PersonOptions } from './cast.ts';
import { enter } from './membership.ts';
import type { User } from './model.ts';
import type { Network } from './network.ts';

/** The people of the default world; carol has no account. */
const people: readonly (PersonOptions & { readonly nick: string })[] = [
  { nick: 'ann', account: 'ann', realname: 'Ann of the castle' },
  { nick: 'bob', account: 'bob', realname: 'Bob the builder' },
  { nick: 'carol', realname: 'Carol' },
];

/** Puts everybody into #castle (ann as its operator) and into #random. */
export function furnishCastle(
  net: Network,
  userOf: (nick: string, options: PersonOptions) => User,
): void {
  const castle = net.newChannel('#castle');
  const random = net.newChannel('#random');
  castle.topic = { text: 'The great hall', setBy: 'ann', setAtMs: net.clock.now() };
  for (const { nick, ...options } of people) {
    const user = userOf(nick, options);
    const modes = nick === 'ann' && net.prefixes.letters.includes('o') ? 'o' : '';
    enter(net, user, castle, { modes });
    enter(net, user, random, { modes });
  }
}
