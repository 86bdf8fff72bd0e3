import { type BoundedMap, boundedMap } from '../../../base/bounded-map.ts';
import type { Clock } from '../../../base/clock.ts';
import { CastellanError, messageOf } from '../../../base/errors.ts';
import type { ConnectionId, SpaceId } from '../../../base/ids.ts';
import type { Log } from '../../../base/log.ts';
import { type Refusal, type Result, ok, refuse } from '../../../base/result.ts';
import { Turns } from '../../../base/turns.ts';
import type { MirrorView } from '../../../core/commands/rule-levers.ts';
import { communityOf } from '../../../core/community.ts';
import type { Place } from '../../../core/event.ts';
import type { NativeRules, NativeView } from '../../../core/native-rules.ts';
import {
  type NativePlan,
  type RuleDesk,
  type Source,
  type Steps,
  planNatively,
  stepsTo,
} from '../../../moderation/rules/index.ts';
import { isOurs, nameOf } from './marks.ts';
import { type Standing, counted, nothingPlanned, viewOf } from './view.ts';

interface Parts {
  readonly desk: Pick<RuleDesk, 'list'>;
  readonly nativeRules: (connection: ConnectionId) => NativeRules | undefined;
  readonly isOn: (where: Place) => boolean;
  /** Keeps in mind, beyond the end of the process, that rules of ours stand there. */
  readonly remember: (space: SpaceId, stands: boolean) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was made of a place, and which rule there stands for which of ours. */
interface State extends Standing {
  readonly sources: ReadonlyMap<string, readonly Source[]>;
}

interface Look {
  readonly where: Place;
  readonly native: NativeRules;
  readonly view: NativeView;
  readonly plan: NativePlan;
  readonly steps: Steps;
}

const mostSpaces = 2000;

/**
 * Has the rules of a network follow ours: those in force that it can say, in places where this is switched on. Touches
 * nothing without our mark. Done again, it changes nothing.
 */
export class Mirror {
  readonly #parts: Parts;
  readonly #places: BoundedMap<Place>;
  readonly #states: BoundedMap<State>;
  readonly #turns = new Turns();
  readonly #writtenAtMs: BoundedMap<number>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#places = boundedMap<Place>({ maxEntries: mostSpaces }, parts.clock);
    this.#states = boundedMap<State>({ maxEntries: mostSpaces }, parts.clock);
    this.#writtenAtMs = boundedMap<number>({ maxEntries: mostSpaces }, parts.clock);
  }

  /** A space that the bot is in; whether its network has rules of its own. */
  meet(space: SpaceId, where: Place): boolean {
    if (!this.#parts.nativeRules(where.connection)) return false;
    this.#places.set(space, where);
    return true;
  }

  leave(space: SpaceId): void {
    this.#places.delete(space);
    this.#states.delete(space);
  }

  spaces(): readonly (readonly [SpaceId, Place])[] {
    return [...this.#places.entries()].map(([, where]) => [spaceIn(where), where] as const);
  }

  placeOf(space: SpaceId): Place | undefined {
    return this.#places.get(space);
  }

  isOn(space: SpaceId): boolean {
    const where = this.#places.get(space);
    return where !== undefined && this.#parts.isOn(where);
  }

  known(space: SpaceId): MirrorView | undefined {
    const state = this.#states.get(space);
    if (state) return viewOf({ ...state, on: this.isOn(space) });
    const steps = { made: 0, changed: 0, removed: 0 };
    return this.#places.get(space)
      ? viewOf({ on: this.isOn(space), plan: nothingPlanned, others: 0, steps })
      : undefined;
  }

  /** Whether something is being done there. */
  isBusy(space: SpaceId): boolean {
    return this.#turns.isBusy(space);
  }

  /** Whether what was made of it last is what it is switched to, and nothing else is under way. */
  isSettled(space: SpaceId): boolean {
    if (this.isBusy(space)) return false;
    return (this.#states.get(space)?.on ?? false) === this.isOn(space);
  }

  /** Epoch ms of our last change there; 0 for none. */
  writtenAtMs(space: SpaceId): number {
    return this.#writtenAtMs.get(space) ?? 0;
  }

  /** The rules of ours that a rule of the network stands for, after whatever is under way; undefined for somebody else's. */
  async sourcesOf(space: SpaceId, id: string): Promise<readonly Source[] | undefined> {
    const known = this.#states.get(space)?.sources.get(id);
    if (known) return known;
    await this.#turns.ended((key) => key === space);
    return this.#states.get(space)?.sources.get(id);
  }

  async preview(space: SpaceId, as: 'on' | 'is'): Promise<Result<MirrorView>> {
    const looked = await this.#look(space, as === 'on' || this.isOn(space));
    if (!looked.ok) return looked;
    const { plan, steps, view } = looked.value;
    const others = othersIn(view);
    return ok(viewOf({ on: this.isOn(space), plan, others, steps: counted(steps) }));
  }

  /** Makes it so, as switched or as told. One after the other: two at once would both make what is missing. */
  settle(space: SpaceId, as?: boolean): Promise<Result<MirrorView>> {
    return this.#turns.take(space, () => this.#settle(space, as ?? this.isOn(space)));
  }

  async #settle(space: SpaceId, on: boolean): Promise<Result<MirrorView>> {
    const looked = await this.#look(space, on);
    if (!looked.ok) {
      const known = this.#states.get(space);
      if (known) this.#states.set(space, { ...known, problem: looked.error });
      return looked;
    }
    const state = { ...(await this.#carryOut(space, looked.value)), on };
    this.#states.set(space, state);
    if (state.sources.size === 0) this.#parts.remember(space, false);
    return ok(viewOf(state));
  }

  async #look(space: SpaceId, on: boolean): Promise<Result<Look>> {
    const where = this.#places.get(space);
    const native = where && this.#parts.nativeRules(where.connection);
    if (!native) return refuse('automod.mirror.nowhere');
    const viewed = await orAway(() => native.view(where));
    if (!viewed.ok) return viewed;
    const view = viewed.value;
    const live = this.#parts.desk.list(communityOf(space)).filter(({ mode }) => mode === 'live');
    const plan = on
      ? planNatively(live, { view, limits: native.limits, isOurs, nameOf })
      : nothingPlanned;
    const steps = stepsTo(
      view.standing.filter(({ name }) => isOurs(name)),
      plan.rules,
    );
    return ok({ where, native, view, plan, steps });
  }

  /** What goes makes room for what comes. */
  async #carryOut(
    space: SpaceId,
    { where, native, view, plan, steps }: Look,
  ): Promise<Omit<State, 'on'>> {
    const { remember, clock, log } = this.#parts;
    const changed = steps.remove.length + steps.change.length + steps.make.length > 0;
    // Before it is done: what it causes is told while it is under way.
    if (changed) this.#writtenAtMs.set(space, clock.now());
    const sources = new Map(steps.stay.map(({ id, planned }) => [id, planned.sources]));
    const problems: Refusal[] = [];
    if (plan.rules.length > 0) remember(space, true);
    for (const { id } of steps.remove)
      noteRefusal(problems, await orAway(() => native.remove(where, id, because)));
    for (const { id, planned } of steps.change) {
      const done = await orAway(() => native.change(where, id, planned.rule, because));
      // Somebody has removed it meanwhile; the network tells, and it is made anew.
      if (noteRefusal(problems, done) && done.value === 'done') sources.set(id, planned.sources);
    }
    for (const planned of steps.make) {
      const made = await orAway(() => native.make(where, planned.rule, because));
      if (noteRefusal(problems, made)) sources.set(made.value, planned.sources);
    }
    const [problem] = problems;
    if (changed) log.info({ space, ...counted(steps) }, 'Rules of the network follow ours');
    return {
      ...{ plan, sources, others: othersIn(view), steps: counted(steps) },
      ...(problem && { problem }),
    };
  }
}

const because = 'The rules of Castellan';

const othersIn = ({ standing }: NativeView): number =>
  standing.filter(({ name }) => !isOurs(name)).length;

function spaceIn({ space }: Place): SpaceId {
  if (space === undefined)
    throw new CastellanError('broken-invariant', 'Rules of a network stand in a space');
  return space;
}

function noteRefusal<Value>(
  problems: Refusal[],
  done: Result<Value>,
): done is Extract<Result<Value>, { ok: true }> {
  if (!done.ok) problems.push(done.error);
  return done.ok;
}

/** A network that is away is a refusal like others here: it is told, and tried again. */
async function orAway<Value>(ask: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await ask();
  } catch (failure) {
    return refuse('automod.mirror.away', { why: messageOf(failure) });
  }
}
