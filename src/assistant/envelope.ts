import { z } from 'zod';
import type { AiQuestion } from '../core/ai/gateway.ts';

/** What OpenAI-compatible servers answer, as far as it is of use. They add whatever they like. */
const envelope = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().max(100_000) }) }))
    .min(1)
    .max(20),
  usage: z
    .object({
      prompt_tokens: z.number().int().nonnegative(),
      completion_tokens: z.number().int().nonnegative(),
    })
    .optional()
    .catch(undefined),
});

export interface Opened {
  readonly text: string;
  /** As the server claims. */
  readonly usage?: { readonly read: number; readonly written: number };
}

export function openEnvelope(body: string): Opened | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Whatever it is: the caller says that it is no answer.
    return undefined;
  }
  const read = envelope.safeParse(json);
  const [first] = read.data?.choices ?? [];
  if (!first) return undefined;
  const usage = read.data?.usage;
  return {
    text: first.message.content,
    ...(usage && { usage: { read: usage.prompt_tokens, written: usage.completion_tokens } }),
  };
}

export const bodyOf = ({ endpoint, messages, mostTokens, schema }: AiQuestion): string =>
  JSON.stringify({
    ...{ model: endpoint.model, messages, temperature: 0, max_tokens: mostTokens, stream: false },
    ...(schema && {
      response_format: {
        type: 'json_schema',
        json_schema: { name: schema.name, strict: true, schema: schema.schema },
      },
    }),
  });

/** `https://host/v1` and `https://host/v1/` mean the same. */
export const chatUrl = (url: string): string => `${url.replace(/\/+$/, '')}/chat/completions`;
