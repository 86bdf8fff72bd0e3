import { type Result, err, ok, refuse } from '../../base/result.ts';
import type { TakeBackRequest } from '../../core/cases/acts.ts';
import {
  type Case,
  type CaseKey,
  type Ending,
  isLasting,
  isPardon,
} from '../../core/cases/case.ts';
import type { UndoOutcome, UndoneCase } from '../../core/cases/undone.ts';
import { reached } from './lifting.ts';
import { type ActParts, lastingOf, sharing, subjectOf, turnOf } from './parts.ts';
import { placeOf } from './places.ts';
import type { Settling } from './settling.ts';

/** How far back it is looked for what a case had replaced. */
const mostHops = 50;

/** Takes one case back as if it had never been: called in the turn of its place. */
export class Undoing {
  readonly #parts: ActParts;
  readonly #settling: Settling;

  constructor(parts: ActParts, settling: Settling) {
    this.#parts = parts;
    this.#settling = settling;
  }

  async look(key: CaseKey, besides: ReadonlySet<number>): Promise<Result<UndoneCase>> {
    const found = await this.#parts.store.find(key);
    if (!found) return refuse('case.unknown', { number: key.number });
    const outcome = await this.#outcomeOf(found);
    const older = outcome === 'lifts' ? await this.#origin(found, besides) : undefined;
    const heldBy = await this.#heldBy(found, besides);
    const { number, kind, targetName: name, count } = found;
    return ok({
      ...{ number, kind, name, count, outcome },
      ...(older && { reinstates: older.number }),
      ...(heldBy !== undefined && { heldBy }),
    });
  }

  async undo(
    { community, number }: CaseKey,
    request: TakeBackRequest,
  ): Promise<Result<UndoOutcome>> {
    // Looked at again: what held the turn before may have changed it.
    const found = await this.#parts.store.find({ community, number });
    if (!found) return refuse('case.unknown', { number });
    const { by, why, besides } = request;
    const ending: Ending = { how: 'overturned', by: by.id, atMs: this.#parts.clock.now(), why };
    const outcome = await this.#outcomeOf(found);
    switch (outcome) {
      case 'over':
        return ok(outcome);
      case 'withdraws':
        return this.#withdraw(found, ending);
      case 'again':
        return this.#again(found, ending);
      case 'lifts':
        return this.#lift(found, ending, besides);
      case 'counts-no-more':
        return became(await this.#settling.takeBack(found, ending), outcome);
    }
  }

  async #outcomeOf({ state, kind, ...key }: Case): Promise<UndoOutcome> {
    if (state === 'pending') return 'withdraws';
    if (state !== 'open') return 'over';
    if (isLasting(kind)) return 'lifts';
    if (!isPardon(kind)) return 'counts-no-more';
    return (await this.#pardoned(key)).length > 0 ? 'again' : 'counts-no-more';
  }

  /** What may have been done already is lifted; where the network is away, as soon as it is back. */
  async #withdraw(found: Case, ending: Ending): Promise<Result<UndoOutcome>> {
    if (!(await this.#parts.store.withdraw(found, ending))) return ok('over');
    return became(await this.#settling.goOnEnding(found, ending), 'withdraws');
  }

  async #lift(
    found: Case,
    ending: Ending,
    besides: ReadonlySet<number>,
  ): Promise<Result<UndoOutcome>> {
    const { store } = this.#parts;
    const older = await this.#origin(found, besides);
    if (older) {
      // First what was there before, so that the network at no time holds nobody.
      await store.reinstate(older, await store.marks(found));
      const held = await this.#settling.finish(older);
      if (!held.ok && held.error.key !== 'act.away') return held;
    }
    return became(await this.#settling.takeBack(found, ending), 'lifts');
  }

  /** What a pardon had lifted holds again. */
  async #again(pardon: Case, ending: Ending): Promise<Result<UndoOutcome>> {
    const { store } = this.#parts;
    for (const older of await this.#pardoned(pardon)) {
      const marks = await this.#marksFor(older);
      if (!marks.ok) return marks;
      await store.reinstate(older, marks.value);
      const held = await this.#settling.finish(older);
      if (!held.ok) return held;
    }
    return became(await this.#settling.takeBack(pardon, ending), 'again');
  }

  /** By what somebody would be held now: what held him then is not kept. */
  #marksFor({ place, kind, ...one }: Case): Promise<Result<readonly string[]>> {
    const where = placeOf(place);
    const subject = subjectOf({ place, kind, ...one });
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (!enforcer || !subject || !isLasting(kind)) return Promise.resolve(refuse('act.nobody'));
    return reached(async () => {
      const seen = await enforcer.forecast(where, { measure: lastingOf(kind), subject });
      return seen.ok ? ok(seen.value.marks) : err(seen.error);
    });
  }

  /** The cases that a pardon ended before their time, and whose time is not over yet. */
  async #pardoned(pardon: CaseKey): Promise<readonly Case[]> {
    const { store } = this.#parts;
    const numbers = await store.linkedFrom(pardon, 'lifts');
    const cases = await Promise.all(
      numbers.map((number) => store.find({ community: pardon.community, number })),
    );
    return cases.filter((one) => one !== undefined).filter((one) => this.#wouldHold(one, 'lifted'));
  }

  /** What this one had replaced, past all that is taken back with it; undefined where that would be over now. */
  async #origin(found: Case, besides: ReadonlySet<number>): Promise<Case | undefined> {
    const { store } = this.#parts;
    let at: Case = found;
    for (let hop = 0; hop < mostHops; hop += 1) {
      const [before] = (await store.linkedFrom(at, 'replaces')).toSorted((a, b) => b - a);
      const older =
        before === undefined
          ? undefined
          : await store.find({ community: found.community, number: before });
      if (!older) return undefined;
      if (!besides.has(older.number)) return this.#wouldHold(older, 'replaced') ? older : undefined;
      at = older;
    }
    return undefined;
  }

  #wouldHold({ state, ending, untilMs }: Case, how: Ending['how']): boolean {
    const inTime = untilMs === undefined || untilMs > this.#parts.clock.now();
    return state === 'ended' && ending?.how === how && inTime;
  }

  /** A case that holds this person in the same way, and is not taken back with it. */
  async #heldBy(found: Case, besides: ReadonlySet<number>): Promise<number | undefined> {
    if (!isLasting(found.kind)) return undefined;
    for (const kind of sharing(found.kind)) {
      const held = await this.#parts.store.inForce(found.community, {
        kind,
        target: found.target,
      });
      const other = held.find(
        ({ number, place }) =>
          number !== found.number && !besides.has(number) && turnOf(place) === turnOf(found.place),
      );
      if (other) return other.number;
    }
    return undefined;
  }
}

/** Where the network is away it is written down, and done by itself when it is back. */
const became = (result: Result<Case>, outcome: UndoOutcome): Result<UndoOutcome> =>
  result.ok || result.error.key === 'act.away' ? ok(outcome) : err(result.error);
