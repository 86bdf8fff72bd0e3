import { type ActorId, actorId } from '../../base/ids.ts';
import type { Subject } from '../../core/enforcer.ts';
import { actorIdOf, memberActor } from './identity.ts';
import { nickOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { fullMask, means } from './people-masks.ts';
import type { Channel } from './roster.ts';

const seenOn = ({ connection, roster, isupport }: Link) => ({
  ...{ connection, fold: roster.fold, ranking: isupport.prefixes.modes },
});

/** The one person here whom an entry means, else whom its words name. */
export function meantBy(link: Link, channel: Channel, mask: string): Subject {
  const hit = [...channel.members.keys()].filter((user) => means(link, mask, user));
  const [user] = hit;
  if (!user || hit.length > 1) return { id: idOfMask(link, mask), name: mask, native: mask };
  const { id, name, native } = memberActor(seenOn(link), channel, user);
  return { id, name, native };
}

/** Whom an entry names by its own words: an account, or whoever has such a host. */
export function idOfMask({ connection, isupport, roster }: Link, text: string): ActorId {
  const account = /^(?:\$a|~a|~account|R|account):(\S+)$/.exec(text)?.[1];
  if (account !== undefined) return actorId(`irc:${connection}:account:${roster.fold(account)}`);
  const mask = fullMask(text, isupport) ?? text;
  return actorId(`irc:${connection}:host:${fit(mask)}`);
}

/** Services and servers are nobody who is here. */
export const idOfService = ({ connection }: Link, name: string): ActorId =>
  actorId(`irc:${connection}:service:${fit(name)}`);

interface Setter {
  readonly id: ActorId;
  readonly name: string;
  readonly own: boolean;
}

/** Who set an entry, as lists tell it: a nick, `nick!user@host`, or the name of a server. */
export function setterOf(link: Link, told: string): Setter {
  const nick = nickOf(told);
  const [, address = ''] = told.split('!');
  const user = link.roster.user(nick);
  const own = link.self.is(nick);
  // Whoever has the nick now may be another than whoever had it then.
  if (user && (address === '' || address === `${user.user}@${user.host}`))
    return { id: actorIdOf(link.connection, user, link.roster.fold), name: nick, own };
  const known = address === '' ? undefined : fit(address.replace(/^~/, ''));
  const id = known === undefined ? idOfService(link, told) : `irc:${link.connection}:host:${known}`;
  return { id: actorId(id), name: nick, own };
}

const fit = (text: string): string => text.toLowerCase().replace(/[\s%]/gu, '_');
