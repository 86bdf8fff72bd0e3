import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';

test('jobs are listed, paused, resumed and run, with their names as they are', async () => {
  const door = await dashboardDoor();
  const { writing: headers } = await signIn(door);
  const stateOf = async (id: string) => {
    const list = await door.app.inject({ url: '/api/jobs', headers });
    return list.json<{ id: string; now: { state: string } }[]>().find((job) => job.id === id)?.now
      .state;
  };
  const act = async (what: string) =>
    (
      await door.app.inject({
        ...{ method: 'POST', url: `/api/jobs/backup%3Adaily/${what}`, headers },
      })
    ).statusCode;

  expect(await stateOf('backup:daily')).toBe('waiting');
  expect(await act('pause')).toBe(200);
  expect(await stateOf('backup:daily')).toBe('paused');
  expect(await act('resume')).toBe(200);
  expect(await act('run')).toBe(200);
  expect(await act('explode')).toBe(400);
});

test('what cannot be done is refused in words that say what to do', async () => {
  const door = await dashboardDoor();
  const { writing: headers } = await signIn(door);
  const running = await door.app.inject({
    ...{ method: 'POST', url: '/api/jobs/backup%3Adrill/run', headers },
  });
  const unknown = await door.app.inject({ url: '/api/jobs/none/history', headers });

  expect([running.statusCode, running.json()]).toEqual([
    409,
    {
      error: {
        code: 'refused',
        message: 'This job is running now.',
        todo: 'Wait until it has ended.',
      },
    },
  ]);
  expect(unknown.statusCode).toBe(404);
});

test('nobody sees or steers jobs without a session', async () => {
  const { app } = await dashboardDoor();
  const headers = { host: '127.0.0.1:7070', origin: 'http://127.0.0.1:7070' };
  const answers = await Promise.all([
    app.inject({ url: '/api/jobs', headers }),
    app.inject({ url: '/api/jobs/x/history', headers }),
    app.inject({ method: 'POST', url: '/api/jobs/x/run', headers }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
});
