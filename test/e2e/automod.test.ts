import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

const sentence =
  'when a message or an edit says "scam" unless the author is at least a helper then delete it and warn';

describe('rules on both simulated networks', { timeout: 60_000 }, () => {
  test('on Discord: written by the owner of the guild, they watch messages and edits in disguise', async () => {
    const [bob, olivia] = [world.discord.member('bob'), world.discord.member('olivia')];
    await olivia.say('#general', `!automod add ${sentence}`);
    await olivia.hears('#general', /Added; it only watches/);
    const said = await bob.say('#general', 'what a ѕ c 4 m');
    await bob.say('#general', 'nothing wrong here');
    await bob.edit(said, 'a s.c.a.m, I said');
    await olivia.say('#general', '!automod why bob');

    const { text } = await olivia.hears('#general', /What rules hit lately: bob/);
    expect(text).toContain('ѕ c 4 m');
    expect(text).toContain('s.c.a.m');
    expect(text).not.toContain('nothing wrong');
  });

  test('on Discord, in force: the message is gone, and the rule has its cases; said again at once, it is no second offence', async () => {
    const [bob, olivia] = [world.discord.member('bob'), world.discord.member('olivia')];
    await olivia.say('#general', '!automod mode 1 live');
    await olivia.hears('#general', /in force/);
    const isGone = (said: Parameters<typeof bob.edit>[0]) => () =>
      bob.edit(said, 'is it gone?').then(
        () => 'there',
        () => 'gone',
      );
    await expect.poll(isGone(await bob.say('#general', 'buy this sс4m now'))).toBe('gone');
    await expect.poll(isGone(await bob.say('#general', 'a scam, I tell you'))).toBe('gone');
    await olivia.say('#general', '!infractions @bob');

    const { text } = await olivia.hears('#general', /Cases of bob/);
    expect(text).toMatch(/1 warning/);
    expect(text).toMatch(/warning of \*\*bob\*\* by rule 1/);
    await olivia.say('#general', '!automod mode 1 shadow');
  });

  test('on Discord: a thread by its name; staff may call theirs what they like', async () => {
    const { discord } = world;
    const [bob, ann, olivia] = ['bob', 'ann', 'olivia'].map((name) => discord.member(name));
    await world.advance('1m');
    const rule = 'when a thread says "scam" unless the author is at least a helper then warn';
    await olivia?.say('#random', `!automod add threads: ${rule}`);
    await olivia?.hears('#random', /when a thread says "scam"/);
    const open = (who: typeof bob, id: string, roles: readonly string[]) =>
      discord.guild.happens(
        'MESSAGE_CREATE',
        {
          ...{
            id,
            type: 18,
            channel_id: discord.guild.channelId('random'),
            content: 'Scam school',
          },
          author: { id: who?.id, username: who?.name, discriminator: '0', avatar: null },
          member: { roles, nick: null, joined_at: new Date(0).toISOString() },
          ...{ timestamp: new Date(0).toISOString(), edited_timestamp: null, mentions: [] },
          ...{ attachments: [], embeds: [], mention_roles: [], pinned: false, tts: false },
        },
        ['guildMessages'],
      );
    open(ann, '1700000000000000001', [discord.guild.roleId('Admin') ?? '']);
    open(bob, '1700000000000000002', []);
    await olivia?.say('#random', '!automod why');
    const { text } = (await olivia?.hears('#random', /Scam school/)) ?? { text: '' };
    expect(text).toMatch(/bob/);
    expect(text).not.toMatch(/\bann\b/);
  });

  test('on IRC: the same, by a channel operator; an operator is spared', async () => {
    const [ann, bob] = [world.irc.person('ann'), world.irc.person('bob')];
    await ann.says('#castle', `!automod add ${sentence}`);
    await ann.hears('#castle', /only watches/);
    await bob.says('#castle', 'it is a SСAM');
    await ann.says('#castle', 'scam is a word');
    await ann.says('#castle', '!automod why');

    await ann.hears('#castle', /hit .*bob.*SСAM/);
  });
});
