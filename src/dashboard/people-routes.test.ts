import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { PeoplePageView, PersonPageView } from './people-wire.ts';

async function room() {
  const door = await dashboardDoor();
  const { reading, writing } = await signIn(door);
  const get = (url: string) => door.app.inject({ url, headers: reading });
  const post = (url: string, payload: object) =>
    door.app.inject({ method: 'POST', url, headers: writing, payload });
  return { get, post };
}
const eve = '/api/people/discord:1/discord:7';

test('people are found per community, by name and by account', async () => {
  const { get } = await room();
  const found = async (query: string) =>
    (await get(`/api/people${query}`)).json<PeoplePageView>().people.map(({ name }) => name);
  expect(await found('?text=eva')).toEqual(['eve']);
  expect(await found('?text=account:eve')).toEqual(['eve']);
  expect(await found('?text=nobody')).toEqual([]);
  expect(await found('?text=eva&community=discord:2')).toEqual([]);
});

test('a person is told with identities, names, heat and what happened; of another community nothing', async () => {
  const { get } = await room();
  expect((await get(eve)).json<PersonPageView>()).toMatchObject({
    ...{ name: 'eve', heat: 6.4, counts: { warn: 2 }, guard: { held: [{ kind: 'muted' }] } },
    identities: [{ actor: 'discord:7' }, { actor: 'irc:libera:account:eve' }],
    events: [{ kind: 'review' }, { kind: 'case' }, { kind: 'guard' }, { kind: 'note' }],
  });
  expect((await get('/api/people/discord:2/discord:7')).statusCode).toBe(404);
});

test('an act tells its effect first; what hits others is done only for so many', async () => {
  const { post } = await room();
  expect((await post(`${eve}/preview`, { kind: 'mute', forMs: 60_000 })).json()).toMatchObject({
    ...{ name: 'eve', place: 'Castle', others: [], touches: [9] },
  });
  expect((await post(`${eve}/act`, { kind: 'warn', reason: 'be nice' })).json()).toEqual({
    ...{ number: 14, told: true },
  });
  const ban = await post(`${eve}/act`, { kind: 'ban' });
  expect([ban.statusCode, ban.body]).toEqual([409, expect.stringMatching(/bob/)]);
  expect((await post(`${eve}/act`, { kind: 'ban', others: 1 })).statusCode).toBe(200);
  expect((await post(`${eve}/lift`, { kind: 'mute' })).statusCode).toBe(409);
  expect((await post(`${eve}/act`, { kind: 'purge' })).statusCode).toBe(400);
});
