import type { Clock } from '../../base/clock.ts';
import type { ActorId, ChannelId, CommunityId } from '../../base/ids.ts';
import { messageOf } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import { type Audience, closedToAll, isOpen, maySee } from '../../core/audience.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, MessageEvent } from '../../core/event.ts';
import type { SettingPlace, Settings } from '../../core/settings/settings.ts';
import type { Entry } from './entry.ts';
import { entryOf } from './entry-of.ts';
import { Gathering } from './gathering.ts';
import type { LogKind } from './kinds.ts';
import { RecentTexts, type SaidLately } from './recent-texts.ts';
import { type Wanted, wantedIn } from './settings.ts';

/** What is to be written down at once in one place. */
export interface Page {
  readonly community: CommunityId;
  readonly place: SettingPlace;
  /** A channel, or the webhook of this place. */
  readonly to: { readonly channel: ChannelId } | 'webhook';
  readonly entries: readonly Entry[];
  /** How many more there were than anybody reads. */
  readonly left: number;
}

interface Parts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
  audience(where: ChannelId): Audience | undefined;
  channelNamed(text: string): ChannelId;
  /** Hands a page over; never throws, never waits. */
  write(page: Page): void;
}

/** Who did it is told a moment after what was done. */
const gatherMs = 2000;
/** What one space may fill a page with. */
const mostGathered = 40;
const mostRecent = 400;
const mostSpaces = 5000;

interface Recent extends Entry {
  readonly community: CommunityId;
  /** Whether it was not written down where its readers could not have seen it. */
  readonly withheld: boolean;
}

type Spot = Required<Pick<SettingPlace, 'space' | 'community'>>;

interface Waiting {
  readonly place: Spot;
  readonly gathering: Gathering;
  readonly cancel: () => void;
}

/** Writes down for staff what happens, gathered, and never where people read who could not have seen it. */
export class EventLog {
  readonly #parts: Parts;
  readonly #texts: RecentTexts;
  readonly #spaces = new Map<string, Waiting>();
  readonly #recent: Recent[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#texts = new RecentTexts(parts.clock);
    parts.life.own(() => this.flush());
  }

  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void {
    const { space } = event.where;
    if (space === undefined) return;
    try {
      this.#take(event, { space, community: communityOf(space) });
    } catch (failure) {
      this.#parts.log.error({ problem: messageOf(failure) }, 'An event could not be written down');
    }
  }

  /** Newest first. */
  recent(community: CommunityId): readonly Recent[] {
    return this.#recent.filter((entry) => entry.community === community);
  }

  textsOf(actor: ActorId): readonly SaidLately[] {
    return this.#texts.ofPerson(actor);
  }

  /** What it keeps of a person; what stands in channels is theirs who keep them. */
  forget(actor: ActorId): number {
    const others = this.#recent.filter(({ person, by }) => person !== actor && by?.id !== actor);
    const his = this.#recent.length - others.length;
    this.#recent.splice(0, this.#recent.length, ...others);
    return his + this.#texts.forget(actor);
  }

  /** Writes down what waits, without waiting for more that belongs to it. */
  flush(): void {
    for (const key of [...this.#spaces.keys()]) this.#flush(key);
  }

  #take(event: InboundEvent, place: Spot): void {
    switch (event.kind) {
      case 'message':
        return this.#said(event, place);
      case 'message-edited':
        return event.actor.bot ? undefined : this.#note(event, place);
      case 'noted':
        if (event.what !== 'message-removed') return this.#note(event, place);
        return this.#spaces.get(place.space)?.gathering.removed(event);
      default:
        return this.#note(event, place);
    }
  }

  #said(event: MessageEvent, place: Spot): void {
    if (event.replayed || event.actor.bot) return;
    const wanted = this.#wanted(place, 'message-edited') ?? this.#wanted(place, 'message-deleted');
    if (wanted) this.#texts.keep(event);
  }

  #note(event: InboundEvent, place: Spot): void {
    const audience = this.#parts.audience(event.where.channel) ?? closedToAll;
    const entry = entryOf(event, this.#texts, audience);
    if (entry && this.#wanted(place, entry.kind) && !this.#isItself(entry, place))
      this.#gather(entry, place);
  }

  #wanted(place: SettingPlace, kind: LogKind): Wanted | undefined {
    return wantedIn(this.#parts.settings, place, kind);
  }

  /** What happens in the log's own channel would never end. */
  #isItself({ kind, where }: Entry, place: SettingPlace): boolean {
    return this.#wanted(place, kind)?.channel === where.channel && kind.startsWith('message');
  }

  #gather(entry: Entry, place: Spot): void {
    const known = this.#spaces.get(place.space);
    if (known) return known.gathering.add(entry);
    if (this.#spaces.size >= mostSpaces) return;
    const gathering = new Gathering(mostGathered);
    gathering.add(entry);
    const cancel = this.#parts.clock.after(gatherMs, () => this.#flush(place.space));
    this.#spaces.set(place.space, { place, gathering, cancel });
  }

  #flush(space: string): void {
    const waiting = this.#spaces.get(space);
    if (!waiting) return;
    this.#spaces.delete(space);
    const { place, gathering, cancel } = waiting;
    cancel();
    const { entries, left } = gathering.taken();
    const pages = new Map<string, Entry[]>();
    for (const entry of entries) this.#sort(entry, place, pages);
    let more = left;
    for (const [to, page] of pages) {
      const target = to === 'webhook' ? to : { channel: this.#parts.channelNamed(to) };
      this.#parts.write({
        community: place.community,
        place,
        to: target,
        entries: page,
        left: more,
      });
      more = 0;
    }
  }

  #sort(entry: Entry, place: Spot, pages: Map<string, Entry[]>): void {
    const wanted = this.#wanted(place, entry.kind);
    if (!wanted) return;
    const { channel, hasWebhook } = wanted;
    const told = [
      ...(channel !== '' && this.#mayRead(channel, entry) ? [channel] : []),
      ...(hasWebhook && isOpen(entry.audience) ? ['webhook'] : []),
    ];
    for (const to of told) pages.set(to, [...(pages.get(to) ?? []), entry]);
    this.#recent.unshift({ ...entry, community: place.community, withheld: told.length === 0 });
    this.#recent.length = Math.min(this.#recent.length, mostRecent);
  }

  /** In another space nobody knows who is who: what is not for everybody stays in its own. */
  #mayRead(channel: string, { audience, where }: Entry): boolean {
    if (isOpen(audience) || channel === where.channel) return true;
    const readers = this.#parts.audience(this.#parts.channelNamed(channel));
    return readers !== undefined && maySee(readers, audience);
  }
}
