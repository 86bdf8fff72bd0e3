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

const forbidden = /Missing Permissions|50013|timed out|cannot/i;

describe('staff on a simulated Discord', { timeout: 60_000 }, () => {
  test('act from the menus of a message and of a person: a form asks for the rest, and the message is evidence', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    const said = await bob.say('#general', 'buy my coins');
    await expect(bob.menuOfPerson('mod', 'Ban …')).rejects.toThrow(/The menu has no "Ban …"/);
    // Longer ago than what is remembered of everybody.
    await it.advance('11m');
    await mod.menuOfMessage(said, 'Mute …');
    const time = '2h30m, permanent, or until monday 9:00';
    const wrong = await (await mod.submit({ [time]: 'soon', Why: 'selling' })).answered();
    expect(wrong?.text).toMatch(/you wrote "soon"/);
    await mod.press(wrong!, 'Fill in');
    const muted = await (await mod.submit({ [time]: '2h', Why: 'selling' })).answered();
    expect(muted?.text).toMatch(/bob is muted in Castle until .*: selling/i);
    await expect(bob.say('#general', 'hello?')).rejects.toThrow(forbidden);
    await mod.say('#general', '!case 1');
    await mod.hears('#general', /buy my coins/);

    await mod.menuOfPerson('bob', 'Warn …', { channel: '#general' });
    const warned = await (await mod.submit({ Why: 'and again' })).answered();
    expect(warned?.text).toMatch(/bob is warned.*and again/i);
  });

  test('mute somebody: he cannot speak, is told why, and can again once it is lifted', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await bob.say('#general', 'buy my coins');
    await mod.say('#general', '!mute @bob 2h30m rule:3 spam');
    await mod.hears(
      '#general',
      /bob is muted in Castle until .* UTC \(#1\): spam\. He was told\./i,
    );
    await expect(bob.say('#general', 'hello?')).rejects.toThrow(forbidden);
    await mod.say('#general', '!case 1');
    await mod.hears(
      '#general',
      /Case #1: mute of bob.*Reason\*\*: spam \(rule 3\).*Said\*\* in #general.*buy my coins/is,
    );
    await mod.say('#general', '!unmute @bob sorry');
    await mod.hears('#general', /bob may speak again in Castle \(#2\): sorry/i);
    await bob.say('#general', 'thank you');
    await mod.say('#general', '!case 1');
    await mod.hears('#general', /Case #1: mute of bob \(lifted\).*Lifted by \*\*.?#2/is);
  });

  test('a mute ends at its time', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await mod.say('#general', '!timeout @bob 10m');
    await mod.hears('#general', /bob is muted/i);
    await expect(bob.say('#general', 'hello?')).rejects.toThrow(forbidden);
    await it.advance('11m');
    await expect
      .poll(
        () =>
          bob.say('#general', 'back').then(
            () => 'said',
            () => 'no',
          ),
        { timeout: 10_000 },
      )
      .toBe('said');
    await mod.say('#general', '!infractions @bob');
    await mod.hears(
      '#general',
      /Cases of bob.*Counting: 1 mute.*#1\*\* mute \(over\) of \*\*bob\*\* by mod/is,
    );
  });

  test('ban, kick and pardon: who is out is out, and comes back only after the pardon', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    await mod.say('#general', '!kick @bob go away');
    await mod.hears('#general', /bob is out of Castle \(#1\): go away/i);
    await bob.joins();
    await mod.say('#general', '!ban @bob until monday 9:00 raid');
    await mod.hears(
      '#general',
      /bob is banned from Castle until \d{4}-\d\d-\d\d 09:00 UTC \(#2\): raid/i,
    );
    expect(it.discord.guild.banned).toEqual([bob.id]);
    await expect(bob.joins()).rejects.toThrow();
    await mod.say('#general', '!unban bob');
    await mod.hears('#general', /bob may come back to Castle \(#3\)/i);
    expect(it.discord.guild.banned).toEqual([]);
    await bob.joins();
    await mod.say('#general', '!unban bob');
    await mod.hears('#general', /bob is not banned from Castle\./i);
  });

  test('by slash, for somebody who is not here, and in shadow first', async () => {
    const it = await world();
    const mod = it.discord.member('mod');
    const gone = it.discord.member('gone');
    await mod.say('#general', `!kick ${gone.id}`);
    await mod.hears('#general', /gone is out of Castle/i);
    await mod.say('#general', `!ban ${gone.id} dry spam`);
    await mod.hears('#general', /Nothing was done\. It would hit gone in Castle, nobody else/i);
    expect(it.discord.guild.banned).toEqual([]);
    const answer = await mod.slash('warn', { who: 'bob', reason: 'be nice' });
    expect((await answer.answered())?.text).toMatch(/bob is warned \(#2\): be nice/i);
    await mod.say('#general', `!ban ${gone.id} 1h`);
    await mod.hears('#general', /gone is banned/i);
    expect(it.discord.guild.banned).toEqual([gone.id]);
  });

  test('purge deletes what was said, of all or of one, and not the command', async () => {
    const it = await world();
    const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
    for (let at = 0; at < 3; at += 1) await bob.say('#random', `spam ${at}`);
    await mod.say('#random', 'mine stays');
    await mod.say('#random', '!purge 2 @bob');
    await mod.hears('#random', /2 messages are deleted in Castle \(#1\)/i);
    const texts = () =>
      it.discord.observer
        .snapshot(mod.id)
        .channels.find(({ name }) => name.includes('random'))!
        .messages.map(({ text }) => text);
    expect(texts().filter((text) => text.startsWith('spam'))).toEqual(['spam 0']);
    await mod.say('#random', '!purge 2');
    await mod.hears('#random', /2 messages are deleted/i);
    // The first command and its answer; this command itself stays.
    expect(texts()).toContain('mine stays');
    expect(texts()).not.toContain('!purge 2 @bob');
    expect(texts()).toContain('!purge 2');
  });

  test('nobody acts on his equals, on owners, on himself or on the bot; members not at all', async () => {
    const it = await world();
    const [ann, mod, bob] = ['ann', 'mod', 'bob'].map((name) => it.discord.member(name));
    const refusals: readonly (readonly [typeof ann, string, RegExp])[] = [
      [mod, '!ban @ann', /ann stands as high as you do or higher/i],
      [mod, '!kick @mod', /You cannot do that to yourself/i],
      [mod, '!ban @castellan', /I will not do that to myself/i],
      [ann, '!ban @olivia', /olivia owns this place/i],
      [bob, '!ban @ann', /it takes `?mod\.ban/],
    ];
    for (const [who, line, answer] of refusals) {
      await who!.say('#general', line);
      await who!.hears('#general', answer);
    }
    expect(it.discord.guild.banned).toEqual([]);
    await ann!.say('#staff', '!case list');
    await ann!.hears('#staff', /There are none/);
  });

  test('says which permission is missing, before anything else', async () => {
    const it = await world();
    const mod = it.discord.member('mod');
    it.discord.guild.forbid('castellan', 'banMembers');
    await mod.say('#general', '!ban @bob');
    await mod.hears('#general', /Give my role the permission "Ban Members"/);
    await mod.say('#general', '!case list');
    await mod.hears('#general', /There are none/);
  });

  test('whoever bans too many loses his rights and his roles until an owner gives them back', async () => {
    const it = await world();
    const [ann, olivia] = [it.discord.member('ann'), it.discord.member('olivia')];
    await olivia.say('#general', '!settings set moderation.staffBans 2');
    await olivia.hears('#general', /moderation\.staffBans/);
    await ann.say('#staff', '!alerts here');
    await ann.hears('#staff', /operators are told in/);
    for (const name of ['x1', 'x2', 'x3']) {
      const { id } = it.discord.member(name);
      await ann.say('#staff', `!ban ${id}`);
      // Without her roles ann does not see this channel any more.
      await olivia.hears(
        '#staff',
        name === 'x3' ? /more bans within 10 min than this community allows \(2\)/ : /is banned/,
      );
    }
    await olivia.hears(
      '#staff',
      /ann \(discord:\d+\) did 2 bans within 10 min.*also lost what gave power/is,
    );
    expect(it.discord.guild.banned).toHaveLength(2);
    expect(ann.roles).not.toContain('Admin');
    // Without her rights the guard's window holds for her, too; Discord takes five messages in five seconds a channel.
    await it.advance('30s');
    await ann.say('#random', '!kick @bob');
    await ann.hears('#random', /it takes `?mod\.kick/);
    await olivia.say('#general', '!quarantine lift @ann');
    await olivia.hears('#general', /ann has (his|her) rights back/i);
    expect(ann.roles).toContain('Admin');
    await ann.say('#random', '!kick @bob');
    await ann.hears('#random', /bob is out/i);
  });

  test('ban many at once goes on after a refusal, and tells of it', async () => {
    const it = await world();
    const [ann, x, y] = ['ann', 'x1', 'x2'].map((name) => it.discord.member(name));
    await ann!.say('#general', `!massban "spam raid" ${x!.id} @olivia ${y!.id}`);
    await ann!.hears('#general', /2 people are banned, 1 not.*olivia owns this place/is);
    expect([...it.discord.guild.banned].sort()).toEqual([x!.id, y!.id].sort());
  });
});

describe('staff on a simulated IRC network', { timeout: 60_000 }, () => {
  test('mute, kick and ban: he cannot speak, cannot come in, and can after the pardon', async () => {
    const it = await world();
    const [ann, bob] = [it.irc.person('ann'), it.irc.person('bob')];
    await ann.says('#castle', '!mute bob 10m');
    await ann.isTold(/I am no operator in #castle\. Give me op/);
    await ann.mode('#castle', '+o', 'castellan');
    await ann.says('#castle', '!mute bob 10m flood');
    await ann.hears('#castle', /bob is muted in #castle until .*flood/);
    expect(await bob.says('#castle', 'hello?')).toMatchObject({ ok: false });
    await ann.says('#castle', '!unmute bob');
    await ann.hears('#castle', /bob may speak again/);
    expect(await bob.says('#castle', 'thanks')).toMatchObject({ ok: true });
    await ann.says('#castle', '!ban bob 1h spam');
    await ann.hears('#castle', /bob is banned from #castle until/);
    expect(await bob.join('#castle')).toMatchObject({ ok: false });
    await it.advance('61m');
    await expect.poll(async () => (await bob.join('#castle')).ok, { timeout: 10_000 }).toBe(true);
  });

  test('a mask that hits others says how many first, and waits for a yes', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.mode('#castle', '+o', 'castellan');
    await ann.says('#castle', '!ban *!*@* everyone');
    await ann.isTold(/That mask hits me, too/);
    await ann.says('#castle', '!ban *o*!*@* dry');
    await ann.hears(
      '#castle',
      /Nothing was done\. It would hit .* and # others|and 2 others: bob, carol|and 2 others: carol, bob/,
    );
    await ann.says('#castle', '!ban *o*!*@* noise');
    await ann.hears('#castle', /That hits more people than/);
    const { text } = await ann.hears('#castle', /sure:\w+/);
    const code = /sure:(\w+)/.exec(text)?.[1] ?? '';
    await ann.says('#castle', `!ban *o*!*@* sure:${code} noise`);
    await ann.hears('#castle', /is banned from #castle and with him 2 others/);
    expect(await it.irc.person('bob').join('#castle')).toMatchObject({ ok: false });
    await ann.says('#castle', '!unban *o*!*@*');
    await ann.hears('#castle', /may come back/);
    expect(await it.irc.person('bob').join('#castle')).toMatchObject({ ok: true });
  });

  test('what was said cannot be deleted, and that is said', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.mode('#castle', '+o', 'castellan');
    await ann.says('#castle', '!purge 10');
    await ann.isTold(/with everybody already and cannot be deleted/);
  });

  test('globalban asks first, in numbers, and holds in every channel; its pardon too', async () => {
    const it = await world({ owners: ['irc:sandbox-irc:account:ann'] });
    const [ann, eve] = [it.irc.person('ann'), it.irc.person('eve')];
    ann.login('ann');
    for (const channel of ['#castle', '#random']) {
      await eve.join(channel);
      await ann.join(channel);
      it.irc.oper.samode(channel, '+o', 'castellan');
    }
    await ann.says('#castle', '!globalban eve spam');
    await ann.hears(
      '#castle',
      /eve will be banned from 2 places: #(castle|random), #(castle|random)/,
    );
    const code = /sure:(\w+)/.exec((await ann.hears('#castle', /sure:\w+/)).text)?.[1] ?? '';
    await ann.says('#castle', `!globalban eve sure:${code} spam`);
    await ann.hears('#castle', /Banned from 2 places/);
    for (const channel of ['#castle', '#random'])
      expect(await eve.join(channel)).toMatchObject({ ok: false });
    await ann.says('#castle', '!unban eve');
    await ann.isTold(/eve is held by case #1, which is of another kind/);
    await ann.says('#castle', '!globalunban eve');
    const again = /sure:(\w+)/.exec((await ann.hears('#castle', /sure:\w+/)).text)?.[1] ?? '';
    await ann.says('#castle', `!globalunban eve sure:${again}`);
    await ann.hears('#castle', /Let back into 2 places/);
    expect(await eve.join('#random')).toMatchObject({ ok: true });
  });

  test('what the owner takes back of a ban everywhere stays taken back when the person returns; staff of one channel cannot', async () => {
    const it = await world({ owners: ['irc:sandbox-irc:account:ann'] });
    const [ann, eve, rob] = [it.irc.person('ann'), it.irc.person('eve'), it.irc.person('rob')];
    ann.login('ann');
    for (const channel of ['#castle', '#random']) {
      for (const one of [eve, ann, rob]) await one.join(channel);
      it.irc.oper.samode(channel, '+o', 'castellan');
      it.irc.oper.samode(channel, '+o', 'rob');
    }
    await ann.says('#castle', '!globalban eve spam');
    const code = /sure:(\w+)/.exec((await ann.hears('#castle', /sure:\w+/)).text)?.[1] ?? '';
    await ann.says('#castle', `!globalban eve sure:${code} spam`);
    await ann.hears('#castle', /Banned from 2 places/);
    await rob.says('#castle', '!case reverse 1');
    await rob.isTold(/Case #1 is of a ban everywhere: the owner of this bot lifts it/);
    await ann.says('#castle', '!case reverse 1');
    await ann.hears('#castle', /Case #1 .* is taken back/);
    expect(await eve.join('#castle')).toMatchObject({ ok: true });
    await eve.says('#castle', 'thank you');
    await ann.hears('#castle', /thank you/);
    await rob.says('#castle', '!case list');
    const { text } = await rob.hears('#castle', /Cases of #castle/);
    expect(text).not.toContain('#2');
    expect(await eve.says('#castle', 'still here')).toMatchObject({ ok: true });
    expect(await eve.join('#random')).toMatchObject({ ok: false });
  });
});

test('a ban that staff set on Discord itself is a case at once, no import writes it again, and a pardon lifts it', async () => {
  const it = await world({ owners: ['irc:sandbox-irc:account:ann'] });
  const ann = it.irc.person('ann');
  ann.login('ann');
  const [mod, bob] = [it.discord.member('mod'), it.discord.member('bob')];
  await mod.bans(bob, 'raid');
  const place = `discord:${it.discord.guild.id}`;
  // Discord tells of the ban and of who set it in two events.
  const shown = async () => {
    await mod.say('#general', '!case 1');
    return (await mod.hears('#general', /case #1/i)).text;
  };
  await expect.poll(shown, { timeout: 10_000 }).toMatch(/Case #1: ban of bob/i);

  await ann.says('#castle', `!import read discord-bans ${place}`);
  await ann.isTold(/No setting would change, 1 is so already/);

  await mod.say('#general', '!case 1');
  await mod.hears('#general', /Case #1: ban of bob.*Reason\*\*: raid/is);
  await mod.say('#general', '!unban bob amnesty');
  await mod.hears('#general', /bob may come back|bob is let back|#2/i);
  await bob.joins();
}, 60_000);
