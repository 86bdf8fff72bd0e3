import { refuse } from '../../src/base/result.ts';
import type { AiLevers, AiSpending, AiStatus } from '../../src/core/commands/ai-levers.ts';

const status: AiStatus = {
  ...{ mode: 'off', host: '', model: '', kind: 'chat', looking: 'unsure', keySet: false },
  ...{ noticed: false, rules: [], samples: 0 },
  standing: { breaker: 'ready', asked: 0, failed: 0, medianMs: 0, slowMs: 0 },
};

const spending: AiSpending = {
  today: { day: '2027-01-31', requests: 0, tokens: 0, micros: 0 },
  ...{ tokensADay: 0, tokensOfPerson: 0, microsADay: 0, days: [] },
};

/** Where no model is. */
export const noAi: AiLevers = {
  status: () => Promise.resolve(status),
  turn: () => Promise.resolve(refuse('ai.no-model')),
  spending: () => Promise.resolve(spending),
  trial: () =>
    Promise.resolve({
      ...{ outcome: 'skipped', why: 'model', local: 0.5, localSays: 'unsure' },
      ...{ micros: 0, tookMs: 0, cached: false },
    }),
  evaluate: () => Promise.resolve(refuse('ai.no-model')),
  explain: () => Promise.resolve(refuse('ai.no-verdict')),
  decide: () => Promise.resolve(refuse('ai.no-verdict')),
  capabilityFor: () => undefined,
  board: () =>
    Promise.resolve({
      ...{ status, spending, quality: [], cache: { asked: 0, hits: 0 }, latest: [] },
      counts: { looked: 0, bySelf: 0, verdicts: 0, ignored: 0, voided: 0, refused: 0 },
    }),
};
