import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { knowing, messageIn } from '../../support/ai-provider.ts';
import { cli } from '../../support/cli.ts';
import { providerForTest } from '../../support/provider-for-test.ts';

const cwd = tmpdir();

test(
  'measures a model on the labelled set, with a key that is shown nowhere',
  { timeout: 60_000 },
  async () => {
    const served = await providerForTest((question) =>
      knowing('idiot', { rule: 1 })({
        ...question,
        messages: [{ role: 'user', content: JSON.stringify({ message: messageIn(question) }) }],
      }),
    );
    const args = ['ai-eval', '--url', served.url, '--model', 'small', '--price-read', '1000'];
    const environment = { AI_EVAL_KEY: 'sk-very-secret' };
    const measured = await cli([...args, '--json'], { cwd, environment });
    const words = await cli([...args, '--most', '20'], { cwd, environment });

    expect(JSON.parse(measured.stdout)).toMatchObject({
      ...{ of: 'model', name: 'small', count: 330, failed: 0, hard: 72 },
    });
    expect(served.asked[0]?.key).toBe('sk-very-secret');
    expect(words.stdout).toMatch(/small: 20 texts, 0 without a valid answer/);
    expect(measured.stdout + words.stdout + words.stderr).not.toContain('sk-very-secret');
  },
);

test(
  'asks a provider that has a form of its own, and says which forms there are',
  { timeout: 60_000 },
  async () => {
    const verdict = { action: 'IGNORE', rule: 0, quote: '', confidence: 0.9, reason: 'Fine.' };
    const served = await providerForTest({
      wire(answer) {
        answer.setHeader('content-type', 'application/json');
        const content = [{ type: 'text', text: JSON.stringify(verdict) }];
        const usage = { input_tokens: 40, output_tokens: 9 };
        const message = { id: 'm', type: 'message', role: 'assistant', model: 'large', content };
        answer.end(JSON.stringify({ ...message, usage, stop_reason: 'end_turn' }));
      },
    });
    const args = ['ai-eval', '--url', served.url, '--model', 'large', '--most', '20'];
    const measured = await cli([...args, '--api', 'anthropic'], { cwd });
    const wrong = await cli([...args, '--api', 'carrier-pigeon'], { cwd });

    expect(measured.stdout).toMatch(/large: 20 texts, 0 without a valid answer/);
    expect(served.letters[0]).toMatchObject({ path: '/v1/messages', body: { model: 'large' } });
    expect(wrong.stderr).toMatch(/--api is one of openai, anthropic, google/);
  },
);

test(
  'measures the local score without any network, and says what is missing',
  { timeout: 60_000 },
  async () => {
    const local = await cli(['ai-eval'], { cwd });
    const nameless = await cli(['ai-eval', '--url', 'http://127.0.0.1:1/v1'], { cwd });

    expect(local.stdout).toMatch(/The local score: 330 texts.*unsure\nprecision [\d.]+ %, recall/);
    expect(nameless.code).not.toBe(0);
    expect(nameless.stderr).toMatch(/Name the model with --model/);
  },
);
