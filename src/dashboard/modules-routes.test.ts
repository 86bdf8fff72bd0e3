import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { ModuleCardView, ModulePageView } from './modules-wire.ts';

async function moduleDoor() {
  const door = await dashboardDoor();
  const { writing: headers } = await signIn(door);
  const get = async (url: string) => {
    const answer = await door.app.inject({ url, headers });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  const post = async (url: string, payload: object) => {
    const answer = await door.app.inject({ method: 'POST', url, headers, payload });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  return { ...door, get, post };
}

test('the pages of modules that one may see are listed and shown', async () => {
  const { get } = await moduleDoor();
  expect((await get('/api/module-pages')).body).toEqual([
    { module: 'board', name: 'thanks', title: 'Thanks' },
    { module: 'board', name: 'broken', title: 'Broken' },
  ]);
  const { body } = (await get('/api/module-pages/board/thanks')) as { body: ModulePageView };
  expect(body).toMatchObject({ title: 'Thanks', refreshMs: 10_000 });
  expect(body.blocks.map(({ kind }) => kind)).toEqual(['facts', 'table', 'form']);
  expect((await get('/api/module-pages/board/closed')).status).toBe(404);
  expect((await get('/api/module-pages/board/nothing')).status).toBe(404);
});

test('a form does what it says, and what does not fit is refused in words', async () => {
  const { get, post } = await moduleDoor();
  const thank = (values: object) => post('/api/module-pages/board/thanks/thank', { values });
  expect(await thank({ who: 'ann' })).toEqual({ status: 200, body: { said: 'ann has one more.' } });
  expect(JSON.stringify((await get('/api/module-pages/board/thanks')).body)).toContain(
    '"points":6',
  );
  expect(await thank({ who: 'eve' })).toMatchObject({
    ...{ status: 409, body: { error: { message: 'Nobody is called eve.' } } },
  });
  expect((await thank({ who: '' })).status).toBe(400);
  expect((await thank({ who: { nested: 1 } })).status).toBe(400);
  expect((await post('/api/module-pages/board/thanks/explode', {})).status).toBe(404);
  expect((await post('/api/module-pages/board/thanks/toString', {})).status).toBe(404);
});

test('a page or card that fails says so, and the others are there', async () => {
  const { get } = await moduleDoor();
  expect(await get('/api/module-pages/board/broken')).toMatchObject({
    ...{
      status: 500,
      body: { error: { message: 'Something went wrong in board; the log says what.' } },
    },
  });
  const { body } = (await get('/api/module-cards')) as { body: readonly ModuleCardView[] };
  expect(body).toMatchObject([
    { name: 'today', title: 'Thanks today', value: 8, page: 'thanks' },
    { name: 'broken', problem: 'Something went wrong in board; the log says what.' },
  ]);
});
