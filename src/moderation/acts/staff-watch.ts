import type { Clock } from '../../base/clock.ts';
import type { CommunityId, SpaceId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Alerts } from '../../core/alerts/alerts.ts';
import type { Doer, Quarantine } from '../../core/cases/acts.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import type { Permissions } from '../../core/permissions/permissions.ts';
import type { CaseStore } from '../cases/index.ts';
import type { QuarantineStore } from './quarantine-store.ts';

/** What is counted together, because it does the same harm. */
const groups = {
  bans: ['ban', 'global-ban'],
  kicks: ['kick'],
  mutes: ['mute'],
  purges: ['purge'],
} as const satisfies Record<string, readonly CaseKind[]>;
export type StaffGroup = keyof typeof groups;

/** How many acts of each group one member of staff may do within a window; 0: no limit. */
export interface StaffLimits extends Readonly<Record<StaffGroup, number>> {
  readonly windowMs: number;
}

interface Parts {
  readonly cases: Pick<CaseStore, 'doneBy'>;
  readonly store: QuarantineStore;
  readonly permissions: Pick<Permissions, 'suspend'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Acting {
  readonly community: CommunityId;
  readonly space: SpaceId;
  readonly by: Doer;
  readonly kind: CaseKind;
  readonly limits: StaffLimits;
}

/**
 * Holds staff to what a community allows: whoever acts more often than that, or whose account was taken over, loses his
 * rights until an owner gives them back. Counted from the cases, so that a restart forgets nothing.
 */
export class StaffWatch {
  readonly #parts: Parts;
  readonly #held = new Map<string, { quarantine: Quarantine; restore: () => void }>();
  /** What was done before a rescue was seen by whoever rescued, and counts no more. */
  readonly #rescuedAtMs = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
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

  /** Gives somebody his rights back. */
  async rescue(community: CommunityId, actor: string): Promise<Result<Quarantine>> {
    const held = this.#held.get(keyOf(community, actor));
    if (!held) return refuse('quarantine.none', { actor });
    await this.#parts.store.remove(community, actor);
    held.restore();
    this.#rescuedAtMs.set(keyOf(community, actor), this.#parts.clock.now());
    this.#held.delete(keyOf(community, actor));
    return ok(held.quarantine);
  }

  /** Whether one more act is within the limits; the one that is not suspends whoever wants it. */
  async mayAct(acting: Acting): Promise<Result<void>> {
    const { community, by, kind, limits } = acting;
    if (by.limited !== true) return ok(undefined);
    if (this.#held.has(keyOf(community, by.id))) return refuse('act.quarantined');
    const group = groupOf(kind);
    const most = group === undefined ? 0 : limits[group];
    if (group === undefined || most === 0) return ok(undefined);
    const rescuedAtMs = this.#rescuedAtMs.get(keyOf(community, by.id)) ?? 0;
    const sinceMs = Math.max(this.#parts.clock.now() - limits.windowMs, rescuedAtMs);
    const count = await this.#parts.cases.doneBy(community, by.id, {
      kinds: groups[group],
      sinceMs,
    });
    return count < most ? ok(undefined) : this.#suspend(acting, group, count);
  }

  async #suspend(
    { community, space, by, limits }: Acting,
    kind: StaffGroup,
    count: number,
  ): Promise<Result<void>> {
    const { clock, store, alerts } = this.#parts;
    const quarantine = {
      ...{ community, actor: by.id, name: by.name, sinceMs: clock.now() },
      ...{ kind, count, windowMs: limits.windowMs },
    };
    await store.add(quarantine);
    this.#hold(quarantine);
    alerts.raise({
      ...{ subject: `staff:${community}:${by.id}`, tone: 'error', space },
      text: {
        key: 'alert.staff-quarantined',
        facts: { name: by.name, actor: by.id, kind, count, minutes: limits.windowMs / 60_000 },
      },
    });
    return refuse('act.too-many', { kind, count, minutes: limits.windowMs / 60_000 });
  }

  #hold(quarantine: Quarantine): void {
    const { community, actor } = quarantine;
    const restore = this.#parts.permissions.suspend(actor, community);
    this.#held.set(keyOf(community, actor), { quarantine, restore });
  }
}

const keyOf = (community: CommunityId, actor: string): string => `${community}\n${actor}`;

const names = ['bans', 'kicks', 'mutes', 'purges'] as const satisfies readonly StaffGroup[];

const groupOf = (kind: CaseKind): StaffGroup | undefined =>
  names.find((name) => groups[name].some((one) => one === kind));
