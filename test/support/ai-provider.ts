import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const asked = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.unknown().optional(),
});

/** What reached the provider. */
export type Asked = z.output<typeof asked> & { readonly key: string };

/** How it answers: words of the model, or whatever it does with the wire. */
export type Behaviour =
  ((question: Asked) => string) | { readonly wire: (answer: ServerResponse, turn: number) => void };

export interface Letter {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Provider {
  readonly url: string;
  readonly asked: Asked[];
  /** How often it was called, read or not. */
  calls(): number;
  /** All that it was sent, as it came. */
  readonly letters: Letter[];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

/** A provider of language models on a real port, that behaves as a test wants. */
export async function aiProvider(first: Behaviour): Promise<Provider> {
  let behaviour = first;
  let turn = 0;
  const questions: Asked[] = [];
  const letters: Letter[] = [];
  const server = createServer((request, answer) => {
    turn += 1;
    const mine = turn;
    void bodyOf(request).then((body) => {
      letters.push({ path: request.url ?? '', headers: request.headers, body });
      const read = asked.safeParse(body);
      const question = { ...(read.data ?? { model: '', messages: [] }), key: keyIn(request) };
      questions.push(question);
      if (typeof behaviour === 'object') return behaviour.wire(answer, mine);
      answer.setHeader('content-type', 'application/json');
      answer.end(envelopeOf(behaviour(question)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked: questions,
    letters,
    calls: () => turn,
    behave(next) {
      behaviour = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const envelopeOf = (
  content: string,
  usage: unknown = { prompt_tokens: 100, completion_tokens: 20 },
) =>
  JSON.stringify({
    id: 'x',
    choices: [{ index: 0, message: { role: 'assistant', content } }],
    usage,
  });

/** The text of the message that is asked about, out of what a chat model was sent. */
export function messageIn({ messages }: Asked): string {
  const last: unknown = JSON.parse(messages.at(-1)?.content ?? '{}');
  return z.object({ message: z.string() }).parse(last).message;
}

/** A chat model that knows one bad word, and says where it stands. */
export const knowing =
  (word: string, verdict: Partial<Record<string, unknown>> = {}) =>
  (question: Asked): string => {
    const found = messageIn(question).toLowerCase().includes(word);
    const quote = found ? word : '';
    return JSON.stringify({
      ...{ action: found ? 'WARN' : 'IGNORE', rule: found ? 1 : 0, quote },
      ...{ confidence: found ? 0.95 : 0.9, reason: found ? 'It insults somebody.' : 'Fine.' },
      ...(found && verdict),
    });
  };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  const parts: AsyncIterable<Buffer> = request;
  for await (const part of parts) text += part.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the test sees an empty question.
    return {};
  }
}

const keyIn = ({ headers }: IncomingMessage): string =>
  (headers.authorization ?? '').replace(/^Bearer /, '');
