import { onTestFinished, expect, test } from 'vitest';
import { bench, castle } from '../../../test/support/bench-of-commands.ts';
import { lifetime } from '../../base/lifetime.ts';
import { defineTexts } from '../texts/texts.ts';
import type { Alert } from './alerts.ts';
import type { Delivery } from './outbox.ts';
import { tellWebhook } from './webhook.ts';

const words = defineTexts({
  en: { 'test.broken': '**{what}** is broken.' },
  fr: { 'test.broken': '**{what}** est en panne.' },
});
const broken = (what: string, more: Partial<Alert> = {}): Alert => ({
  ...{ subject: `test:${what}`, tone: 'error' },
  text: { key: 'test.broken', facts: { what } },
  ...more,
});

/** A webhook whose server answers as it is told; `done` when it is told nothing. */
async function posting(
  answers: (Delivery | 'hang')[] = [],
  address = () => 'https://x.org/s3cret',
) {
  const { ports, log, clock } = await bench([]);
  ports.texts.add(words);
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  const posted: { atMs: number; body: Record<string, unknown> }[] = [];
  tellWebhook({
    ...{ ...ports, log, clock, life, random: { below: () => 0 } },
    address: () => Promise.resolve(address()),
    post(_url, body, signal) {
      posted.push({ atMs: clock.now(), body: JSON.parse(body) as Record<string, unknown> });
      const answer = answers.shift() ?? { kind: 'done' };
      if (answer !== 'hang') return Promise.resolve(answer);
      return new Promise((resolve) => {
        const stopped = () => resolve({ kind: 'again', why: 'stopped' });
        signal.addEventListener('abort', stopped, { once: true });
      });
    },
  });
  return { posted, log, clock, life, raise: ports.alerts.raise };
}

test('an alert is posted in words for Discord and in parts for programs, and pings nobody', async () => {
  const { posted, raise, clock } = await posting();
  raise(broken('backup @everyone'));
  await clock.advance(0);

  expect(posted.map(({ body }) => body)).toEqual([
    {
      username: 'Castellan',
      content: '🛑 **backup @everyone** is broken.',
      allowed_mentions: { parse: [] },
      alert: {
        ...{ subject: 'test:backup @everyone', tone: 'error', key: 'test.broken', untold: 0 },
        ...{ text: 'backup @everyone is broken.', facts: { what: 'backup @everyone' } },
        at: new Date(clock.now()).toISOString(),
      },
    },
  ]);
});

test('what concerns one space is told in that space alone', async () => {
  const { posted, raise, clock } = await posting();
  raise(broken('door', castle.space === undefined ? {} : { space: castle.space }));
  await clock.advance(0);

  expect(posted).toEqual([]);
});

test('a server that fails is asked again later and later, and the next alert waits its turn', async () => {
  const down: Delivery = { kind: 'again', why: 'It answered 503' };
  const { posted, raise, clock } = await posting([down, down, { ...down, afterMs: 60_000 }]);
  const fromMs = clock.now();
  raise(broken('one'));
  raise(broken('two'));
  await clock.advance(600_000);

  const seconds = posted.map(({ atMs }) => (atMs - fromMs) / 1000);
  expect(seconds).toEqual([0, 5, 25, 85, 85]);
  expect(posted.map(({ body }) => body['content'])).toEqual([
    ...Array<string>(4).fill('🛑 **one** is broken.'),
    '🛑 **two** is broken.',
  ]);
});

test('what is refused for good or failed five times is logged, without the address', async () => {
  const never: Delivery = { kind: 'never', why: 'It answered 404' };
  const down: Delivery = { kind: 'again', why: 'It answered 500' };
  const { posted, raise, clock, log } = await posting([never, ...Array<Delivery>(9).fill(down)]);
  raise(broken('one'));
  raise(broken('two'));
  await clock.advance(3_600_000);

  expect(posted).toHaveLength(1 + 5);
  expect(JSON.stringify(log.lines)).not.toContain('s3cret');
  const told = log.lines.filter(({ message }) => message === 'It could not be posted');
  expect(told.map(({ facts }) => facts)).toMatchObject([
    { why: 'It answered 404', host: 'x.org' },
    { why: 'It answered 500' },
  ]);
});

test('one that hangs holds up nobody, and the end of the program does not wait for it', async () => {
  const { posted, raise, clock, life } = await posting(['hang']);
  for (let turn = 0; turn < 200; turn += 1) raise(broken(`part ${turn}`));
  await clock.advance(0);
  expect(posted).toHaveLength(1);
  await life.end();

  expect(posted).toHaveLength(1);
});

test('without an address nothing is posted', async () => {
  const { posted, raise, clock } = await posting([], () => undefined as never);
  raise(broken('one'));
  await clock.advance(0);

  expect(posted).toEqual([]);
});
