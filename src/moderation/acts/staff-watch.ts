import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { type CommunityId, type ConnectionId, actorId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Alerts } from '../../core/alerts/alerts.ts';
import type { Disarmed, Doer, Quarantine } from '../../core/cases/acts.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import type { Enforcer, Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { Permissions } from '../../core/permissions/permissions.ts';
import type { CaseStore } from '../cases/index.ts';
import { casePlaceOf, nativeOf, placeOf } from './places.ts';
import type { QuarantineStore } from './quarantine-store.ts';

/** What is counted together, because it does the same harm. Deletions of channels and roles are no cases. */
const groups = {
  bans: ['ban', 'global-ban'],
  kicks: ['kick'],
  mutes: ['mute'],
  purges: ['purge'],
  channels: [],
  roles: [],
} as const satisfies Record<string, readonly CaseKind[]>;
export type StaffGroup = keyof typeof groups;

/** How many acts of each group one member of staff may do within a window; 0: no limit. */
export interface StaffLimits extends Readonly<Record<StaffGroup, number>> {
  readonly windowMs: number;
  /** Whether who is suspended also loses what gives him power on the network itself. */
  readonly disarms: boolean;
}

interface Parts {
  readonly cases: Pick<CaseStore, 'doneBy'>;
  readonly store: QuarantineStore;
  readonly permissions: Pick<Permissions, 'suspend'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  enforcerOf(connection: ConnectionId): Enforcer | undefined;
  /** Somebody's rights were suspended. Never throws, never waits. */
  suspended?(quarantine: Quarantine, where: Place): void;
}

export interface Acting {
  readonly where: Place;
  readonly by: Doer;
  readonly kind: CaseKind;
  readonly limits: StaffLimits;
}

/** What somebody did on the network itself: it is done, and only counted. */
export interface Seen {
  readonly where: Place;
  readonly by: Subject;
  readonly group: StaffGroup;
  readonly limits: StaffLimits;
}

/** Deletions that are counted at once, in memory: of so many people. */
const mostCounted = 2000;

/**
 * Holds staff to what a community allows: whoever acts more often than that, or whose account was taken over, loses his
 * rights until an owner gives them back. Counted from the cases, so that a restart forgets nothing.
 */
export class StaffWatch {
  readonly #parts: Parts;
  readonly #held = new Map<string, { quarantine: Quarantine; restore: () => void }>();
  /** What was done before a rescue was seen by whoever rescued, and counts no more. */
  readonly #rescuedAtMs = new Map<string, number>();
  readonly #deletions: BoundedMap<readonly number[]>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#deletions = boundedMap({ maxEntries: mostCounted }, parts.clock);
  }

  /** Takes up what was suspended before. */
  async open(): Promise<void> {
    for (const quarantine of await this.#parts.store.all()) this.#hold(quarantine);
  }

  list(community: CommunityId): readonly Quarantine[] {
    return [...this.#held.values()]
      .map(({ quarantine }) => quarantine)
      .filter((one) => one.community === community);
  }

  /** Gives somebody his rights back, here and on the network. */
  async rescue(community: CommunityId, actor: string): Promise<Result<Quarantine>> {
    const held = this.#held.get(keyOf(community, actor));
    if (!held) return refuse('quarantine.none', { actor });
    const { disarmed } = held.quarantine;
    if (disarmed) {
      const rearmed = await this.#setPowers(held.quarantine, disarmed, true);
      // Whoever is away gets them from the owner by hand; that is no reason to keep the rest.
      if (!rearmed.ok && rearmed.error.key !== 'act.not-here') return rearmed;
    }
    await this.#parts.store.remove(community, actor);
    held.restore();
    this.#rescuedAtMs.set(keyOf(community, actor), this.#parts.clock.now());
    this.#held.delete(keyOf(community, actor));
    return ok(held.quarantine);
  }

  /** Whether one more act is within the limits; the one that is not suspends whoever wants it. */
  async mayAct(acting: Acting): Promise<Result<void>> {
    const { by, kind, limits, where } = acting;
    const community = communityIn(where);
    if (by.limited !== true) return ok(undefined);
    if (this.#held.has(keyOf(community, by.id))) return refuse('act.quarantined');
    const group = groupOf(kind);
    const most = group === undefined ? 0 : limits[group];
    if (group === undefined || most === 0) return ok(undefined);
    const count = await this.#count(community, by.id, { group, limits });
    if (count < most) return ok(undefined);
    await this.#suspend(where, by, { kind: group, count, windowMs: limits.windowMs, limits });
    return refuse('act.too-many', { kind: group, count, minutes: limits.windowMs / 60_000 });
  }

  /** Counts what somebody did past the program; whether that was too much, and suspended him. */
  async saw({ where, by, group, limits }: Seen): Promise<boolean> {
    const community = communityIn(where);
    if (group === 'channels' || group === 'roles') this.#countDeletion(community, by.id, group);
    const most = limits[group];
    if (most === 0 || this.#held.has(keyOf(community, by.id))) return false;
    const count = await this.#count(community, by.id, { group, limits });
    if (count <= most) return false;
    await this.#suspend(where, by, { kind: group, count, windowMs: limits.windowMs, limits });
    return true;
  }

  async #count(
    community: CommunityId,
    by: string,
    { group, limits }: { readonly group: StaffGroup; readonly limits: StaffLimits },
  ): Promise<number> {
    const rescuedAtMs = this.#rescuedAtMs.get(keyOf(community, by)) ?? 0;
    const sinceMs = Math.max(this.#parts.clock.now() - limits.windowMs, rescuedAtMs);
    const deleted = this.#deletions.get(`${keyOf(community, by)} ${group}`);
    if (groups[group].length === 0) return (deleted ?? []).filter((atMs) => atMs > sinceMs).length;
    return this.#parts.cases.doneBy(community, by, { kinds: groups[group], sinceMs });
  }

  #countDeletion(community: CommunityId, by: string, group: StaffGroup): void {
    const key = `${keyOf(community, by)} ${group}`;
    const before = this.#deletions.get(key) ?? [];
    this.#deletions.set(key, [...before.slice(-999), this.#parts.clock.now()]);
  }

  async #suspend(
    where: Place,
    { id: actor, name }: Pick<Doer, 'id' | 'name'>,
    {
      limits,
      ...did
    }: Pick<Quarantine, 'kind' | 'count' | 'windowMs'> & { readonly limits: StaffLimits },
  ): Promise<void> {
    const { clock, store, alerts } = this.#parts;
    const community = communityIn(where);
    const bare = { community, actor, name, sinceMs: clock.now(), ...did };
    // His rights with the program go first: that needs no network.
    this.#hold(bare);
    const disarmed = limits.disarms ? await this.#powersOf(where, bare) : undefined;
    const quarantine: Quarantine = { ...bare, ...(disarmed && { disarmed }) };
    await store.add(quarantine);
    this.#held.set(keyOf(community, actor), { ...this.#hold(bare), quarantine });
    const taken = disarmed ? await this.#setPowers(quarantine, disarmed, false) : undefined;
    alerts.raise({
      ...{ subject: `staff:${community}:${actor}`, tone: 'error' },
      ...(where.space !== undefined && { space: where.space }),
      text: {
        key: 'alert.staff-quarantined',
        facts: {
          ...{ name, actor, kind: did.kind, count: did.count, minutes: did.windowMs / 60_000 },
          disarmed: taken === undefined ? 'no' : taken.ok ? 'yes' : 'refused',
        },
      },
    });
    this.#parts.suspended?.(quarantine, where);
  }

  /** Kept before anything is taken, so that it can be given back whatever happens; undefined where there is none. */
  async #powersOf(where: Place, one: Quarantine): Promise<Disarmed | undefined> {
    const enforcer = this.#parts.enforcerOf(where.connection);
    try {
      const found = await enforcer?.powers(where, subjectOf(one));
      return found?.ok && found.value.length > 0
        ? { place: casePlaceOf(where), powers: found.value }
        : undefined;
    } catch {
      // A network that is away does not keep his rights here from being suspended.
      return undefined;
    }
  }

  async #setPowers(
    one: Quarantine,
    { place, powers }: Disarmed,
    given: boolean,
  ): Promise<Result<readonly string[]>> {
    const where = placeOf(place);
    const enforcer = this.#parts.enforcerOf(where.connection);
    const reason = given ? 'The quarantine is over' : 'Quarantine: too many acts at once';
    try {
      const set = await enforcer?.setPowers(where, {
        subject: subjectOf(one),
        ...{ powers, given, reason },
      });
      return set ?? refuse('act.out-of-reach', { problem: place.connection });
    } catch (failure) {
      return refuse('act.out-of-reach', {
        problem: failure instanceof Error ? failure.message : place.connection,
      });
    }
  }

  #hold(quarantine: Quarantine): { quarantine: Quarantine; restore: () => void } {
    const { community, actor } = quarantine;
    const known = this.#held.get(keyOf(community, actor));
    if (known) return known;
    const restore = this.#parts.permissions.suspend(actor, community);
    const held = { quarantine, restore };
    this.#held.set(keyOf(community, actor), held);
    return held;
  }
}

const keyOf = (community: CommunityId, actor: string): string => `${community}\n${actor}`;

const communityIn = ({ space, channel }: Place): CommunityId => {
  if (space !== undefined) return communityOf(space);
  throw new TypeError(`Staff act in a space, and ${channel} is in none`);
};

const groupNames = ['bans', 'kicks', 'mutes', 'purges'] as const satisfies readonly StaffGroup[];

const groupOf = (kind: CaseKind): StaffGroup | undefined =>
  groupNames.find((name) => groups[name].some((one) => one === kind));

const subjectOf = ({ actor, name }: Quarantine): Subject => ({
  ...{ id: actorId(actor), name, native: nativeOf(actor) },
});
