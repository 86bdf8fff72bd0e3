import type { CommunityId, SpaceId } from '../../base/ids.ts';
import { type Result, err, ok, refuse } from '../../base/result.ts';
import type { Acted, Effect, LiftRequest } from '../../core/cases/acts.ts';
import type { Case, CasePlace, LastingKind } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import { type Enforcer, type Lasting, type Subject, cannotHere } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { type ActParts, lastingOf, pardonOf, sharing, turnOf } from './parts.ts';
import { casePlaceOf } from './places.ts';
import { type Settling, isAway } from './settling.ts';

/** Takes back everything that holds somebody at a place. Called in the turn of that place. */
export class Lifting {
  readonly #parts: ActParts;
  readonly #settling: Settling;

  constructor(parts: ActParts, settling: Settling) {
    this.#parts = parts;
    this.#settling = settling;
  }

  async lift(request: LiftRequest): Promise<Result<Acted>> {
    const { kind, where, subject, by, via, reason } = request;
    const measure = lastingOf(kind);
    const space = spaceIn(where);
    if (!space.ok) return space;
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (!enforcer?.can.has(measure)) return err(cannotHere(measure));
    const found = await reached(() => this.#toLift(enforcer, request, measure));
    if (!found.ok) return found;
    const prepared = await readied(enforcer, where);
    if (!prepared.ok) return prepared;
    const { cases, marks } = found.value;
    const { store, clock } = this.#parts;
    const pardon = pardonOf(measure);
    const atMs = clock.now();
    const { made } = await store.open({
      ...{ community: communityOf(space.value), kind: pardon, state: 'pending', by: by.id, via },
      ...{ target: subject.id, reason, atMs, place: casePlaceOf(where), count: 1, marks },
      ...{ evidence: [], evidenceUntilMs: 0 },
      links: cases.map(({ number }) => ({ kind: 'lifts', number }) as const),
      names: [
        { actor: subject.id, name: subject.name },
        { actor: by.id, name: by.name },
      ],
    });
    for (const one of cases)
      await store.beginEnding(one, { how: 'lifted', by: by.id, atMs, why: reason });
    const done = await this.#settling.finish(made);
    const touches = cases.map(({ number }) => number);
    const effect: Effect = {
      ...{ kind: pardon, name: subject.name, place: casePlaceOf(where).name, count: 1, tooOld: 0 },
      ...{ others: [], marks, touches },
    };
    return done.ok ? ok({ dry: false, effect, made: done.value }) : done;
  }

  /** The cases that hold somebody here, and all that stands on the network, whoever set it; but not what others hold. */
  async #toLift(
    enforcer: Enforcer,
    { kind, where, subject }: LiftRequest,
    measure: Lasting,
  ): Promise<Result<{ readonly cases: readonly Case[]; readonly marks: readonly string[] }>> {
    const { store } = this.#parts;
    const community = communityOf(spaceOf(where));
    const place = casePlaceOf(where);
    const isHere = (one: Case): boolean => turnOf(one.place) === turnOf(place);
    // What is pending counts too: nobody is punished by what comes late after a pardon.
    const states = ['open', 'pending'] as const;
    const cases = (await store.inForce(community, { kind, target: subject.id, states })).filter(
      isHere,
    );
    const own = (await Promise.all(cases.map((one) => store.marks(one)))).flat();
    const standing = await enforcer.standing(where, measure, subject);
    if (!standing.ok && cases.length === 0) return standing;
    const all = [...new Set([...own, ...(standing.ok ? standing.value : [])])];
    const held = await store.holding({ community, place }, { kinds: sharing(kind), marks: all });
    const numbers = new Set(cases.map(({ number }) => number));
    const others = held.filter(({ number }) => !numbers.has(number));
    const kept = new Set(others.map(({ mark }) => mark));
    const marks = all.filter((mark) => !kept.has(mark));
    if (cases.length > 0 || marks.length > 0) return ok({ cases, marks });
    const other = others[0] ?? (await this.#heldOtherwise({ kind, community, place, subject }));
    return other
      ? refuse('act.held-by-other', { name: subject.name, number: other.number })
      : refuse(`act.not-held.${measure}`, { name: subject.name, place: place.name });
  }

  /** A case of another kind that holds somebody in the same way. */
  async #heldOtherwise({ kind, community, place, subject }: Held): Promise<Case | undefined> {
    for (const other of sharing(kind)) {
      const held = await this.#parts.store.inForce(community, { kind: other, target: subject.id });
      const here = held.find((one) => other !== kind && turnOf(one.place) === turnOf(place));
      if (here) return here;
    }
    return undefined;
  }
}

interface Held {
  readonly kind: LastingKind;
  readonly community: CommunityId;
  readonly place: CasePlace;
  readonly subject: Subject;
}

export const spaceIn = ({ space }: Place): Result<SpaceId> =>
  space === undefined ? refuse('act.nowhere') : ok(space);

export function spaceOf(where: Place): SpaceId {
  const space = spaceIn(where);
  if (space.ok) return space.value;
  throw new TypeError('Acts are done in a space');
}

/** Gets what acting there takes; a refusal comes before anything is written. */
export const readied = (enforcer: Enforcer, where: Place): Promise<Result<void>> =>
  reached(() => enforcer.prepare?.(where) ?? Promise.resolve(ok(undefined)));

/** A network that is away is a refusal: whoever asks must hear of it. */
export async function reached<Value>(look: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await look();
  } catch (failure) {
    if (!isAway(failure)) throw failure;
    return refuse('act.out-of-reach', { problem: failure.message });
  }
}
