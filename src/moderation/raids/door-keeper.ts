import { type Clock, every } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { ConnectionId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Refusal } from '../../base/result.ts';
import { Turns } from '../../base/turns.ts';
import {
  type Door,
  type DoorChange,
  type DoorEffect,
  type DoorLevel,
  type DoorPlan,
  dryDoor,
  undone,
} from '../../core/door.ts';
import type { Place } from '../../core/event.ts';
import type { Jobs } from '../../core/jobs/jobs.ts';
import { type Done, effectOf } from './effect.ts';
import { type Guarded, guardedFrom, keyOf, merged, ownOnly } from './guarded.ts';

/** A level that is wanted somewhere. */
export interface Wanted {
  readonly where: Place;
  readonly level: DoorLevel;
  readonly untilMs: number;
  readonly byHand: boolean;
  /** Says what would be done, and does nothing. */
  readonly dry: boolean;
  readonly slowmodeSeconds: number;
  readonly margin: number;
  /** For the network's own log. */
  readonly reason: string;
}

/** What became of it. */
export interface Turned {
  readonly record: Guarded;
  readonly effect: DoorEffect;
  /** What keeps the bot from doing more, in words that say what to do. */
  readonly obstacles: readonly Refusal[];
}

export interface Lifted extends Turned {
  readonly how: 'time' | 'hand';
  /** False: something was refused. It stays on record and is tried again. */
  readonly complete: boolean;
}

interface Parts {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'at' | 'cancel' | 'pending' | 'run'>;
  readonly log: Log;
  readonly life: Lifetime;
  doorOf(connection: ConnectionId): Door | undefined;
  /** What moves at this place from now on; asked at each step. */
  numbers(where: Place): Pick<Wanted, 'slowmodeSeconds' | 'margin'>;
  /** A level holds, but nothing could be done so far; asked at each step. */
  unmet(record: Guarded): void;
  /** A level has ended by itself, or should have. */
  ended(lifted: Lifted): void;
}

const jobKind = 'raid.lift';
/** A limit on members moves on this often. */
const stepEveryMs = 30_000;
/** An end is moved only by so much at once, so that a crowd costs no write a head. */
const extendByMs = 30_000;
const nothing: DoorPlan = { changes: [], obstacles: [] };

/**
 * Acts at doors, and nowhere else is acted: what was there before is kept before anything is changed, every level has an
 * end that outlives the process, and what somebody else has changed meanwhile is left alone.
 */
export class DoorKeeper {
  readonly #parts: Parts;
  readonly #records = new Map<string, Guarded>();
  /** One after the other in each space. */
  readonly #turns = new Turns();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier run left behind. */
  async open(): Promise<void> {
    const { jobs, clock, life, log } = this.#parts;
    for (const { id, payload } of await jobs.pending(jobKind)) {
      const record = guardedFrom(payload);
      if (record) this.#records.set(keyOf(record.where), record);
      else log.error({ job: id }, 'What a door was like before a raid cannot be read');
    }
    life.own(jobs.run(jobKind, (payload) => this.#end(payload)));
    life.own(every(clock, stepEveryMs, () => this.#step()));
    life.own(() => this.#turns.ended());
  }

  at(where: Place): Guarded | undefined {
    return this.#records.get(keyOf(where));
  }

  list(): readonly Guarded[] {
    return [...this.#records.values()];
  }

  /** Brings a space to a level; a lower one than holds there begins anew from what was before. */
  turn(wanted: Wanted): Promise<Turned> {
    return this.#turns.take(keyOf(wanted.where), async () => {
      const held = this.at(wanted.where);
      const anew = held && (held.dry !== wanted.dry || heights[wanted.level] < heights[held.level]);
      const restored = anew ? await this.#restore(held) : undefined;
      return this.#take(wanted, restored?.complete === true ? undefined : held);
    });
  }

  /** Lets the level that holds last longer. */
  extend(where: Place, untilMs: number): void {
    const held = this.at(where);
    if (!held || held.byHand || untilMs - held.untilMs < extendByMs) return;
    const longer = { ...held, untilMs };
    this.#records.set(keyOf(where), longer);
    this.#later(where, () => this.#moveOn(where));
  }

  /** Puts everything back; undefined when nothing was held. Rejects with a CastellanError where the network is away. */
  lift(where: Place, how: Lifted['how']): Promise<Lifted | undefined> {
    return this.#turns.take(keyOf(where), async () => {
      const held = this.at(where);
      if (!held) return undefined;
      const { done, obstacles, complete } = await this.#restore(held);
      if (!complete && how === 'hand')
        await this.#keep({ ...held, untilMs: this.#parts.clock.now() });
      return { record: held, how, obstacles, complete, effect: effectOf(done, 0) };
    });
  }

  async #take(wanted: Wanted, held: Guarded | undefined): Promise<Turned> {
    const { where, level, untilMs, byHand, dry } = wanted;
    const plan = await this.#plan(wanted, held);
    const sinceMs = held?.sinceMs ?? this.#parts.clock.now();
    const own = ownOnly(held?.changes ?? [], plan.changes);
    const record: Guarded = {
      ...{ where, level, sinceMs, untilMs, byHand, dry },
      changes: merged(own.held, own.planned),
    };
    await this.#keep(record);
    const { done, refusals } = await this.#setAll(record, own.planned, wanted.reason);
    const kept = await this.#withoutUndone(record, done);
    const minutes = Math.round((untilMs - this.#parts.clock.now()) / 60_000);
    return {
      record: kept,
      effect: effectOf(done, minutes),
      obstacles: [...plan.obstacles, ...refusals],
    };
  }

  async #plan({ where, level, ...wishes }: Wanted, held?: Guarded): Promise<DoorPlan> {
    const door = this.#parts.doorOf(where.connection);
    if (level === 'watch') return nothing;
    if (!door) return { changes: [], obstacles: [{ key: 'raid.cannot.no-door', facts: {} }] };
    try {
      const ours = new Set(held?.changes.map(({ key }) => key));
      return await door.plan(where, { level, ours, ...wishes });
    } catch (failure) {
      return { changes: [], obstacles: [away(failure)] };
    }
  }

  /** All at once: the platform's queue puts them in order. */
  async #setAll(
    { where, dry }: Guarded,
    changes: readonly DoorChange[],
    reason: string,
  ): Promise<{
    done: readonly Done[];
    refusals: readonly Refusal[];
    failures: readonly unknown[];
  }> {
    const door = this.#parts.doorOf(where.connection);
    const refusals = new Map<string, Refusal>();
    const failures: unknown[] = [];
    const setOne = async (change: DoorChange): Promise<Done> => {
      try {
        if (!door) throw new Error(`The connection ${where.connection} is not there`);
        const set = await (dry ? dryDoor(door) : door).set(where, change, reason);
        if (set.ok) return { change, outcome: set.value };
        refusals.set(set.error.key, set.error);
        return { change, outcome: 'refused' };
      } catch (failure) {
        failures.push(failure);
        refusals.set('away', away(failure));
        return { change, outcome: 'failed' };
      }
    };
    const done = await Promise.all(changes.map(setOne));
    return { done, refusals: [...refusals.values()], failures };
  }

  /** What somebody has changed meanwhile is his; what was refused never was ours; what failed may be. */
  async #withoutUndone(record: Guarded, done: readonly Done[]): Promise<Guarded> {
    const gone = new Set(
      done.flatMap(({ change, outcome }) =>
        outcome === 'left' || outcome === 'refused' ? [change.key] : [],
      ),
    );
    if (gone.size === 0) return record;
    const kept = { ...record, changes: record.changes.filter(({ key }) => !gone.has(key)) };
    await this.#keep(kept);
    return kept;
  }

  async #restore(record: Guarded): Promise<Restored> {
    const back = record.changes.map(undone).reverse();
    const { done, refusals, failures } = await this.#setAll(record, back, 'The raid is over');
    // Tried again as a whole: what is back already stays so.
    if (failures.length > 0) throw failures[0];
    const complete = refusals.length === 0;
    if (complete) {
      this.#records.delete(keyOf(record.where));
      await this.#parts.jobs.cancel(jobId(record));
    }
    return { done, obstacles: refusals, complete };
  }

  /** In the database before anything is done. */
  async #keep(record: Guarded): Promise<void> {
    await this.#parts.jobs.at({
      id: jobId(record),
      kind: jobKind,
      payload: record,
      dueAtMs: record.untilMs,
    });
    this.#records.set(keyOf(record.where), record);
  }

  async #end(payload: unknown): Promise<void> {
    const kept = guardedFrom(payload);
    const held = kept && this.at(kept.where);
    if (!held || held.untilMs > this.#parts.clock.now()) return;
    const lifted = await this.lift(held.where, 'time');
    if (!lifted) return;
    this.#parts.ended(lifted);
    if (!lifted.complete)
      throw new CastellanError('platform-refused', 'A door cannot be put back yet as it was');
  }

  #step(): void {
    for (const record of this.#records.values()) {
      const { where, level, changes } = record;
      if (level !== 'watch' && changes.length === 0) this.#parts.unmet(record);
      else if (changes.some(({ what }) => what === 'limit'))
        this.#later(where, () => this.#moveOn(where));
    }
  }

  /** What has a number or an end of its own is set anew; nothing else is touched twice. */
  async #moveOn(where: Place): Promise<void> {
    const held = this.at(where);
    if (!held) return;
    const moving = new Set(
      held.changes.flatMap(({ key, what }) =>
        what === 'limit' || what === 'invites' ? [key] : [],
      ),
    );
    const reason = 'The raid goes on';
    const wanted = { ...held, ...this.#parts.numbers(where), reason };
    const plan = moving.size === 0 ? nothing : await this.#plan(wanted, held);
    const moved = plan.changes.filter(({ key }) => moving.has(key));
    const own = ownOnly(held.changes, moved);
    const record = { ...held, changes: merged(own.held, own.planned) };
    await this.#keep(record);
    const { done } = await this.#setAll(record, own.planned, reason);
    await this.#withoutUndone(record, done);
  }

  #later(where: Place, act: () => Promise<void>): void {
    this.#turns
      .take(keyOf(where), act)
      .catch((failure: unknown) =>
        this.#parts.log.warn(
          { channel: where.channel, problem: messageOf(failure) },
          'A door could not be moved on',
        ),
      );
  }
}

interface Restored {
  readonly done: readonly Done[];
  readonly obstacles: readonly Refusal[];
  readonly complete: boolean;
}

export const heights = { watch: 0, slow: 1, lockdown: 2 } as const;

const jobId = ({ where }: Guarded): string => `raid:${keyOf(where)}`;

const away = (failure: unknown): Refusal => ({
  key: 'raid.cannot.away',
  facts: { problem: messageOf(failure) },
});
