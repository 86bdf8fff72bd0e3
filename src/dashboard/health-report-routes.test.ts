import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';

async function ask(url: string) {
  const door = await dashboardDoor();
  const { reading: headers } = await signIn(door);
  const answer = await door.app.inject({ url, headers });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

test('health comes in words, part by part, with what to do, the past and what went wrong', async () => {
  const { body } = await ask('/api/health');

  expect(body).toMatchObject({
    ...{ state: 'degraded', vitals: { places: 9 } },
    parts: [
      { title: 'Database', state: 'ok', text: 'a write took 2 ms' },
      {
        ...{ title: 'Connections', state: 'degraded', text: '1 of 2 are online' },
        todo: 'Not online: libera (connection refused). They are tried again by themselves.',
      },
    ],
    errors: [{ message: 'A command failed', reference: '3f' }],
  });
  expect(body['history']).toHaveLength(48);
});

test('why the bot does not answer comes as the first cause, what to do, and each step', async () => {
  const { body } = await ask('/api/health/why?channel=%23castle&command=&person=');

  expect(body).toEqual({
    channel: '#castle',
    cause: {
      text: 'I may not speak in #castle: it is moderated (+m)',
      todo: 'Whoever runs #castle can mend that.',
    },
    steps: [
      { name: 'connection', state: 'ok', text: 'libera is connected.' },
      { name: 'speaks', state: 'bad', text: 'I may not speak in #castle: it is moderated (+m)' },
    ],
  });
});

test('a channel that could be several is asked back for', async () => {
  const { status, body } = await ask('/api/health/why?channel=%23nowhere');

  expect(status).toBe(409);
  expect(body).toMatchObject({
    error: { message: expect.stringMatching(/there are: libera, oftc/) as string },
  });
  expect((await ask('/api/health/why')).status).toBe(400);
});
