import type { Actor } from '../../core/actor.ts';
import type { Batches } from './batches.ts';
import { memberActor } from './identity.ts';
import { type Line, tagOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { isSplitReason, type Netsplits } from './netsplit.ts';
import type { Channel, User } from './roster.ts';
import type { Leaving } from './roster-tracker.ts';
import type { ServerTime } from './server-time.ts';

interface Ports {
  readonly link: Link;
  readonly time: ServerTime;
  readonly batches: Batches;
  readonly splits: Netsplits;
}

/** How servers without chghost say that someone has another host now. */
const hostChanges = new Set(['Changing host', 'Changing ident', 'Changing hostname']);

/** Tells the program who comes, goes and is renamed, and tells crowds from people. */
export class MemberEvents {
  readonly #ports: Ports;
  /** Those who changed their host the old way: QUIT and JOIN at once. */
  #cycling = new Set<string>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  joined(channel: Channel, user: User, line: Line): void {
    const { splits, batches, link } = this.#ports;
    const cycled = this.#cycling.has(user.folded);
    const quiet =
      cycled || splits.comesBack(user.folded) || batches.isCrowd(tagOf(line.tags, 'batch'));
    const actor = this.#actor(channel, user);
    link.emit({
      kind: 'member-joined',
      atMs: this.#atMs(line),
      where: channel.place,
      actor,
      quiet,
      ...(link.caps.has('extended-join') && { newcomer: { hasAccount: actor.identified } }),
    });
  }

  left(channel: Channel, user: User, leaving: Leaving, line: Line): void {
    const { splits, batches, link } = this.#ports;
    const split = leaving.how === 'quit' && isSplitReason(leaving.reason ?? '');
    if (split) splits.lost(user.folded);
    const cycles = leaving.how === 'quit' && hostChanges.has(leaving.reason ?? '');
    if (cycles) this.#cycle(user.folded);
    link.emit({
      kind: 'member-left',
      atMs: this.#atMs(line),
      where: channel.place,
      actor: this.#actor(channel, user),
      quiet: split || cycles || batches.isCrowd(tagOf(line.tags, 'batch')),
      ...(leaving.reason !== undefined && { reason: leaving.reason }),
    });
  }

  renamed(channel: Channel, user: User, before: Actor, line: Line): void {
    const actor = this.#actor(channel, user);
    this.#ports.link.emit({
      kind: 'renamed',
      atMs: this.#atMs(line),
      where: channel.place,
      actor,
      before,
    });
  }

  spaceJoined(channel: Channel): void {
    for (const { folded } of channel.members.keys()) this.#ports.splits.returned(folded);
    this.#space('space-joined', channel, channel.members.size);
  }

  spaceLeft(channel: Channel): void {
    this.#space('space-left', channel, 0);
  }

  #space(kind: 'space-joined' | 'space-left', { place }: Channel, members: number): void {
    const { link } = this.#ports;
    if (place.space === undefined) return;
    const { space, name } = place;
    link.emit({ kind, atMs: link.clock.now(), where: place, space, name, members });
  }

  #cycle(folded: string): void {
    if (this.#cycling.size > 1000) this.#cycling = new Set();
    this.#cycling.add(folded);
    this.#ports.link.after(2000, () => this.#cycling.delete(folded));
  }

  #actor(channel: Channel, user: User): Actor {
    const { connection, roster, isupport } = this.#ports.link;
    return memberActor(
      { connection, fold: roster.fold, ranking: isupport.prefixes.modes },
      channel,
      user,
    );
  }

  #atMs(line: Line): number {
    return this.#ports.time.read(tagOf(line.tags, 'time')).atMs;
  }
}
