import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

describe('settings on the networks themselves', () => {
  test('are changed, obeyed and taken back on IRC', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!settings set core.prefix ?');
    await ann.hears('#castle', /core\.prefix.*!.* → .*\?.* \(revision 1\)/);
    await ann.says('#castle', '?settings rollback 1');
    await ann.hears('#castle', /1 value is as it was/);
    await world.advance('1m');
    await ann.says('#castle', '!ping');

    await ann.hears('#castle', /ann: Pong!/);
  });

  test('are completed on Discord: names, then what the setting takes', async () => {
    const ann = world.discord.member('ann');
    const where = { channel: '#general' };
    const names = await ann.complete('settings set', 'name', 'mention', where);
    const values = await ann.complete('settings set', 'value', '', {
      ...where,
      others: { name: 'core.mentionPrefix' },
    });

    expect(names.map(({ value }) => value)).toEqual(['core.mentionPrefix']);
    expect(values.map(({ value }) => value)).toEqual(['on', 'off']);
  });

  test('are changed by a slash command, and refused to who may not', async () => {
    const ann = world.discord.member('ann');
    const change = { name: 'core.language', value: 'fr' };
    const done = await ann.slash('settings set', change, { channel: '#general' });
    expect((await done.answered())?.text).toMatch(/core\.language/);
    const ping = await ann.slash('ping', {}, { channel: '#general' });
    expect((await ping.answered())?.text).toMatch(/^Pong !/);

    const bob = world.discord.member('bob');
    const refused = await bob.slash('settings set', change, { channel: '#general' });
    expect((await refused.answered())?.text).toMatch(/Vous n’en avez pas le droit/);
  });

  test('an import on Discord is taken by its button, by nobody else', async () => {
    const ann = world.discord.member('ann');
    const asked = await ann.slash(
      'settings import',
      { file: '{core.language: en, guard.actorMax: 4}' },
      { channel: '#general' },
    );
    const shown = await asked.answered();
    expect(JSON.stringify(shown)).toContain('2 valeurs changeraient');
    if (!shown) throw new Error('The plan was not shown');
    const pressed = await ann.press(shown, 'Le prendre');
    await pressed.answered();
    const ping = await ann.slash('ping', {}, { channel: '#general' });

    expect((await ping.answered())?.text).toMatch(/^Pong!/);
  });
});
