import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';
import { defineCommand, defineModule, defineTexts, ok } from '../../src/sdk/index.ts';

const greet = defineModule({
  name: 'greet',
  version: '1.0.0',
  commands: [
    defineCommand({
      name: 'greet',
      category: 'basics',
      args: {},
      run: ({ caller }) => ok(caller.name),
      show: (name, say) => say('greet.hello', { name }),
    }),
  ],
  texts: defineTexts({
    en: { 'greet.about': 'Greet.', 'greet.hello': 'Hello {name}!' },
    fr: { 'greet.about': 'Saluer.', 'greet.hello': 'Bonjour {name} !' },
  }),
});

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox({ modules: [greet] });
});
afterAll(() => world.stop());

describe('the test kit', () => {
  test('lets a person on IRC talk to the bot with a module of one’s own', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!greet');

    await ann.hears('#castle', /^ann: Hello ann!$/);
  });

  test('lets a person on Discord do the same', async () => {
    const ann = world.discord.member('ann');
    await ann.say('#general', '!greet');

    await ann.hears('#general', /^Hello ann!$/);
  });

  test('drops duplicate options and says so privately on IRC', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!choose pizza | Pizza | sushi');

    await ann.hears('#castle', /^ann: I choose (pizza|sushi)!$/);
    await ann.isTold(/1 duplicate option/);
  });

  test('answers a slash command, the duplicate told to its caller alone', async () => {
    const bob = world.discord.member('bob');
    const invocation = await bob.slash('choose', { options: 'tea | TEA | coffee' });

    expect((await invocation.answered())?.text).toMatch(/I choose (tea|coffee)!/);
    await bob.isTold(/1 duplicate option/);
  });

  test('refuses a member on both networks and tells why in private', async () => {
    const [ircBob, discordBob] = [world.irc.person('bob'), world.discord.member('bob')];
    await ircBob.says('#castle', '!setprefix ?');
    await ircBob.isTold(/You may not do that: it takes .?settings\.manage/);
    await discordBob.slash('setprefix', { prefix: '?' });
    await discordBob.isTold(/You may not do that/);

    await discordBob.slash('why');
    await discordBob.isTold(/Why setprefix was refused/);
  });

  test('help on Discord: its buttons work for the caller alone, for 180 s, then are off', async () => {
    const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
    await ann.say('#random', '!help');
    const card = await ann.hears('#random', /What I can do/);
    await (await ann.choose(card, undefined, 'basics')).answered();
    const page = await ann.hears('#random', /Page 1 of/);
    expect(page.id).toBe(card.id);

    await bob.press(page, 'Next');
    await bob.isTold(/belong to someone else/);
    await (await ann.press(page, 'Next')).answered();
    await ann.hears('#random', /Page 2 of/);
    await world.advance('181s');

    const off = await ann.hears('#random', /Page 2 of/);
    expect(JSON.stringify(off.components)).toContain('"disabled":true');
  });

  test('is spoken to in French where that was set', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!setlanguage fr');
    await ann.hears('#castle', /I speak French here/);
    await ann.says('#castle', '!greet');
    await ann.hears('#castle', /Bonjour ann/);
    await ann.says('#castle', '!setlanguage en');
    await ann.hears('#castle', /je parle anglais/);
  });

  test('direct talk needs no prefix on either network', async () => {
    const [ircAnn, discordAnn] = [world.irc.person('ann'), world.discord.member('ann')];
    await ircAnn.msg('castellan', 'greet');
    await ircAnn.isTold(/Hello ann!/);
    await discordAnn.dm('greet');
    await discordAnn.isTold(/Hello ann!/);
  });

  test('an unclean duration is refused in words', async () => {
    await expect(world.advance('soon')).rejects.toThrow(/"soon" is no duration/);
  });
});

describe('a long answer on IRC', () => {
  test('is cut after five lines, and "more" says the rest once', async () => {
    const ann = world.irc.person('ann');
    await ann.msg('castellan', 'ping');
    await ann.isTold(/Pong/);
    await ann.says('#castle', '!trace');
    await ann.isTold(/more/);
    await ann.says('#castle', '!more');
    await ann.isTold(/answered after/);
    await ann.says('#castle', '!more');

    await ann.isTold(/nothing more to say/);
  });
});
