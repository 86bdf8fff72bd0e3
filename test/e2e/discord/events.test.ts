import { expect, test } from 'vitest';
import { channelOn, connectionId } from '../../../src/base/ids.ts';
import { onlineRig, pause } from './harness.ts';

const discord = connectionId('discord');

test('a message comes with who said it, where, and how to answer', async () => {
  const rig = await onlineRig();
  const said = await rig.discord.member('bob').say('#general', 'good morning');

  const event = await rig.next('message');

  expect(event).toMatchObject({
    id: said.id,
    text: 'good morning',
    replayed: false,
    unanswerable: false,
    where: {
      connection: 'discord',
      platform: 'discord',
      channel: channelOn(discord, said.channelId),
      space: `discord:${rig.discord.guild.id}`,
      name: '#general',
      spaceName: 'Castle',
    },
    actor: { name: 'bob', bot: false, standing: 'member', identified: true },
  });
  expect(event.actor.id).toBe(`discord:${event.actor.native}`);
  expect(event.actor.mention).toBe(`<@${event.actor.native}>`);
  expect(event.addressed).toBeUndefined();
  expect(Math.abs(event.atMs - Date.now())).toBeLessThan(10_000);
});

test('the guild says who stands where', async () => {
  const rig = await onlineRig();
  const standings: Record<string, string> = {};
  for (const name of ['olivia', 'ann', 'mod', 'bob']) {
    await rig.discord.member(name).say('#general', 'here');
    standings[name] = (await rig.next('message')).actor.standing;
  }

  expect(standings).toEqual({
    olivia: 'owner',
    ann: 'administrator',
    mod: 'moderator',
    bob: 'member',
  });
});

test('a place is made once per channel', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  await bob.say('#general', 'one');
  await bob.say('#general', 'two');

  const [one, two] = [await rig.next('message'), await rig.next('message')];

  expect(one.where).toBe(two.where);
});

test('whoever begins with a mention of the bot addresses it', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  await bob.say('#general', `<@${rig.discord.bot.id}> help choose`);
  expect((await rig.next('message')).addressed).toBe('help choose');
  await bob.say('#general', `<@!${rig.discord.bot.id}>, ping`);
  expect((await rig.next('message')).addressed).toBe('ping');
  await bob.say('#general', `ask <@${rig.discord.bot.id}> for help`);
  expect((await rig.next('message')).addressed).toBeUndefined();
});

test('a direct message has no space', async () => {
  const rig = await onlineRig();
  await rig.discord.member('bob').dm('psst');

  const event = await rig.next('message');

  expect(event.text).toBe('psst');
  expect(event.where.space).toBeUndefined();
  expect(event.where.name).toBe('bob');
});

test('edits and deletions come with the id of their message', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', 'tpyo');
  await bob.edit(said, 'typo');
  await bob.delete(said);

  expect(await rig.next('message-edited')).toMatchObject({
    id: said.id,
    text: 'typo',
    actor: { name: 'bob' },
  });
  expect(await rig.next('message-deleted')).toMatchObject({
    id: said.id,
    where: { name: '#general' },
  });
});

test('reactions come and go', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  const said = await bob.say('#general', 'nice');
  await bob.react(said, '👍');
  await bob.unreact(said, '👍');

  const wanted = { id: said.id, emoji: '👍', actor: { name: 'bob' } };
  expect(await rig.next('reaction')).toMatchObject({ ...wanted, added: true });
  expect(await rig.next('reaction')).toMatchObject({ ...wanted, added: false });
});

test('people join, take a name and leave', async () => {
  const rig = await onlineRig();
  const before = rig.platform.status().members;
  const eve = rig.discord.member('eve');
  expect(await rig.next('member-joined')).toMatchObject({ actor: { name: 'eve' }, quiet: false });
  expect(rig.platform.status().members).toBe(before + 1);
  await eve.becomes({ nick: 'Evelyn' });
  expect(await rig.next('renamed')).toMatchObject({
    before: { name: 'eve' },
    actor: { name: 'Evelyn' },
  });
  await eve.leaves();
  expect(await rig.next('member-left')).toMatchObject({ actor: { name: 'Evelyn' } });
  expect(rig.platform.status().members).toBe(before);
});

test('whose name was never seen before cannot have been renamed from anything', async () => {
  const rig = await onlineRig();
  await rig.discord.member('bob').becomes({ nick: 'Bobby' });
  await rig.discord.member('bob').say('#general', 'it is me');

  expect((await rig.next('message')).actor.name).toBe('Bobby');
  expect(rig.events.some((event) => event.kind === 'renamed')).toBe(false);
});

test('a new role changes the standing at once', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  await bob.holds('Moderator');
  await bob.say('#general', 'behold');

  expect((await rig.next('message')).actor.standing).toBe('moderator');
});

test('guilds are told once, also after a new session', async () => {
  const rig = await onlineRig();
  expect(await rig.next('space-joined')).toMatchObject({
    space: `discord:${rig.discord.guild.id}`,
    name: 'Castle',
  });
  rig.discord.faults.invalidateSessions({ resumable: false });
  await rig.until(({ state }) => state !== 'online');
  await rig.until(({ state }) => state === 'online', 15_000);
  await pause(200);

  expect(rig.events.filter((event) => event.kind === 'space-joined')).toHaveLength(1);
}, 30_000);

test('being invited and thrown out is told, an outage is not', async () => {
  const rig = await onlineRig();
  await rig.next('space-joined');
  const village = rig.discord.addGuild('Village');
  expect(await rig.next('space-joined')).toMatchObject({
    space: `discord:${village.id}`,
    name: 'Village',
    members: village.memberCount,
  });
  village.goDown();
  village.comeBack();
  await village.member('zoe').say('#general', 'back again');
  expect(await rig.next('message')).toMatchObject({
    text: 'back again',
    where: { spaceName: 'Village' },
  });
  expect(rig.platform.status().spaces).toBe(2);
  village.removeBot(rig.discord.bot.id);
  expect(await rig.next('space-left')).toMatchObject({ name: 'Village' });
  expect(rig.platform.status().spaces).toBe(1);
  expect(rig.events.filter(({ kind }) => kind.startsWith('space-'))).toHaveLength(3);
});

test('a guild that was left while the link was down is told with the next session', async () => {
  const rig = await onlineRig();
  const village = rig.discord.addGuild('Village');
  await rig.next('space-joined', ({ name }) => name === 'Village');
  rig.discord.faults.events('GUILD_DELETE', 'lost', 1);
  village.removeBot(rig.discord.bot.id);
  rig.discord.faults.invalidateSessions({ resumable: false });

  await rig.until(({ state }) => state !== 'online');
  await rig.until(({ state }) => state === 'online', 15_000);
  expect(await rig.next('space-left')).toMatchObject({ name: 'Village' });
}, 30_000);

test('a new channel has its name at once', async () => {
  const rig = await onlineRig();
  const village = rig.discord.addGuild('Village');
  village.addChannel('#market');
  await village.member('zoe').say('#market', 'fresh bread');

  expect((await rig.next('message')).where).toMatchObject({
    name: '#market',
    spaceName: 'Village',
  });
});

test('a slash command comes with its options as they would be typed', async () => {
  const rig = await onlineRig();
  await rig.platform.declare([
    {
      name: 'try',
      description: 'Tries everything',
      direct: true,
      options: [
        { name: 'words', description: 'Text', type: 'text', required: true },
        { name: 'count', description: 'Whole', type: 'integer', required: false, min: 1, max: 9 },
        { name: 'share', description: 'Any', type: 'number', required: false },
        { name: 'sure', description: 'Yes or no', type: 'boolean', required: false },
        { name: 'who', description: 'Someone', type: 'actor', required: false },
        { name: 'where', description: 'A channel', type: 'channel', required: false },
        { name: 'as', description: 'A role', type: 'role', required: false },
      ],
    },
  ]);
  const bob = rig.discord.member('bob');
  const ann = rig.discord.member('ann');
  await bob.slash(
    'try',
    {
      words: 'tea | milk',
      count: 3,
      share: 0.5,
      sure: true,
      who: 'ann',
      where: '#random',
      as: 'Moderator',
    },
    { channel: '#general' },
  );

  const event = await rig.next('invocation');

  expect(event.command).toBe('try');
  expect(event.actor).toMatchObject({ name: 'bob', standing: 'member' });
  expect(event.where.name).toBe('#general');
  expect(event.options).toEqual({
    words: 'tea | milk',
    count: 3,
    share: 0.5,
    sure: true,
    who: ann.mention,
    where: expect.stringMatching(/^<#\d+>$/) as string,
    as: expect.stringMatching(/^<@&\d+>$/) as string,
  });
  expect(await rig.platform.findActor(event.where, String(event.options['who']))).toMatchObject({
    name: 'ann',
    standing: 'administrator',
  });
  expect(
    await rig.platform.findThing(event.where, 'channel', String(event.options['where'])),
  ).toMatchObject({ name: '#random' });
  expect(
    await rig.platform.findThing(event.where, 'role', String(event.options['as'])),
  ).toMatchObject({ name: 'Moderator' });
});

test('subcommands come as one name, and completion says what is being typed', async () => {
  const rig = await onlineRig();
  const words = {
    name: 'name',
    description: 'Which',
    type: 'text' as const,
    required: true,
    completes: true,
  };
  await rig.platform.declare([
    {
      name: 'rate',
      description: 'Rates',
      direct: false,
      options: [],
      subcommands: [{ name: 'stats', description: 'Shows', direct: false, options: [words] }],
    },
  ]);
  rig.on((event) => {
    if (event.kind !== 'completion') return;
    const fitting = ['tea', 'toast', 'milk'].filter((word) => word.startsWith(event.typed));
    rig.platform.complete(event.reply, fitting).catch(() => undefined);
  });
  const bob = rig.discord.member('bob');
  const suggestions = await bob.complete('rate stats', 'name', 't', { channel: '#general' });

  expect(suggestions.map(({ name }) => name)).toEqual(['tea', 'toast']);
  expect(await rig.next('completion')).toMatchObject({
    command: 'rate stats',
    option: 'name',
    typed: 't',
  });
  await bob.slash('rate stats', { name: 'tea' });
  expect(await rig.next('invocation')).toMatchObject({
    command: 'rate stats',
    options: { name: 'tea' },
  });
});

test('people are found by mention, id, account and nickname', async () => {
  const rig = await onlineRig();
  const bob = rig.discord.member('bob');
  await bob.becomes({ nick: 'Bobby' });
  await bob.say('#general', 'here');
  const { where } = await rig.next('message');

  for (const text of [bob.mention, bob.id, 'bob', '@BOB', 'bobby'])
    expect(await rig.platform.findActor(where, text), text).toMatchObject({ name: 'Bobby' });
  expect(await rig.platform.findActor(where, 'nobody-like-this')).toBeUndefined();
  expect(await rig.platform.findThing(where, 'channel', 'RANDOM')).toMatchObject({
    name: '#random',
  });
  expect(await rig.platform.findThing(where, 'role', '@moderator')).toMatchObject({
    name: 'Moderator',
  });
  expect(await rig.platform.findThing(where, 'role', 'king')).toBeUndefined();
});

test('what the bot says itself is no event', async () => {
  const rig = await onlineRig();
  const said = await rig.discord.member('bob').say('#general', 'hello');
  await rig.platform.say(channelOn(discord, said.channelId), { say: 'hello yourself' });
  await rig.discord.member('bob').hears('#general', /hello yourself/);
  await rig.discord.member('bob').say('#general', 'and the next');

  const texts = [await rig.next('message'), await rig.next('message')].map(({ text }) => text);

  expect(texts).toEqual(['hello', 'and the next']);
});
