import { type ActorId, actorId } from '../../base/ids.ts';
import type { Actor } from '../../core/actor.ts';
import type { StaffActEvent } from '../../core/event.ts';
import type { Rules } from './dispatch.ts';
import { actorOf, memberActor } from './identity.ts';
import { type Line, nickOf, tagOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { type ModeChange, modeChanges } from './mode-changes.ts';
import { fullMask, holdsBy, means } from './people-masks.ts';
import type { Channel, User } from './roster.ts';
import type { ServerTime } from './server-time.ts';

const lists = new Set(['b', 'q', 'e', 'I']);

/** Tells what operators do to a channel's lists and to its people, with us or past us. */
export class StaffActs {
  readonly #link: Link;
  readonly #time: ServerTime;

  constructor(link: Link, time: ServerTime) {
    this.#link = link;
    this.#time = time;
  }

  /** Looked at before anybody is taken off the roster: who is kicked must still be known. */
  rules(): Rules {
    return {
      MODE: { min: 2, run: (line) => this.#mode(line) },
      KICK: { min: 2, run: (line) => this.#kick(line) },
    };
  }

  #kick(line: Line): void {
    const { roster, self } = this.#link;
    const [name = '', nick = '', reason] = line.params;
    const channel = roster.channel(name);
    const user = roster.user(nick);
    if (!channel || !user || !channel.members.has(user) || self.is(nick)) return;
    const actor = this.#actorIn(channel, user);
    this.#tell(channel, line, {
      ...{ act: 'kicked', subject: { id: actor.id, name: actor.name, native: actor.native } },
      ...(reason !== undefined && { reason }),
    });
  }

  #mode(line: Line): void {
    const { roster, isupport } = this.#link;
    const channel = roster.channel(line.params[0] ?? '');
    if (!channel) return;
    for (const change of modeChanges(isupport, line.params.slice(1)))
      if (lists.has(change.letter) && isupport.channelModes.list.includes(change.letter))
        this.#entry(channel, line, change);
  }

  #entry(channel: Channel, line: Line, { added, letter, param: mask }: ModeChange): void {
    if (mask === undefined) return;
    const mark = `${letter} ${mask}`;
    const measure = (['ban', 'mute'] as const).find((one) =>
      holdsBy(this.#link, one, { letter, mask }),
    );
    if (!measure || letter === 'e' || letter === 'I')
      return this.#tell(channel, line, { act: added ? 'listed' : 'unlisted', mark });
    const subject = this.#meant(channel, mask);
    this.#tell(channel, line, { act: added ? 'held' : 'freed', measure, mark, subject });
  }

  /** The one person here whom an entry means, else whom its words name. */
  #meant(channel: Channel, mask: string): NonNullable<StaffActEvent['subject']> {
    const hit = [...channel.members.keys()].filter((user) => means(this.#link, mask, user));
    const [user] = hit;
    if (user && hit.length === 1) {
      const { id, name, native } = this.#actorIn(channel, user);
      return { id, name, native };
    }
    return { id: idOfMask(this.#link, mask), name: mask, native: mask };
  }

  #tell(
    { place, ...channel }: Channel,
    line: Line,
    what: Pick<StaffActEvent, 'act' | 'measure' | 'mark' | 'subject' | 'reason'>,
  ): void {
    const by = this.#doer({ place, ...channel }, line);
    this.#link.emit({
      ...{ kind: 'staff-act', where: place, ...what },
      atMs: this.#time.read(tagOf(line.tags, 'time')).atMs,
      own: this.#link.self.is(nickOf(line.source)),
      ...(by && { by }),
    });
  }

  #doer(channel: Channel, line: Line): Actor | undefined {
    const nick = nickOf(line.source);
    if (nick === '') return undefined;
    const user = this.#link.roster.user(nick);
    if (user && channel.members.has(user)) return this.#actorIn(channel, user);
    if (user) return actorOf(this.#seen(), user, '');
    return {
      ...{ id: idOfService(this.#link, nick), name: nick, mention: nick, native: nick, bot: true },
      ...{ standing: 'member', roles: [], identified: false },
    };
  }

  #actorIn(channel: Channel, user: User): Actor {
    return memberActor(this.#seen(), channel, user);
  }

  #seen() {
    const { connection, roster, isupport } = this.#link;
    return { connection, fold: roster.fold, ranking: isupport.prefixes.modes };
  }
}

/** Services and servers are nobody who is here. */
const idOfService = ({ connection }: Link, name: string): ActorId =>
  actorId(`irc:${connection}:service:${name.toLowerCase().replace(/[\s%]/gu, '_')}`);

/** Whom an entry names by its own words: an account, or whoever has such a host. */
export function idOfMask({ connection, isupport, roster }: Link, text: string): ActorId {
  const account = /^(?:\$a|~a|~account|R|account):(\S+)$/.exec(text)?.[1];
  if (account !== undefined) return actorId(`irc:${connection}:account:${roster.fold(account)}`);
  const mask = fullMask(text, isupport) ?? text;
  return actorId(`irc:${connection}:host:${mask.toLowerCase().replace(/[\s%]/gu, '_')}`);
}
