import type { Actor } from '../../core/actor.ts';
import type { Place } from '../../core/event.ts';
import { directOf, memberActor } from './identity.ts';
import type { Link } from './link.ts';
import type { Channel, User } from './roster.ts';

type Known = Pick<Link, 'connection' | 'isupport' | 'roster'>;

/** The person whom a text names here: a nick, an id, or `account:name`. */
export function findActor(link: Known, where: Place, text: string): Actor | undefined {
  const { roster, connection, isupport } = link;
  const channel = where.space === undefined ? undefined : roster.channel(where.name);
  const seen = { connection, fold: roster.fold, ranking: isupport.prefixes.modes };
  const actorOf = (user: User): Actor =>
    channel ? memberActor(seen, channel, user) : directOf(seen, user).actor;
  const named = roster.user(text.startsWith('@') ? text.slice(1) : text);
  if (named) return actorOf(named);
  for (const user of candidates(link, channel)) {
    if (actorOf(user).id === text || hasAccount(link, user, text)) return actorOf(user);
  }
  return undefined;
}

const candidates = ({ roster }: Known, channel: Channel | undefined): Iterable<User> =>
  channel ? channel.members.keys() : roster.users.values();

const hasAccount = ({ roster }: Known, { account }: User, text: string): boolean =>
  account !== undefined &&
  text.startsWith('account:') &&
  roster.fold(account) === roster.fold(text.slice('account:'.length));
