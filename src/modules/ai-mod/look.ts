import {
  type AiEvaluation,
  type Say,
  choice,
  defineCommand,
  integer,
  ok,
  optional,
  rest,
  word,
} from '../../sdk/index.ts';
import { communityIn, meantBy } from './place.ts';
import { money, percent, trialLines, verdictLine } from './words.ts';

const view = { category: 'operators', capability: 'ai.view', needs: ['ai'] } as const;
const shown = 10;

export const aiStatus = defineCommand({
  ...view,
  name: 'ai-mod status',
  aliases: ['ai-mod'],
  args: {},
  async run({ ai, ...call }) {
    const place = communityIn(call);
    return place.ok ? ok(await ai.board(place.value.where)) : place;
  },
  show: ({ status, counts, spending, latest, cache }, say, { prefix }) => ({
    tone:
      status.mode === 'off' ? 'info' : status.standing.breaker === 'ready' ? 'success' : 'warning',
    title: say('ai-mod status.title', { mode: status.mode }),
    lines: [
      say('ai-mod status.model', {
        ...{ host: status.host, model: status.model, kind: status.kind },
        ...{ key: status.keySet ? 'yes' : 'no', set: status.host === '' ? 'no' : 'yes' },
      }),
      say('ai-mod status.standing', {
        ...{ breaker: status.standing.breaker, asked: status.standing.asked },
        ...{ failed: status.standing.failed, ms: status.standing.medianMs },
        problem: status.standing.problem ?? '',
        failing: status.standing.problem === undefined ? 'no' : 'yes',
      }),
      say('ai-mod status.counts', { ...counts, hits: cache.hits, cached: cache.asked }),
      say('ai-mod status.local', { samples: status.samples, looking: status.looking }),
      say('ai-mod status.spent', {
        ...{ tokens: spending.today.tokens, most: spending.tokensADay },
        ...{ money: money(spending.today.micros), mostMoney: money(spending.microsADay) },
      }),
      ...latest.slice(0, 3).map((verdict) => verdictLine(verdict, say)),
    ],
    ...(status.mode === 'off' && { footer: say('ai-mod status.how', { prefix }) }),
  }),
});

export const aiTest = defineCommand({
  category: 'operators',
  capability: 'ai.review',
  needs: ['ai'],
  name: 'ai-mod test',
  slow: true,
  args: { text: rest({ example: 'a text that somebody might write' }) },
  async run({ args: { text }, ai, caller, ...call }) {
    const place = communityIn(call);
    if (!place.ok) return place;
    return ok(await ai.trial({ where: place.value.where, actor: caller, text }));
  },
  show: (trial, say) => ({
    tone: trial.outcome === 'verdict' && trial.action !== 'IGNORE' ? 'warning' : 'info',
    title: say('ai-mod test.title'),
    lines: [...trialLines(trial, say)],
  }),
});

export const aiBudget = defineCommand({
  ...view,
  name: 'ai-mod budget',
  args: {},
  async run({ ai, ...call }) {
    const place = communityIn(call);
    return place.ok ? ok(await ai.spending(place.value.where)) : place;
  },
  show: ({ today, tokensADay, tokensOfPerson, microsADay, days }, say) => ({
    tone: today.tokens >= tokensADay ? 'warning' : 'info',
    title: say('ai-mod budget.title'),
    lines: [
      say('ai-mod budget.today', {
        ...{ requests: today.requests, tokens: today.tokens, most: tokensADay },
        ...{ money: money(today.micros), mostMoney: money(microsADay), person: tokensOfPerson },
      }),
      ...days
        .slice(0, 7)
        .map(({ day, requests, tokens, micros }) =>
          say('ai-mod budget.day', { day, requests, tokens, money: money(micros) }),
        ),
    ],
    footer: say('ai-mod budget.how'),
  }),
});

export const aiExplain = defineCommand({
  ...view,
  name: 'ai-mod explain',
  args: { case: word({ example: 'v12' }) },
  async run({ args, ai, ...call }) {
    const place = communityIn(call);
    return place.ok ? ai.explain(place.value.community, meantBy(args.case)) : place;
  },
  show: (verdict, say) => ({
    tone: 'info',
    title: say('ai-mod explain.title', { number: verdict.number, name: verdict.name }),
    lines: [
      verdictLine(verdict, say),
      say('ai-mod explain.said', { text: verdict.text.slice(0, 300), place: verdict.place }),
      say('ai-mod explain.why', {
        ...{ reason: verdict.reason, source: verdict.source, ms: verdict.tookMs },
        ...{ money: money(verdict.micros), number: verdict.caseNumber ?? 0 },
      }),
    ],
  }),
});

export const aiEval = defineCommand({
  category: 'operators',
  capability: 'ai.manage',
  needs: ['ai'],
  name: 'ai-mod eval',
  slow: true,
  args: {
    of: optional(choice(['local', 'rules', 'model'] as const)),
    most: optional(integer({ min: 10, max: 1000, example: '60' })),
  },
  async run({ args: { of = 'local', most = 60 }, ai, progress, ...call }) {
    const place = communityIn(call);
    if (!place.ok) return place;
    const onDone = (done: number, all: number): void =>
      progress((say) => say('ai-mod eval.step', { done, all }));
    return ai.evaluate({ where: place.value.where, of, most, onDone });
  },
  show: (measured, say) => ({
    tone: 'info',
    title: say('ai-mod eval.title', { of: measured.of, name: measured.name }),
    lines: measuredLines(measured, say),
  }),
});

function measuredLines(measured: AiEvaluation, say: Say): readonly string[] {
  const { count, own, failed, unsure, micros, medianMs, slowMs, hard, hardReported } = measured;
  return [
    say('ai-mod eval.sum', {
      ...{ count, own, failed, unsure, hard, hardReported },
      ...{ precision: percent(measured.precision), recall: percent(measured.recall) },
    }),
    say('ai-mod eval.cost', { money: money(micros), ms: medianMs, slow: slowMs }),
    ...measured.labels
      .slice(0, shown)
      .map(({ label, count: there, found, right, said }) =>
        say('ai-mod eval.label', { label, there, found, right, said }),
      ),
    ...measured.mistakes
      .slice(0, 5)
      .map(({ text, is, said }) =>
        say('ai-mod eval.mistake', { text: text.slice(0, 80), is, said }),
      ),
  ];
}
