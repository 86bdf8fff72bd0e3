import { createHash } from 'node:crypto';
import type { CommunityId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';
import type { AiBudget, AiEndpoint, AiGateway } from '../../core/ai/gateway.ts';
import { readGuardAnswer } from './guard-model.ts';
import type { LocalScore, Score } from './local-score.ts';
import { type ContextLine, chatMessages, guardMessages } from './prompt.ts';
import {
  type ReadVerdict,
  type Verdict,
  type Void,
  normalised,
  readVerdict,
  verdictSchema,
} from './verdict.ts';

/** Which messages a model is asked about. */
export const lookings = ['unsure', 'all', 'keywords'] as const;
export type Looking = (typeof lookings)[number];

/** `chat`: follows the rules of the community and answers by schema. `guard`: gets the bare message. */
export const modelKinds = ['chat', 'guard'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** A model, and how it is to be asked. */
export interface Model {
  readonly endpoint: AiEndpoint;
  readonly kind: ModelKind;
  readonly budget: AiBudget;
}

export interface Looked {
  readonly community: CommunityId;
  /** Whose message it is; empty where it is nobody's. */
  readonly person: string;
  readonly text: string;
  readonly context: readonly ContextLine[];
  /** The rules of the place, as people read them. */
  readonly rules: readonly string[];
  readonly looking: Looking;
  /** Whether it says a word that always is looked at. */
  readonly keyword: boolean;
}

/** What came of looking at a message. */
export type Judgement = { readonly score: Score } & (
  | { readonly kind: 'skipped'; readonly why: 'local' | 'keyword' | 'model' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'void'; readonly why: Void; readonly answer: Answered }
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      /** The rule in words; what is wrong, where it is none of the rules. */
      readonly rule: string;
      /** `local`, or the model's name. */
      readonly source: string;
      readonly answer: Answered;
    }
);

export interface Answered {
  readonly micros: number;
  readonly tookMs: number;
  readonly cached: boolean;
}

const free: Answered = { micros: 0, tookMs: 0, cached: false };
const mostTokens = 300;
const longestText = 4000;
const longestQuote = 400;
/** People are never as sure of a word count as of somebody's word. */
const mostLocalConfidence = 0.9;
/** Shorter messages mean something else in each conversation: they are remembered with it. */
const standsAloneFrom = 25;

/** Looks at one message: first by what is known here, then, where that is unsure, by a model. Acts on nothing. */
export async function judge(
  looked: Looked,
  { local, gateway, model }: Judging,
): Promise<Judgement> {
  const score = local.score(looked.text);
  const skip = skipped(looked, score);
  if (skip) return skip;
  if (score.says === 'broken' && looked.looking === 'unsure' && !looked.keyword)
    return byScore(looked, score);
  const asked = await model();
  if (!asked) return { kind: 'skipped', why: 'model', score };
  const text = looked.text.slice(0, longestText);
  const answer = await gateway.ask(questionOf({ ...looked, text }, asked));
  // Without a model what is known here still counts; what is not known punishes nobody.
  if (!answer.ok)
    return score.says === 'broken'
      ? byScore(looked, score)
      : { kind: 'refused', refusal: answer.error, score };
  const { micros, tookMs, cached } = answer.value;
  const came = { micros, tookMs, cached };
  const read = readAnswer(answer.value.text, { ...looked, text }, asked.kind);
  if (!read.ok) return { kind: 'void', why: read.why, answer: came, score };
  const { verdict } = read;
  const rule = looked.rules[verdict.rule - 1] ?? verdict.reason;
  const source = asked.endpoint.model;
  return { kind: 'verdict', verdict, rule, source, answer: came, score };
}

export interface Judging {
  readonly local: Pick<LocalScore, 'score'>;
  readonly gateway: Pick<AiGateway, 'ask'>;
  /** Absent where none is set. */
  readonly model: () => Promise<Model | undefined>;
}

function skipped({ looking, keyword }: Looked, score: Score): Judgement | undefined {
  if (keyword || looking === 'all') return undefined;
  if (looking === 'keywords') return { kind: 'skipped', why: 'keyword', score };
  return score.says === 'fine' ? { kind: 'skipped', why: 'local', score } : undefined;
}

function byScore({ text }: Looked, score: Score): Judgement {
  const verdict: Verdict = {
    ...{ action: 'NOTIFY_MODS', rule: 0, quote: text.slice(0, longestQuote) },
    confidence: Math.min(mostLocalConfidence, score.broken),
    reason: score.rule,
  };
  return { kind: 'verdict', verdict, rule: score.rule, source: 'local', answer: free, score };
}

const readAnswer = (answer: string, { text, rules }: Looked, kind: ModelKind): ReadVerdict =>
  kind === 'guard'
    ? readGuardAnswer(answer, text)
    : readVerdict(answer, { text, rules: rules.length });

const questionOf = (looked: Looked, { endpoint, kind, budget }: Model) => {
  const { community, person, text } = looked;
  const whose = person === '' ? {} : { person };
  const common = { community, ...whose, endpoint, budget, mostTokens };
  const cacheKey = cacheKeyOf(looked, { endpoint, kind });
  return kind === 'guard'
    ? { ...common, cacheKey, messages: guardMessages(text) }
    : {
        ...{ ...common, cacheKey, messages: chatMessages(looked) },
        schema: { name: 'verdict', schema: verdictSchema },
      };
};

/** What is the same says the same. A hash: what people said is not kept as a key. */
function cacheKeyOf(
  { community, text, rules, context }: Looked,
  { endpoint: { url, model }, kind }: Pick<Model, 'endpoint' | 'kind'>,
): string {
  const said = normalised(text);
  const around = kind === 'chat' && said.length < standsAloneFrom ? context : [];
  const key = [community, url, model, kind, kind === 'chat' ? rules : [], said, around];
  return createHash('sha256').update(JSON.stringify(key)).digest('base64url');
}
