import type { CommunityId } from '../../base/ids.ts';
import { type Result, err, ok, refuse } from '../../base/result.ts';
import { Turns } from '../../base/turns.ts';
import type {
  ActRequest,
  Acted,
  BulkOutcome,
  Doer,
  Effect,
  LiftRequest,
  Observed,
  ReverseRequest,
  StoppableActs,
  TakeBackRequest,
} from '../../core/cases/acts.ts';
import { type Case, type CaseKey, type CaseKind, isLasting } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import { type Enforcer, type Forecast, cannotHere } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { UndoOutcome, UndoneCase } from '../../core/cases/undone.ts';
import { ByHand } from './by-hand.ts';
import { Lifting, reached, readied, spaceIn, spaceOf } from './lifting.ts';
import { type ActParts, measureOf, turnOf } from './parts.ts';
import { casePlaceOf } from './places.ts';
import { withMessage } from './said-lately.ts';
import { Settling } from './settling.ts';
import { Stops } from './stops.ts';
import { Undoing } from './undoing.ts';

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
  readonly acts: StoppableActs;
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
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (measure === undefined) {
      const may =
        kind === 'warn' && enforcer
          ? await mayWarn(enforcer, where, { subject, by })
          : ok(undefined);
      return may.ok ? ok({ marks: [], others: [], count: 1, tooOld: 0 }) : may;
    }
    if (!enforcer?.can.has(measure)) return err(cannotHere(measure));
    if (measure === 'purge' && messages)
      return ok({ marks: messages, others: [], count: messages.length, tooOld: 0 });
    return reached(() =>
      enforcer.forecast(where, { measure, subject, by: by.actor, count, before }),
    );
  }
}

/** A network that is away knows no ranks: words are written down all the same. */
async function mayWarn(
  enforcer: Enforcer,
  where: Place,
  { subject, by }: Pick<ActRequest, 'subject' | 'by'>,
): Promise<Result<void>> {
  const may = await reached(() => enforcer.mayWarn(where, { subject, by: by.actor }));
  return !may.ok && may.error.key === 'act.out-of-reach' ? ok(undefined) : may;
}

class LiveActs implements StoppableActs {
  readonly #parts: ActParts;
  readonly #forecasts: Forecasts;
  readonly #settling: Settling;
  readonly #turns: Turns;
  readonly #lifting: Lifting;
  readonly #undoing: Undoing;
  readonly #byHand: ByHand;
  readonly #stops: Stops;

  constructor(parts: ActParts, settling: Settling, turns: Turns) {
    this.#parts = parts;
    this.#settling = settling;
    this.#turns = turns;
    this.#forecasts = new Forecasts(parts);
    this.#lifting = new Lifting(parts, settling);
    this.#undoing = new Undoing(parts, settling);
    this.#byHand = new ByHand(parts, settling);
    this.#stops = new Stops(parts.clock);
  }

  effect(request: ActRequest): Promise<Result<Effect>> {
    return this.#forecasts.effect(request);
  }

  act(request: ActRequest): Promise<Result<Acted>> {
    // When it was asked for, not when its turn comes: a stop in between is one.
    const { ticket = this.#stops.ticket() } = request;
    return this.#turns.take(turnOf(casePlaceOf(request.where)), () =>
      this.#act({ ...request, ticket }),
    );
  }

  async actAll(requests: readonly ActRequest[]): Promise<readonly BulkOutcome[]> {
    const outcomes: BulkOutcome[] = [];
    const ticket = this.#stops.ticket();
    for (const request of requests)
      outcomes.push({
        name: request.subject?.name ?? '',
        result: await this.act({ ticket, ...request }),
      });
    return outcomes;
  }

  ticket(): number {
    return this.#stops.ticket();
  }

  async stop(community: CommunityId, by: string): Promise<void> {
    this.#stops.stop(community, by);
    await this.#turns.ended((key) => key.endsWith(` ${community}`));
  }

  async lift(request: LiftRequest): Promise<Result<Acted>> {
    const may = await this.#mayFree(request.by, request.subject.id);
    if (!may.ok) return may;
    return this.#turns.take(turnOf(casePlaceOf(request.where)), () => this.#lifting.lift(request));
  }

  async reverse(key: CaseKey, request: ReverseRequest): Promise<Result<Case>> {
    const found = await this.#parts.store.find(key);
    if (!found) return refuse('case.unknown', { number: key.number });
    const may = await this.mayFree(key, request.by);
    if (!may.ok) return may;
    return this.#turns.take(turnOf(found.place), () => this.#reverse(found, request));
  }

  async undo(key: CaseKey, request: TakeBackRequest): Promise<Result<UndoOutcome>> {
    const found = await this.#parts.store.find(key);
    if (!found) return refuse('case.unknown', { number: key.number });
    return this.#turns.take(turnOf(found.place), () => this.#undoing.undo(found, request));
  }

  async mayFree(key: CaseKey, by: Doer): Promise<Result<void>> {
    const { number } = key;
    const found = await this.#parts.store.find(key);
    if (!found) return refuse('case.unknown', { number });
    // What holds everywhere is not for the staff of one place to take back.
    if (found.kind === 'global-ban' && by.actor) return refuse('case.everywhere', { number });
    return this.#mayFree(by, found.target);
  }

  undoing(key: CaseKey, besides: ReadonlySet<number>): Promise<Result<UndoneCase>> {
    return this.#undoing.look(key, besides);
  }

  notice(observed: Observed): Promise<void> {
    return this.#turns.take(turnOf(casePlaceOf(observed.where)), () =>
      this.#byHand.notice(observed),
    );
  }

  compare(where: Place): Promise<number> {
    return this.#turns.take(turnOf(casePlaceOf(where)), () => this.#byHand.compare(where));
  }

  async #act(request: ActRequest): Promise<Result<Acted>> {
    const { where, by, ticket = 0 } = request;
    if (where.space !== undefined && this.#stops.isStopped(communityOf(where.space), by.id, ticket))
      return refuse('act.stopped');
    const may = await this.#mayAct(request);
    if (!may.ok) return may;
    const effect = await this.effect(request);
    if (!effect.ok) return effect;
    const meant = asMeant(request, effect.value);
    if (!meant.ok) return meant;
    // Before anybody is told of it.
    const prepared = await this.#prepare(request);
    if (!prepared.ok) return prepared;
    const made = await this.#write(request, effect.value);
    const told = await this.#tell(request, made);
    const done = await this.#settling.finish(made, told === undefined ? {} : { told });
    return done.ok ? ok({ dry: false, effect: effect.value, made: done.value }) : done;
  }

  #prepare({ kind, where }: ActRequest): Promise<Result<void>> {
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (measureOf(kind) === undefined || !enforcer) return Promise.resolve(ok(undefined));
    return readied(enforcer, where);
  }

  #mayAct({ where, by, kind }: Pick<ActRequest, 'where' | 'by' | 'kind'>): Promise<Result<void>> {
    if (where.space === undefined) return Promise.resolve(refuse('act.nowhere'));
    const limits = this.#parts.rules(where).staff;
    return this.#parts.staff.mayAct({ where, by, kind, limits });
  }

  /** Nobody pardons himself; owners are their own judges. */
  async #mayFree({ id, actor, limited }: Doer, target: string): Promise<Result<void>> {
    if (!actor || limited === false) return ok(undefined);
    return (await this.#parts.samePerson(id, target)) ? refuse('case.own') : ok(undefined);
  }

  /** Before anything is done: with what will stand on the network, so that it can be taken back whatever happens. */
  async #write(request: ActRequest, effect: Effect): Promise<Case> {
    const { store, clock, lately } = this.#parts;
    const { kind, where, subject, by, via, reason, rule, untilMs, belongsTo } = request;
    const { evidenceMs } = this.#parts.rules(where);
    const space = where.space ?? '';
    const target = subject?.id ?? `channel:${where.channel}`;
    const nowMs = clock.now();
    const evidence = request.evidence ?? withMessage(lately.by(space, target), request, nowMs);
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
    if (opened.fresh) this.#parts.opened?.(opened.made);
    return opened.made;
  }

  async #tell(request: ActRequest, { number }: Case): Promise<boolean | undefined> {
    const { kind, where, subject, reason, untilMs } = request;
    const { tell = this.#parts.rules(where).tell } = request;
    if (!tell || !subject || !toldOf.has(kind)) return undefined;
    return this.#parts.tell(where, subject, { kind, number, reason, untilMs });
  }

  async #reverse(found: Case, { by, why, how }: ReverseRequest): Promise<Result<Case>> {
    const ending = { how, by: by.id, atMs: this.#parts.clock.now(), why };
    if (found.state === 'pending' || found.state === 'ending')
      return refuse('case.unsettled', { number: found.number });
    return this.#settling.takeBack(found, ending);
  }
}

/** Whether it hits no more, and no less, than was said. */
function asMeant(request: ActRequest, { others, count, tooOld }: Effect): Result<void> {
  const { kind, where, acceptOthers = 0 } = request;
  if (others.length > acceptOthers)
    return refuse('act.hits-others', {
      ...{ count: others.length, names: others.slice(0, 5).join(', ') },
    });
  return kind === 'purge' && count === 0
    ? refuse('act.nothing-to-delete', { place: where.name, old: tooOld })
    : ok(undefined);
}
