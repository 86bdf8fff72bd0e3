import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { AiTrialEntry, AiView } from './ai-wire.ts';

async function page() {
  const door = await dashboardDoor();
  const { writing, reading } = await signIn(door);
  const view = async () => {
    const answer = await door.app.inject({ url: '/api/ai', headers: reading });
    return answer.json<AiView>();
  };
  const tried = (payload: object) =>
    door.app.inject({ method: 'POST', url: '/api/ai/test', headers: writing, payload });
  return { door, view, tried };
}

test('the board shows how the model does and what it said, newest first', async () => {
  const { door, view } = await page();
  const { community, places, board } = await view();

  expect(places.map((one) => one.community)).toContain(community);
  expect(board).toMatchObject({
    status: { mode: 'suggest', model: 'small', host: '127.0.0.1:11434' },
    latest: [{ number: 2 }, { number: 1, judged: 'dismissed' }],
  });
  // A key is set or not; it is nowhere in what the page gets.
  expect(JSON.stringify(board)).not.toMatch(/"key"/);
  await door.life.end();
});

test('a text is tried in a community that the bot is in, and in no other', async () => {
  const { door, view, tried } = await page();
  const { community } = await view();
  const said = await tried({ community, text: 'you idiot' });
  const elsewhere = await tried({ community: 'discord:404', text: 'you idiot' });
  const unread = await tried({ community: 'no id', text: 'you idiot' });

  expect(said.json<AiTrialEntry>()).toMatchObject({ outcome: 'verdict', quote: 'you idiot' });
  expect(elsewhere.statusCode).toBe(409);
  expect(unread.statusCode).toBe(400);
  await door.life.end();
});
