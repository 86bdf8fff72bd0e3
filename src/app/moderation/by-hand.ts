import { type Clock, sleep } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { ConnectionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Observed, StoppableActs } from '../../core/cases/acts.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, Place, StaffActEvent } from '../../core/event.ts';
import type { Permissions } from '../../core/permissions/permissions.ts';
import { atLeast } from '../../core/permissions/ranks.ts';
import type { ActRules, StaffGroup, StaffWatch } from '../../moderation/acts/index.ts';

interface Parts {
  readonly acts: Pick<StoppableActs, 'notice' | 'compare'>;
  readonly staff: Pick<StaffWatch, 'saw'>;
  readonly permissions: Pick<Permissions, 'rankOf'>;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted at the end. */
  readonly signal: AbortSignal;
  rules(where: Place): ActRules;
  /** What somebody is called there, where the network tells. May reject. */
  nameOf(where: Place, native: string): Promise<string | undefined>;
}

/** Networks let little be asked at once, and people wait for answers meanwhile. */
const betweenPlacesMs = 2000;

/** Follows what staff do on the networks themselves: the cases say it, and it counts against the limits. */
export class ByHandWatch {
  readonly #parts: Parts;
  /** What is asked last on each connection: one place after the other is looked at. */
  readonly #looking = new Map<ConnectionId, Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void {
    if (event.kind === 'space-joined') this.#lookAt(event.where);
    // What the program does itself is written before it is done.
    if (event.kind === 'staff-act' && !event.own) this.#calmly(() => this.#acted(event));
  }

  #lookAt(where: Place): void {
    const { acts, clock, signal } = this.#parts;
    const { connection } = where;
    const before = this.#looking.get(connection)?.then(() => sleep(clock, betweenPlacesMs, signal));
    const turn = (before ?? Promise.resolve())
      .then(() => acts.compare(where))
      .catch((failure: unknown) => this.#told(failure))
      .then(() => {
        if (this.#looking.get(connection) === turn) this.#looking.delete(connection);
      });
    this.#looking.set(connection, turn);
  }

  async #acted(seen: StaffActEvent): Promise<void> {
    const event = await this.#named(seen);
    const observed = observedIn(event);
    if (observed) await this.#parts.acts.notice(observed);
    const group = groupOf(event);
    const { by, where } = event;
    if (!by || by.bot || group === undefined || where.space === undefined) return;
    const rank = this.#parts.permissions.rankOf({
      actor: by,
      community: communityOf(where.space),
    });
    // Owners are held to no limits.
    if (atLeast(rank, 'communityOwner')) return;
    const { staff } = this.#parts.rules(where);
    await this.#parts.staff.saw({ where, by, group, limits: staff });
  }

  /** Discord's log tells ids and no names. */
  async #named({ by, subject, ...event }: StaffActEvent): Promise<StaffActEvent> {
    const named = async <Person extends { readonly name: string; readonly native: string }>(
      one: Person,
    ): Promise<Person> => {
      // A nick is its own name; only a number stands for somebody who is called otherwise.
      if (one.name !== one.native || !/^\d+$/.test(one.native)) return one;
      const name = await this.#parts.nameOf(event.where, one.native).catch(() => undefined);
      return name === undefined ? one : { ...one, name };
    };
    return {
      ...event,
      ...(by && { by: await named(by) }),
      ...(subject && { subject: await named(subject) }),
    };
  }

  #calmly(act: () => Promise<unknown>): void {
    act().catch((failure: unknown) => this.#told(failure));
  }

  #told(failure: unknown): void {
    // What waited for its turn when the program ended is looked at by the next start.
    if (this.#parts.signal.aborted) return;
    this.#parts.log.warn(
      { problem: messageOf(failure) },
      'The cases could not be brought to what stands on the network',
    );
  }
}

const didIn: Partial<Record<StaffActEvent['act'], Observed['did']>> = {
  ...{ held: 'held', freed: 'freed', kicked: 'kicked', listed: 'held', unlisted: 'freed' },
};

function observedIn(event: StaffActEvent): Observed | undefined {
  const { act, where, atMs, measure, mark = '', subject, by, reason, untilMs } = event;
  const did = didIn[act];
  if (did === undefined || (did !== 'kicked' && measure === undefined)) return undefined;
  return {
    ...{ where, atMs, did, measure: measure ?? 'ban', mark, subject, reason, untilMs },
    by: by && { id: by.id, name: by.name },
  };
}

function groupOf({ act, measure }: StaffActEvent): StaffGroup | undefined {
  if (act === 'held') return measure === 'mute' ? 'mutes' : 'bans';
  if (act === 'kicked') return 'kicks';
  if (act === 'channel-deleted') return 'channels';
  return act === 'role-deleted' ? 'roles' : undefined;
}
