import { ok } from '../../base/result.ts';
import type { Observed } from '../../core/cases/acts.ts';
import { type Case, type CaseKind, type CaseState, isLasting } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import {
  type Enforcer,
  type Lasting,
  type Listed,
  type Standing,
  lastingMeasures,
} from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { Sighted } from '../cases/index.ts';
import { type ActParts, measureOf, sharing, subjectOf, turnOf } from './parts.ts';
import { casePlaceOf } from './places.ts';
import type { Settling } from './settling.ts';

/** Who is meant where the network does not say who it was. */
const somebodyThere = { id: 'network', name: 'somebody on the network' } as const;
/** Ends that differ by less are the same: clocks do. */
const sameEndMs = 5000;
/** So many are asked for one by one where the network has no list of them. */
const mostAskedFor = 100;

/**
 * Keeps the cases equal to what stands on the network, whoever set it there: called in the turn of the place, so that
 * what the program itself does is written already when it is seen.
 */
export class ByHand {
  readonly #parts: ActParts;
  readonly #settling: Settling;

  constructor(parts: ActParts, settling: Settling) {
    this.#parts = parts;
    this.#settling = settling;
  }

  async notice(observed: Observed): Promise<void> {
    if (observed.where.space === undefined) return;
    if (observed.did === 'kicked') return this.#write(observed, 'kick');
    if (observed.did === 'freed') return this.#freed(observed);
    const held = await this.#holding(observed.where, observed.measure, observed.mark);
    if (!held.some((one) => this.#isSameEnd(one, observed)))
      await this.#write(observed, observed.measure);
  }

  /**
   * Looks at what stands, and has cases say it: what was lifted while nobody looked is over, what was set meanwhile gets
   * a case. What stood before the program saw this place for the first time gets none. How many cases were over.
   */
  async compare(where: Place): Promise<number> {
    const enforcer = this.#parts.enforcerOf(where.connection);
    if (where.space === undefined || !enforcer) return 0;
    const { store, clock } = this.#parts;
    const at = sightOf(where);
    const [nowMs, lastMs] = [clock.now(), await store.lastSeen(at)];
    const inForce = await this.#inForce(where, lastingMeasures);
    // Where a log tells what was set, the lists are asked only for what is to stand there.
    const looks = inForce.length > 0 || (lastMs !== undefined && !enforcer.setSince);
    const listed = looks ? await enforcer.lists(where, 'all') : undefined;
    if (listed?.ok === false) return 0;
    const over = listed ? await this.#endGone(where, enforcer, listed.value) : 0;
    const done = lastMs === undefined || (await this.#takeUnseen(where, lastMs, listed?.value));
    if (done) await store.saw(at, nowMs);
    return over;
  }

  async #endGone(where: Place, enforcer: Enforcer, { complete, entries }: Listed): Promise<number> {
    const standing = new Set(entries.map(({ mark }) => plain(mark)));
    const others = lastingMeasures.filter((one) => !complete.has(one));
    let over = 0;
    for (const one of await this.#inForce(where, [...complete])) {
      const marks = await this.#parts.store.marks(one);
      if (marks.length > 0 && !marks.some((mark) => standing.has(plain(mark))))
        over += await this.#gone(one);
    }
    for (const one of (await this.#inForce(where, others)).slice(0, mostAskedFor))
      if (await this.#isFree(enforcer, where, one)) over += await this.#gone(one);
    return over;
  }

  /** False where the network does not let it be known what was set. */
  async #takeUnseen(where: Place, lastMs: number, listed: Listed | undefined): Promise<boolean> {
    const enforcer = this.#parts.enforcerOf(where.connection);
    const set = enforcer?.setSince ? await enforcer.setSince(where, lastMs) : ok(listed?.entries);
    if (!set.ok) return false;
    const known = await this.#known(where);
    const unseen = (set.value ?? []).flatMap((entry) => unseenIn(where, entry, lastMs));
    for (const one of unseen.toSorted((a, b) => a.atMs - b.atMs))
      if (!known.has(`${one.measure} ${plain(one.mark)}`)) await this.#write(one, one.measure);
    return true;
  }

  /** All that cases here stand for, also those of which it is not known yet what came of them. */
  async #known(where: Place): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    const states = ['open', 'pending', 'ending'] as const;
    for (const one of await this.#inForce(where, lastingMeasures, states))
      for (const mark of isLasting(one.kind) ? await this.#parts.store.marks(one) : [])
        known.add(`${measureOf(one.kind) ?? ''} ${plain(mark)}`);
    return known;
  }

  /** Of somebody who is not here nobody can tell. */
  async #isFree(enforcer: Enforcer, where: Place, one: Case): Promise<boolean> {
    const subject = subjectOf(one);
    const measure = measureOf(one.kind);
    if (!subject || measure === 'kick' || measure === 'purge' || !measure) return false;
    if (!(await enforcer.isHere(where, subject))) return false;
    const standing = await enforcer.standing(where, measure, subject);
    return standing.ok && standing.value.length === 0;
  }

  async #gone(one: Case): Promise<0 | 1> {
    const ending = { how: 'gone', by: somebodyThere.id, atMs: this.#parts.clock.now() } as const;
    return (await this.#parts.store.end(one, ending)) ? 1 : 0;
  }

  async #freed({
    where,
    measure,
    mark,
    by = somebodyThere,
    reason,
    atMs,
  }: Observed): Promise<void> {
    const { store, clock } = this.#parts;
    for (const one of await this.#holding(where, measure, mark)) {
      const own = (await store.marks(one)).find((known) => plain(known) === plain(mark));
      // Of several marks, the others hold him still.
      if (own === undefined || (await store.marks(one)).length > 1) {
        if (own !== undefined) await store.dropMark(one, own);
        continue;
      }
      // Discord says nothing when a timeout is over; what was to end now has ended.
      if (one.untilMs !== undefined && one.untilMs <= clock.now() + sameEndMs) continue;
      // A pardon wins over what is still to be done.
      if (one.state === 'pending') {
        await store.fail(one, 'act.withdrawn');
        continue;
      }
      const ending = { how: 'gone', by: by.id, atMs, ...(reason && { why: reason }) } as const;
      if (await store.end(one, ending))
        await store.learn(one.community, [{ actor: by.id, name: by.name }], atMs);
    }
  }

  /** As if it had been done here: with a number, counted, and taken back in the same ways. */
  async #write(observed: Observed, kind: Extract<CaseKind, Lasting | 'kick'>): Promise<void> {
    const { store, clock, lately } = this.#parts;
    const { where, mark, by = somebodyThere, reason = '', untilMs, atMs } = observed;
    const { evidenceMs } = this.#parts.rules(where);
    const { target, name } = whomIn(observed);
    const { made } = await store.open({
      ...{ community: communityOf(spaceIn(where)), kind, state: 'pending', target, by: by.id },
      ...{ via: 'network', reason, atMs, place: casePlaceOf(where), count: 1 },
      ...(isLasting(kind) ? { untilMs, marks: [mark] } : { marks: [] }),
      evidence: evidenceMs > 0 ? lately.by(spaceIn(where), target) : [],
      evidenceUntilMs: clock.now() + evidenceMs,
      names: [
        { actor: target, name },
        { actor: by.id, name: by.name },
      ],
    });
    await store.settle(made, { atMs: clock.now() });
    this.#parts.opened?.(made);
    const settled = await store.find(made);
    if (settled) await this.#settling.follow(settled);
  }

  /** The cases in force at this place that the mark belongs to. */
  async #holding(where: Place, measure: Lasting, mark: string): Promise<readonly Case[]> {
    const found: Case[] = [];
    for (const one of await this.#inForce(where, [measure]))
      if ((await this.#parts.store.marks(one)).some((known) => plain(known) === plain(mark)))
        found.push(one);
    return found;
  }

  #isSameEnd({ kind, untilMs = Infinity }: Case, { where, untilMs: seenMs }: Observed): boolean {
    if (kind !== 'mute' || seenMs === undefined) return true;
    if (Math.abs(untilMs - seenMs) <= sameEndMs) return true;
    // What is to last longer than the network lets it is set anew there again and again.
    const longestMs = this.#parts.enforcerOf(where.connection)?.longestMuteMs ?? Infinity;
    const asLongAsCanBe = this.#parts.clock.now() + longestMs - 10 * 60_000;
    return untilMs > seenMs && seenMs >= asLongAsCanBe;
  }

  async #inForce(
    where: Place,
    measures: readonly Lasting[],
    states: readonly CaseState[] = ['open', 'pending'],
  ): Promise<readonly Case[]> {
    const community = communityOf(spaceIn(where));
    const at = turnOf(casePlaceOf(where));
    const kinds = [...new Set(measures.flatMap((measure) => sharing(measure)))];
    const all = await Promise.all(
      kinds.map((kind) => this.#parts.store.inForce(community, { kind, states })),
    );
    return all.flat().filter(({ place }) => turnOf(place) === at);
  }
}

const sightOf = (where: Place): Sighted => ({
  ...{ community: communityOf(spaceIn(where)), place: casePlaceOf(where) },
});

/** An entry that somebody else set after that moment, as if it had been seen. */
function unseenIn(where: Place, entry: Standing, lastMs: number): readonly Observed[] {
  const { measure, mark, subject, setAtMs, setter, reason, untilMs } = entry;
  if (!measure || setAtMs === undefined || setAtMs <= lastMs || setter?.own === true) return [];
  const by = setter && { id: setter.id, name: setter.name };
  return [{ where, did: 'held', measure, mark, subject, by, reason, untilMs, atMs: setAtMs }];
}

const whomIn = ({ subject, mark }: Observed) => ({
  target: subject?.id ?? `mask:${mark}`,
  name: subject?.name ?? mark,
});

/** Networks write an entry in their own case. */
const plain = (mark: string): string => mark.toLowerCase();

function spaceIn({ space }: Place) {
  if (space !== undefined) return space;
  throw new TypeError('What is done by hand is done in a space');
}
