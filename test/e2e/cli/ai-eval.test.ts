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
