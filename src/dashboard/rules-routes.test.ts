import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { RulesView } from './rules-wire.ts';

async function page() {
  const door = await dashboardDoor();
  const { writing, reading } = await signIn(door);
  const view = async () => {
    const answer = await door.app.inject({ url: '/api/rules', headers: reading });
    return answer.json<RulesView>();
  };
  const { community } = await view();
  const post = (path: string, payload: object) =>
    door.app.inject({
      ...{ method: 'POST', url: `/api/rules${path}`, headers: writing },
      payload: { community, ...payload },
    });
  return { door, view, post };
}

test('a rule is added, put in force, tried on a text and removed', async () => {
  const { door, view, post } = await page();
  await post('', { act: 'add', sentence: 'if a message says "scam" then warn', name: 'words' });
  await post('', { act: 'mode', number: 1, mode: 'live' });
  expect((await view()).rules).toEqual([
    {
      ...{ number: 1, name: 'words', mode: 'live', hits: 0, people: 0 },
      sentence: 'when a message says "scam" then warn',
    },
  ]);

  const tried = await post('/test', { text: 'a s.c.a.m' });
  expect(tried.json()).toEqual([
    {
      ...{ number: 1, name: 'words', outcome: 'fires' },
      reasons: [{ condition: 'says "scam"', holds: true, value: 0, found: 's.c.a.m' }],
    },
  ]);
  await post('', { act: 'remove', number: 1 });
  expect((await view()).rules).toEqual([]);
  await door.life.end();
});

test('a preset is added at one click, and moved within its order', async () => {
  const { door, view, post } = await page();
  await post('', { act: 'preset', preset: 'irc' });
  await post('', { act: 'move', number: 6, place: 1 });

  const { rules } = await view();
  expect(rules.map(({ number }) => number)).toEqual([6, 1, 2, 3, 4, 5]);
  expect(rules.every(({ mode }) => mode === 'shadow')).toBe(true);
  await door.life.end();
});

test('what cannot be read is refused with what was expected, and so is a replay of nothing', async () => {
  const { door, post } = await page();
  const unread = await post('', { act: 'add', sentence: 'when a message has a horse then warn' });
  const unkept = await post('/replay', { rule: 'when a message has a link then warn' });

  expect(unread.statusCode).toBe(409);
  expect(unread.json<{ error: { message: string } }>().error.message).toMatch(
    /At "horse" I expected/,
  );
  expect(unkept.json<{ error: { message: string } }>().error.message).toMatch(/automod.keepDays/);
  await door.life.end();
});

test('where the network has no rules of its own, nothing is shown of them, and the switch says why', async () => {
  const { door, view, post } = await page();
  expect((await view()).mirror).toBeUndefined();
  const answer = await post('/mirror', { to: 'on' });
  expect(answer.statusCode).toBe(409);
  expect(answer.body).toMatch(/no rules of its own/);
  await door.life.end();
});
