import { type Result, ok, refuse } from '../../base/result.ts';
import type { Clock } from '../../base/clock.ts';
import type { AiGateway } from '../../core/ai/gateway.ts';
import type { AiEvaluation } from '../../core/commands/ai-levers.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';
import {
  type Evaluation,
  type Labelled,
  type Model,
  type Sample,
  canLearn,
  evaluate,
  evaluateLocal,
  fine,
  judge,
  labelledRules,
  labelledSet,
} from '../../moderation/ai/index.ts';

const ownOf = (samples: readonly Sample[]): readonly Labelled[] =>
  samples.map((sample) => ({ ...sample, hard: false }));

/** How good the local score is, on the labelled set and what the community decided. */
export async function measureLocal(
  samples: readonly Sample[],
  clock: Pick<Clock, 'monotonic'>,
): Promise<Result<AiEvaluation>> {
  const texts = [...labelledSet, ...ownOf(samples)];
  if (!canLearn(texts)) return refuse('ai.too-little');
  const said = await evaluateLocal(texts, () => clock.monotonic());
  return ok({ ...said, of: 'local', name: '', own: samples.length });
}

interface RuleMeasuring {
  readonly samples: readonly Sample[];
  /** The name of a rule that would hold for it. */
  readonly ruleFor: (text: string) => string | undefined;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** How good the rules that people wrote are, on the same texts. */
export async function measureRules({
  samples,
  ruleFor,
  clock,
}: RuleMeasuring): Promise<Result<AiEvaluation>> {
  const said = await evaluate([...labelledSet, ...ownOf(samples)], ({ text }) => {
    const fromMs = clock.monotonic();
    const label = ruleFor(text) ?? fine;
    return Promise.resolve({ label, micros: 0, tookMs: clock.monotonic() - fromMs });
  });
  return ok({ ...said, of: 'rules', name: '', own: samples.length, unsure: 0 });
}

export interface ModelMeasuring {
  readonly community: CommunityId;
  readonly samples: readonly Sample[];
  /** Those of the community, for its own texts. */
  readonly rules: readonly string[];
  readonly model: Model;
  readonly gateway: Pick<AiGateway, 'ask'>;
  /** How many of the labelled set at most. */
  readonly most: number;
  readonly onDone?: ((done: number, of: number) => void) | undefined;
}

/** How good a model is. Asked as it is about messages, within the same budget. */
export async function measureModel(measuring: ModelMeasuring): Promise<Result<AiEvaluation>> {
  const { samples, model, most, onDone } = measuring;
  const own = new Set(ownOf(samples.slice(0, most)));
  const texts = [...labelledSet.slice(0, most), ...own];
  let refusal: Refusal | undefined;
  const said = await evaluate(
    texts,
    async (labelled) => {
      const rules = own.has(labelled) ? measuring.rules : labelledRules.map(({ rule }) => rule);
      const judged = await askAbout(labelled.text, rules, measuring);
      if (judged.kind === 'refused') refusal = judged.refusal;
      const answer = judged.kind === 'verdict' || judged.kind === 'void' ? judged.answer : noAnswer;
      if (judged.kind !== 'verdict') return answer;
      return { ...answer, label: labelOf(judged, own.has(labelled)) };
    },
    (done) => onDone?.(done, texts.length),
  );
  if (refusal && said.failed === said.count) return { ok: false, error: refusal };
  return ok(ofModel(said, model, own.size));
}

const noAnswer = { micros: 0, tookMs: 0 };

const unsure = { says: 'unsure', broken: 0.5, rule: '' } as const;

const askAbout = (
  text: string,
  rules: readonly string[],
  { community, gateway, model }: ModelMeasuring,
) =>
  judge(
    { ...{ community, person: '', text, context: [], rules }, looking: 'all', keyword: false },
    { local: { score: () => unsure }, gateway, model: () => Promise.resolve(model) },
  );

type Verdict = Extract<Awaited<ReturnType<typeof judge>>, { kind: 'verdict' }>;

function labelOf({ verdict, rule }: Verdict, isOwn: boolean): string {
  if (verdict.action === 'IGNORE') return fine;
  if (verdict.action === 'SELF_HARM') return 'self-harm';
  return isOwn ? rule : (labelledRules[verdict.rule - 1]?.label ?? rule);
}

const ofModel = (said: Evaluation, { endpoint }: Model, own: number): AiEvaluation => ({
  ...{ ...said, of: 'model', name: endpoint.model, own, unsure: 0 },
});
