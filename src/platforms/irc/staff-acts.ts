import type { Actor } from '../../core/actor.ts';
import type { StaffActEvent } from '../../core/event.ts';
import type { Rules } from './dispatch.ts';
import { actorOf, memberActor } from './identity.ts';
import { type Line, nickOf, tagOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { type ModeChange, modeChanges } from './mode-changes.ts';
import { measureOf } from './people-masks.ts';
import { idOfService, meantBy } from './people-meant.ts';
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
    const measure = measureOf(this.#link, { letter, mask });
    const holds = measure === 'ban' || measure === 'mute';
    this.#tell(channel, line, {
      act: holds ? (added ? 'held' : 'freed') : added ? 'listed' : 'unlisted',
      mark,
      ...(measure && { measure, subject: meantBy(this.#link, channel, mask) }),
    });
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
