import { expect, test, describe } from 'vitest';
import { type Behaviour, type Provider, envelopeOf } from '../../test/support/ai-provider.ts';
import { providerForTest } from '../../test/support/provider-for-test.ts';
import { jumpingClock } from '../base/clock.ts';
import { communityId } from '../base/ids.ts';
import { lifetime } from '../base/lifetime.ts';
import { memoryLog } from '../base/log.ts';
import { seededRandom } from '../base/random.ts';
import { Secret } from '../base/secret.ts';
import type { AiQuestion } from '../core/ai/gateway.ts';
import { migrate, openDatabase } from '../storage/index.ts';
import { assistantPart, openGateway, spendingStore } from './index.ts';

const castle = communityId('irc:libera:#castle');
const day = () => new Date().toISOString().slice(0, 10);

async function withProvider(first: Behaviour) {
  const provider = await providerForTest(first);
  const database = await openDatabase(':memory:');
  await migrate(database, [assistantPart], 0);
  const life = lifetime('gateway');
  const [log, clock, random] = [memoryLog(), jumpingClock(), seededRandom(1)];
  const spending = spendingStore(database);
  const gateway = openGateway({ spending, clock, random, log, life });
  const ask = (more: Partial<AiQuestion> = {}) => gateway.ask({ ...questionTo(provider), ...more });
  const spent = async () => (await spending.days(castle, 1))[0];
  return { provider, gateway, ask, spent, log, clock, life };
}

const questionTo = ({ url }: Pick<Provider, 'url'>): AiQuestion => ({
  community: castle,
  person: 'irc:libera:account:ann',
  endpoint: {
    ...{ url, api: 'openai', model: 'small', key: new Secret('sk-very-secret'), mayBeLocal: true },
    ...{ price: { read: 1000, written: 2000 }, withinMs: 2000 },
  },
  budget: { tokens: 100_000, tokensOfPerson: 50_000, micros: 1_000_000 },
  messages: [{ role: 'user', content: 'hello '.repeat(20) }],
  mostTokens: 50,
});

const retryAfter = (status: number, seconds: string): Behaviour => ({
  wire: (answer, turn) => {
    if (turn > 1) return void answer.end(envelopeOf('fine'));
    answer.writeHead(status, { 'retry-after': seconds });
    answer.end('slow down');
  },
});

describe('a good provider', () => {
  test('is given the key, the model and the words, and what it used is counted at its price', async () => {
    const { ask, provider, spent } = await withProvider(() => 'fine');

    expect(await ask()).toMatchObject({
      ok: true,
      value: { text: 'fine', tokensRead: 100, tokensWritten: 20, micros: 140, cached: false },
    });
    expect(provider.asked[0]).toMatchObject({ key: 'sk-very-secret', model: 'small' });
    expect(await spent()).toEqual({ day: day(), requests: 1, tokens: 120, micros: 140 });
  });

  test('is asked once for the same question, even where many ask it at once', async () => {
    const { ask, provider, gateway, spent } = await withProvider(() => 'fine');
    const wave = Array.from({ length: 20 }, () => ask({ cacheKey: 'same' }));
    await Promise.all(wave);

    expect(await ask({ cacheKey: 'same' })).toMatchObject({
      value: { cached: true, micros: 0 },
    });
    expect(provider.calls()).toBe(1);
    expect(await spent()).toMatchObject({ requests: 1 });
    expect(gateway.cache()).toEqual({ asked: 21, hits: 20 });
    expect(gateway.forgetAnswers()).toBe(1);
    await ask({ cacheKey: 'same' });
    expect(provider.calls()).toBe(2);
  });

  test('gets three questions at once, and no more', async () => {
    let [open, most] = [0, 0];
    const { ask } = await withProvider({
      wire: (answer) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          answer.end(envelopeOf('fine'));
        }, 30);
      },
    });
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask()));

    expect(most).toBe(3);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(33);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { key: 'ai.refused.busy' } });
  });
});

describe('the budget', () => {
  test('of a person, of tokens and of money end each for itself, and hold for what is under way', async () => {
    const { ask, provider } = await withProvider(() => 'fine');
    const budget = { tokens: 100_000, tokensOfPerson: 300, micros: 1_000_000 };

    expect(await ask({ budget })).toMatchObject({ ok: true });
    expect(await ask({ budget })).toMatchObject({ ok: true });
    expect(await ask({ budget })).toMatchObject({ error: { key: 'ai.refused.budget' } });
    expect(await ask({ budget, person: 'irc:libera:account:bob' })).toMatchObject({ ok: true });
    for (const less of [{ tokens: 361 }, { micros: 421 }])
      expect(
        await ask({ budget: { ...budget, ...less }, person: 'irc:libera:account:eve' }),
      ).toMatchObject({ error: { key: 'ai.refused.budget' } });
    expect(provider.calls()).toBe(3);
  });

  test('is not lied away: a provider that claims nothing, or next to nothing, has used what was thought', async () => {
    const { ask, provider, spent } = await withProvider({
      wire: (answer) => answer.end(envelopeOf('fine', null)),
    });
    await ask();
    expect(await spent()).toMatchObject({ tokens: 118 });
    provider.behave({
      wire: (answer) => answer.end(envelopeOf('x', { prompt_tokens: 1, completion_tokens: 1e15 })),
    });
    await ask();
    expect(await spent()).toMatchObject({ tokens: 118 + 8 + 200 });
    // Who claims to have written nothing has written what came.
    provider.behave({
      wire: (answer) =>
        answer.end(envelopeOf('y'.repeat(320), { prompt_tokens: 1, completion_tokens: 0 })),
    });
    await ask();
    expect(await spent()).toMatchObject({ tokens: 118 + 8 + 200 + 8 + 40 });
  });
});

describe('a provider in trouble', () => {
  test.each([429, 503])('that answers %i is asked again when it says', async (status) => {
    const { ask, provider, clock } = await withProvider(retryAfter(status, '10'));
    const asking = ask();
    await expect.poll(provider.calls).toBe(1);
    await clock.advance(5000);
    expect(provider.calls()).toBe(1);
    await expect
      .poll(async () => {
        await clock.advance(3000);
        return provider.calls();
      })
      .toBe(2);
    expect(await asking).toMatchObject({ ok: true });
  });

  test('that wants to be left alone for an hour is, for this question', async () => {
    const { ask, provider, spent } = await withProvider(retryAfter(429, '3600'));

    expect(await ask()).toMatchObject({
      error: { key: 'ai.refused.failed', facts: { why: 'it answered 429' } },
    });
    expect(provider.calls()).toBe(1);
    expect(await spent()).toMatchObject({ tokens: 0, micros: 0 });
  });

  test('that is slow, or drips, is given up at its time, once, and is paid for', async () => {
    const { ask, provider, spent } = await withProvider({
      wire: (answer) => {
        const drip = setInterval(() => answer.write(' '), 20);
        answer.on('close', () => clearInterval(drip));
      },
    });
    const { endpoint } = questionTo(provider);

    expect(await ask({ endpoint: { ...endpoint, withinMs: 150 } })).toMatchObject({
      error: { facts: { why: 'no answer in time' } },
    });
    expect(provider.calls()).toBe(1);
    expect(await spent()).toMatchObject({ tokens: 118 });
  });

  test.each<[string, Behaviour, RegExp]>([
    ['broken JSON', { wire: (answer) => answer.end('{"choices": [') }, /not of the OpenAI form/],
    ['no choices', { wire: (answer) => answer.end('{"choices": []}') }, /not of the OpenAI form/],
    ['a huge body', { wire: (answer) => answer.end('x'.repeat(5_000_000)) }, /larger than 262144/],
    [
      'a redirect',
      { wire: (answer) => answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end() },
      /leads elsewhere/,
    ],
    [
      'a wrong key',
      { wire: (answer) => answer.writeHead(401).end('sk-very-secret') },
      /answered 401/,
    ],
  ])(
    'that answers with %s has not answered, and is not asked again',
    async (_what, behaviour, why) => {
      const { ask, provider, log } = await withProvider(behaviour);
      const answer = await ask();

      expect(answer).toMatchObject({ ok: false, error: { key: 'ai.refused.failed' } });
      expect(answer.ok ? '' : answer.error.facts['why']).toMatch(why);
      expect(provider.calls()).toBe(1);
      expect(JSON.stringify(log.lines)).not.toContain('sk-very-secret');
    },
  );

  test('rests after five failures, and one question finds out whether it is well again', async () => {
    const { ask, provider, gateway, clock } = await withProvider({
      wire: (answer) => answer.writeHead(404).end(),
    });
    for (let turn = 0; turn < 5; turn += 1) await ask();
    const { endpoint } = questionTo(provider);
    expect(gateway.standing(endpoint)).toMatchObject({
      ...{ breaker: 'resting', asked: 5, failed: 5, problem: 'it answered 404' },
    });
    expect(await ask()).toMatchObject({ error: { key: 'ai.refused.resting' } });
    expect(provider.calls()).toBe(5);

    provider.behave(() => 'well again');
    await clock.advance(61_000);
    expect(await ask()).toMatchObject({ ok: true });
    expect(gateway.standing(endpoint)).toMatchObject({ breaker: 'ready' });
  });

  test('does not rest because of messages that it does not like', async () => {
    const { ask, provider, gateway } = await withProvider({
      wire: (answer) => answer.writeHead(400).end('content policy'),
    });
    for (let turn = 0; turn < 8; turn += 1) await ask();

    expect(gateway.standing(questionTo(provider).endpoint).breaker).toBe('ready');
    expect(provider.calls()).toBe(8);
  });

  test('that is away is tried three times', async () => {
    const { ask, provider, clock, gateway } = await withProvider(() => 'fine');
    await provider.stop();
    const asking = ask();
    let settled = false;
    void asking.then(() => (settled = true));
    await expect
      .poll(async () => {
        await clock.advance(1000);
        return settled;
      })
      .toBe(true);
    expect(await asking).toMatchObject({ error: { key: 'ai.refused.failed' } });
    expect(gateway.standing(questionTo(provider).endpoint).problem).toMatch(/ECONNREFUSED/);
  });
});

test('an address inside this network is nobody’s to name but the owner’s', async () => {
  const { ask, provider } = await withProvider(() => 'fine');
  const { endpoint } = questionTo(provider);
  const fenced = (url: string) => ask({ endpoint: { ...endpoint, url, mayBeLocal: false } });
  for (const url of [
    provider.url,
    provider.url.replace('127.0.0.1', 'localhost'),
    'http://[::1]:9/',
  ])
    expect(await fenced(url)).toMatchObject({
      error: { facts: { why: expect.stringMatching(/inside a private network/) as unknown } },
    });
  expect(await fenced('file:///etc/passwd')).toMatchObject({ ok: false });
  expect(provider.calls()).toBe(0);
});

test('ending does not wait for an answer, and what was taken is written', async () => {
  const { ask, life, provider } = await withProvider({ wire: () => {} });
  const asking = ask();
  await expect.poll(provider.calls).toBe(1);
  expect(await life.end()).toEqual([]);

  expect(await asking).toMatchObject({ error: { key: 'ai.refused.resting' } });
});
