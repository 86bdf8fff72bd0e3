import type { CommunityId, SpaceId } from '../../base/ids.ts';
import { type Result, err, ok, refuse } from '../../base/result.ts';
import type {
  ActRequest,
  Acted,
  Acts,
  BulkOutcome,
  Effect,
  LiftRequest,
  ReverseRequest,
} from '../../core/cases/acts.ts';
import {
  type Case,
  type CaseKey,
  type CaseKind,
  type CasePlace,
  isLasting,
} from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import {
  type Enforcer,
  type Forecast,
  type Lasting,
  type Subject,
  cannotHere,
} from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { type ActParts, casePlaceOf, measureOf, sharing, turnOf } from './parts.ts';
import { Settling, isAway } from './settling.ts';
import { Turns } from './turns.ts';

/** The one place that acts, for real. */
export async function openActs(parts: ActParts): Promise<OpenActs> {
  const turns = new Turns();
  const settling = new Settling(parts, turns);
  await settling.open();
  parts.life.own(() => turns.ended());
  const acts = new LiveActs(parts, settling, turns);
  return { acts, follow: (held) => settling.follow(held) };
}

/** The acts, and who sees to the end of a case in force that came here by another way. */
export interface OpenActs {
  readonly acts: Acts;
  readonly follow: (held: Case) => Promise<void>;
}

/** People are told before they are sent away: afterwards nobody reaches them. */
const toldOf: ReadonlySet<CaseKind> = new Set(['warn', 'mute', 'kick', 'ban', 'global-ban']);

/** Looks at what an act would do. */
export class Forecasts {
  readonly #parts: Pick<ActParts, 'store' | 'enforcerOf'>;

  constructor(parts: Pick<ActParts, 'store' | 'enforcerOf'>) {
    this.#parts = parts;
  }

  async effect(request: ActRequest): Promise<Result<Effect>> {
    const { kind, where, subject, untilMs } = request;
    const space = spaceIn(where);
    if (!space.ok) return space;
    if (!subject && kind !== 'purge') return refuse('act.nobody');
    const seen = await this.#forecast(request);
    if (!seen.ok) return seen;
    const { marks, others, count, tooOld } = seen.value;
    const held =
      isLasting(kind) && subject
        ? await this.#parts.store.inForce(communityOf(space.value), { kind, target: subject.id })
        : [];
    const here = held.filter(({ place }) => turnOf(place) === turnOf(casePlaceOf(where)));
    return ok({
      ...{ kind, name: subject?.name ?? '', place: casePlaceOf(where).name, count, others, tooOld },
      ...{ marks, untilMs, touches: here.map(({ number }) => number) },
    });
  }

  async #forecast({
    kind,
    where,
    subject,
    by,
    count,
    before,
    messages,
  }: ActRequest): Promise<Result<Forecast>> {
    const measure = measureOf(kind);
    if (measure === undefined) return ok({ marks: [], others: [], count: 1, tooOld: 0 });
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (!enforcer?.can.has(measure)) return err(cannotHere(measure));
    if (measure === 'purge' && messages)
      return ok({ marks: messages, others: [], count: messages.length, tooOld: 0 });
    return reached(() =>
      enforcer.forecast(where, { measure, subject, by: by.actor, count, before }),
    );
  }
}

class LiveActs implements Acts {
  readonly #parts: ActParts;
  readonly #forecasts: Forecasts;
  readonly #settling: Settling;
  readonly #turns: Turns;

  constructor(parts: ActParts, settling: Settling, turns: Turns) {
    this.#parts = parts;
    this.#settling = settling;
    this.#turns = turns;
    this.#forecasts = new Forecasts(parts);
  }

  effect(request: ActRequest): Promise<Result<Effect>> {
    return this.#forecasts.effect(request);
  }

  act(request: ActRequest): Promise<Result<Acted>> {
    return this.#turns.take(turnOf(casePlaceOf(request.where)), () => this.#act(request));
  }

  async actAll(requests: readonly ActRequest[]): Promise<readonly BulkOutcome[]> {
    const outcomes: BulkOutcome[] = [];
    for (const request of requests)
      outcomes.push({ name: request.subject?.name ?? '', result: await this.act(request) });
    return outcomes;
  }

  lift(request: LiftRequest): Promise<Result<Acted>> {
    return this.#turns.take(turnOf(casePlaceOf(request.where)), () => this.#lift(request));
  }

  async reverse(key: CaseKey, request: ReverseRequest): Promise<Result<Case>> {
    const found = await this.#parts.store.find(key);
    if (!found) return refuse('case.unknown', { number: key.number });
    return this.#turns.take(turnOf(found.place), () => this.#reverse(found, request));
  }

  async #act(request: ActRequest): Promise<Result<Acted>> {
    const { where, acceptOthers = 0 } = request;
    const may = await this.#mayAct(request);
    if (!may.ok) return may;
    const effect = await this.effect(request);
    if (!effect.ok) return effect;
    const { others } = effect.value;
    if (others.length > acceptOthers)
      return refuse('act.hits-others', {
        count: others.length,
        names: others.slice(0, 5).join(', '),
      });
    if (request.kind === 'purge' && effect.value.count === 0)
      return refuse('act.nothing-to-delete', { place: where.name, old: effect.value.tooOld });
    const made = await this.#write(request, effect.value);
    const told = await this.#tell(request, made);
    const done = await this.#settling.finish(made, told === undefined ? {} : { told });
    return done.ok ? ok({ dry: false, effect: effect.value, made: done.value }) : done;
  }

  #mayAct({ where, by, kind }: Pick<ActRequest, 'where' | 'by' | 'kind'>): Promise<Result<void>> {
    const { space } = where;
    if (space === undefined) return Promise.resolve(refuse('act.nowhere'));
    const limits = this.#parts.rules(where).staff;
    return this.#parts.staff.mayAct({ community: communityOf(space), space, by, kind, limits });
  }

  /** Before anything is done: with what will stand on the network, so that it can be taken back whatever happens. */
  async #write(request: ActRequest, effect: Effect): Promise<Case> {
    const { store, clock, lately } = this.#parts;
    const { kind, where, subject, by, via, reason, rule, untilMs, belongsTo } = request;
    const { evidenceMs } = this.#parts.rules(where);
    const space = where.space ?? '';
    const target = subject?.id ?? `channel:${where.channel}`;
    const nowMs = clock.now();
    const evidence = request.evidence ?? lately.by(space, target);
    const names = lately.names(space, target).map((name) => ({ actor: target, name }));
    const opened = await store.open({
      ...{ community: communityOf(spaceOf(where)), kind, state: 'pending', target, by: by.id },
      ...{ via, reason, rule, untilMs: isLasting(kind) ? untilMs : undefined, atMs: nowMs },
      ...{ place: casePlaceOf(where), count: effect.count, marks: effect.marks },
      evidence: evidenceMs > 0 ? evidence : [],
      ...{ evidenceUntilMs: nowMs + evidenceMs, source: request.source },
      links: belongsTo === undefined ? [] : [{ kind: 'belongs-to', number: belongsTo }],
      names: [
        ...names,
        { actor: target, name: subject?.name ?? where.name },
        { actor: by.id, name: by.name },
      ],
    });
    return opened.made;
  }

  async #tell(request: ActRequest, { number }: Case): Promise<boolean | undefined> {
    const { kind, where, subject, reason, untilMs } = request;
    const { tell = this.#parts.rules(where).tell } = request;
    if (!tell || !subject || !toldOf.has(kind)) return undefined;
    return this.#parts.tell(where, subject, { kind, number, reason, untilMs });
  }

  async #lift(request: LiftRequest): Promise<Result<Acted>> {
    const { kind, where, subject, by, via, reason } = request;
    const measure: Lasting = kind === 'mute' ? 'mute' : 'ban';
    const space = spaceIn(where);
    if (!space.ok) return space;
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (!enforcer?.can.has(measure)) return err(cannotHere(measure));
    const found = await reached(() => this.#toLift(enforcer, request, measure));
    if (!found.ok) return found;
    const { cases, marks } = found.value;
    const { store, clock } = this.#parts;
    const pardon: CaseKind = measure === 'mute' ? 'unmute' : 'unban';
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

  async #reverse(found: Case, { by, why, how }: ReverseRequest): Promise<Result<Case>> {
    const ending = { how, by: by.id, atMs: this.#parts.clock.now(), why };
    if (found.state === 'pending' || found.state === 'ending')
      return refuse('case.unsettled', { number: found.number });
    return this.#settling.takeBack(found, ending);
  }
}

interface Held {
  readonly kind: CaseKind;
  readonly community: CommunityId;
  readonly place: CasePlace;
  readonly subject: Subject;
}

const spaceIn = ({ space }: Place): Result<SpaceId> =>
  space === undefined ? refuse('act.nowhere') : ok(space);

function spaceOf(where: Place): SpaceId {
  const space = spaceIn(where);
  if (space.ok) return space.value;
  throw new TypeError('Acts are done in a space');
}

/** A network that is away is a refusal: whoever asks must hear of it. */
async function reached<Value>(look: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await look();
  } catch (failure) {
    if (!isAway(failure)) throw failure;
    return refuse('act.out-of-reach', { problem: failure.message });
  }
}
