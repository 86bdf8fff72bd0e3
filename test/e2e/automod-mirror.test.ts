import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageOf } from '../../src/base/errors.ts';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

const settled = () => world.advance('5s');
const rules = () => world.discord.guild.autoModRules();
const blocked = /blocked by automatic moderation/;

/** Whether a message of his appears. */
const says = (name: string, text: string, channel = '#general') =>
  world.discord
    .member(name)
    .say(channel, text)
    .then(() => 'said', messageOf);

type Member = ReturnType<TestWorld['discord']['member']>;

/** Discord takes five messages in five seconds of a channel. */
const places = ['#staff', '#random', '#general'];
let asked = 0;

const isGone = (who: Member, said: Awaited<ReturnType<Member['say']>>) => () =>
  who.edit(said, 'is it gone?').then(
    () => false,
    () => true,
  );

const commands = async (text: string, answer: RegExp) => {
  asked += 1;
  const place = places[asked % places.length] ?? '#staff';
  const olivia = world.discord.member('olivia');
  // The guard lets only so many answers out at once.
  await world.advance('20s');
  await olivia.say(place, text);
  return (await olivia.hears(place, answer)).text;
};

describe('Discord’s AutoMod, made to follow our rules', { timeout: 60_000 }, () => {
  test('a preview says what would be made, and nothing is', async () => {
    await commands(
      '!automod add words: when a message or an edit says "scam", "free robux*" unless the author is at least a helper then delete it and mute for 10m because "Not here" | mentions: when a message has at least 4 mentions then delete it | young: when a message has a link and the author is younger than 7d then delete it | later: when a message says "watched" then delete it',
      /4 added/,
    );
    for (const number of [1, 2, 3]) await commands(`!automod mode ${number} live`, /in force/);
    const text = await commands('!automod mirror preview', /if it followed our rules/);

    expect(text).toMatch(/2 of the rules in force in 2 rules of Discord’s; 1 left to me alone/);
    expect(text).toMatch(/Castellan · rule 1.*2 words/);
    expect(text).toMatch(/Castellan · rule 2.*more than 3 mentions/);
    expect(text).toMatch(/young.*stays with me alone: it asks for several things/);
    expect(text).not.toMatch(/later/);
    expect(rules()).toEqual([]);
  });

  test('on: the message never appears, the hit is counted, and the mute of the rule happens, once', async () => {
    await commands('!automod mirror on', /follows our rules/);
    expect(rules().map(({ name, enabled }) => ({ name, enabled }))).toEqual([
      { name: 'Castellan · rule 1', enabled: true },
      { name: 'Castellan · rule 2', enabled: true },
    ]);
    expect(await says('bob', 'what a scam this is')).toMatch(blocked);
    expect(await says('bob', 'a scam I tell you')).not.toBe('said');

    const bob = world.discord.member('bob');
    await expect.poll(() => bob.timeoutUntilMs).not.toBeNull();
    expect(await commands('!automod list', /rules of this community/)).toMatch(
      /1\S* words \(in force, held (once|2 times)/,
    );
    const why = await commands('!automod why bob', /hit lately/);
    expect(why).toMatch(/what a scam this is/);
    const cases = await commands('!infractions @bob', /Cases of bob/);
    expect(cases).toMatch(/1 mute/);
    expect(cases).toMatch(/by rule 1/);
    expect(cases).not.toMatch(/purge|deleted/);
  });

  test('staff whom the rule spares are let be by Discord, too; what gets past Discord is still found', async () => {
    expect(await says('mod', 'a scam is a fraud')).toBe('said');
    const carl = world.discord.member('carl');
    const said = await carl.say('#general', 'a s.c.4.m');
    await expect.poll(isGone(carl, said), { timeout: 5000 }).toBe(true);
    await expect.poll(() => carl.timeoutUntilMs).not.toBeNull();
  });

  test('a rule that changes is followed soon, and so is a role; other people’s rules are never touched', async () => {
    await commands(
      '!automod edit 1 when a message or an edit says "fraud" then delete it',
      /changed/,
    );
    await settled();
    await expect.poll(() => rules()[0]?.words).toEqual(['fraud']);
    expect(rules()[0]?.exemptRoles).toEqual([]);
    expect(rules()).toHaveLength(2);

    await commands('!automod mode 2 shadow', /only watches/);
    await settled();
    await expect.poll(() => rules().map(({ name }) => name)).toEqual(['Castellan · rule 1']);
  });

  test('what a foreign rule blocks is in the log of events, and no hit of ours', async () => {
    const { guild, api, bot } = world.discord;
    const made = await fetch(`${api}/v10/guilds/${guild.id}/auto-moderation/rules`, {
      method: 'POST',
      headers: { authorization: `Bot ${bot.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ name: 'Theirs', event_type: 1, trigger_type: 1, enabled: true },
        ...{ trigger_metadata: { keyword_filter: ['cheese'] }, actions: [{ type: 1 }] },
      }),
    });
    expect(made.status).toBe(200);
    expect(await says('dora', 'I like cheese')).toMatch(blocked);
    await settled();
    expect(await commands('!automod why dora', /hit lately: dora/)).toMatch(/Nothing/);
    expect(await commands('!automod mirror', /follows our rules/)).toMatch(
      /1 rule there is somebody/,
    );
  });

  test('without “Manage Server” it says what to grant', async () => {
    world.discord.guild.forbid('castellan', 'manageGuild');
    await commands('!automod mirror', /give my role “Manage Server”/);
    world.discord.guild.permit('castellan', 'manageGuild');
  });

  test('off: ours are gone, theirs stay, and our own rule does it all again', async () => {
    await commands('!automod mirror off', /does not follow our rules/);
    expect(rules().map(({ name }) => name)).toEqual(['Theirs']);
    const erik = world.discord.member('erik');
    const said = await erik.say('#general', 'such a fraud');
    await expect.poll(isGone(erik, said), { timeout: 5000 }).toBe(true);
  });

  test('on IRC there is nothing to follow', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!automod mirror on');
    await ann.isTold(/no rules of its own/);
  });
});
