import { expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { ExtensionsView, MarketPageView } from './extensions-wire.ts';

async function extensionDoor() {
  const door = await dashboardDoor();
  const { writing: headers } = await signIn(door);
  const post = async (url: string, payload: object = {}) => {
    const answer = await door.app.inject({ method: 'POST', url, headers, payload });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  const get = async (url: string) => (await door.app.inject({ url, headers })).json<unknown>();
  const extensions = async () => (await get('/api/extensions')) as ExtensionsView;
  const market = async () => (await get('/api/market')) as MarketPageView;
  return { post, get, extensions, market };
}

test('extensions are listed with where they failed, and steered', async () => {
  const { post, extensions } = await extensionDoor();
  const stateOf = async (name: string) =>
    (await extensions()).extensions.find((one) => one.name === name)?.now.state;
  expect(
    (await extensions()).extensions.find(({ name }) => name === 'quotes')?.problem,
  ).toMatchObject({
    ...{ file: 'src/quotes.ts', line: 41 },
  });
  expect((await extensions()).missing).toMatchObject([{ extension: 'karma', what: 'left-pad' }]);
  expect((await post('/api/extensions/karma/unload')).status).toBe(200);
  expect(await stateOf('karma')).toBe('unloaded');
  expect((await post('/api/extensions/karma/load')).status).toBe(200);
  expect(await stateOf('karma')).toBe('running');
});

test('what cannot be done is refused in plain words', async () => {
  const { post } = await extensionDoor();
  expect(await post('/api/extensions/quotes/reload')).toMatchObject({
    ...{ status: 409 },
    body: { error: { message: 'quotes was not loaded: src/quotes.ts:41' } },
  });
  expect((await post('/api/extensions/nobody/load')).status).toBe(404);
  expect((await post('/api/extensions/karma/explode')).status).toBe(400);
});

test('the market shows nothing and does nothing before its terms were accepted', async () => {
  const { post, market } = await extensionDoor();
  expect(await market()).toMatchObject({ accepted: false, offers: [], indexes: [] });
  expect((await market()).terms).toMatch(/written by others/);
  expect((await post('/api/market/trivia/install')).status).toBe(409);

  expect((await post('/api/market/accept')).status).toBe(200);
  expect(await market()).toMatchObject({ accepted: true, held: [] });
  expect((await market()).offers).toHaveLength(6);
});

test('what the market offers is installed, enabled and rolled back', async () => {
  const { post, market, extensions } = await extensionDoor();
  await post('/api/market/accept');
  expect((await post('/api/market/trivia/install')).status).toBe(200);
  expect((await market()).held).toEqual([{ id: 'trivia', staged: '2.0.0' }]);
  expect((await post('/api/market/trivia/enable')).status).toBe(200);
  expect((await post('/api/market/trivia/rollback')).status).toBe(200);
  expect((await extensions()).held).toEqual([
    { id: 'trivia', enabled: '1.0.0', previous: '2.0.0' },
  ]);
  expect((await post('/api/market/nothing/install')).status).toBe(404);
  expect((await post('/api/market/trivia/update')).status).toBe(409);
});

test('powers are told in words, and allowed, trusted and revoked; the log of one is shown', async () => {
  const { post, get, extensions } = await extensionDoor();
  const find = async (name: string) =>
    (await extensions()).extensions.find((one) => one.name === name);
  expect((await find('weather-watch'))?.asks).toEqual([
    'hears: message',
    'exchanges data with api.example.org',
  ]);
  expect((await find('karma'))?.rights).toMatchObject({
    ...{ kind: 'guest', memoryBytes: 61_000_000, ends: 1 },
    powers: ['speaks in channels without having been asked'],
  });
  expect((await find('karma'))?.resources).toMatchObject({ listeners: 1, timers: 1 });
  for (const act of ['allow', 'trust'])
    expect((await post(`/api/extensions/weather-watch/${act}`)).status).toBe(200);
  expect((await find('weather-watch'))?.now.state).toBe('running');
  expect((await post('/api/extensions/weather-watch/revoke')).status).toBe(200);
  expect(await get('/api/extensions/karma/log')).toMatchObject({
    lines: [{ level: 'info', message: 'Extension loaded' }, { level: 'warn' }],
  });
});

test('what is uninstalled says before what it has kept', async () => {
  const { post, get, market } = await extensionDoor();
  await post('/api/market/accept');
  await post('/api/market/trivia/install');
  expect(await get('/api/market/trivia/kept')).toMatchObject({ rows: 12, settings: 2 });
  expect(await post('/api/market/trivia/uninstall', { purge: true })).toMatchObject({
    ...{ status: 200, body: { purged: true } },
  });
  expect((await market()).held).toEqual([]);
  expect((await post('/api/market/trivia/uninstall')).status).toBe(409);
});
