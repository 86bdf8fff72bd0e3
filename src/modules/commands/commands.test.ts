import { describe, expect, test } from 'vitest';
import { bench, castle, direct, person } from '../../../test/support/bench-of-commands.ts';
import { spaceId } from '../../base/ids.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import { defineCommand, defineModule, ok } from '../../sdk/index.ts';
import { basics } from '../basics/index.ts';
import { choose } from '../choose/index.ts';
import { help } from '../help/index.ts';
import { settings as settingsModule } from '../settings/index.ts';
import { server } from '../server/index.ts';
import { commands } from './index.ts';

const secret = defineModule({
  name: 'secret',
  version: '1.0.0',
  capabilities: [
    { name: 'secret.use', least: 'moderator', text: 'Know the secret.' },
    { name: 'secret.own', least: 'instanceOwner', text: 'Own the secret.' },
  ],
  commands: [
    defineCommand({
      ...{ name: 'secret', category: 'basics', capability: 'secret.use', args: {} },
      run: () => ok('the secret'),
      show: (text) => text,
    }),
    defineCommand({
      ...{ name: 'shutdown', category: 'basics', capability: 'secret.own', args: {} },
      run: () => ok('gone'),
      show: (text) => text,
    }),
  ],
  texts: {
    en: { 'secret.about': 'Tells it', 'shutdown.about': 'Ends it' },
    fr: { 'secret.about': 'Le dit', 'shutdown.about': 'Le finit' },
  },
});
const modules = [basics, choose, commands, help, secret, server, settingsModule];
const ann = person('ann');
const mod = person('mod', { standing: 'moderator' });
const op = person('op', { standing: 'administrator' });
const founder = person('founder', { standing: 'owner' });

const tower: Place = {
  ...castle,
  space: spaceId('irc:libera:#tower'),
  channel: castle.channel.replace('castle', 'tower') as Place['channel'],
  name: '#tower',
};

async function table(options: Parameters<typeof bench>[1] = {}) {
  const made = await bench(modules, options);
  const answer = async (...said: Parameters<typeof made.says>): Promise<string | undefined> => {
    const before = made.platform.replies.length;
    await made.says(...said);
    return made.heard()[before];
  };
  return { ...made, answer };
}

describe('switching off', () => {
  test('holds in the place where it was done, in silence, and can be taken back', async () => {
    const { answer } = await table();

    expect(await answer(op, '!command disable choose')).toBe('`choose` is off here now.');
    expect(await answer(ann, '!choose tea')).toBeUndefined();
    expect(await answer(ann, '!pick tea')).toBeUndefined();
    expect(await answer(ann, '!choose tea', { where: tower })).toMatch(/tea/);
    await answer(op, '!command enable choose');

    expect(await answer(ann, '!choose tea')).toMatch(/tea/);
  });

  test('is told to who speaks to us, and to who used the menu', async () => {
    const { answer, says, slash, heard } = await table();
    await says(op, '!command disable choose');

    expect(await answer(ann, 'Castellan: choose tea', { addressed: 'choose tea' })).toBe(
      '`choose` is switched off here.',
    );
    await slash(ann, 'choose', { options: 'tea' });
    expect(heard().at(-1)).toBe('`choose` is switched off here.');
  });

  test('takes it out of help', async () => {
    const { says, last } = await table();
    await says(op, '!command disable choose');

    await says(ann, '!help');

    expect(last()?.card.lines?.join('\n')).not.toMatch(/choose/);
  });

  test('of a family that is off as a whole, one can be put on again', async () => {
    const { settings, answer, says } = await table();
    await settings.write('commands.off', 'instance', 'choose,command', 'test');

    // What switches on cannot be off.
    expect(await answer(op, '!command enable choose')).toBe('`choose` is on here again.');
    await says(op, '!command disable choose');
    expect(settings.readList('commands.off', { space: castle.space! })).toContain('choose');
  });

  test.each([
    '!command disable help',
    '!command disable command enable',
    '!command disable shutdown',
  ])('%s is refused: nobody could go back, or it is not theirs', async (line) => {
    const { answer } = await table();

    expect(await answer(op, line)).toMatch(/stays as it is/);
  });

  test('is for those who may change settings', async () => {
    const { answer } = await table();

    expect(await answer(mod, '!command disable choose')).toMatch(/takes `settings.manage`/);
    expect(await answer(op, '!command disable instance choose')).toBe(
      'Only the owner of this bot decides for all places.',
    );
  });
});

describe('names', () => {
  test('a renamed command is called by its new name here, and by its own elsewhere', async () => {
    const { answer, last } = await table();
    await answer(op, '!command rename choose decide');

    expect(await answer(ann, '!decide tea')).toMatch(/tea/);
    expect(await answer(ann, '!choose tea')).toBe(
      'There is no command `choose`. Did you mean `decide`?',
    );
    expect(await answer(ann, '!choose tea', { where: tower })).toMatch(/tea/);
    await answer(ann, '!help decide');
    expect(last()?.card.title).toBe('!decide');
    await answer(ann, '!decide');
    expect(last()?.card.lines?.[0]).toMatch(/!decide/);
  });

  test('an additional name is one more', async () => {
    const { answer } = await table();
    await answer(op, '!command alias choose wähle');

    expect(await answer(ann, '!WÄHLE tea')).toMatch(/tea/);
    expect(await answer(ann, '!choose tea')).toMatch(/tea/);
    expect(await answer(op, '!command unalias wähle')).toBe(
      '`wähle` no longer stands for `choose`.',
    );
    expect(await answer(ann, '!wähle tea')).toBeUndefined();
  });

  test('a name that means something else already is refused, until that is called otherwise', async () => {
    const { answer } = await table();

    expect(await answer(op, '!command alias choose ping')).toMatch(/is what `ping` is called here/);
    expect(await answer(op, '!command alias choose command')).toMatch(/Choose another name/);
    expect(await answer(op, '!command alias choose a,b')).toMatch(/cannot be a name/);
    await answer(op, '!command rename ping pong');
    expect(await answer(op, '!command alias choose ping')).toBe(
      '`ping` stands for `choose` here now.',
    );
    expect(await answer(ann, '!ping tea')).toMatch(/tea/);
  });

  test('with a name of its own, a command of two words is one', async () => {
    const { answer, heard } = await table();
    await answer(op, '!command alias command-disable aus');
    await answer(op, '!aus choose');

    expect(heard().at(-1)).toBe('`choose` is off here now.');
  });
});

describe('who may give a command', () => {
  test('those who are named, and administrators; nobody else', async () => {
    const { answer, platform } = await table();
    platform.people = [ann, mod];

    expect(await answer(founder, '!config access secret ann')).toMatch(/^ann may give `secret`/);
    expect(await answer(ann, '!secret')).toBe('the secret');
    expect(await answer(op, '!secret')).toBe('the secret');
    expect(await answer(mod, '!secret')).toMatch(/Only those whom the administrators/);
    await answer(founder, '!config access secret moderator');
    expect(await answer(mod, '!secret')).toBe('the secret');
    expect(await answer(ann, '!secret')).toBe('the secret');
    await answer(founder, '!config secret none');

    expect(await answer(ann, '!secret')).toMatch(/takes `secret.use`/);
    expect(await answer(mod, '!secret')).toBe('the secret');
  });

  test('who was named loses it with all other rights while those are taken from him', async () => {
    const { answer, platform, permissions } = await table();
    platform.people = [ann];
    await answer(founder, '!config access secret ann');
    const giveBack = permissions.suspend(ann.id, communityOf(spaceId('irc:libera:#castle')));

    expect(await answer(ann, '!secret')).toMatch(/Only those/);
    giveBack();
    expect(await answer(ann, '!secret')).toBe('the secret');
  });

  test('a public command can be kept for a few', async () => {
    const { answer, says, last } = await table();
    await says(founder, '!config access choose helper');

    expect(await answer(ann, '!choose tea')).toMatch(/Only those/);
    expect(await answer(person('h', { standing: 'helper' }), '!choose tea')).toMatch(/tea/);
    await says(ann, '!help');
    expect(last()?.card.lines?.join()).not.toMatch(/choose/);
  });

  test('what one place decides is nothing to another (N16)', async () => {
    const { answer, says } = await table();
    await says(founder, '!config access secret member');

    expect(await answer(ann, '!secret')).toBe('the secret');
    expect(await answer(ann, '!secret', { where: tower })).toMatch(/takes `secret.use`/);
  });

  test('what is the instance owner’s is given to nobody, not even by a setting', async () => {
    const { answer, settings } = await table();

    expect(await answer(founder, '!config access shutdown member')).toMatch(/stays as it is/);
    await settings.write('commands.access', 'instance', 'shutdown=rank:member', 'test');
    expect(await answer(ann, '!shutdown')).toMatch(/takes `secret.own`/);
  });

  test.each([
    '!settings set commands.access secret=rank:member',
    '!settings reset commands.access',
    '!settings stage commands.access secret=rank:member 1h',
  ])('%s is no way around that', async (line) => {
    const { answer } = await table();

    expect(await answer(op, line)).toMatch(/takes `commands.access`/);
  });

  test('nor is a file', async () => {
    const { answer, says, last } = await table();
    await says(op, '!settings import {commands.access: ["secret=rank:member"]}');

    expect(JSON.stringify(last()?.card)).toMatch(/commands.access/);
    expect(JSON.stringify(last()?.card)).not.toMatch(/settings confirm/);
    expect(await answer(ann, '!secret')).toMatch(/takes `secret.use`/);
  });

  test('is decided by the owner of the place, and listed', async () => {
    const { answer, says, last } = await table();

    expect(await answer(op, '!config access secret member')).toMatch(/takes `commands.access`/);
    expect(await answer(founder, '!config access')).toMatch(/Nothing is decided here/);
    await says(founder, '!config access secret helper');
    await says(founder, '!config access');
    expect(last()?.card.lines).toEqual(['`secret`: helper, and administrators']);
  });

  test.each([
    ['!config access secret nobody-knows', /a role, someone who is here/],
    ['!config access nonsense', /There is no command `nonsense`/],
  ])('%s says what to do', async (line, words) => {
    const { answer } = await table();

    expect(await answer(founder, line)).toMatch(words);
  });
});

describe('answers that go by themselves', () => {
  test('are deleted after the time that is set, where the network can', async () => {
    const { says, settings, clock, platform } = await table({ can: ['delete'] });
    await settings.write('commands.deleteRepliesSeconds', 'instance', '5', 'test');
    await says(ann, '!choose tea');
    await says(ann, '!secret');

    await clock.advance(4_900);
    expect(platform.removed).toEqual([]);
    await clock.advance(100);
    expect(platform.removed).toEqual(['said-1', 'said-2']);
  });

  test('menus stay while they are in use, and so does what only its reader sees', async () => {
    const { says, slash, settings, clock, platform } = await table({
      can: ['delete', 'controls', 'edit', 'private-reply'],
    });
    await settings.write('commands.deleteRepliesSeconds', 'instance', '5', 'test');
    await says(ann, '!help');
    await slash(ann, 'secret');

    await clock.advance(20_000);
    expect(platform.removed).toEqual([]);
  });

  test.each(['3', '16', 'soon'])('%s seconds are refused', async (typed) => {
    const { settings } = await table();

    const written = await settings.write('commands.deleteRepliesSeconds', 'instance', typed, 't');
    expect(written.ok).toBe(false);
  });
});

describe('the menu of slash commands', () => {
  const tiny = { limit: 5, warn: 3, safe: 4 };

  test('slashlimit tells how full it is and what found no place', async () => {
    const { says, last } = await table({ can: ['slash'], menuLimits: tiny });

    await says(ann, '!slashlimit');

    expect(last()?.card.lines?.[0]).toMatch(/\*\*4\*\* \/ 5/);
    expect(last()?.card.lines?.[2]).toBe('Always in it: help, slashlimit');
    expect(last()?.card.lines?.[3]).toMatch(/given by prefix only, since: .*!setprefix/);
  });

  test('help marks what is given how, and says what the marks mean', async () => {
    const controls = ['slash', 'controls', 'edit'] as const;
    const { says, presses, last } = await table({ can: controls, menuLimits: tiny });
    await says(ann, '!help');
    const menu = (last()?.card.actions ?? []).flat().find((one) => 'id' in one);
    await presses(ann, menu && 'id' in menu ? menu.id : '', ['basics']);

    expect(last()?.card.lines?.join('\n')).toMatch(/⚡ `!help`/);
    expect(last()?.card.lines?.join('\n')).toMatch(/🔹 `!/);
    expect(last()?.card.footer).toMatch(/⚡ menu or prefix · 🔹 prefix, the menu is full/);
  });

  test('where there is no menu there are no marks', async () => {
    const { says, last } = await table();
    await says(ann, '!help choose');

    expect(last()?.card.title).toBe('!choose');
    expect(last()?.card.lines?.join()).not.toMatch(/⚡|menu/);
  });

  test('a command that found no place works by prefix, with its rights in force (N14)', async () => {
    const { answer, ports, commands: all } = await table({ can: ['slash'], menuLimits: tiny });
    const command = all.find('secret')!;

    expect(ports.slashMenu.markOf(command)).toBe('left');
    expect(await answer(ann, '!secret')).toMatch(/takes `secret.use`/);
    expect(await answer(mod, '!secret')).toBe('the secret');
  });

  test('sync is the owner’s', async () => {
    const { answer } = await table({ owners: [founder.id] });

    expect(await answer(op, '!sync')).toMatch(/takes `commands.sync`/);
    expect(await answer(founder, '!sync', { where: direct })).toMatch(/No network that I am on/);
  });
});
