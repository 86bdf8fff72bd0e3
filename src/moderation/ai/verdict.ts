import { z } from 'zod';

/** What a model may say about a message. Nothing else, and of nobody but its author. */
export const aiActions = [
  ...(['IGNORE', 'WARN', 'DELETE', 'TIMEOUT_SHORT', 'TIMEOUT_MEDIUM', 'TIMEOUT_LONG'] as const),
  ...(['KICK', 'BAN', 'NOTIFY_MODS', 'SELF_HARM'] as const),
] as const;
export type AiAction = (typeof aiActions)[number];

export interface Verdict {
  readonly action: AiAction;
  /** The number of the rule; 0 where none is broken. */
  readonly rule: number;
  /** What it rests on, as it stands in the message; empty for IGNORE alone. */
  readonly quote: string;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

/** Why an answer is no verdict. */
export type Void = 'not-json' | 'schema' | 'rule' | 'quote';

export type ReadVerdict =
  { readonly ok: true; readonly verdict: Verdict } | { readonly ok: false; readonly why: Void };

const longestReason = 300;
const longestQuote = 400;

const shape = z.strictObject({
  action: z.enum(aiActions),
  rule: z.int().min(0).max(100),
  quote: z.string().max(longestQuote),
  confidence: z.number().min(0).max(1),
  reason: z.string().max(longestReason),
});

/** The same, as models are told it. */
export const verdictSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['action', 'rule', 'quote', 'confidence', 'reason'],
  properties: {
    action: { type: 'string', enum: aiActions },
    rule: { type: 'integer', minimum: 0 },
    quote: { type: 'string', maxLength: longestQuote },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    reason: { type: 'string', maxLength: longestReason },
  },
} as const;

/** Of what was asked. */
export interface About {
  readonly text: string;
  /** How many rules there are. */
  readonly rules: number;
}

/** Reads what a chat model answered. Whatever does not fit in any way is no verdict at all. */
export function readVerdict(answer: string, { text, rules }: About): ReadVerdict {
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch {
    // Models that chat are not asked what they might have meant.
    return { ok: false, why: 'not-json' };
  }
  const read = shape.safeParse(json);
  if (!read.success) return { ok: false, why: 'schema' };
  const verdict = read.data;
  if (verdict.action === 'IGNORE') return { ok: true, verdict };
  const hasRule = verdict.rule >= 1 && verdict.rule <= rules;
  // Who is in danger breaks no rule.
  if (!hasRule && verdict.action !== 'SELF_HARM') return { ok: false, why: 'rule' };
  return stands(verdict.quote, text) ? { ok: true, verdict } : { ok: false, why: 'quote' };
}

/** Whether a quote stands in a text, however it is spaced and written small or large. */
export function stands(quote: string, text: string): boolean {
  const wanted = normalised(quote);
  return wanted !== '' && normalised(text).includes(wanted);
}

/** What two texts have in common that say the same. */
export const normalised = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
