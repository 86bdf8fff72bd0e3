import { CastellanError, messageOf } from '../../base/errors.ts';
import { communityId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Turns } from '../../base/turns.ts';
import {
  type Case,
  type CaseKey,
  type CaseKind,
  type Ending,
  type PardonKind,
  isLasting,
  isPardon,
} from '../../core/cases/case.ts';
import type { Enforcer, Order } from '../../core/enforcer.ts';
import { type ActParts, lastingOf, measureOf, sharing, subjectOf, turnOf } from './parts.ts';
import { placeOf } from './places.ts';

const jobKind = 'moderation.case';
/** What is younger than this may still be in another process's hands. */
const leftAloneMs = 60_000;
const retryMs = 5000;
const dayMs = 86_400_000;
const evidenceEveryMs = dayMs / 4;
const mostAtStart = 10_000;

/**
 * Brings cases to what they say: finishes what is pending, takes back what is ending, ends what has run out. Each step
 * can be done again, so it does not matter when the program died.
 */
export class Settling {
  readonly #parts: ActParts;
  readonly #turns: Turns;

  constructor(parts: ActParts, turns: Turns) {
    this.#parts = parts;
    this.#turns = turns;
  }

  /** Takes up what an earlier run left behind. */
  async open(): Promise<void> {
    const { store, life, jobs, clock } = this.#parts;
    for (const one of await store.unsettled(mostAtStart))
      await this.#later(one, Math.max(clock.now(), sinceOf(one) + leftAloneMs));
    for (const one of await store.withEnd()) await this.follow(one);
    life.own(jobs.run(jobKind, (payload) => this.#advance(payload)));
    const forget = (): void => {
      store
        .forgetEvidence(clock.now())
        .catch((failure: unknown) =>
          this.#parts.log.warn(
            { problem: messageOf(failure) },
            'Old evidence could not be removed',
          ),
        );
      cancel = clock.after(evidenceEveryMs, forget);
    };
    let cancel = clock.after(0, forget);
    life.own(() => cancel());
  }

  /** Does what a pending case says. A network that is away is a refusal here, and tried again by itself. */
  async finish(made: Case, more: { readonly told?: boolean } = {}): Promise<Result<Case>> {
    try {
      return await this.#finish(made, more);
    } catch (failure) {
      await this.#later(made, this.#parts.clock.now() + retryMs);
      if (!isAway(failure)) throw failure;
      return refuse('act.away', { number: made.number, problem: failure.message });
    }
  }

  /** Takes back what a case has set. */
  async takeBack(held: Case, ending: Ending): Promise<Result<Case>> {
    const { store } = this.#parts;
    if (!(await store.beginEnding(held, ending)))
      return refuse('case.over', { number: held.number });
    return this.goOnEnding(held, ending);
  }

  /** The rest of it, for a case that is ending. */
  async goOnEnding(held: Case, ending: Ending): Promise<Result<Case>> {
    const { store } = this.#parts;
    try {
      const lifted = await this.#lift(held, ending);
      if (lifted.ok) return await this.#again(held);
      await store.resume(held);
      return lifted;
    } catch (failure) {
      await this.#later(held, this.#parts.clock.now() + retryMs);
      if (!isAway(failure)) throw failure;
      return refuse('act.away', { number: held.number, problem: failure.message });
    }
  }

  /** When a case has to be looked at next: at its end, or before the network itself forgets it. */
  async follow(held: Case): Promise<void> {
    if (!isLasting(held.kind) || held.state !== 'open') return;
    const renewAtMs = this.#renewAtMs(held);
    const dueAtMs = Math.min(held.untilMs ?? Infinity, renewAtMs ?? Infinity);
    if (dueAtMs < Infinity) await this.#later(held, dueAtMs);
  }

  async #finish(made: Case, { told }: { readonly told?: boolean }): Promise<Result<Case>> {
    const { store, clock } = this.#parts;
    const measure = measureOf(made.kind);
    if (isPardon(made.kind)) return this.#finishLift(made, made.kind);
    const marks = await store.marks(made);
    const subject = subjectOf(made);
    const imposed =
      measure === undefined
        ? ok({ count: made.count, marks: [] })
        : await this.#enforcer(made).impose(placeOf(made.place), {
            ...{ measure, marks, subject, untilMs: made.untilMs, reason: this.#reasonOf(made) },
          } satisfies Order);
    if (!imposed.ok) {
      await store.fail(made, imposed.error.key);
      return imposed;
    }
    const { count, marks: set } = imposed.value;
    await store.settle(made, {
      ...{ atMs: clock.now(), count, marks: isLasting(made.kind) ? set : [] },
      ...(told !== undefined && { told }),
    });
    const settled = await this.#again(made);
    if (settled.ok) await this.follow(settled.value);
    return settled;
  }

  /** A pardon that was written: what it lifts is lifted, and the cases that it names end. */
  async #finishLift(made: Case, kind: PardonKind): Promise<Result<Case>> {
    const { store, clock } = this.#parts;
    const measure = lastingOf(kind);
    const numbers = await store.linkedFrom(made, 'lifts');
    const marks = await this.#free(made, sharing(kind), new Set(numbers));
    const lifted = await this.#enforcer(made).lift(
      ...([placeOf(made.place), measure, marks, this.#reasonOf(made)] as const),
    );
    for (const number of numbers) {
      const key = { community: made.community, number };
      if (!lifted.ok) await store.resume(key);
      else if (!(await store.end(key, endingOf(made)))) await store.fail(key, 'act.withdrawn');
    }
    if (!lifted.ok) {
      await store.fail(made, lifted.error.key);
      return lifted;
    }
    await store.settle(made, { atMs: clock.now(), marks: [] });
    return this.#again(made);
  }

  async #lift(held: Case, ending: Ending): Promise<Result<void>> {
    const lifted = await this.#liftMarks(held, ending.why ?? ending.how);
    if (!lifted.ok) return lifted;
    await this.#parts.store.end(held, ending);
    await this.#parts.jobs.cancel(idOf(held));
    return ok(undefined);
  }

  async #liftMarks(held: Case, why: string): Promise<Result<void>> {
    if (!isLasting(held.kind)) return ok(undefined);
    const measure = lastingOf(held.kind);
    const free = await this.#free(held, sharing(held.kind), new Set());
    const lifted = await this.#enforcer(held).lift(placeOf(held.place), measure, free, why);
    return lifted.ok ? ok(undefined) : lifted;
  }

  /** The marks of a case without those that another case holds, also one that came after: what is in force stays. */
  async #free(
    held: Case,
    kinds: readonly CaseKind[],
    besides: ReadonlySet<number>,
  ): Promise<readonly string[]> {
    const { store } = this.#parts;
    const marks = await store.marks(held);
    const others = await store.holding(held, { kinds, marks });
    const kept = new Set(others.flatMap(({ number, mark }) => (besides.has(number) ? [] : [mark])));
    return marks.filter((mark) => !kept.has(mark));
  }

  async #advance(payload: unknown): Promise<void> {
    const key = keyIn(payload);
    const found = key && (await this.#parts.store.find(key));
    if (!found) return;
    await this.#turns.take(turnOf(found.place), async () => {
      // Looked at again: what held the turn before may have settled it.
      const now = await this.#parts.store.find(found);
      if (now) await this.#step(now);
    });
  }

  async #step(one: Case): Promise<void> {
    const { clock, store } = this.#parts;
    const nowMs = clock.now();
    if (one.state === 'pending') return this.#stepPending(one);
    if (one.state === 'ending') return this.#required(one, await this.#lift(one, endingIn(one)));
    if (one.state !== 'open' || !isLasting(one.kind)) return;
    if (one.untilMs !== undefined && one.untilMs <= nowMs) {
      const ending: Ending = { how: 'expired', by: 'castellan', atMs: nowMs };
      if (!(await store.beginEnding(one, ending))) return;
      return this.#required(one, await this.#lift(one, ending));
    }
    await this.#renew(one);
  }

  async #stepPending(one: Case): Promise<void> {
    const { clock, store, log } = this.#parts;
    if (one.untilMs !== undefined && one.untilMs <= clock.now()) {
      // It may have been done before the program died.
      this.#required(one, await this.#liftMarks(one, 'act.too-late'));
      await store.fail(one, 'act.too-late');
    } else if (one.kind === 'kick') {
      // A late kick would meet somebody who thinks that it is over: only what the network shows as done counts.
      const subject = subjectOf(one);
      const stayed = subject && (await this.#enforcer(one).isHere(placeOf(one.place), subject));
      if (stayed) await store.fail(one, 'act.interrupted');
      else await store.settle(one, { atMs: clock.now() });
    } else {
      const finished = await this.#finish(one, {});
      if (!finished.ok)
        log.warn({ case: idOf(one), why: finished.error.key }, 'A case was not finished');
    }
  }

  /** What has run out must end: what the network refuses is tried again, and operators hear of it. */
  #required(one: Case, lifted: Result<void>): void {
    if (lifted.ok) return;
    throw new CastellanError(
      'platform-refused',
      `Case ${one.number} of ${one.place.name} cannot be taken back yet (${lifted.error.key})`,
    );
  }

  /** The network itself would forget a mute that is this long. */
  async #renew(one: Case): Promise<void> {
    const { store } = this.#parts;
    if (this.#renewAtMs(one) === undefined) return this.follow(one);
    const marks = await store.marks(one);
    await this.#enforcer(one).impose(placeOf(one.place), {
      ...{ measure: 'mute', marks, subject: subjectOf(one), untilMs: one.untilMs },
      reason: this.#reasonOf(one),
    });
    await this.follow(one);
  }

  #renewAtMs({ kind, untilMs, place }: Case): number | undefined {
    const { clock } = this.#parts;
    const longestMs = this.#parts.enforcerOf(placeOf({ ...place }).connection)?.longestMuteMs;
    if (kind !== 'mute' || longestMs === undefined) return undefined;
    const forgottenAtMs = clock.now() + longestMs;
    return untilMs !== undefined && untilMs <= forgottenAtMs ? undefined : forgottenAtMs - dayMs;
  }

  #enforcer({ place }: Case): Enforcer {
    const enforcer = this.#parts.enforcerOf(placeOf(place).connection);
    if (enforcer) return enforcer;
    throw new CastellanError('network', `The connection ${place.connection} is not there`);
  }

  #reasonOf({ number, byName, reason }: Case): string {
    return reason === '' ? `#${number} ${byName}` : `#${number} ${byName}: ${reason}`;
  }

  async #again(key: CaseKey): Promise<Result<Case>> {
    const found = await this.#parts.store.find(key);
    if (!found) throw new TypeError('A case that was there is gone');
    return ok(found);
  }

  #later(one: Case, dueAtMs: number): Promise<void> {
    const { community, number } = one;
    return this.#parts.jobs.at({
      ...{ id: idOf(one), kind: jobKind, payload: { community, number }, dueAtMs },
    });
  }
}

/** Whether the network could not be asked at all; then nobody knows what was done. */
export const isAway = (failure: unknown): failure is CastellanError =>
  failure instanceof CastellanError;

const idOf = ({ community, number }: CaseKey): string => `case:${community}:${number}`;

const endingOf = ({ by, atMs, reason }: Case): Ending => ({
  ...{ how: 'lifted', by, atMs },
  ...(reason !== '' && { why: reason }),
});

const endingIn = ({ ending }: Case): Ending => ending ?? { how: 'gone', by: 'castellan', atMs: 0 };

const sinceOf = ({ ending, atMs }: Case): number => ending?.atMs ?? atMs;

function keyIn(payload: unknown): CaseKey | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const community = 'community' in payload ? payload.community : undefined;
  const number = 'number' in payload ? payload.number : undefined;
  return typeof community === 'string' && typeof number === 'number'
    ? { community: communityId(community), number }
    : undefined;
}
