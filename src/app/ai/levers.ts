import { type CommunityId, actorId, communityId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Clock } from '../../base/clock.ts';
import type { Actor } from '../../core/actor.ts';
import type { AiDay, AiGateway } from '../../core/ai/gateway.ts';
import { communityOf } from '../../core/community.ts';
import type {
  AiBoard,
  AiEvaluation,
  AiLevers,
  AiModeName,
  AiSpending,
  AiStatus,
  AiTrial,
  AiVerdictView,
} from '../../core/commands/ai-levers.ts';
import type { RuleLevers } from '../../core/commands/rule-levers.ts';
import type { Place } from '../../core/event.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { Author, Settings } from '../../core/settings/settings.ts';
import {
  type AiAction,
  type AiStore,
  type Judgement,
  type KeptVerdict,
  type Looked,
  type Sample,
  aiActions,
  deedOf,
  follows,
} from '../../moderation/ai/index.ts';
import type { Counts } from './counts.ts';
import type { Deciding } from './deciding.ts';
import type { InReview } from './in-review.ts';
import { measureLocal, measureModel, measureRules } from './evaluating.ts';
import { type Here } from './here.ts';
import { readPlace } from './kept-place.ts';
import { addressAt, hostOf } from './models.ts';
import type { ModelAt } from './judging.ts';
import type { Notices } from './notices.ts';
import type { Scores } from './scores.ts';

interface Parts {
  readonly settings: Settings;
  readonly gateway: AiGateway;
  readonly store: AiStore;
  readonly scores: Scores;
  readonly counts: Counts;
  readonly deciding: Deciding;
  readonly inReview: Pick<InReview, 'decide'>;
  readonly notices: Notices;
  readonly rules: Pick<RuleLevers, 'trial'>;
  readonly hereAt: (where: Place) => Here;
  readonly modelAt: ModelAt;
  readonly samples: (community: CommunityId) => Promise<readonly Sample[]>;
  readonly judge: (looked: Looked, where: Place, here: Here) => Promise<Judgement>;
  readonly clock: Clock;
}

const boardDays = 30;
const boardVerdicts = 30;
const microsOfHundredth = 10_000;

/** AI moderation as staff handle it, over everything that it is made of. */
export class Handled implements AiLevers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  status(where: Place): Promise<AiStatus> {
    const { settings, gateway, scores, notices, hereAt } = this.#parts;
    const { mode, kind, looking, rules } = hereAt(where);
    const { url, model, keyFrom } = addressAt(settings, where);
    const { samples } =
      where.space === undefined ? { samples: 0 } : scores.of(communityOf(where.space));
    return Promise.resolve({
      ...{ mode, kind, looking, rules, host: hostOf(url), model, samples },
      ...{ keySet: keyFrom !== undefined, noticed: notices.wasGiven(where) },
      standing: gateway.standing({ url, model }),
    });
  }

  async turn(where: Place, mode: AiModeName, by: Author): Promise<Result<AiStatus>> {
    const { settings, notices } = this.#parts;
    const { space } = where;
    if (space === undefined) return refuse('ai.which');
    if (mode !== 'off') {
      const { url, model } = addressAt(settings, where);
      if (url === '' || model === '') return refuse('ai.no-model');
      notices.forget(space);
      if (!(await notices.give(where))) return refuse('ai.unnoticed', { place: where.name });
    }
    const done = await settings.write('ai.mode', `space:${space}`, mode, by);
    return done.ok ? ok(await this.status(where)) : done;
  }

  async spending(where: Place): Promise<AiSpending> {
    const { settings, gateway, clock } = this.#parts;
    const place = layersOf(where);
    const number = (name: string): number => settings.readNumber(`ai.${name}`, place);
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const days =
      where.space === undefined ? [] : await gateway.days(communityOf(where.space), boardDays);
    const nothing: AiDay = { day: today, requests: 0, tokens: 0, micros: 0 };
    return {
      ...{ today: days.find(({ day }) => day === today) ?? nothing, days },
      ...{ tokensADay: number('tokensADay'), tokensOfPerson: number('tokensOfPersonADay') },
      microsADay: number('moneyADay') * microsOfHundredth,
    };
  }

  async trial({
    where,
    actor,
    text,
  }: {
    readonly where: Place;
    readonly actor: Actor;
    readonly text: string;
  }): Promise<AiTrial> {
    const { hereAt, judge } = this.#parts;
    const here = hereAt(where);
    const community = where.space === undefined ? undefined : communityOf(where.space);
    if (community === undefined) return nowhere;
    const looked: Looked = {
      ...{ community, person: actor.id, text, context: [], rules: here.rules },
      ...{ looking: here.looking, keyword: here.saysKeyword(text) },
    };
    return trialOf(await judge(looked, where, here), here);
  }

  async evaluate({
    where,
    of,
    most,
    onDone,
  }: Parameters<AiLevers['evaluate']>[0]): Promise<Result<AiEvaluation>> {
    const { samples: samplesOf, gateway, hereAt, modelAt, clock } = this.#parts;
    if (where.space === undefined) return refuse('ai.which');
    const community = communityOf(where.space);
    const samples = await samplesOf(community);
    if (of === 'local') return measureLocal(samples, clock);
    if (of === 'rules')
      return measureRules({ samples, clock, ruleFor: (text) => this.#ruleFor(where, text) });
    const here = hereAt(where);
    const model = await modelAt(where, here.kind);
    if (!model) return refuse('ai.no-model');
    return measureModel({ community, samples, rules: here.rules, model, gateway, most, onDone });
  }

  async explain(
    community: CommunityId,
    { number, ofCase }: { readonly number: number; readonly ofCase: boolean },
  ): Promise<Result<AiVerdictView>> {
    const { store } = this.#parts;
    const found = ofCase ? store.byCase(community, number) : store.find(community, number);
    const verdict = await found;
    return verdict ? ok(viewOf(verdict)) : refuse('ai.no-verdict');
  }

  async decide(
    community: CommunityId,
    { number, decision, by, via }: Parameters<AiLevers['decide']>[1],
  ): Promise<Result<AiVerdictView>> {
    const { store, deciding, inReview } = this.#parts;
    const verdict = await store.find(community, number);
    if (!verdict) return refuse('ai.no-verdict');
    if (verdict.judged !== undefined) return refuse('ai.judged-before', { number });
    const waited = await inReview.decide(verdict, decision, { by, via });
    if (!waited.ok) return waited;
    if (waited.value) return this.explain(community, { number, ofCase: false });
    if (decision === 'approved') {
      const done = await deciding.carryOut(verdict, { by, via });
      if (!done.ok) return done;
    }
    const judged = await deciding.judged(verdict.id, decision, by.id);
    if (!judged.ok) return judged;
    const now = await store.byId(verdict.id);
    return ok(viewOf(now ?? judged.value));
  }

  capabilityFor({ action }: Pick<AiVerdictView, 'action'>): string | undefined {
    const deed = deedOf(actionNamed(action));
    return deed && `mod.${deed.kind}`;
  }

  async board(where: Place): Promise<AiBoard> {
    const { gateway, counts, store, deciding } = this.#parts;
    const [status, spending] = [await this.status(where), await this.spending(where)];
    const cache = gateway.cache();
    if (where.space === undefined)
      return { status, spending, cache, quality: [], counts: counts.of(nobody), latest: [] };
    const community = communityOf(where.space);
    await deciding.settleOverturned(community);
    return {
      ...{ status, spending, cache, quality: await store.quality(community) },
      counts: counts.of(community),
      latest: (await store.latest(community, boardVerdicts)).map(viewOf),
    };
  }

  /** As a newcomer would say it. */
  #ruleFor(where: Place, text: string): string | undefined {
    const trials = this.#parts.rules.trial({ where, actor: newcomer, text });
    return trials.find(({ outcome }) => outcome === 'fires')?.rule.name;
  }
}

/** Whose counts nobody has. */
const nobody = communityId('none');

const nowhere: AiTrial = {
  ...{ outcome: 'skipped', why: 'nowhere', local: 0.5, localSays: 'unsure' },
  ...{ micros: 0, tookMs: 0, cached: false },
};

const newcomer: Actor = {
  ...{ id: actorId('console:newcomer'), name: 'a newcomer', mention: '', native: '', bot: false },
  ...{ standing: 'member', roles: [], identified: true },
};

const actionNamed = (name: string): AiAction =>
  aiActions.find((one) => one === name) ?? 'NOTIFY_MODS';

function trialOf(judged: Judgement, { policy }: Here): AiTrial {
  const { score } = judged;
  const answer = 'answer' in judged ? judged.answer : { micros: 0, tookMs: 0, cached: false };
  const common = { ...answer, local: score.broken, localSays: score.says };
  switch (judged.kind) {
    case 'skipped':
      return { ...common, outcome: 'skipped', why: judged.why };
    case 'refused': {
      const { key, facts } = judged.refusal;
      const why = String(facts['why'] ?? key.replace('ai.refused.', ''));
      return { ...common, outcome: 'refused', why };
    }
    case 'void':
      return { ...common, outcome: 'void', why: judged.why };
    case 'verdict': {
      const { action, quote, confidence, reason } = judged.verdict;
      // What would follow were it switched on, as it is set otherwise.
      const mode = policy.mode === 'off' ? 'suggest' : policy.mode;
      return {
        ...{ ...common, outcome: 'verdict', action, quote, confidence, reason },
        ...{ rule: judged.rule, source: judged.source },
        follows: follows(judged.verdict, { ...policy, mode }),
      };
    }
  }
}

function viewOf(verdict: KeptVerdict): AiVerdictView {
  const { number, atMs, name, text, source, action, rule, quote, confidence } = verdict;
  const { reason, followed, micros, tookMs, caseNumber, judged } = verdict;
  return {
    ...{ number, atMs, name, text, source, action, rule, quote, confidence, reason, followed },
    ...{ micros, tookMs, place: readPlace(verdict.place).where.name },
    ...(caseNumber !== undefined && { caseNumber }),
    ...(judged !== undefined && { judged }),
  };
}
