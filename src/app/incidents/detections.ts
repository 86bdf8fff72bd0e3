import type { Clock } from '../../base/clock.ts';
import { type CommunityId, spaceId } from '../../base/ids.ts';
import type { Quarantine } from '../../core/cases/acts.ts';
import type { CasePlace } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import type { MemberEvent, Place } from '../../core/event.ts';
import type { Happening } from '../../guard/index.ts';
import { casePlaceOf } from '../../moderation/acts/index.ts';
import type { Detection, Incidents, Person } from '../../moderation/incidents/index.ts';
import type { Decided } from '../automod/watch.ts';
import type { RaidHappening } from '../raids/index.ts';
import { RecentJoins } from './recent-joins.ts';

interface Parts {
  readonly incidents: Incidents;
  readonly clock: Clock;
  /** A space as a place, where the bot is in it. */
  placeOf(space: string): Place | undefined;
}

/** Turns what other parts see into what incidents are made of. */
export class Detections {
  readonly #parts: Parts;
  readonly #joins: RecentJoins;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#joins = new RecentJoins(parts.clock);
  }

  /** Who came in a moment ago belongs to the raid that is seen then; who comes while it lasts, too. */
  joined({ where, actor, quiet, atMs }: MemberEvent): void {
    if (quiet || where.space === undefined) return;
    const person = { actor: actor.id, name: actor.name };
    this.#joins.note(where.space, person);
    const community = communityOf(where.space);
    const subject = raidIn(where);
    if (!this.#parts.incidents.covers(community, subject)) return;
    this.#parts.incidents.concerned(community, subject, {
      atMs,
      entry: { atMs, kind: 'detection', what: 'joined' },
      people: [person],
    });
  }

  raid(happening: RaidHappening): void {
    const { where, kind, level, effect, dry } = happening;
    if (where.space === undefined) return;
    const atMs = this.#parts.clock.now();
    const set = { ...effect, level, dry: dry ? 'yes' : 'no' };
    const community = communityOf(where.space);
    if (kind !== 'raised')
      return this.#parts.incidents.happened(community, raidIn(where), {
        ...{ atMs, kind: 'level', what: kind === 'lifted' ? 'lifted' : 'stuck', facts: set },
      });
    const { joins = 0, weight = 0, spanMs = 0 } = happening.sums ?? {};
    this.#parts.incidents.detect({
      ...{ community, kind: 'raid', subject: raidIn(where), place: casePlaceOf(where), atMs },
      entry: {
        ...{ atMs, kind: happening.sums ? 'detection' : 'level' },
        what: happening.sums ? 'raid' : 'level',
        facts: { ...set, joins, weight, seconds: Math.max(1, Math.ceil(spanMs / 1000)) },
      },
      people: happening.sums ? this.#joins.of(where.space, spanMs) : [],
    });
  }

  /** What the guard had to do about somebody who floods. */
  flood(happening: Happening): void {
    if (happening.kind !== 'muted' && happening.kind !== 'banned') return;
    const { where, actor, name, forMs } = happening;
    if (where.space === undefined) return;
    const atMs = this.#parts.clock.now();
    const place = this.#parts.placeOf(where.space);
    const detection: Detection = {
      ...{ community: communityOf(spaceId(where.space)), kind: 'flood', atMs },
      ...{ subject: `flood:${where.space}`, place: place ? casePlaceOf(place) : bare(where) },
      entry: {
        ...{ atMs, kind: 'detection', what: happening.kind, actor, name },
        facts: { minutes: Math.ceil(forMs / 60_000) },
      },
      people: [{ actor, name }],
    };
    this.#parts.incidents.detect(detection);
  }

  /** A rule held for somebody. */
  rule({ community, event, decision }: Decided): void {
    const { where, actor } = event;
    const { number, name } = decision.rule;
    const atMs = this.#parts.clock.now();
    const person: Person = { actor: actor.id, name: actor.name };
    this.#parts.incidents.detectSeveral({
      ...{ community, kind: 'rule', subject: `rule:${number}`, place: casePlaceOf(where), atMs },
      entry: {
        ...{ atMs, kind: 'detection', what: 'rule', actor: actor.id, name: actor.name },
        facts: { number, rule: name, place: where.name },
      },
      people: [person],
    });
  }

  /** Somebody of the staff did too much; what he had done belongs to it. */
  staff(
    { actor, name, kind, count, windowMs, community, disarmed }: Quarantine,
    where: Place,
  ): void {
    const atMs = this.#parts.clock.now();
    this.#parts.incidents.detect({
      ...{ community, kind: 'staff', subject: 'staff', place: casePlaceOf(where), atMs },
      entry: {
        ...{ atMs, kind: 'detection', what: 'staff', actor, name },
        facts: { kind, count, minutes: windowMs / 60_000, disarmed: disarmed ? 'yes' : 'no' },
      },
      people: [{ actor, name }],
    });
  }

  forget(actor: string): number {
    return this.#joins.forget(actor) + this.#parts.incidents.forget(actor);
  }
}

const raidIn = ({ space }: Place): string => `raid:${space ?? ''}`;

/** What is known of a place that the bot is not in any more. */
const bare = ({
  space,
  channel,
  name,
}: {
  space?: string;
  channel: string;
  name?: string;
}): CasePlace => ({
  ...{ connection: '', platform: '', space: space ?? channel, channel, name: name ?? channel },
});

/** Alerts that an open incident stands for already. */
export const coveredBy =
  (incidents: Pick<Incidents, 'covers'>) =>
  ({ subject, space }: { readonly subject: string; readonly space?: string }): boolean => {
    const [, kind = '', of = '', rule = ''] =
      /^(automod\.alert|guard:(?:muted|banned)):(.+?)(?::(\d+))?$/.exec(subject) ?? [];
    if (kind === '' || space === undefined) return false;
    const community: CommunityId = communityOf(spaceId(space));
    if (kind === 'automod.alert') return incidents.covers(community, `rule:${rule}`);
    return incidents.covers(community, `flood:${of}${rule === '' ? '' : `:${rule}`}`);
  };
