import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

/** Answers to staff wait where much was answered before. */
const patiently = { withinMs: 20_000 };

describe('automations on the simulated Discord', { timeout: 60_000 }, () => {
  const people = () => ({
    olivia: world.discord.member('olivia'),
    bob: world.discord.member('bob'),
    mod: world.discord.member('mod'),
  });

  test('whoever joins is welcomed where the owner said, by name', async () => {
    const { olivia } = people();
    await olivia.say(
      '#general',
      '!automation create when someone joins then say "Welcome to {{ space }}, {{ person.mention }}!" in #random',
    );
    await olivia.hears('#general', /It is on/, patiently);
    const dan = world.discord.member('dan');
    await dan.leaves();
    await dan.joins();

    const { text } = await olivia.hears('#random', /Welcome to Castle/);
    expect(text).toMatch(/@dan/);
  });

  test('a welcome needs a channel: a server is none', async () => {
    const { olivia } = people();
    await olivia.say('#general', '!automation create when someone joins then say "hi"');
    await olivia.hears('#general', /Say where: this concerns the whole server/);
    await olivia.say('#general', '!automation create when someone joins then say "hi" in #nowhere');
    await olivia.hears('#general', /no channel #nowhere/);
  });

  test('a reaction gives a role, and its end takes it', async () => {
    const { olivia, bob } = people();
    await bob.holds();
    const rules = await olivia.say('#random', 'React to get in');
    await olivia.say('#general', `!automation reactionrole ${rules.id} ✅ Member`);
    await olivia.hears('#general', /2 automations are on/);

    await bob.react(rules, '👍');
    await bob.react(rules, '✅');
    await expect.poll(() => bob.roles).toEqual(['Member']);
    await bob.unreact(rules, '✅');
    await expect.poll(() => bob.roles).toEqual([]);
  });

  test('a role that makes people staff is given by no machine', async () => {
    const { olivia } = people();
    for (const role of ['Admin', 'Moderator']) {
      await olivia.say(
        '#general',
        `!automation create when command "x" then give the role "${role}"`,
      );
      await olivia.hears('#general', /makes people staff/, patiently);
    }
    await olivia.say(
      '#general',
      '!automation create when command "x" then give the role "Nothing"',
    );
    await olivia.hears('#general', /no role Nothing/);
    await olivia.say('#general', '!automation create when command "x" then give voice');
    await olivia.hears('#general', /Voice and op are given on IRC/);
  });

  test('a message is answered, with a reaction, once in a while', async () => {
    const { olivia, bob } = people();
    await olivia.say(
      '#general',
      '!automation create when a message says "where do i start" and at most once in 1m per channel then reply "Start in #general" and react with 👋',
    );
    await olivia.hears('#general', /It is on/, patiently);
    const asked = await bob.say('#random', 'hello, where do I start?');
    await bob.hears('#random', /Start in/);
    const reactions = () => {
      const { channels } = world.discord.guild.observer.snapshot('bob');
      const messages = channels.flatMap((channel) => channel.messages);
      return messages.find(({ id }) => id === asked.id)?.reactions.map(({ emoji }) => emoji);
    };
    await expect.poll(reactions).toEqual(['👋']);

    await bob.say('#random', 'where do I start, I said');
    await bob.hearsNothing('#random');
  });

  test('an expression is answered; what the bot says itself begins nothing', async () => {
    const { olivia, bob } = people();
    await olivia.say(
      '#general',
      '!automation create when a message matches /echo \\w+/i then say "echo again, {{ person }}"',
    );
    await olivia.hears('#general', /It is on/, patiently);
    await bob.say('#random', 'echo one');
    await bob.hears('#random', /^echo again, bob$/);
    await bob.hearsNothing('#random');
  });

  test('a command made here takes words, stands in help, and calls nobody', async () => {
    const { olivia, bob } = people();
    await olivia.say(
      '#general',
      '!automation create Give a hug: when command "hug" then reply "{{ person }} hugs {{ args | default: \'everybody\' }} ({{ count }})"',
    );
    await olivia.hears('#general', /It is on/, patiently);
    await bob.say('#random', '!hug @everyone **now**');
    const { text } = await bob.hears('#random', /hugs/);
    expect(text).not.toContain('@everyone');
    expect(text).toContain('now');
    await bob.say('#random', '!hug');
    await bob.hears('#random', /bob hugs everybody \(2\)/);
    await bob.say('#random', '!help hug');
    const { embeds } = await bob.hears('#random', /!hug/);
    expect(JSON.stringify(embeds)).toContain('Give a hug');
  });

  test('a message is deleted; the place can switch all its own commands off', async () => {
    const { olivia, bob } = people();
    await olivia.say(
      '#general',
      '!automation create when a message says "spoiler*" then delete it',
    );
    await olivia.hears('#general', /It is on/, patiently);
    const said = await bob.say('#random', 'spoilers ahead');
    const messages = () =>
      world.discord.guild.observer.snapshot('bob').channels.flatMap((one) => one.messages);
    await expect.poll(() => messages().some(({ id }) => id === said.id)).toBe(false);

    await olivia.say('#general', '!settings set commands.off custom');
    await olivia.hears('#general', /custom/, patiently);
    await bob.say('#random', '!hug me');
    await bob.hearsNothing('#random');
    await olivia.say('#general', '!settings reset commands.off');
    await olivia.hears('#general', /commands\.off/, patiently);
    await bob.say('#random', '!hug me');
    await bob.hears('#random', /bob hugs me/, patiently);
  });

  test('at a moment, once, calling everyone where the place allows it', async () => {
    const { olivia } = people();
    await olivia.say('#general', '!settings set automation.everyone on');
    await olivia.hears('#general', /everyone/, patiently);
    const moment = new Date(Date.now() + 3 * 3_600_000)
      .toISOString()
      .slice(0, 16)
      .replace('T', ' ');
    await olivia.say(
      '#general',
      `!automation create when it is ${moment} then say "@everyone it is time" in #random`,
    );
    const { text } = await olivia.hears('#general', /It is on/, patiently);
    const number = /(\d+).*\(on\)/.exec(text)?.[1];
    await world.advance('3h');
    const said = await olivia.hears('#random', /@everyone it is time/, patiently);
    expect(said.text).toContain('@everyone');
    await olivia.say('#general', `!automation show ${number}`);
    await olivia.hears('#general', /\(off\)/, patiently);
    await olivia.say('#general', '!settings reset automation.everyone');
    await olivia.hears('#general', /everyone/, patiently);
  });

  test('a name that is taken, and a text that is no template, are refused with what is wrong', async () => {
    const { olivia } = people();
    for (const [sentence, answer] of [
      ['when command "choose" then reply "x"', /`choose` is what `choose` is called here already/],
      ['when command "automod" then reply "x"', /called here already/],
      ['when command "hug" then reply "x"', /is the command `hug` already/],
      ['when command "y" then reply "{{ persn }}"', /`persn` is nothing that I know there/],
      ['when command "y" then reply "{% include \'x\' %}"', /cannot be read as a template/],
      ['when command "y" then reply "@everyone come here"', /calls everyone is refused/],
      ['when pigs fly then reply "x"', /At "pigs" I expected/],
    ] as const) {
      await olivia.say('#general', `!automation create ${sentence}`);
      await olivia.hears('#general', answer, patiently);
    }
  });

  test('a test shows the conditions and the words, and does nothing', async () => {
    const { olivia, bob } = people();
    await olivia.say(
      '#general',
      '!automation test when a message says "scones" and it is in #random and the person has the role "Member" then say "Yum, {{ person }}"',
    );
    const { text } = await olivia.hears('#general', /A condition does not hold/, patiently);
    expect(text).toMatch(/✗ it is in <#\d+>/);
    expect(text).toMatch(/→ “Yum, olivia”/);
    await bob.say('#random', 'scones');
    await bob.hearsNothing('#random');
  });

  test('members make none; a moderator does not see more than helpers may', async () => {
    const { bob } = people();
    await bob.say('#general', '!automation create when command "z" then reply "x"');
    await bob.hears('#general', /administrator/, patiently);
  });

  test('on a clock, in the time zone of the place, until it is switched off', async () => {
    const { olivia } = people();
    await olivia.say(
      '#general',
      '!automation create when another 1h has passed then say "An hour has passed, {{ space }}" in #random',
    );
    const { text } = await olivia.hears('#general', /It is on/, patiently);
    const number = /(\d+).*\(on\)/.exec(text)?.[1];
    expect(text).toMatch(/in #random|in <#/);
    await world.advance('61m');
    await olivia.hears('#random', /An hour has passed, Castle/);
    await olivia.say('#general', `!automation disable ${number}`);
    await olivia.hears('#general', /is off/);
    await world.advance('61m');
    await olivia.hearsNothing('#random');
  });

  test('what fails five times in a row is paused, and a trace shows why', async () => {
    const { olivia, bob } = people();
    await olivia.say(
      '#general',
      '!automation create when a message says "promote me" then give the role "Member"',
    );
    const { text } = await olivia.hears('#general', /It is on/, patiently);
    const number = /(\d+).*\(on\)/.exec(text)?.[1];
    await bob.holds();
    world.discord.guild.forbid('castellan', 'manageRoles');
    for (let time = 0; time < 5; time += 1) {
      await bob.say('#random', 'promote me');
      await world.advance('20s');
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await olivia.say('#general', `!automation show ${number}`);
    await olivia.hears('#general', /\(paused\)/, patiently);
    await olivia.say('#general', `!automation trace ${number}`);
    await olivia.hears(
      '#general',
      /✗ give the role "Member" \(\d+\): Discord does not let me/,
      patiently,
    );
    await olivia.say('#general', `!automation enable ${number}`);
    await olivia.hears('#general', /Give my role the permission "Manage Roles"/, patiently);
    expect(bob.roles).toEqual([]);
  });

  test('whoever takes no messages pauses nothing', async () => {
    const { olivia, bob } = people();
    bob.takesDirectMessages(false);
    await olivia.say(
      '#general',
      '!automation create when a message says "whisper" then tell the person "psst"',
    );
    const { text } = await olivia.hears('#general', /It is on/, patiently);
    const number = /(\d+).*\(on\)/.exec(text)?.[1];
    for (let time = 0; time < 6; time += 1) {
      await bob.say('#random', 'whisper');
      await world.advance('20s');
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await olivia.say('#general', `!automation trace ${number}`);
    await olivia.hears('#general', /“psst” \(did not reach the person\)/, patiently);
    bob.takesDirectMessages(true);
    await bob.say('#random', 'whisper');
    await bob.isTold(/psst/, patiently);
  });

  test('who boosts the server is thanked, each time, and by what he is here', async () => {
    const { olivia, bob, mod } = people();
    await olivia.say(
      '#general',
      '!automation create when someone boosts the server and the person is below a moderator then say "Thank you, {{ person.mention }}!" in #random',
    );
    await olivia.hears('#general', /It is on/, patiently);
    await mod.boosts('#general');
    for (let times = 0; times < 2; times += 1) {
      await bob.boosts('#general');
      const { text } = await olivia.hears('#random', /Thank you/);
      expect(text).toMatch(/@bob/);
    }
    await olivia.say('#general', '!automation list');
    await olivia.hears('#general', /someone boosts the server.*2 times/s, patiently);
  });
});

describe('automations on the simulated IRC', { timeout: 60_000 }, () => {
  test('a welcome by the starter, a command with voice, and an answer', async () => {
    const [ann, bob] = [world.irc.person('ann'), world.irc.person('bob')];
    await ann.say('#castle', '!automation starter welcome add');
    await ann.hears('#castle', /It is on/);
    const eve = world.irc.person('eve');
    await eve.join('#castle');
    await eve.hears('#castle', /^Welcome to #castle, eve!$/);

    await ann.say(
      '#castle',
      '!automation create when command "voice" then give voice and reply "There you are"',
    );
    await ann.hears('#castle', /It is on/);
    await ann.mode('#castle', '+o', 'castellan');
    await bob.say('#castle', '!voice');
    await bob.hears('#castle', /^bob: There you are$/);
    const prefixOfBob = () => {
      const castle = world.irc.snapshot('ann').channels.find(({ name }) => name === '#castle');
      return castle?.members.find(({ nick }) => nick === 'bob')?.prefix;
    };
    await expect.poll(prefixOfBob).toBe('+');
  });

  test('op is given only to whom the network vouches for; reactions and roles are refused with a word', async () => {
    const ann = world.irc.person('ann');
    for (const [sentence, answer] of [
      ['when command "a" then give the role "x"', /no roles on this network/],
      ['when a reaction 👍 is added to message 5 then tell "x"', /no reactions on this network/],
      ['when someone boosts the server then say "x" in #castle', /boost anything on this network/],
      ['when command "a" then delete the message', /cannot be deleted on this network/],
      ['when command "a" then say "x" in #random', /is not of this place/],
    ] as const) {
      await ann.say('#castle', `!automation create ${sentence}`);
      await ann.isTold(answer);
    }
    await ann.say('#castle', '!automation create when command "opme" then give op');
    await ann.hears('#castle', /It is on/);
    await ann.mode('#castle', '+o', 'castellan');
    const bob = world.irc.person('bob');
    bob.login(undefined);
    await bob.say('#castle', '!opme');
    await bob.isTold(/did not work/);
    bob.login('bob');
    await bob.say('#castle', '!opme');
    const prefixOfBob = () => {
      const castle = world.irc.snapshot('ann').channels.find(({ name }) => name === '#castle');
      return castle?.members.find(({ nick }) => nick === 'bob')?.prefix;
    };
    await expect.poll(prefixOfBob).toMatch(/^@/);
  });

  test('who leaves is missed; who is renamed is told', async () => {
    const ann = world.irc.person('ann');
    await ann.say(
      '#castle',
      '!automation create when someone leaves then say "Farewell, {{ person }}"',
    );
    await ann.hears('#castle', /It is on/);
    await ann.say(
      '#castle',
      '!automation create when someone is renamed then tell the person "You were {{ before }}"',
    );
    await ann.hears('#castle', /It is on/);
    const fay = world.irc.person('fay');
    await fay.join('#castle');
    await fay.nick('fae');
    await fay.isTold(/You were fay/);
    await fay.part('#castle');
    await ann.hears('#castle', /Farewell, fae/);
  });

  test('where the module is switched off nothing runs, and its commands are none', async () => {
    const [ann, zed] = [world.irc.person('ann'), world.irc.person('zed')];
    await zed.join('#castle');
    await ann.say('#castle', '!automation create when a message says "ahoy" then reply "Aye"');
    await ann.hears('#castle', /It is on/, patiently);
    await zed.hears('#castle', /It is on/);
    await zed.say('#castle', 'ahoy');
    await zed.hears('#castle', /^zed: Aye/);
    await ann.say('#castle', '!plugins disable automation');
    await ann.hears('#castle', /automation\W+is switched off there/, patiently);
    await zed.hears('#castle', /automation\W+is switched off there/);
    await zed.say('#castle', 'ahoy again');
    await zed.say('#castle', '!voice');
    await zed.hearsNothing('#castle', { like: /^zed: (Aye|There you are)/, forMs: 700 });
    await ann.say('#castle', '!plugins enable automation');
    await ann.hears('#castle', /automation\W+is on again/, patiently);
    await zed.say('#castle', 'ahoy once more');
    await zed.hears('#castle', /^zed: Aye/);
  });
});
