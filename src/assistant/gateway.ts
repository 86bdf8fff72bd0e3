import { BulkheadRejectedError, type BulkheadPolicy, bulkhead } from 'cockatiel';
import { type BoundedMap, boundedMap } from '../base/bounded-map.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { CommunityId } from '../base/ids.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import { type Result, ok, refuse } from '../base/result.ts';
import type {
  AiAnswer,
  AiDay,
  AiEndpoint,
  AiGateway,
  AiQuestion,
  AiStanding,
} from '../core/ai/gateway.ts';
import { CutOff, HookBreaker } from '../core/hooks/breaker.ts';
import { mostOf, spentFor, usedOf } from './cost.ts';
import { dialects } from './dialects.ts';
import type { Opened } from './envelope.ts';
import { gatewayLimits } from './limits.ts';
import { Meter } from './meter.ts';
import { NoAnswer, postJson } from './post-json.ts';
import type { Purse, SpendingStore } from './spending-store.ts';

interface Parts {
  readonly spending: SpendingStore;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below'>;
  readonly log: Log;
  readonly life: Lifetime;
}

/** What is known of one model at one address. */
interface Known {
  readonly breaker: HookBreaker;
  readonly meter: Meter;
}

const endpointsKept = 200;
const dayMs = 86_400_000;

export const openGateway = (parts: Parts): AiGateway => new Gateway(parts);

class Gateway implements AiGateway {
  readonly #parts: Parts;
  readonly #slots: BulkheadPolicy = bulkhead(gatewayLimits.atOnce, gatewayLimits.waiting);
  readonly #answers: BoundedMap<AiAnswer>;
  readonly #known: BoundedMap<Known>;
  /** A wave of the same message is one question. */
  readonly #underWay = new Map<string, Promise<Result<AiAnswer>>>();
  readonly #running = new Set<Promise<unknown>>();
  #asked = 0;
  #hits = 0;
  #tidiedDay = '';

  constructor(parts: Parts) {
    this.#parts = parts;
    const { answersKept: maxEntries, answerTtlMs: ttlMs } = gatewayLimits;
    this.#answers = boundedMap({ maxEntries, ttlMs }, parts.clock);
    this.#known = boundedMap({ maxEntries: endpointsKept }, parts.clock);
    // What is under way writes down what it cost before the database closes.
    parts.life.own(async () => {
      await Promise.allSettled(this.#running);
    });
  }

  ask(question: AiQuestion): Promise<Result<AiAnswer>> {
    const { cacheKey } = question;
    if (cacheKey === undefined) return this.#askAnew(question);
    this.#asked += 1;
    const remembered = this.#answers.get(cacheKey);
    if (remembered) {
      this.#hits += 1;
      return Promise.resolve(ok({ ...remembered, micros: 0, tookMs: 0, cached: true }));
    }
    const same = this.#underWay.get(cacheKey);
    if (same) {
      this.#hits += 1;
      return same;
    }
    const asking = this.#askAnew(question)
      .then((answer) => {
        if (answer.ok) this.#answers.set(cacheKey, answer.value);
        return answer;
      })
      .finally(() => this.#underWay.delete(cacheKey));
    this.#underWay.set(cacheKey, asking);
    return asking;
  }

  standing(endpoint: Pick<AiEndpoint, 'url' | 'model'>): AiStanding {
    const { breaker, meter } = this.#of(endpoint);
    const { state } = breaker;
    return {
      breaker: state.state === 'open' ? 'resting' : state.state === 'probing' ? 'probing' : 'ready',
      ...(state.state === 'open' && { retryAtMs: state.retryAtMs }),
      ...{ asked: meter.asked, failed: meter.failed },
      ...(meter.problem !== undefined && { problem: meter.problem }),
      ...{ medianMs: meter.percentile(50), slowMs: meter.percentile(95) },
    };
  }

  cache() {
    return { asked: this.#asked, hits: this.#hits };
  }

  days(community: CommunityId, most: number): Promise<readonly AiDay[]> {
    return this.#parts.spending.days(community, most);
  }

  forgetAnswers(): number {
    const { size } = this.#answers;
    this.#answers.clear();
    return size;
  }

  async #askAnew(question: AiQuestion): Promise<Result<AiAnswer>> {
    const running = this.#slots.execute(() => this.#inTurn(question));
    this.#running.add(running);
    try {
      return await running;
    } catch (failure) {
      if (failure instanceof BulkheadRejectedError) return refuse('ai.refused.busy');
      throw failure;
    } finally {
      this.#running.delete(running);
    }
  }

  async #inTurn(question: AiQuestion): Promise<Result<AiAnswer>> {
    const { breaker, meter } = this.#of(question.endpoint);
    const { life } = this.#parts;
    if (life.signal.aborted || !breaker.admits) return refuse('ai.refused.resting');
    const purse = this.#purseOf(question);
    const most = mostOf(question);
    const taken = spentFor(most, question.endpoint);
    if (!(await this.#parts.spending.take(purse, taken, question.budget)))
      return refuse('ai.refused.budget');
    meter.asked += 1;
    const fromMs = this.#parts.clock.monotonic();
    const opened = await this.#throughBreaker(breaker, question);
    if (opened instanceof Error) {
      if (!(opened instanceof NoAnswer && paidFor.has(opened.kind)))
        await this.#correct(purse, { tokens: -taken.tokens, micros: -taken.micros });
      return this.#failed(question.endpoint, opened);
    }
    const tookMs = Math.round(this.#parts.clock.monotonic() - fromMs);
    meter.took(tookMs);
    const used = usedOf(opened, most);
    const spent = spentFor(used, question.endpoint);
    await this.#correct(purse, {
      tokens: spent.tokens - taken.tokens,
      micros: spent.micros - taken.micros,
    });
    return ok({
      ...{ text: opened.text, tokensRead: used.read, tokensWritten: used.written },
      ...{ micros: spent.micros, tookMs, cached: false },
    });
  }

  async #throughBreaker(breaker: HookBreaker, question: AiQuestion): Promise<Opened | Error> {
    let outcome: Opened | Error = new CutOff();
    try {
      await breaker.run(async () => {
        outcome = await this.#tryHard(question).catch(asError);
        // Otherwise anybody could make a model rest with messages that it does not like.
        const isOurs = outcome instanceof NoAnswer && outcome.kind === 'content';
        if (outcome instanceof Error && !isOurs) throw outcome;
      });
    } catch (failure) {
      return asError(failure);
    }
    return outcome;
  }

  /** Tries a few times, and waits as the server asks, within reason. */
  async #tryHard(question: AiQuestion): Promise<Opened> {
    const { clock, random, life } = this.#parts;
    for (let turn = 1; ; turn += 1) {
      const outcome = await this.#tryOnce(question);
      if (!(outcome instanceof NoAnswer)) return outcome;
      const waitMs = (outcome.afterMs ?? 500 * 4 ** (turn - 1)) + random.below(250);
      const isLast = turn === gatewayLimits.tries || waitMs > gatewayLimits.longestWaitMs;
      // Who was late once has used the time that there was.
      if (outcome.kind !== 'again' || isLast) throw outcome;
      await sleep(clock, waitMs, life.signal);
    }
  }

  async #tryOnce(question: AiQuestion): Promise<Opened | NoAnswer> {
    const { clock, life } = this.#parts;
    const { api, mayBeLocal, withinMs } = question.endpoint;
    const { mostBytes } = gatewayLimits;
    const limits = { mayBeLocal, withinMs, mostBytes, signal: life.signal };
    try {
      return await dialects[api](question, (posting) => postJson({ ...posting, ...limits }, clock));
    } catch (failure) {
      if (life.signal.aborted) throw new CutOff();
      if (failure instanceof NoAnswer) return failure;
      throw failure;
    }
  }

  #failed(endpoint: AiEndpoint, failure: unknown): Result<never> {
    const { log, life } = this.#parts;
    if (life.signal.aborted) return refuse('ai.refused.resting');
    const why = messageOf(failure);
    this.#of(endpoint).meter.failedFor(why);
    log.warn({ host: hostOf(endpoint.url), model: endpoint.model, why }, 'A model did not answer');
    return refuse('ai.refused.failed', { why });
  }

  async #correct(purse: Purse, by: { tokens: number; micros: number }): Promise<void> {
    const { spending, clock } = this.#parts;
    await spending.correct(purse, by);
    if (this.#tidiedDay === purse.day) return;
    this.#tidiedDay = purse.day;
    await spending.expire(dayOf(clock.now() - gatewayLimits.days * dayMs));
  }

  #purseOf({ community, person }: AiQuestion): Purse {
    const day = dayOf(this.#parts.clock.now());
    return { community, day, ...(person !== undefined && { person }) };
  }

  #of({ url, model }: Pick<AiEndpoint, 'url' | 'model'>): Known {
    const name = `${url}\n${model}`;
    const known = this.#known.get(name);
    if (known) return known;
    const { clock, log } = this.#parts;
    const about = { host: hostOf(url), model };
    const news = {
      opened: (failures: number) =>
        log.warn({ ...about, failures }, 'A model rests, because it failed too often'),
      closed: () => log.info(about, 'A model answers again'),
    };
    const fresh = {
      breaker: new HookBreaker(clock, news, gatewayLimits.breaker),
      meter: new Meter(),
    };
    this.#known.set(name, fresh);
    return fresh;
  }
}

const paidFor: ReadonlySet<NoAnswer['kind']> = new Set(['late', 'unread']);

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(messageOf(thrown));

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** The path may hold what is nobody's business. */
const hostOf = (url: string): string => URL.parse(url)?.host ?? 'nowhere';
