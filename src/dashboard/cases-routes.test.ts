import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { CasesPage, WholeCaseView } from './cases-wire.ts';

async function room() {
  const door = await dashboardDoor();
  const { reading, writing } = await signIn(door);
  const get = (url: string) => door.app.inject({ url, headers: reading });
  const post = (url: string, payload: object) =>
    door.app.inject({ method: 'POST', url, headers: writing, payload });
  return { get, post };
}

test('cases are listed for the busiest community first, and narrowed as asked', async () => {
  const { get } = await room();
  const page = (await get('/api/cases')).json<CasesPage>();
  expect(page).toMatchObject({
    communities: [
      { id: 'discord:1', name: 'Castle', cases: 1 },
      { id: 'irc:libera:#castle', name: '#castle on libera', cases: 0 },
      { id: 'discord:9001', name: 'Castle Town', cases: 0 },
    ],
    community: 'discord:1',
    cases: [{ number: 1, kind: 'ban', targetName: 'eve' }],
    more: false,
  });
  expect((await get('/api/cases?text=nothing')).json<CasesPage>().cases).toEqual([]);
  expect((await get('/api/cases?community=discord:2')).json<CasesPage>().cases).toEqual([]);
  expect((await get('/api/cases?kind=hug')).statusCode).toBe(400);
});

test('one case is told with what counts against the person; what is not there is said', async () => {
  const { get } = await room();
  const found = await get('/api/cases/discord:1/1');
  expect(found.json<WholeCaseView>()).toMatchObject({ number: 1, counts: { ban: 1 }, notes: [] });
  expect((await get('/api/cases/discord:1/2')).statusCode).toBe(404);
  expect((await get('/api/cases/discord:2/1')).statusCode).toBe(404);
});

test('a case is taken back and noted at, in the name of the owner', async () => {
  const { post } = await room();
  const reversed = await post('/api/cases/discord:1/1/reverse', { why: 'a mistake' });
  expect([reversed.statusCode, reversed.json()]).toMatchObject([200, { state: 'ended' }]);
  expect((await post('/api/cases/discord:1/9/reverse', { why: '' })).statusCode).toBe(404);
  expect((await post('/api/cases/discord:1/1/note', { text: 'look at him' })).statusCode).toBe(200);
  expect((await post('/api/cases/discord:1/1/note', { text: ' ' })).statusCode).toBe(400);
});
