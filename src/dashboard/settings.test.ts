import { describe, expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import { csvCell } from './audit-routes.ts';
import type { AuditPage, ImportView, SettingsAnswer, SettingsView } from './wire.ts';

const castle = 'space:irc:libera:#castle';

async function desk() {
  const door = await dashboardDoor();
  const { reading, writing } = await signIn(door);
  const get = (url: string) => door.app.inject({ url, headers: reading });
  const post = (url: string, payload: object) =>
    door.app.inject({ method: 'POST', url, headers: writing, payload });
  const view = async (scope = 'instance') =>
    (await get(`/api/settings?scope=${encodeURIComponent(scope)}`)).json<SettingsView>();
  const change = async (scope: string, name: string, value: string | null, revision?: number) =>
    (
      await post('/api/settings/change', {
        scope,
        changes: [{ name, value, ...(revision !== undefined && { revision }) }],
      })
    ).json<SettingsAnswer>();
  const one = async (name: string, scope?: string) =>
    (await view(scope)).settings.find((setting) => setting.name === name);
  const { settings } = door.sample.ports.settings;
  return { door, reading, writing, get, post, view, change, one, settings };
}

describe('a layer', () => {
  test('shows each setting with where its value comes from and what wider layers would say', async () => {
    const { view, change, one } = await desk();
    await change('instance', 'guard.actorMax', '9');
    await change(castle, 'guard.actorMax', '3');

    expect(await one('guard.actorMax', castle)).toMatchObject({
      ...{ kind: 'integer', shown: '3', typed: '3', from: castle, set: true, changed: true },
      ...{ byDefault: '5', wider: '9', min: 1, revision: 2, restart: false },
    });
    expect(await one('guard.actorMax')).toMatchObject({ shown: '9', wider: '5', set: true });
    expect(await one('guard.actorMax', 'channel:discord/42')).toMatchObject({
      ...{ shown: '9', from: 'instance', set: false },
    });
    const { scopes, revision } = await view();
    expect(scopes.map(({ id, name, set }) => [id, name, set])).toEqual([
      ['instance', 'The whole instance', 1],
      [castle, '#castle on libera', 1],
      ['space:discord:9001', 'Castle Town', 0],
      ['channel:discord/42', '#general in Castle Town', 0],
    ]);
    expect(revision).toBe(2);
  });

  test.each(['everywhere', 'space:', 'space:nonsense'])('called %j is refused', async (scope) => {
    const { get } = await desk();
    expect((await get(`/api/settings?scope=${encodeURIComponent(scope)}`)).statusCode).toBe(400);
  });
});

describe('a change', () => {
  test('holds at once, and clearing it works', async () => {
    const { change, settings } = await desk();
    const here = { space: 'irc:libera:#castle' as never };
    expect(await change(castle, 'core.prefix', '?')).toMatchObject({ applied: true });
    expect(settings.read('core.prefix', here)).toBe('?');
    await change(castle, 'core.prefix', null);

    expect(settings.read('core.prefix', here)).toBe('!');
  });

  test('of several is all or nothing, and each field hears what is wrong with it', async () => {
    const { post, settings } = await desk();
    const answer = await post('/api/settings/change', {
      scope: 'instance',
      changes: [
        { name: 'core.prefix', value: 'too long' },
        { name: 'guard.actorMax', value: '7' },
        { name: 'nope', value: '1' },
      ],
    });

    expect(answer.json<SettingsAnswer>()).toEqual({
      applied: false,
      problems: [
        {
          name: 'core.prefix',
          message: '"too long" does not fit: it takes 1 to 5 characters without spaces.',
        },
        { name: 'nope', message: 'There is no setting called "nope".' },
      ],
    });
    expect(settings.stored()).toEqual([]);
  });

  test('does not write over what somebody else has changed meanwhile', async () => {
    const { change, settings } = await desk();
    await change('instance', 'core.prefix', '?', 0);
    await settings.write('core.prefix', 'instance', '~', 'irc:libera:account:op');

    expect(await change('instance', 'core.prefix', '$', 1)).toMatchObject({
      applied: false,
      problems: [{ name: 'core.prefix', message: expect.stringContaining('changed') as string }],
    });
    expect(settings.setAt('core.prefix', 'instance')).toBe('~');
  });

  test('needs a session and its token', async () => {
    const { door, reading } = await desk();
    const ask = { method: 'POST', url: '/api/settings/change', payload: {} } as const;
    const host = { host: '127.0.0.1:7070' };
    expect((await door.app.inject({ ...ask, headers: host })).statusCode).toBe(401);
    expect((await door.app.inject({ ...ask, headers: reading })).statusCode).toBe(403);
  });
});

describe('the past', () => {
  test('is listed, compared and taken back', async () => {
    const { change, get, post, settings } = await desk();
    await change('instance', 'core.prefix', '?');
    await change('instance', 'core.prefix', '~');
    const history = (
      await get('/api/settings/history?scope=instance&name=core.prefix')
    ).json<object>();
    expect(history).toMatchObject([
      { id: 2, before: '?', after: '~', by: 'web:owner', via: 'page' },
      { id: 1, before: null, after: '?' },
    ]);
    expect((await get('/api/settings/diff?from=1')).json()).toMatchObject([
      { before: '?', after: '~' },
    ]);
    expect((await get('/api/settings/diff')).json()).toMatchObject([{ before: '!', after: '~' }]);

    await post('/api/settings/rollback', { revision: 2 });
    expect(settings.setAt('core.prefix', 'instance')).toBe('?');
    const back = await post('/api/settings/rollback', { to: 0, scope: 'instance' });
    expect(back.json()).toMatchObject({ changed: 1, left: [] });
    expect(settings.stored()).toEqual([]);
    expect((await post('/api/settings/rollback', { revision: 77 })).statusCode).toBe(409);
    const when = await post('/api/settings/rollback', { to: 'whenever', scope: 'instance' });
    expect([when.statusCode, when.body]).toEqual([400, expect.stringContaining('is no time')]);
  });
});

describe('a file', () => {
  test('goes out, is looked at, and is taken with the code that the look gave', async () => {
    const { change, get, post, settings } = await desk();
    await change('instance', 'core.prefix', '?');
    const { yaml } = (await get('/api/settings/export')).json<{ yaml: string }>();
    await change('instance', 'core.prefix', null);
    const look = (await post('/api/settings/import/preview', { yaml })).json<ImportView>();
    expect(look).toMatchObject({ same: 0, problems: [], changes: [{ before: '!', after: '?' }] });
    expect(settings.stored()).toEqual([]);

    const taken = await post('/api/settings/import/apply', { code: look.code });
    expect(taken.json()).toEqual({ changed: 1 });
    expect(settings.setAt('core.prefix', 'instance')).toBe('?');
    expect((await post('/api/settings/import/apply', { code: look.code })).statusCode).toBe(409);
    const bad = (await post('/api/settings/import/preview', { yaml: 'a: [' })).json<ImportView>();
    expect(bad).toMatchObject({ changes: [], problems: [{ about: '' }] });
    expect(bad.code).toBeUndefined();
  });
});

describe('a staged change', () => {
  test('waits, is listed, made, and can be cancelled', async () => {
    const { door, post, view, settings } = await desk();
    const changes = [{ name: 'guard.actorMax', value: '3' }];
    const ask = { scope: castle, changes, at: '2h', until: '4h' };
    const staged = (await post('/api/settings/staged', ask)).json<{ id: string }>();
    expect((await view()).staged).toMatchObject([{ id: staged.id, state: 'waiting' }]);
    await door.clock.advance(2 * 3_600_000 + 1);
    expect(settings.setAt('guard.actorMax', castle)).toBe(3);

    const { writing } = await signIn(door);
    const url = `/api/settings/staged/${staged.id}`;
    const cancel = await door.app.inject({ method: 'DELETE', url, headers: writing });
    expect(cancel.json()).toMatchObject({ state: 'over' });
    expect((await post('/api/settings/staged', { ...ask, at: 'soon' })).statusCode).toBe(400);
  });
});

describe('the audit', () => {
  test('holds what the page changed, once each, with before and after', async () => {
    const { door, change, get, post } = await desk();
    await change('instance', 'core.prefix', '?');
    await post('/api/connections/libera/reconnect', {});
    await post('/api/password', { password: 'correct horse battery' });
    await door.clock.advance(1);
    const { entries, more } = (await get('/api/audit?limit=3')).json<AuditPage>();

    expect(more).toBe(false);
    expect(
      entries.map(({ action, object, before, after }) => [action, object, before, after]),
    ).toEqual([
      ['POST /api/password', undefined, undefined, undefined],
      ['POST /api/connections/:id/reconnect', 'libera', undefined, undefined],
      ['setting set', 'core.prefix in instance', undefined, '"?"'],
    ]);
    expect((await get('/api/audit?text=reconnect')).json()).toMatchObject({
      entries: [{ seq: 3, closes: 2, outcome: 'done' }],
    });
    expect((await get('/api/audit?limit=2')).json()).toMatchObject({ more: true });
    expect((await get('/api/audit/chain')).json()).toMatchObject({ state: 'whole', entries: 5 });
  });

  test('is given as lines of JSON and as a table without formulas', async () => {
    const { door, change, get } = await desk();
    await change('instance', 'core.prefix', '=1+1');
    door.sample.ports.audit.note({
      ...{ actor: 'discord:1', actorName: '=HYPERLINK("http://x")', via: 'chat' },
      ...{ action: 'command x', outcome: 'refused' },
    });
    await door.clock.advance(1);
    const lines = (await get('/api/audit/export?format=jsonl')).body.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ seq: 2 }, { seq: 1 }]);
    const csv = (await get('/api/audit/export?format=csv&outcome=refused')).body.split('\r\n');
    expect(csv[0]).toBe(
      'seq,time,actor,actorName,via,action,outcome,community,object,before,after,hash,begun',
    );
    expect(csv[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toHaveLength(3);
    expect((await get('/api/audit/export?format=xml')).statusCode).toBe(400);
  });

  test.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@x', `"'@x"`],
    ['\t=1', `"'\t=1"`],
    [' =1', `"' =1"`],
    ['a "b", c', '"a ""b"", c"'],
    ['plain', 'plain'],
    [-5, '-5'],
    [undefined, ''],
  ])('writes %j into a table as %s', (value, cell) => expect(csvCell(value)).toBe(cell));
});
