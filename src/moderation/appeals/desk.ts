import { actorId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import {
  type Appeal,
  type AppealKey,
  type WholeAppeal,
  openStates,
} from '../../core/appeals/appeal.ts';
import type { AppealDesk, AppealRequest, Appellant, OwnAppeal } from '../../core/appeals/desk.ts';
import type { Case } from '../../core/cases/case.ts';
import { placeOf } from '../acts/index.ts';
import { decide, liftApproved, takeUp } from './deciding.ts';
import { AppealLinks } from './links.ts';
import { AppealLimits } from './limits.ts';
import { heldByMask } from './masks.ts';
import { type DeskParts, appealedKinds } from './parts.ts';

const dayMs = 86_400_000;
const mostOwn = 20;
/** Of one person, in all communities together. */
const mostADay = 5;
const mostAnswers = 10;
/** Together; what is longer is no appeal. */
const longestText = 4000;

/** Appeals of all communities: none sees another's, and nobody but the person himself and staff sees any. */
export class Appeals implements AppealDesk {
  readonly #parts: DeskParts;
  readonly #limits: AppealLimits;
  readonly #links: AppealLinks;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#limits = new AppealLimits(parts.clock);
    this.#links = new AppealLinks(parts);
  }

  /** Finishes what an earlier run had decided but not done. */
  async begin(): Promise<void> {
    await this.#parts.links.forgetOld(this.#now());
    await liftApproved(this.#parts);
  }

  appealable: AppealDesk['appealable'] = async ({ id, name }, where) => {
    const own = await this.#parts.ofPerson.open(id, appealedKinds);
    const masked = where ? await heldByMask(this.#parts, where, { id, name, native: id }) : [];
    const known = new Set(own.map(({ community, number }) => `${community} ${number}`));
    const more = masked.filter(({ community, number }) => !known.has(`${community} ${number}`));
    return [...own, ...more].filter(({ community }) => this.#parts.rules(community).open);
  };

  questions: AppealDesk['questions'] = (community) => this.#parts.rules(community).questions;

  submit: AppealDesk['submit'] = async (request) => {
    const { about, who } = request;
    const may = this.#limits.take(who.id);
    if (!may.ok) return may;
    const found = await this.#parts.cases.find(about);
    if (!found || !(await this.#concerns(found, who)))
      return refuse('appeal.no-case', { number: about.number });
    return this.#make(found, request);
  };

  own: AppealDesk['own'] = ({ id }) => this.#parts.store.ofPerson(id, mostOwn);

  withdraw: AppealDesk['withdraw'] = async (key, { id, name }) => {
    const found = await this.#parts.store.find(key);
    if (found?.who !== id) return refuse('appeal.unknown', { number: key.number });
    const step = { what: 'withdrawn', by: id, byName: name, atMs: this.#now(), text: '' } as const;
    const moved = await this.#parts.store.move(key, { from: openStates, to: 'withdrawn', step });
    if (!moved) return refuse('appeal.over', { number: key.number });
    // Who withdrew it knows.
    await this.#parts.store.told(key);
    const whole = await this.whole(key);
    if (whole.ok) this.#parts.happened({ what: 'withdrawn', appeal: whole.value });
    return whole;
  };

  list: AppealDesk['list'] = (community, filter = {}) => this.#parts.store.list(community, filter);
  waiting: AppealDesk['waiting'] = () => this.#parts.store.waiting();

  async whole(key: AppealKey): Promise<Result<WholeAppeal>> {
    const { store, cases } = this.#parts;
    const found = await store.find(key);
    if (!found) return refuse('appeal.unknown', { number: key.number });
    const [answers, steps, about] = await Promise.all([
      store.answers(key),
      store.steps(key),
      cases.find({ community: key.community, number: found.caseNumber }),
    ]);
    return ok({ ...found, answers, steps, ...(about && { about }) });
  }

  takeUp: AppealDesk['takeUp'] = (key, by) => takeUp(this.#parts, key, by);
  decide: AppealDesk['decide'] = (key, request) => decide(this.#parts, key, request);

  link: AppealDesk['link'] = async (about) => {
    const found = await this.#parts.cases.find(about);
    // A person is told before it is done.
    if (!found || !(isAppealable(found) || isComing(found)))
      return refuse('appeal.no-case', { number: about.number });
    if (!this.#parts.rules(found.community).open) return refuse('appeal.closed');
    return ok(await this.#links.make(found));
  };

  open: AppealDesk['open'] = (code) => this.#links.open(code);

  seen: AppealDesk['seen'] = async (key) => {
    const bearer = await this.#links.bearer(key);
    if (!bearer.ok) return bearer;
    const { about, who } = bearer.value;
    const found = await this.#parts.cases.find(about);
    if (!found) return refuse('appeal.link-over');
    const own = (await this.#parts.store.ofCase(about)).filter((one) => one.who === who);
    const appeals = await Promise.all(own.map((one) => this.#told(one)));
    const may = await this.#mayAppeal(found);
    return ok({
      ...{ about: found, place: found.place.name, appeals },
      questions: this.questions(found.community),
      ...(!may.ok && { closed: may.error }),
    });
  };

  submitByKey: AppealDesk['submitByKey'] = async (key, answers, address) => {
    const bearer = await this.#links.bearer(key);
    if (!bearer.ok) return bearer;
    const { about, who } = bearer.value;
    const found = await this.#parts.cases.find(about);
    if (!found) return refuse('appeal.link-over');
    const may = this.#limits.take(who, address);
    if (!may.ok) return may;
    const person = { id: actorId(who), name: found.targetName };
    return this.#make(found, { about, who: person, answers, via: 'page' });
  };

  withdrawByKey: AppealDesk['withdrawByKey'] = async (key) => {
    const bearer = await this.#links.bearer(key);
    if (!bearer.ok) return bearer;
    const { about, who } = bearer.value;
    const appeals = await this.#parts.store.ofCase(about);
    const waits = appeals.find((one) => one.who === who && isOpen(one));
    if (!waits) return refuse('appeal.none-waits');
    return this.withdraw(waits, { id: actorId(who), name: waits.whoName });
  };

  async #make(found: Case, request: AppealRequest): Promise<Result<Appeal>> {
    const { store } = this.#parts;
    const { who, via, hears } = request;
    const answers = request.answers
      .map(({ question, answer }) => ({ question: question.trim(), answer: answer.trim() }))
      .filter(({ answer }) => answer !== '');
    if (answers.length === 0) return refuse('appeal.say-why');
    const length = answers.reduce((sum, { answer }) => sum + answer.length, 0);
    if (length > longestText || answers.length > mostAnswers)
      return refuse('appeal.too-long', { most: longestText });
    const may = await this.#mayAppeal(found);
    if (!may.ok) return may;
    const today = await store.madeSince(who.id, this.#now() - dayMs);
    if (today >= mostADay) return refuse('appeal.too-often', { minutes: dayMs / 60_000 });
    const { community, number } = found;
    const made = await store.make({
      ...{ about: { community, number }, who: who.id, whoName: who.name, via, answers, hears },
      atMs: this.#now(),
    });
    if (!made) return refuse('appeal.waits', { number });
    const whole = await this.whole(made);
    if (whole.ok) this.#parts.happened({ what: 'made', appeal: whole.value });
    return ok(made);
  }

  /** With the words that belong to it, and no name of staff. */
  async #told(one: Appeal): Promise<OwnAppeal> {
    const { store } = this.#parts;
    const [answers, steps] = await Promise.all([store.answers(one), store.steps(one)]);
    const end = steps.findLast(({ what }) => what === 'approved' || what === 'denied');
    const isDecided = one.state === 'approved' || one.state === 'denied';
    return { ...one, answers, why: isDecided ? (end?.text ?? '') : '' };
  }

  /** Whether there can be a new appeal against this case now. */
  async #mayAppeal(found: Case): Promise<Result<void>> {
    const { community, number } = found;
    const rules = this.#parts.rules(community);
    if (!rules.open) return refuse('appeal.closed');
    const before = await this.#parts.store.ofCase({ community, number });
    if (before.some(isOpen)) return refuse('appeal.waits', { number });
    if (before.some(({ state }) => state === 'approved'))
      return refuse('appeal.granted', { number });
    if (!isAppealable(found)) return refuse('appeal.no-case', { number });
    const againAtMs = Math.max(
      ...before.map(({ state, endedAtMs = 0 }) =>
        state === 'denied' ? endedAtMs + rules.againMs : endedAtMs + Math.min(dayMs, rules.againMs),
      ),
    );
    const waitMs = againAtMs - this.#now();
    if (before.length === 0 || waitMs <= 0) return ok(undefined);
    return refuse('appeal.too-soon', { days: Math.ceil(waitMs / dayMs) }, waitMs);
  }

  /** Whether this was done to him: to his id, or by a mask that hits him now. */
  async #concerns(found: Case, { id, name }: Appellant): Promise<boolean> {
    if (found.target === id) return true;
    const masked = await heldByMask(this.#parts, placeOf(found.place), { id, name, native: id });
    return masked.some(
      ({ community, number }) => community === found.community && number === found.number,
    );
  }

  #now(): number {
    return this.#parts.clock.now();
  }
}

const isOpen = ({ state }: Appeal): boolean => openStates.some((one) => one === state);

const isAppealable = ({ kind, state }: Case): boolean =>
  state === 'open' && appealedKinds.includes(kind);

const isComing = ({ kind, state }: Case): boolean =>
  state === 'pending' && appealedKinds.includes(kind);
