import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';

const host = { host: '127.0.0.1:7070' };
const json = { ...host, 'content-type': 'application/json' };

type Door = Awaited<ReturnType<typeof dashboardDoor>>;

async function ask(
  { app }: Door,
  url: string,
  {
    method = 'GET',
    headers = host,
    payload = '',
  }: Partial<Record<'method' | 'payload', string>> & {
    headers?: Readonly<Record<string, string>>;
  } = {},
) {
  const answer = await app.inject({
    ...{ method: method as 'GET', url, headers },
    ...(payload !== '' && { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return {
    ...{ status: answer.statusCode, headers: answer.headers, text: answer.body },
    body: isJson ? answer.json<Record<string, unknown>>() : undefined,
  };
}

test('a public route answers anybody, with what its address and query say', async () => {
  const door = await dashboardDoor();
  expect(await ask(door, '/x/board/points/ann')).toMatchObject({
    ...{ status: 200, body: { who: 'ann', count: 5 } },
  });
  expect(await ask(door, '/x/board/points/ann?plain=yes')).toMatchObject({ text: 'ann: 5' });
  expect(await ask(door, '/x/board/points/%61nn/')).toMatchObject({ body: { who: 'ann' } });
  expect(await ask(door, '/x/board/points/ann?plain=maybe')).toMatchObject({
    ...{ status: 400, body: { error: { code: 'bad-input' } } },
  });
  expect(await ask(door, '/x/board/points/eve')).toMatchObject({
    ...{ status: 409, body: { error: { message: 'Nobody is called eve.' } } },
  });
});

test('what is signed in or allowed only is for those', async () => {
  const door = await dashboardDoor();
  const { reading, writing } = await signIn(door);
  // The literal address wins over the one with a hole.
  expect((await ask(door, '/x/board/points/all')).status).toBe(401);
  expect((await ask(door, '/x/board/points/all', { headers: reading })).status).toBe(200);
  expect((await ask(door, '/x/board/secret')).status).toBe(401);
  expect((await ask(door, '/x/board/secret', { headers: reading })).status).toBe(409);

  const quiet = { method: 'POST', headers: reading };
  expect((await ask(door, '/x/board/quiet', quiet)).status).toBe(403);
  expect((await ask(door, '/x/board/quiet', { method: 'POST' })).status).toBe(401);
  // Who was refused was not heard either.
  expect((await ask(door, '/x/board/points/bob')).body).toMatchObject({ count: 3 });
  expect((await ask(door, '/x/board/quiet', { ...quiet, headers: writing })).status).toBe(204);
});

test('a body is checked before it is used, and neither cookie nor token reach a module', async () => {
  const door = await dashboardDoor();
  const { writing } = await signIn(door);
  const post = (payload: string, headers: Readonly<Record<string, string>> = json) =>
    ask(door, '/x/board/echo', { method: 'POST', payload, headers });
  const sent = await post('{ "text": "hi", "more": 1 }', { ...writing, ...json, 'x-hub': 'a' });
  expect(sent).toMatchObject({
    ...{ status: 201, body: { text: 'hi', sent: '{ "text": "hi", "more": 1 }', signedIn: false } },
  });
  expect(sent.body?.['headers']).toMatchObject({ 'x-hub': 'a' });
  expect(JSON.stringify(sent.body)).not.toMatch(/cookie|x-castellan-token/);

  const form = { ...host, 'content-type': 'application/x-www-form-urlencoded' };
  expect((await post('text=hi', form)).body).toMatchObject({ text: 'hi' });
  expect((await post('{ "text": 5 }')).status).toBe(400);
  expect((await post('{ "text": ')).status).toBe(400);
  expect((await post('{ "text": "a", "__proto__": { "b": 1 } }')).status).toBe(400);
  expect((await post('hi', { ...host, 'content-type': 'text/plain' })).status).toBe(400);
  expect((await post(`{ "text": "${'x'.repeat(70_000)}" }`)).status).toBe(413);
  expect((await post('{ "text": "a" }', { ...json, origin: 'https://evil.example' })).status).toBe(
    403,
  );
});

test('what is not there, or takes another method, is said so', async () => {
  const door = await dashboardDoor();
  expect((await ask(door, '/x/nobody')).status).toBe(404);
  expect((await ask(door, '/x/board')).status).toBe(404);
  expect((await ask(door, '/x/board/points/a/b')).status).toBe(404);
  expect((await ask(door, '/x/board/points/%')).status).toBe(400);
  expect((await ask(door, '/x/board/points/a%2Fb')).body).toMatchObject({
    error: { message: 'Nobody is called a/b.' },
  });
  expect(await ask(door, '/x/board/echo')).toMatchObject({
    status: 405,
    headers: { allow: 'POST' },
  });
});

test('no browser runs what a module answers, and it sets no cookies', async () => {
  const door = await dashboardDoor();
  const { headers } = await ask(door, '/x/board/page');
  expect(headers).toMatchObject({
    ...{ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    ...{ 'content-security-policy': expect.stringMatching(/sandbox/) as string, etag: '"1"' },
  });
  expect(headers).not.toHaveProperty('set-cookie');
  expect(headers).not.toHaveProperty('x-evil');
});

test('a route that fails or hangs is answered for, told of in the log, and rests', async () => {
  const door = await dashboardDoor();
  const failed = await ask(door, '/x/board/fails');
  expect(failed).toMatchObject({ status: 500 });
  expect(failed.text).not.toMatch(/database of ann/);
  expect(door.log.lines.some(({ message }) => /on the web failed/.test(message))).toBe(true);

  const hanging = ask(door, '/x/board/hangs');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await door.clock.advance(10_000);
  expect((await hanging).status).toBe(503);

  for (let turn = 0; turn < 4; turn += 1) await ask(door, '/x/board/fails');
  expect(await ask(door, '/x/board/fails')).toMatchObject({
    ...{ status: 503, headers: { 'retry-after': '60' } },
  });
  expect((await ask(door, '/x/board/points/ann')).status).toBe(200);
  await door.clock.advance(60_000);
  expect((await ask(door, '/x/board/fails')).status).toBe(500);
});

test('routes of modules count against the limits of the web', async () => {
  const door = await dashboardDoor({}, {});
  const statuses = [];
  for (let turn = 0; turn < 400; turn += 1) {
    statuses.push((await ask(door, '/x/board/points/ann')).status);
    if (statuses.at(-1) === 429) break;
  }
  expect(statuses.at(-1)).toBe(429);
});

test('what is changed through a route by who is signed in is audited', async () => {
  const door = await dashboardDoor();
  const { writing } = await signIn(door);
  await ask(door, '/x/board/quiet', { method: 'POST', headers: writing });
  await ask(door, '/x/board/echo', { method: 'POST', payload: '{ "text": "hi" }', headers: json });
  const audit = await ask(door, '/api/audit', { headers: writing });
  expect(audit.text).toContain('POST /x/:module/*');
  expect(audit.text.match(/POST \/x/g)).toHaveLength(1);
});
