import type { Clock } from '../../src/base/clock.ts';
import type { AiBoard, AiLevers, AiVerdictView } from '../../src/core/commands/ai-levers.ts';
import { noAi } from './no-ai.ts';

const verdict = (number: number, more: Partial<AiVerdictView>): AiVerdictView => ({
  ...{ number, atMs: 0, name: 'mallory', place: '#general', text: 'you are an idiot' },
  ...{ source: 'small', action: 'WARN', rule: 'No insults.', quote: 'an idiot', confidence: 0.93 },
  ...{ reason: 'It insults somebody.', followed: 'suggest', micros: 42, tookMs: 310 },
  ...more,
});

/** A community in which a model has looked on for some days. */
export function sampleAi(clock: Clock): Pick<AiLevers, 'board' | 'trial'> {
  return {
    board: async (where) => {
      const empty = await noAi.board(where);
      const board: AiBoard = {
        ...empty,
        status: {
          ...empty.status,
          ...{ mode: 'suggest', host: '127.0.0.1:11434', model: 'small', noticed: true },
        },
        latest: [verdict(2, { atMs: clock.now() }), verdict(1, { judged: 'dismissed' })],
      };
      return board;
    },
    trial: ({ text }) =>
      Promise.resolve({
        ...{ outcome: 'verdict', action: 'WARN', rule: 'No insults.', quote: text },
        ...{ confidence: 0.9, reason: 'It insults.', source: 'small', follows: 'suggest' },
        ...{ local: 0.5, localSays: 'unsure', micros: 40, tookMs: 300, cached: false },
      }),
  };
}
