import { type Refusal } from '../../base/result.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { findActor } from './find-actor.ts';
import { memberActor, standingOf } from './identity.ts';
import type { Link } from './link.ts';
import type { ModeAnswer, ModeDesk } from './mode-desk.ts';
import type { PeopleDesk } from './people-desk.ts';
import type { Channel, User } from './roster.ts';

/** What the enforcer needs of a link while it stands. */
export interface EnforcerLink {
  readonly link: Link;
  readonly modes: ModeDesk;
  readonly people: PeopleDesk;
}

export interface Inside extends EnforcerLink {
  readonly channel: Channel;
}

export const userCalled = ({ link }: Inside, nick: string): User | undefined =>
  link.roster.user(nick);

/** The member who is meant: by id first, since nicks go from one to another. */
export function memberNamed(
  { link, channel }: Inside,
  where: Place,
  subject: Subject,
): User | undefined {
  const seen = {
    ...{ connection: link.connection, fold: link.roster.fold },
    ranking: link.isupport.prefixes.modes,
  };
  for (const user of channel.members.keys())
    if (memberActor(seen, channel, user).id === subject.id) return user;
  const found = findActor(link, where, subject.native);
  // Named before the server had told his host: then the nick was all that was known of him.
  const byNick = `irc:${link.connection}:host:${link.roster.fold(subject.native)}!*@*`;
  const isHe = found?.id === subject.id || subject.id === byNick;
  return found && isHe ? link.roster.user(found.native) : undefined;
}

/** 0 is the highest; what stands below a half-operator has no power. */
export function rankOf({ link, channel }: Inside, user: User | undefined): number {
  const modes = (user && channel.members.get(user)?.modes) ?? '';
  const ranking = link.isupport.prefixes.modes;
  if (!operators.has(standingOf(modes, ranking))) return ranking.length;
  return Math.max(0, ranking.indexOf(modes.charAt(0)));
}

const operators: ReadonlySet<string> = new Set(['owner', 'administrator', 'moderator']);

export const isOperator = (inside: Inside): boolean =>
  rankOf(inside, userCalled(inside, inside.link.self.nick)) <
  inside.link.isupport.prefixes.modes.length;

export const notOperator = ({ self }: Link, { name }: Place): Refusal => ({
  key: 'act.cannot.operator',
  facts: { place: name, nick: self.nick },
});

interface Asked {
  readonly link: Link;
  readonly where: Place;
  readonly letter: string;
}

export function refusalIn(answer: ModeAnswer, { link, where, letter }: Asked): Refusal | undefined {
  switch (answer.kind) {
    case 'done':
    case 'silent':
      return undefined;
    case 'full':
      return { key: 'act.list-full', facts: { place: where.name, list: `+${letter}` } };
    case 'not-operator':
      return notOperator(link, where);
    case 'refused':
      return { key: 'act.refused', facts: { text: answer.text } };
  }
}
