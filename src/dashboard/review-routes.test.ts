import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { ReviewPageView } from './review-wire.ts';

async function room() {
  const door = await dashboardDoor();
  const { reading, writing } = await signIn(door);
  const get = (url: string) => door.app.inject({ url, headers: reading });
  const post = (url: string, payload: object) =>
    door.app.inject({ method: 'POST', url, headers: writing, payload });
  return { get, post, sample: door.sample };
}

test('what waits is told with who asks, and without what the network takes of a person', async () => {
  const { get } = await room();
  const page = (await get('/api/review')).json<ReviewPageView>();
  expect(page).toMatchObject({
    communities: [{ id: 'discord:1', name: 'Castle', open: 3 }],
    community: 'discord:1',
  });
  expect(page.items.map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(page.items[0]).toMatchObject({
    claims: [{ quote: 'such an idiot', confidence: 0.83 }],
    context: [{ own: false }, { own: true }, { own: false }],
  });
  expect(page.items[0]?.actor).toEqual({ id: 'discord:7', name: 'eve' });
  expect((await get('/api/review?community=discord:2')).json<ReviewPageView>().items).toEqual([]);
});

test('a moderator decides in his name, once; who comes late hears who was faster', async () => {
  const { get, post } = await room();
  const change = { verdict: 'change', act: { kind: 'ban', forMs: 3_600_000 } };
  expect((await post('/api/review/discord:1/3/decide', change)).json()).toMatchObject({
    state: 'changed',
    decision: { byName: 'owner', act: { kind: 'ban', forMs: 3_600_000 } },
  });
  const late = await post('/api/review/discord:1/3/decide', { verdict: 'dismiss' });
  expect([late.statusCode, late.body]).toEqual([409, expect.stringMatching(/owner was faster/)]);
  const open = (await get('/api/review?show=open')).json<ReviewPageView>();
  expect(open.items.map(({ id }) => id)).toEqual([2, 1]);
  const decided = (await get('/api/review?show=decided')).json<ReviewPageView>();
  expect(decided.items.map(({ id }) => id)).toEqual([3]);
  expect((await post('/api/review/discord:1/3/undo', {})).json()).toMatchObject({ state: 'open' });
});

test('what makes no sense is refused, and what is not there is not found', async () => {
  const { post } = await room();
  const decide = (body: object, id = 3) => post(`/api/review/discord:1/${id}/decide`, body);
  expect((await decide({ verdict: 'maybe' })).statusCode).toBe(400);
  expect((await decide({ verdict: 'change' })).statusCode).toBe(400);
  expect((await decide({ verdict: 'change', act: { kind: 'hug' } })).statusCode).toBe(400);
  expect((await decide({ verdict: 'approve' }, 99)).statusCode).toBe(404);
  expect((await post('/api/review/discord:2/3/decide', { verdict: 'approve' })).statusCode).toBe(
    404,
  );
});
