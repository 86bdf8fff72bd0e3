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
  (looked: Looked, where: Place, here: Here): Promise<Judgement> =>
    judge(looked, {
      ...{ local: scores.of(looked.community), gateway },
      model: () => modelAt(where, here.kind),
    });
