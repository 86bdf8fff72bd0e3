import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';

const host = '127.0.0.1:7070';

describe('traces', () => {
  test('are listed newest first and found by their id', async () => {
    const door = await dashboardDoor({}, { sandbox: false });
    const { reading: headers } = await signIn(door);
    const older = door.sample.emit({ summary: 'older' });
    const newer = door.sample.emit({ summary: 'newer' });
    const list = await door.app.inject({ url: '/api/traces?limit=2', headers });
    expect(list.json<{ id: string }[]>().map((trace) => trace.id)).toEqual([newer.id, older.id]);
    const one = await door.app.inject({ url: `/api/traces/${older.id}`, headers });
    expect(one.json()).toMatchObject({ summary: 'older' });
  });

  test.each([
    ['/api/traces/zzzz', 404],
    ['/api/traces/..%2f..%2fetc', 400],
    ['/api/traces?limit=0', 400],
    ['/api/traces?limit=5000', 400],
  ])('answer %s with %d', async (url, status) => {
    const door = await dashboardDoor();
    const { reading: headers } = await signIn(door);
    expect((await door.app.inject({ url, headers })).statusCode).toBe(status);
  });
});

describe('connections', () => {
  test('reconnect when asked, and only those that there are', async () => {
    const door = await dashboardDoor();
    const { writing: headers } = await signIn(door);
    const ask = async (id: string) =>
      (
        await door.app.inject({
          method: 'POST',
          url: `/api/connections/${id}/reconnect`,
          headers,
        })
      ).statusCode;
    expect([await ask('libera'), await ask('nowhere'), await ask('Bad%20Id')]).toEqual([
      200, 404, 400,
    ]);
    expect(door.sample.reconnected).toEqual(['libera']);
  });
});

describe('the playground', () => {
  test('hands on what was said, and the refusal in words', async () => {
    const door = await dashboardDoor();
    const { writing: headers } = await signIn(door);
    const say = (person: string) =>
      door.app.inject({
        method: 'POST',
        url: '/api/playground/irc/say',
        headers,
        payload: { person, channel: '#castle', text: '  hi there ' },
      });
    expect((await say('ann')).statusCode).toBe(200);
    expect(door.sample.asked[0]).toEqual({
      verb: 'say',
      network: 'irc',
      what: { person: 'ann', channel: '#castle', text: 'hi there' },
    });
    const refused = await say('nobody');
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ error: { code: 'refused' } });
  });

  test('plays the scenarios that there are', async () => {
    const door = await dashboardDoor();
    const { writing: headers } = await signIn(door);
    const play = (id: string) =>
      door.app.inject({
        method: 'POST',
        url: `/api/playground/scenarios/${id}/play`,
        headers,
      });
    expect((await play('flood')).json()).toMatchObject({ state: 'running', total: 30 });
    expect((await play('nothing')).statusCode).toBe(404);
  });

  test('says how to get one when there is no sandbox', async () => {
    const door = await dashboardDoor({}, { sandbox: false });
    const { reading: headers } = await signIn(door);
    const answer = await door.app.inject({ url: '/api/playground', headers });
    expect(answer.statusCode).toBe(503);
    expect(answer.json<{ error: { todo: string } }>().error.todo).toContain('--sandbox');
  });
});

describe('the page', () => {
  test.each(['/', '/playground', '/live', '/live/3f', '/connections', '/jobs/backup', '/login'])(
    'is served at %s with a policy that forbids foreign scripts and styles',
    async (url) => {
      const { app } = await dashboardDoor();
      const answer = await app.inject({ url, headers: { host, accept: 'text/html' } });
      expect(answer.statusCode).toBe(200);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      const nonce = /content="([0-9a-f]{32})"/.exec(answer.body)?.[1];
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['x-frame-options']).toBe('DENY');
    },
  );

  test('gives each answer another nonce', async () => {
    const { app } = await dashboardDoor();
    const get = async () => (await app.inject({ url: '/', headers: { host } })).body;
    expect(await get()).not.toBe(await get());
  });

  test('is shown for an unknown address too, with 404', async () => {
    const { app } = await dashboardDoor();
    const answer = await app.inject({ url: '/nowhere', headers: { host, accept: 'text/html' } });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('page');
  });

  test('lets its files be kept for ever and nothing else be read', async () => {
    const { app } = await dashboardDoor();
    const file = await app.inject({ url: '/assets/app.js', headers: { host } });
    expect(file.statusCode).toBe(200);
    expect(file.headers['cache-control']).toContain('immutable');
    expect(file.body).toBe('console.log(1)');
    const small = await app.inject({
      url: '/assets/app.js',
      headers: { host, 'accept-encoding': 'gzip' },
    });
    expect(small.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/javascript; charset=utf-8',
    });
    expect(gunzipSync(small.rawPayload).toString()).toBe('console.log(1)');
    for (const url of [
      '/assets/../index.html',
      '/assets/..%2findex.html',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/.env',
      '/assets/',
      '/assets/a%00.js',
    ]) {
      const answer = await app.inject({ url, headers: { host } });
      expect([url, answer.statusCode >= 400]).toEqual([url, true]);
    }
  });

  test('says what to do when it was not built', async () => {
    const { app } = await dashboardDoor({ pageDir: '/nonexistent' });
    const answer = await app.inject({ url: '/', headers: { host, accept: 'text/html' } });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build');
  });
});

describe('what machines ask', () => {
  test('is answered without a session', async () => {
    const { app, sample } = await dashboardDoor();
    expect((await app.inject({ url: '/healthz', headers: { host } })).json()).toEqual({
      alive: true,
    });
    expect((await app.inject({ url: '/readyz', headers: { host } })).statusCode).toBe(200);
    Object.assign(sample.ports, {
      readiness: () => Promise.resolve({ ready: false, waitingFor: ['the database'] }),
    });
    const waiting = await app.inject({ url: '/readyz', headers: { host } });
    expect(waiting.statusCode).toBe(503);
    expect(waiting.json()).toEqual({ ready: false, waitingFor: ['the database'] });
  });

  test('metrics need a session, or a machine that is this one', async () => {
    const metrics = async (metricsFromLoopback: boolean, headers: Record<string, string> = {}) => {
      const { app } = await dashboardDoor({ metricsFromLoopback });
      return (await app.inject({ url: '/metrics', headers: { host, ...headers } })).statusCode;
    };
    expect(await metrics(true)).toBe(200);
    expect(await metrics(false)).toBe(401);
    expect(await metrics(true, { 'x-forwarded-for': '203.0.113.9' })).toBe(401);
    const door = await dashboardDoor();
    const { reading: headers } = await signIn(door);
    const answer = await door.app.inject({ url: '/metrics', headers });
    expect(answer.body).toBe('castellan_up 1\n');
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  test('metrics are refused to another machine', async () => {
    const { app } = await dashboardDoor({ metricsFromLoopback: true, host: '0.0.0.0' });
    const answer = await app.inject({
      url: '/metrics',
      headers: { host },
      remoteAddress: '192.0.2.4',
    });
    expect(answer.statusCode).toBe(401);
  });
});

describe('the guard board', () => {
  const mallory = 'sanction muted irc:irc:host:mallory@x';

  test('tells what is held, lifts it, and says when it is not held any more', async () => {
    const door = await dashboardDoor();
    const { reading, writing } = await signIn(door);
    const before = await door.app.inject({ url: '/api/guard', headers: reading });
    expect(before.json()).toMatchObject({ held: [{ id: mallory, name: 'mallory' }] });
    const lift = () =>
      door.app.inject({
        ...{ method: 'POST', url: '/api/guard/lift', headers: writing, payload: { id: mallory } },
      });
    expect((await lift()).statusCode).toBe(200);

    expect((await lift()).statusCode).toBe(404);
    expect(door.log.lines.filter(({ message }) => /Lifting/.test(message))).toHaveLength(2);
  });

  test.each([
    ['/api/guard/extend', { id: mallory, byMs: 1 }],
    ['/api/guard/extend', { id: mallory, byMs: 1e12 }],
    ['/api/guard/lift', {}],
    ['/api/guard/channels/irc%2F%23castle/limits', { values: { actorMax: 'many' } }],
    ['/api/guard/channels/irc%2F%23castle/forecast', {}],
  ])('%s refuses %j in words', async (url, payload) => {
    const door = await dashboardDoor();
    const { writing } = await signIn(door);
    const answer = await door.app.inject({ method: 'POST', url, headers: writing, payload });

    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ error: { todo: string } }>().error.todo).not.toBe('');
    expect(door.sample.asked).toEqual([]);
  });

  test('names a channel by its id in the address', async () => {
    const door = await dashboardDoor();
    const { reading } = await signIn(door);
    const ask = (channel: string) =>
      door.app.inject({
        url: `/api/guard/channels/${encodeURIComponent(channel)}`,
        headers: reading,
      });

    expect((await ask('irc/#castle')).json()).toMatchObject({ place: { name: '#castle' } });
    expect((await ask('irc/#nowhere')).statusCode).toBe(404);
  });
});
