import { type Clock, every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Acts, Doer } from '../../core/cases/acts.ts';
import {
  type ReviewAct,
  type ReviewChange,
  type ReviewDecided,
  type ReviewDesk,
  type ReviewItem,
  type ReviewKey,
  type ReviewRequest,
  type ReviewVerdict,
  type ReviewedLine,
  reviewCase,
  reviewSource,
} from '../../core/cases/review.ts';
import type { SamePerson } from '../../core/people/same-person.ts';
import type { Hindsight } from '../cases/index.ts';
import { carryOut } from './carry-out.ts';
import { misjudgedIn, qualityOf } from './quality.ts';
import type { ReviewStore } from './store.ts';

/** What a community has set about reviews, in milliseconds. */
export interface ReviewRules {
  /** How long something waits. */
  readonly lastsMs: number;
  /** For how long somebody is muted when nothing is said. */
  readonly muteMs: number;
}

export interface ReviewParts {
  readonly store: ReviewStore;
  readonly acts: Pick<Acts, 'act' | 'effect' | 'reverse'>;
  readonly hindsight: Hindsight;
  readonly clock: Clock;
  readonly log: Log;
  readonly samePerson: SamePerson;
  readonly life: Lifetime;
  readonly rules: (community: CommunityId) => ReviewRules;
  /** What was said there a moment ago, oldest first. */
  readonly context: (request: ReviewRequest) => readonly ReviewedLine[];
}

type Outcome = ReviewDecided['outcome'];

const mostWaiting = 500;
const tidyEveryMs = 60_000;
/** Whoever decided and did not finish within this time died over it. */
const diedAfterMs = 120_000;
const keptMs = 90 * 86_400_000;
const longestText = 2000;

const outcomes: Readonly<Record<ReviewVerdict['verdict'], Outcome>> = {
  ...{ approve: 'approved', change: 'changed', dismiss: 'dismissed' },
};

type Core = Omit<ReviewDesk, 'report'>;

/** What waits for moderators, and what they decide. */
export class LiveReview implements Core {
  readonly #parts: ReviewParts;
  readonly #listeners = new Set<(decided: ReviewDecided) => void>();
  readonly #followers = new Set<(change: ReviewChange) => void>();

  constructor(parts: ReviewParts) {
    this.#parts = parts;
    const { clock, life } = parts;
    life.own(every(clock, tidyEveryMs, () => void this.#tidy()));
  }

  async add(request: ReviewRequest): Promise<number | undefined> {
    const { store, clock, rules, context } = this.#parts;
    const nowMs = clock.now();
    const { community } = request;
    const { message } = request;
    const added = await store.add({
      request: { ...request, message: { ...message, text: message.text.slice(0, longestText) } },
      ...{ key: keyOf(request), context: message.context ?? context(request), atMs: nowMs },
      ...{ untilMs: nowMs + rules(community).lastsMs, most: mostWaiting },
    });
    if (added.displaced !== undefined)
      this.#changed({ community, id: added.displaced, state: 'expired' });
    if (added.id !== undefined) this.#changed({ community, id: added.id, state: 'open' });
    return added.id;
  }

  onDecision(listener: (decided: ReviewDecided) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  follow(listener: (change: ReviewChange) => void): () => void {
    this.#followers.add(listener);
    return () => void this.#followers.delete(listener);
  }

  list: Core['list'] = (community, filter) => this.#parts.store.list(community, filter);

  communities: Core['communities'] = () => this.#parts.store.communities();

  async find(key: ReviewKey): Promise<Result<ReviewItem>> {
    const found = await this.#parts.store.find(key);
    return found ? ok(found) : refuse('review.unknown', { number: key.id });
  }

  async decide(key: ReviewKey, asked: ReviewVerdict): Promise<Result<ReviewItem>> {
    const found = await this.find(key);
    if (!found.ok) return found;
    const may = await this.#mayDecide(found.value, asked.by);
    if (!may.ok) return may;
    const act = this.#actOf(found.value, asked);
    if (!act.ok) return act;
    const { store, clock } = this.#parts;
    const { by } = asked;
    const decider = { by: by.id, name: by.name, atMs: clock.now() };
    if (!(await store.take(key, decider, act.value))) return this.#late(key);
    const done = await this.#carryOut(found.value, act.value, asked);
    if (!done.ok) {
      await store.release(key);
      this.#changed({ ...key, state: 'open' });
      return done;
    }
    const state = outcomes[asked.verdict];
    await store.finish(key, { state, why: asked.why ?? '', cases: done.value });
    return this.#decided(key, state, act.value);
  }

  async undo(key: ReviewKey, by: Doer, via: string): Promise<Result<ReviewItem>> {
    const found = await this.find(key);
    if (!found.ok) return found;
    const { store, acts, clock, rules } = this.#parts;
    const { community } = key;
    const { decision } = found.value;
    if (!decision) return refuse('review.not-decided', { number: key.id });
    for (const number of decision.cases) {
      const ask = { by, via, why: `review ${key.id} undone`, how: 'overturned' } as const;
      const back = await acts.reverse({ community, number }, ask);
      if (!back.ok && back.error.key !== 'case.over') return back;
    }
    if (!(await store.reopen(key, clock.now() + rules(community).lastsMs)))
      return refuse('review.not-decided', { number: key.id });
    this.#changed({ ...key, state: 'open' });
    return this.find(key);
  }

  async quality(community: CommunityId, since: ReadonlyMap<number, number>) {
    const { store, hindsight } = this.#parts;
    const [decided, overturned, takenBack] = await Promise.all([
      store.ofRules(community),
      hindsight.overturnedOfRules(community),
      hindsight.overturnedOf(community, reviewSource),
    ]);
    return qualityOf({ decided, overturned, takenBack }, since);
  }

  async misjudged(community: CommunityId, sinceMs: number) {
    const { store, hindsight } = this.#parts;
    const both = await Promise.all([
      store.dismissed(community, sinceMs),
      hindsight.overturnedMessages(community, sinceMs),
    ]);
    return misjudgedIn(both.flat());
  }

  /** Nobody decides about himself, but owners. */
  async #mayDecide({ id: number, actor }: ReviewItem, by: Doer): Promise<Result<void>> {
    if (!by.actor || by.limited === false) return ok(undefined);
    return (await this.#parts.samePerson(by.id, actor.id))
      ? refuse('review.own', { number })
      : ok(undefined);
  }

  #actOf({ suggested }: ReviewItem, { verdict, act }: ReviewVerdict): Result<ReviewAct> {
    if (verdict === 'dismiss') return ok({ kind: 'nothing' });
    if (verdict === 'approve') return ok(suggested);
    return act ? ok(act) : refuse('review.which-act');
  }

  /** Somebody was faster, or its time is over. */
  async #late(key: ReviewKey): Promise<Result<never>> {
    const now = await this.#parts.store.find(key);
    const facts = {
      number: key.id,
      by: now?.decision?.byName ?? '',
      state: now?.state ?? 'expired',
    };
    return refuse('review.late', facts);
  }

  #carryOut(
    item: ReviewItem,
    act: ReviewAct,
    { verdict, by, via, why = '' }: ReviewVerdict,
  ): Promise<Result<readonly number[]>> {
    if (verdict === 'dismiss') return Promise.resolve(ok([]));
    const { acts, clock, rules } = this.#parts;
    const { forMs = act.kind === 'mute' ? rules(item.community).muteMs : undefined } = act;
    const lasts = act.kind === 'mute' || act.kind === 'ban';
    const untilMs = lasts && forMs !== undefined ? clock.now() + forMs : undefined;
    return carryOut(acts, { item, act, by, via, why, untilMs });
  }

  async #decided(key: ReviewKey, outcome: Outcome, act: ReviewAct): Promise<Result<ReviewItem>> {
    const found = await this.find(key);
    this.#changed({ ...key, state: outcome });
    if (!found.ok) return found;
    const decided = { item: found.value, outcome, by: found.value.decision?.by ?? '', act };
    for (const listener of [...this.#listeners]) this.#tell(listener, decided);
    return found;
  }

  #changed(change: ReviewChange): void {
    const { community, id, state } = change;
    for (const follower of [...this.#followers]) this.#tell(follower, { community, id, state });
  }

  #tell<Value>(listener: (value: Value) => void, value: Value): void {
    try {
      listener(value);
    } catch (failure) {
      this.#parts.log.error({ problem: messageOf(failure) }, 'A review could not be passed on');
    }
  }

  async #tidy(): Promise<void> {
    const { store, clock, log } = this.#parts;
    try {
      const nowMs = clock.now();
      for (const key of await store.expire(nowMs)) this.#changed({ ...key, state: 'expired' });
      for (const item of await store.stuck(nowMs - diedAfterMs)) await this.#settle(item);
      await store.forget(nowMs - keptMs);
    } catch (failure) {
      log.warn({ problem: messageOf(failure) }, 'Reviews could not be tidied');
    }
  }

  /** The program died between a decision and its end: what has a case was done, the rest waits again. */
  async #settle(item: ReviewItem): Promise<void> {
    const { store, hindsight } = this.#parts;
    const { community } = item;
    const numbers = await Promise.all(
      (['delete', 'act'] as const).map((what) =>
        hindsight.bySource(community, reviewCase(item, what)),
      ),
    );
    const cases = numbers.filter((number) => number !== undefined);
    if (cases.length > 0) await store.finish(item, { state: 'approved', why: '', cases });
    else await store.release(item);
    this.#changed({ ...item, state: cases.length > 0 ? 'approved' : 'open' });
  }
}

/** One message waits once; a person who was reported without one waits once, too. */
function keyOf({ source, message }: ReviewRequest): string {
  const { place, actor, id, text } = message;
  if (id !== undefined) return `${place.channel} ${id}`;
  if (source.kind === 'report' && text === '') return `${place.channel} ${actor.id}`;
  return `${place.channel} ${actor.id} ${text.slice(0, 200)}`;
}
