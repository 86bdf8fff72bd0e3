import { expect, test } from 'vitest';
import { manualClock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import type { Said } from '../../../core/platform.ts';
import type { ApiCall } from '../api.ts';
import type { InteractionKind } from '../inbound/interactions.ts';
import { bodyFrom } from './from-card.ts';
import { InteractionCalls } from './interaction-calls.ts';
import { Interaction } from './interaction.ts';

const body = bodyFrom({ say: 'hi' });

/** An interaction in front of an API that does what `answer` says. */
function opened(kind: InteractionKind, answer: (call: ApiCall) => unknown = () => undefined) {
  const clock = manualClock();
  const calls: string[] = [];
  const api = {
    call(made: ApiCall) {
      const sent = made.body as { type?: number; flags?: number } | undefined;
      const what = made.route.endsWith('/callback')
        ? `callback ${sent?.type ?? ''}`
        : `${made.method} ${made.route.includes('@original') ? 'original' : 'follow-up'}${sent?.flags === 64 ? ' private' : ''}`;
      calls.push(what);
      return Promise.resolve().then(() => answer(made));
    },
  };
  const inChannel: unknown[] = [];
  let settled = 0;
  const interaction = new Interaction({
    kind,
    calls: new InteractionCalls(api, { id: '1', token: 'secret', application: '2' }),
    clock,
    sayInChannel: (said): Promise<Said> => {
      inChannel.push(said);
      return Promise.resolve({});
    },
    onSaid: () => undefined,
    onSettled: () => (settled += 1),
  });
  return { clock, calls, inChannel, interaction, settled: () => settled };
}

const refusing = (code: number) => () => {
  throw new CastellanError('platform-refused', 'no', { facts: { code } });
};

test('a quick answer is one call', async () => {
  const { interaction, calls, clock } = opened('invocation');
  await interaction.reply(body, {});
  await clock.advance(20 * 60_000);

  expect(calls).toEqual(['callback 4']);
});

test('after two seconds a sign is given, and the answer takes its place', async () => {
  const { interaction, calls, clock } = opened('invocation');
  await clock.advance(1_999);
  expect(calls).toEqual([]);
  await clock.advance(1);
  await interaction.reply(body, {});

  expect(calls).toEqual(['callback 5', 'Patch original']);
});

test('a component is deferred without a trace and may then say or change', async () => {
  const { interaction, calls, clock } = opened('component');
  await clock.advance(2_000);
  await interaction.reply(body, { private: true });
  await interaction.reply(body, { update: true });

  expect(calls).toEqual(['callback 6', 'Post follow-up private', 'Patch original']);
});

test('a private answer after a public sign takes the sign away first', async () => {
  const { interaction, calls, clock } = opened('invocation');
  await clock.advance(2_000);
  await interaction.reply(body, { private: true });

  expect(calls).toEqual(['callback 5', 'Delete original', 'Post follow-up private']);
});

test('an answer that overtakes the sign waits for it', async () => {
  const release = Promise.withResolvers<undefined>();
  const { interaction, calls, clock } = opened('invocation', ({ body: sent }) =>
    (sent as { type?: number }).type === 5 ? release.promise : undefined,
  );
  await clock.advance(2_000);
  const answer = interaction.reply(body, {});
  expect(calls).toEqual(['callback 5']);
  release.resolve(undefined);
  await answer;

  expect(calls).toEqual(['callback 5', 'Patch original']);
});

test('a sign that nobody followed is taken away before the token dies', async () => {
  const { calls, clock, settled } = opened('invocation');
  await clock.advance(2_000);
  await clock.advance(14 * 60_000);

  expect(calls).toEqual(['callback 5', 'Delete original']);
  expect(settled()).toBe(1);
});

test('when the sign comes too late the answer goes to the channel', async () => {
  const { interaction, clock, inChannel } = opened('invocation', refusing(10_062));
  await clock.advance(2_000);
  await interaction.reply(body, {});
  await expect(interaction.reply(body, { private: true })).rejects.toThrow(/private/);

  expect(inChannel).toEqual([body]);
});

test("a refusal for another reason is the caller's to know", async () => {
  const { interaction, inChannel } = opened('invocation', refusing(50_013));

  await expect(interaction.reply(body, {})).rejects.toMatchObject({ code: 'platform-refused' });
  expect(inChannel).toEqual([]);
});

test('"already acknowledged" means that our own answer stands', async () => {
  const { interaction, calls } = opened('invocation', (call) => {
    if (call.route.endsWith('/callback')) refusing(40_060)();
    return { id: '77' };
  });

  expect(await interaction.reply(body, {})).toEqual({ message: '77' });
  expect(calls).toEqual(['callback 4', 'Patch original']);
});

test('suggestions are distinct, short and few', async () => {
  const sent: unknown[] = [];
  const { interaction } = opened('completion', (call) => void sent.push(call.body));
  await interaction.complete([
    '',
    'a',
    'a',
    'x'.repeat(200),
    ...Array.from({ length: 40 }, (_, at) => `n${at}`),
  ]);

  const { data } = sent[0] as { data: { choices: { name: string; value: string }[] } };
  expect(data.choices).toHaveLength(25);
  expect(data.choices.slice(0, 2).map(({ name }) => name)).toEqual(['a', `${'x'.repeat(99)}…`]);
});

test('a form cannot answer a form, nor have six fields', async () => {
  const field = { id: 'a', label: 'A' };
  const { interaction } = opened('form');
  await expect(interaction.ask({ id: 'f', title: 'F', fields: [field] })).rejects.toMatchObject({
    code: 'platform-refused',
  });
  expect(() =>
    opened('invocation').interaction.ask({
      id: 'f',
      title: 'F',
      fields: Array(6).fill(field) as [],
    }),
  ).toThrow(/1 to 5 fields/);
});
