import type { createAnthropic } from '@ai-sdk/anthropic';
import type { AiQuestion } from '../core/ai/gateway.ts';
import type { Opened } from './envelope.ts';
import { NoAnswer, type Post } from './post-json.ts';

/** A model as the SDK has it, whoever's it is. */
type SdkModel = ReturnType<ReturnType<typeof createAnthropic>>;

interface SdkSettings {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
}

/**
 * Asks through the SDK of a provider that does not speak OpenAI's form. Only the form is the SDK's: what is sent goes out
 * by `post`, within our bounds, and the SDK neither tries again nor looks for keys anywhere.
 */
export async function askedBySdk(
  { endpoint, messages, mostTokens, schema }: AiQuestion,
  post: Post,
  open: (settings: SdkSettings, model: string) => Promise<SdkModel>,
): Promise<Opened> {
  let problem: unknown;
  const posting: typeof fetch = async (url, init) => {
    try {
      const headers = Object.fromEntries(new Headers(init?.headers));
      const body = typeof init?.body === 'string' ? init.body : '';
      const { status, text } = await post({ url: addressIn(url), headers, body });
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    } catch (failure) {
      problem = failure;
      throw failure;
    }
  };
  const settings = {
    ...{ baseURL: endpoint.url.replace(/\/+$/, ''), fetch: posting },
    // Where none is given, the SDK would take one from the environment.
    apiKey: endpoint.key?.reveal() ?? '',
  };
  const model = await open(settings, endpoint.model);
  try {
    const { content, usage } = await model.doGenerate({
      prompt: messages.map(promptOf),
      ...{ maxOutputTokens: mostTokens, temperature: 0 },
      ...(schema && {
        responseFormat: { type: 'json', name: schema.name, schema: schema.schema },
      }),
    });
    const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
    const [read, written] = [usage.inputTokens.total, usage.outputTokens.total];
    // A provider's own filter: anybody could make the model rest if that counted as a failure.
    if (text === '') throw new NoAnswer('content', 'the model said nothing');
    if (text.length > longestText) throw new NoAnswer('unread', 'the answer is too long');
    return { text, ...(isCount(read) && isCount(written) && { usage: { read, written } }) };
  } catch (failure) {
    if (problem instanceof Error) throw problem;
    if (failure instanceof NoAnswer) throw failure;
    // The SDK's own words may hold what was sent.
    throw new NoAnswer('unread', `the answer is not of the form of ${endpoint.api}`);
  }
}

const longestText = 100_000;

const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0;

const addressIn = (url: Parameters<typeof fetch>[0]): string =>
  typeof url === 'string' ? url : url instanceof URL ? url.href : url.url;

type Prompt = Parameters<SdkModel['doGenerate']>[0]['prompt'][number];

const promptOf = ({ role, content }: AiQuestion['messages'][number]): Prompt =>
  role === 'system' ? { role, content } : { role, content: [{ type: 'text', text: content }] };
