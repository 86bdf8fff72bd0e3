import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { HooksView } from './hooks-wire.ts';

async function hookDoor() {
  const door = await dashboardDoor();
  const { writing: headers } = await signIn(door);
  const act = async (id: string, what: string) => {
    const url = `/api/hooks/${encodeURIComponent(id)}/${what}`;
    const answer = await door.app.inject({ method: 'POST', url, headers });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  const get = async (url: string) => (await door.app.inject({ url, headers })).json<unknown>();
  return { act, get, states: async () => statesOf((await get('/api/hooks')) as HooksView) };
}

const statesOf = ({ hooks }: HooksView) => hooks.map(({ now }) => now.state);

test('hooks are listed, disabled, enabled and reset, with their ids as they are', async () => {
  const { act, states } = await hookDoor();
  expect(await states()).toEqual(['ready', 'open', 'disabled']);
  expect((await act('reaction:poll.count', 'enable')).status).toBe(200);
  expect((await act('member-joined:greeter', 'reset')).status).toBe(200);
  expect((await act('message:karma.thanks', 'disable')).status).toBe(200);

  expect(await states()).toEqual(['disabled', 'ready', 'ready']);
});

test('what cannot be done is refused in words that say what to do', async () => {
  const { act } = await hookDoor();
  expect(await act('message:karma.thanks', 'enable')).toEqual({
    status: 409,
    body: {
      error: {
        ...{ code: 'refused', message: 'This hook is not disabled.' },
        todo: 'Load the list again.',
      },
    },
  });
  expect((await act('message:nobody', 'disable')).status).toBe(404);
  expect((await act('message:karma.thanks', 'explode')).status).toBe(400);
});

test('the history is told, of all or of one kind of event', async () => {
  const { get } = await hookDoor();
  expect(await get('/api/hooks/history')).toHaveLength(2);

  expect(await get('/api/hooks/history?kind=message')).toMatchObject([
    { hook: 'message:karma.thanks', outcome: 'done' },
  ]);
});
