import { describe, expect, test } from 'vitest';
import { dashboardDoor, signIn } from '../../test/support/dashboard-door.ts';
import type { CommandChange, CommandsView } from './commands-wire.ts';

const castle = 'space:irc:libera:#castle';

async function door() {
  const made = await dashboardDoor();
  const { writing: headers } = await signIn(made);
  const look = async (scope = castle) => {
    const url = `/api/commands?scope=${encodeURIComponent(scope)}`;
    return (await made.app.inject({ url, headers })).json<CommandsView>();
  };
  const change = async (command: string, wanted: CommandChange, scope = castle) => {
    const payload = { scope, command, change: wanted };
    return made.app.inject({ method: 'POST', url: '/api/commands/change', headers, payload });
  };
  const one = async (name: string, scope = castle) =>
    (await look(scope)).commands.find((command) => command.name === name);
  return { ...made, headers, look, change, one };
}

describe('the page of commands', () => {
  test('shows each command as it is in one place, and how full the menu is', async () => {
    const { look } = await door();

    const view = await look();

    expect(view.commands.find(({ name }) => name === 'choose')).toMatchObject({
      ...{ called: 'choose', aliases: ['pick'], given: [], off: false, fixed: false },
      ...{ who: [], cooldownSeconds: 0, uses: 31, mark: 'both', pinned: false },
    });
    expect(view.commands.find(({ name }) => name === 'sync')).toMatchObject({
      ...{ fixed: true, capability: { name: 'commands.sync', least: 'instanceOwner' } },
    });
    expect(view.menu).toMatchObject({ native: 95, limit: 100, fullness: 'full' });
    expect(view.menu.left).toHaveLength(12);
    expect(view.scope.id).toBe(castle);
  });

  test('switches off, renames, gives more names and takes all of it back, for one place', async () => {
    const { change, one } = await door();
    await change('choose', { kind: 'off', off: true });
    await change('choose', { kind: 'name', name: 'Decide' });
    await change('choose', { kind: 'alias', alias: 'toss', there: true });
    await change('choose', { kind: 'cooldown', seconds: 30 });

    expect(await one('choose')).toMatchObject({
      ...{ called: 'decide', given: ['toss'], off: true, cooldownSeconds: 30 },
    });
    expect(await one('choose', 'space:discord:9001')).toMatchObject({
      ...{ called: 'choose', given: [], off: false, cooldownSeconds: 0 },
    });
    await change('choose', { kind: 'off', off: false });
    await change('choose', { kind: 'name', name: null });
    await change('choose', { kind: 'alias', alias: 'toss', there: false });
    await change('choose', { kind: 'cooldown', seconds: null });

    expect(await one('choose')).toMatchObject({
      ...{ called: 'choose', given: [], off: false, cooldownSeconds: 0 },
    });
  });

  test('says who may, and writes it into the audit log', async () => {
    const { change, one, sample } = await door();
    const who = ['rank:helper', 'role:123456789012345678'];
    await change('rate user', { kind: 'access', who });

    expect((await one('rate user'))?.who).toEqual(who);
    const entries = await sample.ports.audit.list({ limit: 5 });
    expect(entries.map(({ object }) => object)).toContain(`commands.access in ${castle}`);
  });

  test('pins a command, which then has its place', async () => {
    const { change, one } = await door();
    const left = (await one('game99'))?.mark;
    await change('game99', { kind: 'pin', pinned: true });

    expect(left).toBe('left');
    expect(await one('game99')).toMatchObject({ mark: 'both', pinned: true });
    await change('game99', { kind: 'pin', pinned: false });
    expect((await one('game99'))?.pinned).toBe(false);
  });

  test('tells the networks when asked', async () => {
    const { app, headers } = await door();
    const answer = await app.inject({ method: 'POST', url: '/api/commands/sync', headers });

    expect(answer.json()).toEqual([{ connection: 'discord', outcome: 'written', commands: 95 }]);
  });

  test.each<[string, CommandChange, number, RegExp]>([
    ['choose', { kind: 'name', name: 'ping' }, 409, /is what ping is called here already/],
    ['choose', { kind: 'alias', alias: 'a b c', there: true }, 409, /cannot be a name/],
    ['help', { kind: 'off', off: true }, 409, /stays as it is/],
    ['gone', { kind: 'off', off: true }, 404, /no such command any more/],
    ['choose', { kind: 'access', who: ['everybody'] }, 400, /is nobody: take rank:/],
    ['choose', { kind: 'cooldown', seconds: 99_999 }, 400, /3600/],
  ])('refuses for %s %o', async (command, wanted, status, words) => {
    const { change } = await door();

    const answer = await change(command, wanted);

    expect(answer.statusCode).toBe(status);
    expect(answer.json<{ error: { message: string } }>().error.message).toMatch(words);
  });

  test('knows no place that is none', async () => {
    const { app, headers } = await door();

    const answer = await app.inject({ url: '/api/commands?scope=nowhere:1', headers });
    expect(answer.statusCode).toBe(400);
  });
});

test('a whole module is switched off in one place and on again; one that must stay is refused', async () => {
  const { app, headers, look, one } = await door();
  const turn = (module: string, off: boolean) =>
    app.inject({
      ...{ method: 'POST', url: '/api/commands/module', headers },
      payload: { scope: castle, module, off },
    });
  const isOff = async (scope?: string) =>
    (await look(scope)).modules.find(({ name }) => name === 'choose')?.off;
  expect((await turn('choose', true)).statusCode).toBe(200);
  expect([await isOff(), await isOff('instance')]).toEqual([true, false]);
  expect((await turn('choose', false)).statusCode).toBe(200);
  expect(await isOff()).toBe(false);
  expect((await turn('help', true)).statusCode).toBe(409);
  expect((await turn('nothing', true)).statusCode).toBe(404);
  expect(await one('choose')).toMatchObject({ off: false });
});
