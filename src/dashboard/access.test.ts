import { describe, expect, test } from 'vitest';
import { dashboardDoor, home, signIn } from '../../test/support/dashboard-door.ts';

const host = '127.0.0.1:7070';
const reading = [
  '/api/sessions',
  '/api/traces',
  '/api/traces/0',
  '/api/connections',
  '/api/health',
  '/api/health/why?channel=%23castle',
  '/api/extensions',
  '/api/extensions/karma/log',
  '/api/market',
  '/api/market/quotes/kept',
  '/api/module-pages',
  '/api/module-pages/board/thanks',
  '/api/module-cards',
  '/api/hooks',
  '/api/hooks/history?kind=message',
  '/api/rules',
  '/api/rules/hits?community=irc:libera:%23castle',
  '/api/event-log',
  '/api/automations',
  '/api/automations/runs?community=irc:libera:%23castle',
  '/api/automations/history?community=irc:libera:%23castle',
  '/api/ai',
  '/api/jobs',
  '/api/jobs/backup/history',
  '/api/cases',
  '/api/cases/discord:1/1',
  '/api/review',
  '/api/people?text=bob',
  '/api/people/discord:1/discord:7',
  '/api/appeals',
  '/api/appeals/discord:1/1',
  '/api/incidents',
  '/api/incidents/discord:1/1',
  '/api/undo/discord:1/1',
  '/api/playground',
  '/api/guard',
  '/api/guard/channels/irc%2F%23castle',
  '/api/backups',
  '/api/backups/now',
  '/api/backups/latest/file',
  '/api/settings',
  '/api/settings/diff',
  '/api/settings/export',
  '/api/settings/history',
  '/api/commands',
  '/api/audit',
  '/api/audit/chain',
  '/api/audit/export?format=csv',
];
const pressed = { person: 'ann', channel: 'general', message: 'd3', control: 'help:next' };
const writing: [string, string, object][] = [
  ['POST', '/api/logout', {}],
  ['DELETE', '/api/sessions/nobody', {}],
  ['POST', '/api/password', { password: 'long enough for this' }],
  ['POST', '/api/connections/irc/reconnect', {}],
  ['POST', '/api/hooks/reaction%3Apoll.count/enable', {}],
  ['POST', '/api/extensions/karma/reload', {}],
  ['POST', '/api/market/accept', {}],
  ['POST', '/api/module-pages/board/thanks/thank', { values: { who: 'ann' } }],
  ['POST', '/api/market/refresh', {}],
  ['POST', '/api/market/quotes/install', {}],
  ['POST', '/api/commands/module', { scope: 'instance', module: 'choose', off: true }],
  ['POST', '/api/market/quotes/uninstall', { purge: true }],
  ['POST', '/api/jobs/backup/run', {}],
  ['POST', '/api/cases/discord:1/1/reverse', { why: '' }],
  ['POST', '/api/cases/discord:1/1/note', { text: 'x' }],
  ['POST', '/api/review/discord:1/1/decide', { verdict: 'dismiss' }],
  ['POST', '/api/review/discord:1/1/undo', {}],
  ['POST', '/api/people/discord:1/discord:7/preview', { kind: 'warn' }],
  ['POST', '/api/people/discord:1/discord:7/act', { kind: 'warn' }],
  ['POST', '/api/people/discord:1/discord:7/lift', { kind: 'mute' }],
  ['POST', '/api/cases/discord:1/1/appeal-link', {}],
  ['POST', '/api/appeals/discord:1/1/take', {}],
  ['POST', '/api/appeals/discord:1/1/decide', { verdict: 'denied', why: 'no' }],
  ['POST', '/api/incidents/discord:1/1/note', { text: 'x' }],
  ['POST', '/api/incidents/discord:1/1/close', {}],
  ['POST', '/api/undo/discord:1/preview', { scope: { of: 'incident', incident: 1 } }],
  ['POST', '/api/undo/discord:1', { scope: { of: 'incident', incident: 1 }, stamp: 'x' }],
  ['POST', '/api/rules', { act: 'remove', community: 'irc:libera:#castle', number: 1 }],
  ['POST', '/api/automations', { act: 'remove', community: 'irc:libera:#castle', number: 1 }],
  ['POST', '/api/automations/preview', { community: 'irc:libera:#castle', sentence: 'x' }],
  ['POST', '/api/automations/test', { community: 'irc:libera:#castle', number: 1 }],
  ['POST', '/api/rules/test', { community: 'irc:libera:#castle', text: 'hi' }],
  ['POST', '/api/rules/mirror', { community: 'discord:1', to: 'off' }],
  ['POST', '/api/rules/replay', { community: 'irc:libera:#castle', rule: '1', days: 7 }],
  ['POST', '/api/ai/test', { community: 'irc:libera:#castle', text: 'hi' }],
  ['POST', '/api/playground/irc/say', { person: 'ann', channel: '#castle', text: 'hi' }],
  ['POST', '/api/playground/irc/direct', { person: 'ann', text: 'hi' }],
  ['POST', '/api/playground/discord/press', pressed],
  ['POST', '/api/playground/discord/choose', { ...pressed, values: ['basic'] }],
  [
    'POST',
    '/api/playground/discord/slash',
    { person: 'ann', channel: 'general', command: 'ping', options: {} },
  ],
  [
    'POST',
    '/api/playground/discord/complete',
    { person: 'ann', channel: 'general', command: 'help', option: 'command', typed: '' },
  ],
  ['POST', '/api/playground/discord/submit', { person: 'ann', values: { why: 'sorry' } }],
  ['POST', '/api/playground/scenarios/flood/play', {}],
  ['POST', '/api/guard/lift', { id: 'sanction muted irc:irc:host:mallory@x' }],
  ['POST', '/api/guard/extend', { id: 'sanction muted irc:irc:host:mallory@x', byMs: 60_000 }],
  ['POST', '/api/guard/channels/irc%2F%23castle/forecast', { values: { actorMax: 3 } }],
  ['POST', '/api/guard/channels/irc%2F%23castle/limits', { values: { actorMax: 3 } }],
  [
    'POST',
    '/api/settings/change',
    { scope: 'instance', changes: [{ name: 'core.prefix', value: '?' }] },
  ],
  [
    'POST',
    '/api/commands/change',
    { scope: 'instance', command: 'ping', change: { kind: 'off', off: true } },
  ],
  ['POST', '/api/commands/sync', {}],
  ['POST', '/api/backups', { type: 'manual' }],
  ['POST', '/api/backups/cleanup', {}],
  ['POST', '/api/backups/schedule', { on: false }],
  ['POST', '/api/backups/structure', {}],
  ['POST', '/api/backups/latest/change', { pinned: true }],
  ['POST', '/api/backups/latest/verify', {}],
  ['POST', '/api/backups/latest/drill', {}],
  ['POST', '/api/backups/latest/restore/preview', {}],
  ['POST', '/api/backups/latest/restore', { code: 'k7mw2xqp' }],
  ['DELETE', '/api/backups/latest', {}],
  ['POST', '/api/settings/rollback', { to: 0, scope: 'instance' }],
  ['POST', '/api/settings/import/preview', { yaml: 'core.prefix: "?"' }],
  ['POST', '/api/settings/import/apply', { code: 'ABCDEF' }],
  [
    'POST',
    '/api/settings/staged',
    { scope: 'instance', changes: [{ name: 'core.prefix', value: '?' }], at: '2h' },
  ],
  ['DELETE', '/api/settings/staged/abc', {}],
];

describe('every route', () => {
  test('is in one of the lists above, so that none is forgotten', async () => {
    const { app } = await dashboardDoor();
    await app.ready();
    const open = ['GET /api/session', 'POST /api/login', 'GET /api/live'];
    const listed = [
      ...open,
      ...reading.map((url) => `GET ${templateOf(url)}`),
      ...writing.map(([method, url]) => `${method} ${templateOf(url)}`),
    ];
    const routes = routesIn(app.printRoutes({ commonPrefix: false }));
    expect(routes.filter((one) => one.includes('/api')).sort()).toEqual(listed.sort());
  });

  test.each(reading)('GET %s is refused without a session', async (url) => {
    const { app } = await dashboardDoor();
    const answer = await app.inject({ url, headers: { host } });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ error: { code: 'signed-out' } });
  });

  test.each(writing)(
    '%s %s is refused without session, without token, and from another site',
    async (method, url, payload) => {
      const door = await dashboardDoor();
      const { writing: headers } = await signIn(door);
      const send = (some: Record<string, string | undefined>) => {
        const all: [string, string | undefined][] = Object.entries({ ...headers, ...some });
        return door.app.inject({
          method: method as 'POST',
          url,
          payload,
          headers: Object.fromEntries(all.filter(([, value]) => value !== undefined)),
        });
      };
      expect((await send({ cookie: undefined })).statusCode).toBe(401);
      expect((await send({ cookie: 'castellan-7070=made-up' })).statusCode).toBe(401);
      expect((await send({ 'x-castellan-token': undefined })).statusCode).toBe(403);
      expect((await send({ 'x-castellan-token': 'made-up' })).statusCode).toBe(403);
      expect((await send({ origin: 'https://evil.example' })).statusCode).toBe(403);
      expect((await send({ origin: 'null' })).statusCode).toBe(403);
      expect((await send({ origin: undefined, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
        403,
      );
      expect(door.sample.asked).toEqual([]);
      expect(door.sample.reconnected).toEqual([]);
      // Let in: done, not there, or refused for a reason of its own.
      expect([200, 404, 409]).toContain((await send({})).statusCode);
    },
  );

  test('takes the token of its own session only', async () => {
    const door = await dashboardDoor();
    const [one, two] = [await signIn(door), await signIn(door)];
    const answer = await door.app.inject({
      method: 'POST',
      url: '/api/logout',
      headers: { ...one.writing, 'x-castellan-token': two.csrf },
    });
    expect(answer.statusCode).toBe(403);
  });

  test('is refused under a host name that is not ours', async () => {
    const { app } = await dashboardDoor({ origins: ['https://castle.example'] });
    const status = async (name: string) =>
      (await app.inject({ url: '/healthz', headers: { host: name } })).statusCode;
    expect(await status('evil.example')).toBe(403);
    expect(await status('127.0.0.1:7070')).toBe(200);
    expect(await status('localhost:7070')).toBe(200);
    expect(await status('castle.example')).toBe(200);
  });
});

test('login is refused from another site', async () => {
  const { app, ownerToken } = await dashboardDoor();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { host, origin: 'https://evil.example' },
    payload: { secret: ownerToken },
  });
  expect(answer.statusCode).toBe(403);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

describe('bad input', () => {
  test.each([
    ['not JSON', '{', 'application/json', 400],
    ['another content type', 'a=b', 'application/x-www-form-urlencoded', 415],
    ['too much', JSON.stringify({ secret: 'x'.repeat(70_000) }), 'application/json', 413],
    ['a wrong shape', '{"secret":5}', 'application/json', 400],
    ['no body', '', 'application/json', 400],
  ])('of the kind "%s" is refused in words', async (_kind, payload, type, status) => {
    const { app } = await dashboardDoor();
    const answer = await app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host, origin: home, 'content-type': type },
      payload,
    });
    expect(answer.statusCode).toBe(status);
    const { error } = answer.json<{ error: { message: string; todo: string } }>();
    expect(error.message).not.toBe('');
    expect(error.todo).not.toBe('');
  });

  test.each([
    ['/api/playground/matrix/say', { person: 'ann', channel: 'x', text: 'x' }],
    ['/api/playground/irc/say', { person: 'ann', channel: '#castle', text: '   ' }],
    ['/api/playground/irc/say', { person: 'ann', channel: '#castle', text: 'x'.repeat(4001) }],
    [
      '/api/playground/discord/slash',
      { person: 'a', channel: 'b', command: 'c', options: { a: {} } },
    ],
  ])('to %s is named', async (url, payload) => {
    const door = await dashboardDoor();
    const { writing: headers } = await signIn(door);
    const answer = await door.app.inject({ method: 'POST', url, headers, payload });
    expect(answer.statusCode).toBe(400);
    expect(door.sample.asked).toEqual([]);
  });

  test('at an unknown address of the API is answered with JSON', async () => {
    const { app } = await dashboardDoor();
    for (const url of ['/api/nothing', '/api', '/api/../api/x', '/nothing']) {
      const answer = await app.inject({ url, headers: { host } });
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(answer.json()).toMatchObject({ error: { code: 'not-found' } });
    }
  });

  test('a fault inside tells the browser nothing and the log what it was', async () => {
    const door = await dashboardDoor();
    const { reading: headers } = await signIn(door);
    Object.assign(door.sample.ports.traces, {
      recent: () => {
        throw new Error('secret detail');
      },
    });
    const answer = await door.app.inject({ url: '/api/traces', headers });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret detail');
    expect(JSON.stringify(door.log.lines)).toContain('secret detail');
  });
});

/** `/api/traces/0` as the route that serves it. */
const templateOf = (url: string): string =>
  url
    .replace(/^\/api\/traces\/.+/, '/api/traces/:id')
    .replace(/^\/api\/sessions\/.+/, '/api/sessions/:id')
    .replace(/^\/api\/connections\/[^/]+\//, '/api/connections/:id/')
    .replace(/^\/api\/hooks\/[^/]+\/enable$/, '/api/hooks/:id/:act')
    .replace(/^\/api\/extensions\/[^/]+\/reload$/, '/api/extensions/:name/:act')
    .replace(/^\/api\/extensions\/[^/]+\/log$/, '/api/extensions/:name/log')
    .replace(/^\/api\/market\/quotes\/(kept|uninstall)$/, '/api/market/:id/$1')
    .replace(/^\/api\/module-pages\/board\/thanks/, '/api/module-pages/:module/:page')
    .replace(/:page\/thank$/, ':page/:act')
    .replace(/^\/api\/market\/quotes\/install$/, '/api/market/:id/:act')
    .replace(/^\/api\/jobs\/[^/]+\/history$/, '/api/jobs/:id/history')
    .replace(/^\/api\/cases\/[^/]+\/\d+/, '/api/cases/:community/:number')
    .replace(/^\/api\/review\/[^/]+\/\d+/, '/api/review/:community/:id')
    .replace(/^\/api\/people\/discord:1\/[^/?]+/, '/api/people/:community/:actor')
    .replace(/^\/api\/(cases|appeals)\/[^/]+\/\d+/, '/api/$1/:community/:number')
    .replace(/^\/api\/(incidents|undo)\/[^/]+\/\d+/, '/api/$1/:community/:number')
    .replace(/^\/api\/undo\/discord:1/, '/api/undo/:community')
    .replace(/^\/api\/jobs\/[^/]+\/run$/, '/api/jobs/:id/:act')
    .replace(/^\/api\/backups\/latest/, '/api/backups/:id')
    .replace(/^\/api\/playground\/(irc|discord)\//, '/api/playground/:network/')
    .replace(/^\/api\/guard\/channels\/[^/]+/, '/api/guard/channels/:channel')
    .replace(/^\/api\/settings\/staged\/.+/, '/api/settings/staged/:id')
    .replace(/scenarios\/[^/]+\//, 'scenarios/:id/')
    .replace(/\?.*$/, '');

/** `GET /api/traces/:id` for every route in Fastify's drawing of its tree; HEAD left out. */
function routesIn(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?/u.exec(line);
    if (!found) return [];
    const depth = (found[1] ?? '').length / 4;
    const path = (above[depth - 1] ?? '') + (found[2] ?? '');
    above.splice(depth, above.length, path);
    const methods = (found[3] ?? '').split(', ').filter((one) => one !== '' && one !== 'HEAD');
    return methods.map((method) => `${method} ${path}`);
  });
}
