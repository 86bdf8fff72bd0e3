import { CastellanError } from '../../base/errors.ts';
import type { AiGateway } from '../../core/ai/gateway.ts';
import type { Place } from '../../core/event.ts';
import {
  type Judgement,
  type Looked,
  type Model,
  type ModelKind,
  judge,
} from '../../moderation/ai/index.ts';
import type { Here } from './here.ts';
import type { Scores } from './scores.ts';

export type ModelAt = (where: Place, kind: ModelKind) => Promise<Model | undefined>;

interface Parts {
  readonly scores: Pick<Scores, 'of'>;
  readonly gateway: Pick<AiGateway, 'ask'>;
  readonly modelAt: ModelAt;
}

/** Looks at what was said in a place, with the score and the model of that place. */
export const judging =
  ({ scores, gateway, modelAt }: Parts) =>
  async (looked: Looked, where: Place, here: Here): Promise<Judgement> => {
    const local = scores.of(looked.community);
    try {
      return await judge(looked, { local, gateway, model: () => modelAt(where, here.kind) });
    } catch (failure) {
      if (!(failure instanceof CastellanError && failure.code === 'unauthorised')) throw failure;
      return { kind: 'refused', refusal: lockedKey, score: local.score(looked.text) };
    }
  };

const lockedKey = {
  key: 'ai.refused.failed',
  facts: { why: 'its key cannot be opened: set ai.key anew' },
};
