import { actorId, channelOn, spaceId, type ActorId, type ConnectionId } from '../../base/ids.ts';
import type { Actor, Standing } from '../../core/actor.ts';
import type { Place } from '../../core/event.ts';
import type { Fold } from './casefold.ts';
import { ownCopy } from './line-parser.ts';
import type { Channel, User } from './roster.ts';

/** What ids must not hold; names on IRC may (a no-break space in a channel's name). */
const unfit = /[\s%]/gu;
const maxNameLength = 200;

/** Text as part of an id: without white space, and not too long. */
function idText(text: string): string {
  const clean = /[\s%]/u.test(text)
    ? text.replace(unfit, (char) => encodeURIComponent(char))
    : text;
  return clean.length > maxNameLength ? clean.slice(0, maxNameLength) : clean;
}

/** A stable id: the services account if known, else user and host; never the nick where there is a choice. */
export function actorIdOf(connection: ConnectionId, user: User, fold: Fold): ActorId {
  if (user.account !== undefined)
    return actorId(`irc:${connection}:account:${idText(fold(user.account))}`);
  if (user.host === '') return actorId(`irc:${connection}:host:${idText(user.folded)}!*@*`);
  const name = user.user.startsWith('~') ? user.user.slice(1) : user.user;
  return actorId(`irc:${connection}:host:${idText(`${name}@${user.host}`.toLowerCase())}`);
}

const standingOfMode = new Map<string, Standing>([
  ['q', 'owner'],
  ['a', 'administrator'],
  ['o', 'administrator'],
  ['h', 'moderator'],
  ['v', 'helper'],
]);

/**
 * The standing of a member by the strongest of his prefix modes. A mode that only this network knows
 * counts as an administrator's when it ranks above `o`, and else for nothing.
 */
export function standingOf(modes: string, ranking: string): Standing {
  const strongest = modes.charAt(0);
  if (strongest === '') return 'member';
  const known = standingOfMode.get(strongest);
  if (known) return known;
  const operator = ranking.indexOf('o');
  if (operator >= 0 && ranking.indexOf(strongest) < operator) return 'administrator';
  return modes.length > 1 ? standingOf(modes.slice(1), ranking) : 'member';
}

interface Seen {
  readonly connection: ConnectionId;
  readonly fold: Fold;
  /** PREFIX modes of the server, strongest first. */
  readonly ranking: string;
}

export function actorOf({ connection, fold, ranking }: Seen, user: User, modes: string): Actor {
  return {
    id: actorIdOf(connection, user, fold),
    name: user.nick,
    mention: user.nick,
    native: user.nick,
    bot: user.bot,
    standing: standingOf(modes, ranking),
    roles: [],
    identified: user.account !== undefined,
  };
}

/** The actor of someone in a channel; made anew only when something about him changed. */
export function memberActor(seen: Seen, channel: Channel, user: User): Actor {
  const member = channel.members.get(user);
  if (member === undefined) return actorOf(seen, user, '');
  if (member.actor === undefined || member.actorEpoch !== user.epoch) {
    member.actor = actorOf(seen, user, member.modes);
    member.actorEpoch = user.epoch;
  }
  return member.actor;
}

/** The actor and place of a direct conversation. */
export function directOf(seen: Seen, user: User): { actor: Actor; place: Place } {
  if (user.direct?.epoch !== user.epoch) {
    user.direct = {
      epoch: user.epoch,
      actor: actorOf(seen, user, ''),
      place: directPlace(seen.connection, user.nick, user.folded),
    };
  }
  return user.direct;
}

const directPlace = (connection: ConnectionId, nick: string, folded: string): Place => ({
  connection,
  platform: 'irc',
  channel: channelOn(connection, `@${idText(folded)}`),
  name: nick,
});

export function channelPlace(connection: ConnectionId, name: string, folded: string): Place {
  const kept = ownCopy(name);
  return {
    connection,
    platform: 'irc',
    channel: channelOn(connection, idText(folded)),
    space: spaceId(`irc:${connection}:${idText(folded)}`),
    name: kept,
    spaceName: kept,
  };
}
