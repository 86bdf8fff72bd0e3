import type { CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';

/** What is spoken at an address: OpenAI's form, which most servers have, or a provider's own. */
export const aiApis = ['openai', 'anthropic', 'google'] as const;
export type AiApi = (typeof aiApis)[number];

/** A model, where it is asked, and what it costs there. */
export interface AiEndpoint {
  /** Of the API, like `https://api.example.org/v1` or `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly api: AiApi;
  readonly model: string;
  readonly key?: Secret;
  /** Whether the address may lie inside one's own network: only where the owner of the instance gave it. */
  readonly mayBeLocal: boolean;
  /** In thousandths of one's currency for a million tokens: 150 is 0.15. */
  readonly price: { readonly read: number; readonly written: number };
  /** How long one try may take. */
  readonly withinMs: number;
}

/** What may be spent from midnight to midnight (UTC). What is over is asked of no model. */
export interface AiBudget {
  readonly tokens: number;
  /** What one person's messages may use of them. */
  readonly tokensOfPerson: number;
  /** In millionths of one's currency. */
  readonly micros: number;
}

export interface AiMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface AiQuestion {
  readonly community: CommunityId;
  /** Whose message it is about. */
  readonly person?: string;
  readonly endpoint: AiEndpoint;
  readonly budget: AiBudget;
  readonly messages: readonly AiMessage[];
  /** The JSON schema that the answer must have, told to the model. Whoever asks checks the answer all the same. */
  readonly schema?: { readonly name: string; readonly schema: object };
  readonly mostTokens: number;
  /** Questions with the same key have the same answer, for an hour. Absent: asked anew each time. */
  readonly cacheKey?: string;
}

export interface AiAnswer {
  readonly text: string;
  readonly tokensRead: number;
  readonly tokensWritten: number;
  /** In millionths of one's currency; 0 for what was asked before. */
  readonly micros: number;
  readonly tookMs: number;
  readonly cached: boolean;
}

/** What was spent on a day. */
export interface AiDay {
  /** `2027-01-31`, in UTC. */
  readonly day: string;
  readonly requests: number;
  readonly tokens: number;
  readonly micros: number;
}

/** How a model does, since the start. */
export interface AiStanding {
  readonly breaker: 'ready' | 'resting' | 'probing';
  /** When it is tried again, epoch ms, where it rests. */
  readonly retryAtMs?: number;
  readonly asked: number;
  readonly failed: number;
  /** Why it failed last, in words without any secret. */
  readonly problem?: string;
  readonly medianMs: number;
  /** 95 of 100 were faster. */
  readonly slowMs: number;
}

/**
 * The one way to language models: bounded in time, size, number and money. Never throws for what a server does; an
 * answer that does not come is a refusal with a key below `ai.refused`.
 */
export interface AiGateway {
  ask(question: AiQuestion): Promise<Result<AiAnswer>>;
  standing(endpoint: Pick<AiEndpoint, 'url' | 'model'>): AiStanding;
  /** How often an answer was remembered, of how many questions, since the start. */
  cache(): { readonly asked: number; readonly hits: number };
  /** The last days on which something was spent, newest first. */
  days(community: CommunityId, most: number): Promise<readonly AiDay[]>;
  /** Forgets all remembered answers: one may quote somebody who wants to be forgotten. */
  forgetAnswers(): number;
}
