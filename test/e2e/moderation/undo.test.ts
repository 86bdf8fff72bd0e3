import { afterEach, describe, expect, test } from 'vitest';
import { type SandboxOptions, type TestWorld, sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function world(options: SandboxOptions = {}): Promise<TestWorld> {
  const made = await sandbox(options);
  stops.push(() => made.stop());
  return made;
}

type Member = ReturnType<TestWorld['discord']['member']>;

/** Says it, reads the code of the confirmation, and says it again with that. */
async function confirmed(who: Member, channel: string, line: string): Promise<string> {
  await who.say(channel, line);
  const { text } = await who.hears(channel, /sure:\w+/);
  const code = /sure:(\w+)/.exec(text)?.[1] ?? '';
  await who.say(channel, `${line} sure:${code}`);
  return text;
}

const mayCome = (who: Member) => () =>
  who.joins().then(
    () => true,
    () => false,
  );

describe('undo on a simulated Discord', { timeout: 60_000 }, () => {
  test('of a moderator: shown in numbers and names, what cannot be undone said plainly, done once confirmed', async () => {
    const it = await world();
    const [olivia, mod] = [it.discord.member('olivia'), it.discord.member('mod')];
    const [bob, eve] = ['bob', 'eve', 'kim'].map((name) => it.discord.member(name));
    await bob!.say('#general', 'one message');
    for (const line of ['!ban @eve spam', '!mute @bob 2h', '!kick @kim', '!warn @bob be nice']) {
      await mod.say('#general', line);
      await mod.hears('#general', /\(#\d\)/);
    }
    await it.advance('30s');
    await mod.say('#random', '!undo moderator @mod');
    await mod.hears('#random', /it takes `?mod\.undo/);

    const shown = await confirmed(olivia, '#random', '!undo moderator @mod since 2h');
    expect(shown).toMatch(/takes back 4 cases of mod/i);
    expect(shown).toMatch(/Let back in\W+1: eve/i);
    expect(shown).toMatch(/May speak again\W+1: bob/i);
    expect(shown).toMatch(/Cannot be undone\W+1 kick \(kim\)/i);
    await olivia.hears('#random', /Taken back: 4 of 4 \(undo #1\)\./);

    expect(it.discord.guild.banned).toEqual([]);
    expect(await mayCome(eve!)()).toBe(true);
    await bob!.say('#general', 'I can speak');
    await olivia.say('#random', '!infractions @bob');
    await olivia.hears('#random', /Cases of bob.*overturned/is);
    await olivia.say('#random', '!undo moderator @mod');
    await olivia.hears('#random', /nothing to take back/);
  });

  test('of a case that had replaced an older one: the older one holds again, until its own time', async () => {
    const it = await world();
    const [olivia, mod, eve] = ['olivia', 'mod', 'eve'].map((name) => it.discord.member(name));
    await mod!.say('#general', '!ban @eve 1h spam');
    await mod!.hears('#general', /\(#1\)/);
    await olivia!.say('#general', `!ban ${eve!.id} for ever after all`);
    await olivia!.hears('#general', /\(#2\).*Instead of #1/);
    const shown = await confirmed(olivia!, '#general', '!undo case 2');
    expect(shown).toMatch(/held by #1 again/);
    await olivia!.hears('#general', /Taken back: 1 of 1/);
    expect(it.discord.guild.banned).toEqual([eve!.id]);
    await it.advance('61m');
    await expect.poll(mayCome(eve!), { timeout: 10_000 }).toBe(true);
  });

  test('of several cases by number, of a stretch of time; what is over is said to be', async () => {
    const it = await world();
    const [olivia, mod] = [it.discord.member('olivia'), it.discord.member('mod')];
    const people = ['x1', 'x2', 'x3'].map((name) => it.discord.member(name));
    for (const { id } of people) {
      await mod.say('#general', `!ban ${id}`);
      await mod.hears('#general', /\(#\d\)/);
    }
    await mod.say('#random', `!unban ${people[2]!.id}`);
    await mod.hears('#random', /may come back/);
    const shown = await confirmed(olivia, '#random', '!undo case 1 3');
    expect(shown).toMatch(/Let back in\W+1: x1/i);
    expect(shown).toMatch(/Over already\W+1: x3/i);
    await olivia.hears('#random', /Taken back: 2 of 2/);
    expect(it.discord.guild.banned).toEqual([people[1]!.id]);
    await olivia.say('#random', '!undo window 1h 2h');
    await olivia.hears('#random', /Name when it began and when it ended/);
    await it.advance('30s');
    await confirmed(olivia, '#general', '!undo window 2h now');
    await olivia.hears('#general', /Taken back/);
    // The pardon of x3 was within it, too.
    expect(it.discord.guild.banned).toEqual([people[2]!.id]);
  });

  test('of a moderator in the middle of a mass ban: nobody is banned any more once it is confirmed', async () => {
    const it = await world();
    const [olivia, ann] = [it.discord.member('olivia'), it.discord.member('ann')];
    await olivia.say('#general', '!settings set moderation.staffBans 0');
    await olivia.hears('#general', /moderation\.staffBans/);
    const many = Array.from({ length: 60 }, (_, at) => it.discord.member(`many${at}`).id);
    await ann.say('#random', `!massban "gone mad" ${many.join(' ')}`);
    await expect.poll(() => it.discord.guild.banned.length, { timeout: 20_000 }).toBeGreaterThan(2);
    await confirmed(olivia, '#general', '!undo moderator @ann');
    await olivia.hears('#general', /Taken back|Going on/);
    await ann.hears('#random', /people are banned, \d+ not/i);
    await expect.poll(() => it.discord.guild.banned.length, { timeout: 20_000 }).toBe(0);
  });
});

describe('what staff do on Discord itself', { timeout: 60_000 }, () => {
  test('bans and timeouts by hand are cases, with who and why; lifted by hand they are over', async () => {
    const it = await world();
    const [olivia, mod, eve, bob] = ['olivia', 'mod', 'eve', 'bob'].map((name) =>
      it.discord.member(name),
    );
    await mod!.bans(eve!, 'spam by hand');
    await mod!.timesOut(bob!, Date.now() + 3_600_000, 'too loud');
    await expect
      .poll(
        async () => {
          await olivia!.say('#general', '!cases');
          return (await olivia!.hears('#general', /Cases of/)).text;
        },
        { timeout: 20_000, interval: 1500 },
      )
      .toMatch(/mute of \*\*bob\*\* by mod.*too loud.*ban of \*\*eve\*\* by mod.*spam by hand/s);
    await olivia!.unbans(eve!, 'it was not her');
    await olivia!.timesOut(bob!, null);
    await it.advance('5s');
    await expect
      .poll(
        async () => {
          await olivia!.say('#random', '!case 1');
          return (await olivia!.hears('#random', /Case #1/)).text;
        },
        { timeout: 20_000, interval: 1500 },
      )
      .toMatch(/Gone.*by olivia.*it was not her/s);
  });

  test('a ban by the bot is one case, not two', async () => {
    const it = await world();
    const [mod, eve] = [it.discord.member('mod'), it.discord.member('eve')];
    await mod.say('#general', `!ban ${eve.id} spam`);
    await mod.hears('#general', /\(#1\)/);
    await it.advance('10s');
    await mod.say('#general', `!unban ${eve.id}`);
    await mod.hears('#general', /\(#2\)/);
    await it.advance('10s');
    await mod.say('#general', '!cases');
    const { text } = await mod.hears('#general', /Cases of/);
    expect(text).not.toContain('#3');
  });

  test('whoever bans too many past the bot loses his roles; the incident tells of it and is undone; the owner rescues', async () => {
    const it = await world();
    const [olivia, mod] = [it.discord.member('olivia'), it.discord.member('mod')];
    await olivia.say('#staff', '!alerts here');
    await olivia.hears('#staff', /operators are told in/);
    await olivia.say('#general', '!settings set moderation.staffBans 3');
    await olivia.hears('#general', /moderation\.staffBans/);
    const people = Array.from({ length: 4 }, (_, at) => it.discord.member(`v${at}`));
    for (const one of people) await mod.bans(one, 'nuked');
    await olivia.hears(
      '#staff',
      /mod \(discord:\d+\) did 4 bans within 10 min.*also lost what gave power/s,
    );
    expect(mod.roles).not.toContain('Moderator');
    await expect(mod.bans(it.discord.member('bob'))).rejects.toThrow(/Missing Permissions|50013/);

    await olivia.say('#random', '!incident 1');
    const { text } = await olivia.hears('#random', /Incident #1: staff who act too often/);
    expect(text).toMatch(/mod did 4 bans/);
    expect(text).toMatch(/Cases\W+ #1, #2, #3, #4/);
    await it.advance('30s');
    const shown = await confirmed(olivia, '#general', '!undo incident 1');
    expect(shown).toMatch(/Let back in\W+4: v/i);
    await olivia.hears('#general', /Taken back: 4 of 4/);
    expect(it.discord.guild.banned).toEqual([]);
    await olivia.say('#random', '!quarantine lift @mod');
    await olivia.hears('#random', /mod has (his|her) rights back/i);
    expect(mod.roles).toContain('Moderator');
  });

  test('deleted channels count, too', async () => {
    const it = await world();
    const [olivia, ann] = [it.discord.member('olivia'), it.discord.member('ann')];
    await olivia.say('#general', '!settings set moderation.staffChannels 1');
    await olivia.hears('#general', /moderation\.staffChannels/);
    for (const name of ['a', 'b']) it.discord.guild.addChannel(name);
    for (const name of ['a', 'b']) await ann.deletesChannel(`#${name}`);
    await expect.poll(() => ann.roles, { timeout: 10_000 }).not.toContain('Admin');
    await olivia.say('#random', '!quarantine list');
    await olivia.hears('#random', /ann\W+: 2 deletions of channels/i);
  });
});

describe('incidents', { timeout: 60_000 }, () => {
  test('a rule that hits three people is one incident, told once, and undone with its rule in shadow', async () => {
    const it = await world();
    const [olivia] = [it.discord.member('olivia')];
    await olivia.say('#staff', '!alerts here');
    await olivia.hears('#staff', /operators are told in/);
    await olivia.say('#general', '!automod add when a message says "hello" then mute for 1h');
    await olivia.hears('#general', /only watches/);
    await olivia.say('#general', '!automod mode 1 live');
    await olivia.hears('#general', /in force/);
    const people = ['p1', 'p2', 'p3', 'p4'].map((name) => it.discord.member(name));
    for (const one of people) await one.say('#general', 'hello all');
    await olivia.hears('#staff', /Incident #1 in .*rule:1 hits several people/);
    await expect
      .poll(() => people.filter((one) => one.timeoutUntilMs !== null).length, { timeout: 10_000 })
      .toBe(4);
    await it.advance('30s');
    await olivia.say('#random', '!incident show 1');
    const { text } = await olivia.hears('#random', /Incident #1: rule that hits many/);
    expect(text).toMatch(/p1.*p4|p4.*p1/s);
    expect(text).toMatch(/4 detections, 4 people, 4 cases/);
    await olivia.say('#random', '!incident note 1 hello is no crime');
    await olivia.hears('#random', /Noted at incident #1/);

    await confirmed(olivia, '#general', '!undo rule 1 shadow');
    await olivia.hears('#general', /Taken back: 5 of 5/);
    for (const one of people) await one.say('#random', 'hello again');
    await it.advance('2s');
    for (const one of people) await one.say('#random', 'and again hello');
    await olivia.say('#general', '!incident close 1');
    await olivia.hears('#general', /Incident #1 is closed/);
    await olivia.say('#general', '!incidents');
    await olivia.hears('#general', /#1\W+ rule that hits many \(closed\)/);
  });

  test('a raid opens one, with who came and what was set; undone, what was there before is back', async () => {
    const it = await world();
    const olivia = it.discord.member('olivia');
    for (let at = 0; at < 15; at += 1)
      await it.discord.member(`raider${at}`, { joined: false, accountAgeMs: 3_600_000 }).joins();
    await expect.poll(() => it.discord.guild.slowmodeOf('general'), { timeout: 15_000 }).toBe(10);
    let text = '';
    await expect
      .poll(
        async () => {
          await olivia.say('#random', '!incident 1');
          text = (await olivia.hears('#random', /incident #1/i)).text;
          return text;
        },
        { timeout: 15_000, interval: 1500 },
      )
      .toMatch(/Incident #1: raid/);
    expect(text).toMatch(/raider\d/);
    expect(text).toMatch(/Holds now\W+: level (slow|lockdown)/);
    await it.advance('30s');
    const shown = await confirmed(olivia, '#staff', '!undo incident 1');
    expect(shown).toMatch(/Put back as it was\W+: level (slow|lockdown)/);
    await olivia.hears('#staff', /Taken back: 1 of 1/);
    expect(it.discord.guild.slowmodeOf('general')).toBe(0);
  });

  test('one in which nothing happens any more closes by itself', async () => {
    const it = await world();
    const olivia = it.discord.member('olivia');
    await olivia.say('#general', '!settings set moderation.staffChannels 1');
    await olivia.hears('#general', /moderation\.staffChannels/);
    for (const name of ['a', 'b']) it.discord.guild.addChannel(name);
    for (const name of ['a', 'b']) await it.discord.member('ann').deletesChannel(`#${name}`);
    await expect
      .poll(
        async () => {
          await olivia.say('#random', '!incidents open');
          return (await olivia.hears('#random', /incident|There are none/i)).text;
        },
        { timeout: 10_000, interval: 1000 },
      )
      .toMatch(/#1/);
    await it.advance('31m');
    await it.advance('1m');
    await olivia.say('#general', '!incident 1');
    await olivia.hears('#general', /Incident #1: .*\(closed\).*closed by itself/s);
  });
});
