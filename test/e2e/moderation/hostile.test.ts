import { afterEach, describe, expect, test } from 'vitest';
import { type SandboxOptions, type TestWorld, sandbox } from '../../../src/testing/index.ts';

/** What people try, by mistake or on purpose, and what they must be told. */

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function world(options: SandboxOptions = {}): Promise<TestWorld> {
  const made = await sandbox(options);
  stops.push(() => made.stop());
  return made;
}

describe('on a simulated Discord', { timeout: 60_000 }, () => {
  test('what was meant as a time never becomes the reason of a ban for ever', async () => {
    const it = await world();
    const mod = it.discord.member('mod');
    const tries: readonly (readonly [string, RegExp])[] = [
      ['!ban @bob 10', /Is "10" a time\? Then add its unit: .10m/],
      ['!ban @bob -5m spam', /should be a duration like 2h30m.*you wrote "-5m"/],
      ['!ban @bob 99999999d spam', /should be a duration.*you wrote "99999999d"/],
      ['!ban @bob until yesterday', /"yesterday" is no time/],
      ['!ban @bob until 5pm', /should be a duration.*you wrote "until 5pm"/],
    ];
    for (const [line, answer] of tries) {
      await mod.say('#general', line);
      await mod.hears('#general', answer);
      await it.advance('10s');
    }
    expect(it.discord.guild.banned).toEqual([]);
    await mod.say('#random', '!ban @bob 7 days spam');
    await mod.hears('#random', /bob is banned from Castle until .* UTC \(#1\): spam/);
  });

  test('a warning is an act on somebody: not on oneself, on the bot, on owners or on equals', async () => {
    const it = await world();
    const [ann, mod, olivia] = [
      it.discord.member('ann'),
      it.discord.member('mod'),
      it.discord.member('olivia'),
    ];
    const tries: readonly (readonly [string, RegExp])[] = [
      ['!warn @mod x', /You cannot do that to yourself/],
      ['!warn @castellan x', /I will not do that to myself/],
      ['!warn @olivia x', /olivia owns this place/],
      ['!warn @ann x', /ann stands as high as you do or higher/],
    ];
    for (const [line, answer] of tries) {
      await mod.say('#general', line);
      await mod.hears('#general', answer);
    }
    // A note is for staff alone, and about whomever.
    await mod.slash('note', { who: 'ann', reason: 'was away' });
    await olivia.say('#random', '!warn @ann x');
    await olivia.hears('#random', /ann is warned \(#2\)/);
    await ann.say('#staff', '!case list');
    await ann.hears('#staff', /#2.*warn.*#1.*note/is);
  });
});

describe('what staff type in a hurry', { timeout: 60_000 }, () => {
  test('whoever is named twice is banned once', async () => {
    const it = await world();
    const [ann, bob] = [it.discord.member('ann'), it.discord.member('bob')];
    await ann.say('#general', `!massban "spam raid" @bob ${bob.id} @bob`);
    await ann.hears('#general', /1 person is banned\./);
    await ann.say('#general', '!case list');
    expect((await ann.hears('#general', /Cases of Castle/)).text).not.toContain('#2');
  });

  test('a purge with the bare name of somebody asks who is meant, and deletes nothing', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await it.discord.member('ann').say('#random', 'important');
    await bob.say('#random', 'spam');
    await mod.say('#random', '!purge 2 bob');
    await mod.hears('#random', /For what bob said alone write .purge 2 @bob/);
    await mod.say('#random', '!purge 1 @bob');
    await mod.hears('#random', /1 message is deleted/);
    const { messages } = it.discord.observer
      .snapshot(mod.id)
      .channels.find(({ name }) => name.includes('random'))!;
    const texts = messages.map(({ text }) => text);
    expect(texts).toContain('important');
    expect(texts).not.toContain('spam');
  });

  test('a moderator who writes in private is told to write where it is meant', async () => {
    const it = await world();
    const mod = it.discord.member('mod');
    await mod.dm('ban bob spam');
    await mod.isTold(/In a private message I cannot tell which place is meant: write it in the/);
    await it.discord.member('bob').say('#general', '!ban @ann x');
    await it.discord.member('bob').hears('#general', /You are a member here\./);
  });

  test('a reason holds no signs that steer a terminal, a client or the direction of the text', async () => {
    const it = await world();
    const mod = it.discord.member('mod');
    await mod.say('#general', '!warn @bob a\u0003 04red\u0002\u202egnp.exe\r\nb\u0007 @everyone');
    const said = await mod.hears('#general', /bob is warned/);
    expect(said.text).toMatch(/\(#1\): a 04red gnp\.exe b @everyone/);
    expect(said.mentionsEveryone).toBe(false);
  });
});

test('notes are for staff: shown in a channel, what they say goes to the one who asked alone', async () => {
  const it = await world();
  const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
  await mod.slash('note', { who: 'bob', reason: 'an alt of eve' }, { channel: '#general' });
  await mod.say('#general', '!warn @bob be nice');
  await mod.hears('#general', /bob is warned \(#2\)/);
  await mod.slash('case note', { number: 2, text: 'ask eve first' }, { channel: '#general' });
  await mod.say('#general', '!infractions @bob');
  await mod.hears('#general', /#2.*be nice.*#1\*\* note of \*\*bob\*\*/is);
  await mod.isTold(/#1.*note of.*: an alt of eve/);
  await mod.say('#general', '!case 2');
  await mod.hears('#general', /Case #2.*be nice/is);
  await mod.isTold(/ask eve first/);
  await mod.say('#random', '!note @bob shouted in private');
  await mod.isTold(/Noted about bob \(#3\): shouted in private/);
  const seen = it.discord.observer
    .snapshot(bob.id)
    .channels.flatMap(({ messages }) => messages)
    .filter(({ author }) => author.name === 'castellan')
    .map(({ text }) => text)
    .join('\n');
  expect(seen).toContain('be nice');
  expect(seen).not.toMatch(/an alt of eve|ask eve first|shouted in private/);
}, 60_000);

describe('who was punished', () => {
  test(
    'takes nothing of it back himself, whatever he may do to others',
    { timeout: 60_000 },
    async () => {
      const it = await world();
      const [mod, olivia] = [it.discord.member('mod'), it.discord.member('olivia')];
      await olivia.say('#general', '!warn @mod be nice');
      await olivia.hears('#general', /mod is warned \(#1\)/);
      for (const line of ['!case reverse 1', '!case clear @mod', '!undo case 1']) {
        await mod.say('#general', line);
        await it.advance('10s');
      }
      await mod.hears('#general', /That was done to you: somebody else has to take it back/);
      await mod.hears('#general', /0 cases of mod taken back, 1 refused/);
      const { text } = await mod.hears('#general', /sure:\w+/);
      const sure = /sure:(\w+)/.exec(text)?.[1] ?? '';
      await mod.say('#general', `!undo case 1 sure:${sure}`);
      await mod.hears('#general', /That was done to you/);
      await olivia.say('#random', '!case 1');
      await olivia.hears('#random', /Case #1: warning? of mod(?! \()/i);
      await olivia.say('#random', '!case reverse 1');
      await olivia.hears('#random', /Case #1 .* is taken back/);
    },
  );
});

describe('on a simulated IRC network', { timeout: 60_000 }, () => {
  test('a mask reaches no further than its setter may: neither equals, nor himself, nor what nobody can count', async () => {
    const it = await world();
    const [ann, rob] = [it.irc.person('ann'), it.irc.person('rob')];
    await rob.join('#castle');
    await ann.mode('#castle', '+o', 'castellan');
    await ann.mode('#castle', '+o', 'rob');
    const tries: readonly (readonly [string, RegExp])[] = [
      ['!ban *!ann@*', /ann stands as high as (I|you) do or higher/],
      ['!ban a?n!*@*', /ann stands as high as (I|you) do or higher/],
      ['!ban *!rob@*', /You cannot do that to yourself/],
      ['!ban $x:*!*@*#*', /I know nobody called "\$x:/],
      ['!ban $r:*', /I know nobody called "\$r:/],
    ];
    for (const [line, answer] of tries) {
      await rob.says('#castle', line);
      await rob.isTold(answer);
      await it.advance('10s');
    }
    expect(await ann.says('#castle', 'still here')).toMatchObject({ ok: true });
    await rob.says('#castle', '!ban *!bob@*');
    await rob.hears('#castle', /\*!bob@\* is banned|That hits more people/);
  });

  test('a warning is an act on somebody here, too', async () => {
    const it = await world();
    const [ann, bob] = [it.irc.person('ann'), it.irc.person('bob')];
    await ann.says('#castle', '!warn castellan x');
    await ann.isTold(/I will not do that to myself/);
    await ann.says('#castle', '!warn ann x');
    await ann.isTold(/You cannot do that to yourself/);
    await ann.says('#castle', '!warn bob x');
    await bob.isTold(/You are warned in #castle/);
  });
});
