import { actorId, communityId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Doer } from '../../core/cases/acts.ts';
import { communityOf } from '../../core/community.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { GateAsked, GateDesk } from '../../core/gate/desk.ts';
import { Turns } from '../../base/turns.ts';
import { casePlaceOf, nativeOf, placeOf } from '../acts/index.ts';
import { leave, lateJob } from './late.ts';
import { GateLinks, saltOf } from './links.ts';
import type { GateParts, GateRules } from './parts.ts';
import { isProof } from './proof.ts';
import { isAnswer, pickQuestion, questionOf } from './question.ts';
import type { Kept, NewcomerKey } from './store.ts';

const program: Doer = { id: 'castellan', name: 'Castellan' };

/** The gate: newcomers answer before they are let in. What is known of them outlives the process. */
export class Gate implements GateDesk {
  readonly #parts: GateParts;
  readonly #links: GateLinks;
  /** One answer of a person after the other: nobody tries many at once. */
  readonly #turns = new Turns();

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#links = new GateLinks(parts);
  }

  /** Does what is due for those who do not answer in time; what it returns stops that. */
  begin(): () => void {
    return this.#parts.jobs.run(lateJob, (payload) => leave(this.#parts, payload));
  }

  /** Somebody came in. */
  async joined(where: Place, who: Subject): Promise<void> {
    const key = keyOf(where, who);
    const known = await this.#parts.store.find(key);
    // Who has passed before is let in again without being asked.
    if (known?.state === 'passed') {
      await this.#admit(where, who);
      return;
    }
    if (!this.#isOn(where)) return;
    const { withinMs } = this.#rules(where);
    const dueAtMs = this.#now() + withinMs;
    const kept = await this.#arrive(where, who, { known, dueAtMs });
    await this.#parts.jobs.at({
      ...{ id: `gate:${key.community}:${key.actor}`, kind: lateJob, payload: key, dueAtMs },
    });
    await this.#parts.tell(where, who, await this.#asked(kept, where, 'ask'));
  }

  standing: GateDesk['standing'] = async (where) => ({
    mode: this.#rules(where).mode,
    on: this.#isOn(where),
    counts: await this.#parts.store.counts(communityIn(where)),
  });

  list: GateDesk['list'] = (community, state, limit) =>
    this.#parts.store.list(community, state, limit);

  ask: GateDesk['ask'] = async (where, who) => {
    const kept = await this.#waiting(where, who);
    if (!kept.ok) return kept;
    if (kept.value.state === 'passed') return this.#admitted(where, who);
    return ok(await this.#asked(kept.value, where, 'ask'));
  };

  answer: GateDesk['answer'] = (where, who, text) => {
    if (!this.#takesHere(this.#rules(where)))
      return this.#isOn(where) ? this.ask(where, who) : Promise.resolve(refuse('gate.off'));
    return this.#turns.take(turnOf(keyOf(where, who)), () => this.#answer(where, who, text));
  };

  letIn: GateDesk['letIn'] = async (where, who) => {
    const known = await this.#parts.store.find(keyOf(where, who));
    if (!known) await this.#arrive(where, who, {});
    const admitted = await this.#admit(where, who);
    if (admitted.ok) await this.#pass(keyOf(where, who));
    return admitted;
  };

  open: GateDesk['open'] = (code) => this.#links.open(code);

  seen: GateDesk['seen'] = async (key) => {
    const kept = await this.#held(key);
    if (!kept.ok) return kept;
    const { place, state, question, attempts, waitUntilMs } = kept.value;
    const rules = this.#rules(placeOf(place));
    return ok({
      ...{ place: place.name, state, question: questionOf(question) },
      left: Math.max(0, rules.attempts - attempts),
      ...(waitUntilMs !== undefined && waitUntilMs > this.#now() && { waitUntilMs }),
      proof: { salt: saltOf(key, kept.value), bits: rules.proofBits },
      ...(this.#parts.captcha && { captcha: this.#parts.captcha.shown }),
    });
  };

  solve: GateDesk['solve'] = async (key, { answer, nonce, captcha }, address) => {
    const kept = await this.#held(key);
    if (!kept.ok) return kept;
    const { place, attempts, actor, name } = kept.value;
    const where = placeOf(place);
    // Neither costs a try: a browser that cannot is no answer that is wrong.
    if (!isProof(saltOf(key, kept.value), nonce, this.#rules(where).proofBits))
      return refuse('gate.no-proof');
    if (this.#parts.captcha && !(await this.#parts.captcha.passes(captcha, address)))
      return refuse('gate.no-captcha');
    const who = { id: actorId(actor), name, native: nativeOf(actor) };
    return this.#turns.take(turnOf(keyOf(where, who)), async () => {
      const now = await this.#parts.store.find(keyOf(where, who));
      // Of two who send the same work at once, one has worked.
      return now?.attempts === attempts
        ? this.#answer(where, who, answer)
        : refuse('gate.no-proof');
    });
  };

  async #answer(where: Place, who: Subject, text: string): Promise<Result<GateAsked>> {
    const kept = await this.#waiting(where, who);
    if (!kept.ok) return kept;
    if (kept.value.state === 'passed') return this.#admitted(where, who);
    const rules = this.#rules(where);
    if (isAnswer(kept.value.question, rules.questions, text)) return this.#admitted(where, who);
    const question = pickQuestion(rules.questions, this.#parts.random);
    const wrong = await this.#parts.store.wrong(keyOf(where, who), question);
    if (wrong === undefined) return refuse('gate.over');
    if (wrong >= rules.attempts) return this.#failed(where, who, rules);
    return ok(await this.#asked({ ...kept.value, question, attempts: wrong }, where, 'wrong'));
  }

  async #failed(where: Place, who: Subject, rules: GateRules): Promise<Result<GateAsked>> {
    const { store, acts } = this.#parts;
    const key = keyOf(where, who);
    if (rules.failure === 'wait') {
      await store.wait(key, this.#now() + rules.waitMs);
      return refuse('gate.wait', { minutes: Math.ceil(rules.waitMs / 60_000) }, rules.waitMs);
    }
    await store.move(key, ['waiting'], 'failed');
    const reason = `The gate: ${rules.attempts} wrong answers`;
    const acted = await acts.act({
      ...{ kind: 'kick', where, subject: who, by: program, via: 'gate', reason },
    });
    return acted.ok ? refuse('gate.kicked') : acted;
  }

  /** The person as he stands at the gate now; refused where there is nothing to answer. */
  async #waiting(where: Place, who: Subject): Promise<Result<Kept>> {
    const known = await this.#parts.store.find(keyOf(where, who));
    if (known?.state === 'passed') return ok(known);
    if (!this.#isOn(where)) return refuse('gate.off');
    const { waitUntilMs = 0 } = known ?? {};
    const waitMs = waitUntilMs - this.#now();
    if (waitMs > 0) return refuse('gate.wait', { minutes: Math.ceil(waitMs / 60_000) }, waitMs);
    const isNew = known?.state !== 'waiting';
    return ok(isNew ? await this.#arrive(where, who, { known }) : known);
  }

  #arrive(
    where: Place,
    who: Subject,
    { known, dueAtMs }: { readonly known?: Kept | undefined; readonly dueAtMs?: number },
  ): Promise<Kept> {
    const { store, random } = this.#parts;
    const question =
      known?.state === 'waiting'
        ? known.question
        : pickQuestion(this.#rules(where).questions, random);
    return store.arrive({
      ...{ ...keyOf(where, who), name: who.name, place: casePlaceOf(where), question, dueAtMs },
      atMs: this.#now(),
    });
  }

  async #admitted(where: Place, who: Subject): Promise<Result<GateAsked>> {
    const admitted = await this.#admit(where, who);
    if (!admitted.ok) return admitted;
    await this.#pass(keyOf(where, who));
    return ok({ step: 'passed', place: casePlaceOf(where).name });
  }

  /** Let in first, then written down: who dies in between is asked once more, and never shut out. */
  async #admit(where: Place, who: Subject): Promise<Result<void>> {
    const admission = this.#parts.admissionOf(where.connection);
    if (!admission) return refuse('gate.cannot');
    const { role } = this.#rules(where);
    return admission.admit(where, who, { role, reason: 'Passed the gate' });
  }

  async #pass(key: NewcomerKey): Promise<void> {
    await this.#parts.store.move(key, ['waiting', 'failed', 'late'], 'passed');
    await this.#parts.jobs.cancel(`gate:${key.community}:${key.actor}`);
  }

  async #asked(kept: Kept, where: Place, step: 'ask' | 'wrong'): Promise<GateAsked> {
    const rules = this.#rules(where);
    const url = rules.ways === 'chat' ? undefined : await this.#links.make(kept);
    return {
      ...{ step, place: kept.place.name, question: questionOf(kept.question) },
      ...{ left: Math.max(0, rules.attempts - kept.attempts), here: this.#takesHere(rules) },
      ...(url !== undefined && { url }),
    };
  }

  async #held(key: string): Promise<Result<Kept>> {
    const bearer = await this.#links.bearer(key);
    if (!bearer.ok) return bearer;
    const kept = await this.#parts.store.find(bearer.value);
    return kept ? ok(kept) : refuse('gate.link-over');
  }

  /** Where there is no page to go to, the answer is taken here whatever is set. */
  #takesHere({ ways }: GateRules): boolean {
    return ways !== 'page' || this.#parts.pageUrl() === undefined;
  }

  #isOn(where: Place): boolean {
    const { mode } = this.#rules(where);
    return mode === 'on' || (mode === 'raid' && this.#parts.isRaided(where));
  }

  #rules(where: Place): GateRules {
    return this.#parts.rules(where);
  }

  #now(): number {
    return this.#parts.clock.now();
  }
}

const communityIn = ({ space, channel }: Place) =>
  space === undefined ? communityId(channel) : communityOf(space);

const keyOf = (where: Place, { id }: Subject): NewcomerKey => ({
  ...{ community: communityIn(where), actor: id },
});

const turnOf = ({ community, actor }: NewcomerKey): string => `${community} ${actor}`;
