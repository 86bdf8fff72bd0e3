import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

/** Time for what belongs together to be gathered. */
const gathered = () => world.advance('3s');

/** What the log says next, as it stands in a channel. What happened needs a moment to come over the wire. */
async function logged(channel: string, pattern: RegExp): Promise<string> {
  const reader = world.discord.member('olivia');
  for (let turn = 0; turn < 10; turn += 1) {
    await gathered();
    const heard = reader.hears(channel, pattern, { withinMs: 500 });
    const text = await heard.then(
      (message) => message.text,
      () => undefined,
    );
    if (text !== undefined) return text;
  }
  return (await reader.hears(channel, pattern)).text;
}

describe('the log of events', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    world.discord.guild.addChannel('mod-log', { onlyFor: ['Admin', 'Moderator', 'castellan'] });
    world.discord.guild.addChannel('admins', { onlyFor: ['Admin', 'castellan'] });
    const olivia = world.discord.member('olivia');
    await olivia.say('#general', '!eventlog to #mod-log');
    await olivia.hears('#general', /written down in #mod-log/);
  });

  test('tells what a message was before it was edited, and what was deleted', async () => {
    const bob = world.discord.member('bob');
    const said = await bob.say('#general', 'the first words');
    await bob.edit(said, 'the second words');
    expect(await logged('#mod-log', /Message edited/)).toMatch(
      /bob .*“the first words” → “the second words”/,
    );
    await bob.delete(said);
    expect(await logged('#mod-log', /Message deleted/)).toMatch(/bob .*“the second words”/);
  });

  test('tells who did it and why, as one line, though Discord tells it twice', async () => {
    const [mod, carl] = [world.discord.member('mod'), world.discord.member('carl')];
    await mod.kicks(carl, 'was rude');
    const told = await logged('#mod-log', /Kicked/);
    expect(told).toMatch(/Kicked\**: carl .*by mod .*reason: was rude/);
    expect(told).not.toMatch(/Left/);
  });

  test('tells of what is made and changed: channels, roles, invites, voice, emoji', async () => {
    const { guild } = world.discord;
    guild.addChannel('new-hall');
    expect(await logged('#mod-log', /Channel created/)).toMatch(/#new-hall/);
    const bob = world.discord.member('bob');
    const voice = { user_id: bob.id, mute: false, deaf: false };
    const place = { channel_id: guild.channelId('random') };
    guild.happens('VOICE_STATE_UPDATE', { ...voice, ...place }, ['guildVoiceStates']);
    const invite = { ...place, code: 'castle42' };
    guild.happens('INVITE_CREATE', invite, ['guildInvites']);
    const told = await logged('#mod-log', /Invite created/);
    expect(told).toMatch(/Joined voice\**: bob \(#random\)/);
    expect(told).toMatch(/Invite created\**: castle42/);
    const emoji = {
      ...{ id: '99', action_type: 60, target_id: '98', user_id: world.discord.member('ann').id },
      changes: [{ key: 'name', new_value: 'party' }],
    };
    guild.happens('GUILD_AUDIT_LOG_ENTRY_CREATE', emoji, ['guildModeration']);
    expect(await logged('#mod-log', /Emoji added/)).toMatch(/party .*by ann/);
  });

  test('what happens where only administrators see it stays out of the moderators’ log', async () => {
    const [ann, mod] = [world.discord.member('ann'), world.discord.member('mod')];
    const said = await ann.say('#admins', 'a secret of the administrators');
    await ann.delete(said);
    const open = await ann.say('#general', 'no secret');
    await ann.delete(open);
    const told = await logged('#mod-log', /no secret/);
    expect(told).not.toMatch(/secret of the administrators|#admins/);
    await mod.say('#general', '!eventlog status');
    await mod.hears('#general', /withheld/);
    await mod.say('#general', '!eventlog recent');
    expect((await mod.hears('#general', /Lately/)).text).not.toMatch(/#admins/);
  });

  test('operators are told at once when the address of the server is taken', async () => {
    const olivia = world.discord.member('olivia');
    const entry = {
      ...{ id: '199', action_type: 1, target_id: world.discord.guild.id, user_id: olivia.id },
      changes: [{ key: 'vanity_url_code', old_value: 'castle', new_value: 'stolen' }],
    };
    world.discord.guild.happens('GUILD_AUDIT_LOG_ENTRY_CREATE', entry, ['guildModeration']);
    await logged('#mod-log', /Server changed/);
    await olivia.say('#general', '!alerts list');
    await olivia.hears('#general', /changed the address of Castle: castle → stolen/);
  });

  test('a group goes to a channel of its own, or nowhere', async () => {
    const olivia = world.discord.member('olivia');
    await olivia.say('#general', '!eventlog to #staff roles');
    await olivia.hears('#general', /`?roles`? is written down in #staff/);
    const role = { role: { id: '77', name: 'Painters', permissions: '0' } };
    world.discord.guild.happens('GUILD_ROLE_CREATE', role, ['guilds']);
    expect(await logged('#staff', /Role created/)).toMatch(/Painters/);
    await olivia.say('#general', '!eventlog skip roles');
    await olivia.hears('#general', /left out/);
    world.discord.guild.happens('GUILD_ROLE_UPDATE', role, ['guilds']);
    world.discord.guild.addChannel('after-it');
    await logged('#mod-log', /after-it/);
    await olivia.hearsNothing('#staff');
    await olivia.say('#general', '!eventlog skip nonsense');
    await olivia.hears('#general', /Nothing is called `?nonsense/);
  });

  test('on IRC: kicks, topics and modes of one channel, told in another', async () => {
    const [ann, bob] = [world.irc.person('ann'), world.irc.person('bob')];
    await ann.says('#castle', '!eventlog to #random');
    await ann.hears('#castle', /written down in #random/);
    await ann.join('#random');
    await ann.topic('#castle', 'The new hall');
    await ann.kick('#castle', 'bob', 'enough');
    await gathered();
    await ann.hears('#random', /Topic changed.*The new hall/);
    await ann.hears('#random', /Kicked.*bob.*by ann.*enough/);
    await bob.join('#castle');
    await ann.mode('#castle', '+s');
    await gathered();
    await ann.says('#castle', '!eventlog status');
    await ann.hears('#castle', /withheld/);
  });
});
