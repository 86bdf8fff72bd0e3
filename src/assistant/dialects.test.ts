import { describe, expect, test } from 'vitest';
import type { Behaviour } from '../../test/support/ai-provider.ts';
import { providerForTest } from '../../test/support/provider-for-test.ts';
import { systemClock } from '../base/clock.ts';
import { Secret } from '../base/secret.ts';
import type { AiApi, AiQuestion } from '../core/ai/gateway.ts';
import { communityId } from '../base/ids.ts';
import { dialects } from './dialects.ts';
import { postJson } from './post-json.ts';

const verdict = '{"action":"WARN"}';
const schema = {
  type: 'object',
  properties: { action: { type: 'string' } },
  required: ['action'],
  additionalProperties: false,
};

/** As the providers document their answers. */
const claude = (content: object[]) => ({
  ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'claude', content },
  ...{ stop_reason: 'end_turn', stop_sequence: null },
  usage: { input_tokens: 41, output_tokens: 7 },
});
const gemini = {
  candidates: [
    { content: { role: 'model', parts: [{ text: verdict }] }, finishReason: 'STOP', index: 0 },
  ],
  usageMetadata: { promptTokenCount: 41, candidatesTokenCount: 7, totalTokenCount: 48 },
};

const answering = (
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Behaviour => ({
  wire(answer) {
    answer.writeHead(status, { 'content-type': 'application/json', ...headers });
    answer.end(typeof body === 'string' ? body : JSON.stringify(body));
  },
});

async function asking(api: AiApi, behaviour: Behaviour, key = 'sk-secret') {
  const provider = await providerForTest(behaviour);
  const question: AiQuestion = {
    community: communityId('irc:libera:#castle'),
    endpoint: {
      ...{ url: `${provider.url}/`, api, model: 'large', mayBeLocal: true, withinMs: 2000 },
      ...{ price: { read: 0, written: 0 }, ...(key !== '' && { key: new Secret(key) }) },
    },
    budget: { tokens: 1, tokensOfPerson: 1, micros: 1 },
    messages: [
      { role: 'system', content: 'Judge.' },
      { role: 'user', content: 'you fool' },
    ],
    ...{ mostTokens: 50, schema: { name: 'verdict', schema } },
  };
  const bounds = { mayBeLocal: true, withinMs: 300, mostBytes: 2000 };
  const { signal } = new AbortController();
  const answer = dialects[api](question, (letter) =>
    postJson({ ...letter, ...bounds, signal }, systemClock),
  );
  return { provider, answer };
}

describe('a provider with a form of its own', () => {
  test('Anthropic gets its key, the words and the schema, and says what it read and wrote', async () => {
    const { provider, answer } = await asking(
      'anthropic',
      answering(claude([{ type: 'text', text: verdict }])),
    );

    expect(await answer).toEqual({ text: verdict, usage: { read: 41, written: 7 } });
    expect(provider.letters).toMatchObject([
      {
        path: '/v1/messages',
        headers: { 'x-api-key': 'sk-secret', 'user-agent': 'Castellan' },
        body: { model: 'large', max_tokens: 50, system: [{ text: 'Judge.' }] },
      },
    ]);
    expect(JSON.stringify(provider.letters[0]?.body)).toContain('you fool');
    expect(JSON.stringify(provider.letters[0]?.body)).toContain('"action"');
  });

  test('Gemini, too', async () => {
    const { provider, answer } = await asking('google', answering(gemini));

    expect(await answer).toEqual({ text: verdict, usage: { read: 41, written: 7 } });
    expect(provider.letters).toMatchObject([
      {
        path: '/v1/models/large:generateContent',
        headers: { 'x-goog-api-key': 'sk-secret' },
        body: {
          generationConfig: { maxOutputTokens: 50, responseMimeType: 'application/json' },
          systemInstruction: { parts: [{ text: 'Judge.' }] },
        },
      },
    ]);
  });

  test.each(['anthropic', 'google'] as const)(
    '%s: no key is taken from the environment where none is set',
    async (api) => {
      process.env['ANTHROPIC_API_KEY'] = 'sk-of-the-machine';
      process.env['GOOGLE_GENERATIVE_AI_API_KEY'] = 'sk-of-the-machine';
      const { provider, answer } = await asking(api, answering('{}', 401), '');
      await expect(answer).rejects.toMatchObject({ kind: 'never' });

      expect(JSON.stringify(provider.letters)).not.toContain('sk-of-the-machine');
    },
  );

  test('that says nothing, because a filter of its own does not like it, is no broken one', async () => {
    const blocked = { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: {} };
    const { answer } = await asking('google', answering(blocked));
    await expect(answer).rejects.toMatchObject({ name: 'NoAnswer', kind: 'content' });
  });

  test.each([
    ['busy', answering('slow down', 429, { 'retry-after': '3' }), { kind: 'again', afterMs: 3000 }],
    ['down', answering('<html>', 503), { kind: 'again' }],
    ['picky', answering('{"error":{"message":"you fool"}}', 400), { kind: 'content' }],
    ['locked', answering('{}', 403), { kind: 'never' }],
    ['elsewhere', answering('', 302, { location: 'http://127.0.0.1/' }), { kind: 'never' }],
    ['nonsense', answering('<html>you fool</html>'), { kind: 'unread' }],
    ['another form', answering({ choices: 5, candidates: 5 }), { kind: 'unread' }],
    ['huge', answering('x'.repeat(5000)), { kind: 'unread' }],
    ['silent', { wire: () => {} }, { kind: 'late' }],
    ['cut', { wire: (answer) => void answer.destroy() }, { kind: 'again' }],
  ] satisfies [string, Behaviour, object][])(
    'that is %s is understood, asked once, and its words are told to nobody',
    async (_what, behaviour, expected) => {
      for (const api of ['anthropic', 'google'] as const) {
        const { provider, answer } = await asking(api, behaviour);
        const failure: unknown = await answer.catch((thrown: unknown) => thrown);
        expect(failure).toMatchObject({ name: 'NoAnswer', ...expected });
        expect(String(failure)).not.toMatch(/you fool|sk-secret/);
        expect(provider.calls()).toBe(1);
      }
    },
  );
});
