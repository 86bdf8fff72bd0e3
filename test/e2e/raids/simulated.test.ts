import { afterEach, describe, expect, test } from 'vitest';
import { defineCommand, defineModule, ok, word } from '../../../src/sdk/index.ts';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';

const hour = 3_600_000;
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Sets any setting, for tests. */
const setting = defineModule({
  name: 'setting',
  version: '1.0.0',
  texts: {
    en: {
      'setting.about': 'Set anything.',
      'setting.arg.name': 'Which.',
      'setting.arg.value': 'To what.',
    },
    fr: {},
  },
  commands: [
    defineCommand({
      name: 'setting',
      category: 'operators',
      args: { name: word(), value: word() },
      needs: ['settings'],
      async run({ args, settings }) {
        const set = await settings.write(args.name, 'instance', args.value, 'test');
        return set.ok ? ok(set.value.after) : set;
      },
      show: (value) => `It is ${String(value)} now`,
    }),
  ],
});

async function world(): Promise<TestWorld> {
  const made = await sandbox({ modules: [setting] });
  stops.push(() => made.stop());
  return made;
}

/** Lets so many young accounts in; how many were turned away. */
async function raid({ discord }: TestWorld, count: number, from = 0): Promise<number> {
  let away = 0;
  for (let at = from; at < from + count; at += 1) {
    const member = discord.member(`raider${at}`, { joined: false, accountAgeMs: hour });
    await member.joins().catch(() => (away += 1));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return away;
}

const standing = ({ discord: { guild } }: TestWorld) => ({
  general: guild.slowmodeOf('general'),
  random: guild.slowmodeOf('random'),
  staff: guild.slowmodeOf('staff'),
  verification: guild.verificationLevel,
  paused: guild.invitesPausedUntilMs !== null,
});

const open = { general: 0, random: 60, staff: 0, verification: 0, paused: false };
const closed = { general: 10, random: 60, staff: 0, verification: 3, paused: true };

describe('a raid on a simulated Discord', { timeout: 60_000 }, () => {
  test('is none below the threshold, and a lockdown at it; a manual slowmode stays; raid lift puts all back', async () => {
    const it = await world();
    it.discord.guild.setSlowmode('random', 60);
    expect(await raid(it, 9)).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(standing(it)).toEqual(open);
    await raid(it, 1, 9);
    await expect.poll(() => standing(it), { timeout: 5000 }).toEqual(closed);
    expect(await raid(it, 20, 10)).toBe(20);
    const ann = it.discord.member('ann');
    await ann.say('#general', '!raid status');
    await ann.hears(
      '#general',
      /\*\*Castle\*\*: locked down, 9 min 5\d s left, 3 settings to be put back; 10 newcomers now, weight \d+/,
    );
    await ann.say('#general', '!raid lift');
    await ann.hears('#general', /Castle is open again: 3 settings are as they were before\./);

    expect(standing(it)).toEqual(open);
    const reasons = it.discord.guild.auditLog().flatMap(({ reason }) => reason ?? []);
    expect(reasons).toContain('Raid: 10 joins in 1 s');
  });

  test('ends by itself ten minutes after its last wave', async () => {
    const it = await world();
    it.discord.guild.setSlowmode('random', 60);
    await raid(it, 10);
    await expect.poll(() => standing(it), { timeout: 5000 }).toEqual(closed);
    await it.advance('11m');

    await expect.poll(() => standing(it), { timeout: 5000 }).toEqual(open);
    expect(it.logLines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/The raid level of Castle is over: 3 settings are as they were before/),
    );
  });

  test('says what it takes when the bot may not close the door, and does what it may', async () => {
    const it = await world();
    it.discord.guild.forbid('castellan', 'manageGuild');
    const ann = it.discord.member('ann');
    await ann.say('#staff', '!alerts here');
    await ann.hears('#staff', /operators are told in/);
    await raid(it, 10);
    await ann.hears(
      '#staff',
      /Raid in Castle: 10 newcomers in 1 s, weight \d+\. Level lockdown: one message a person every 10 s in 2 channels; 2 settings changed\./,
    );
    await ann.hears(
      '#staff',
      /I may not pause invites .* of Castle\. Give my role the permission "Manage Server"/,
    );

    expect(standing(it)).toMatchObject({ general: 10, random: 10, paused: false, verification: 0 });
  });

  test('by hand: a level for so long, told in numbers, by slash too; members may not', async () => {
    const it = await world();
    const [ann, bob] = [it.discord.member('ann'), it.discord.member('bob')];
    const set = await ann.slash('raid level', { level: 'lockdown', duration: '30m' });
    expect((await set.answered())?.text).toMatch(
      /Castle is locked down for 30 min: one message a person every 10 s in 2 channels; invites paused for 30 min; newcomers may speak after 10 min; 4 settings changed\./,
    );
    await bob.say('#random', '!raid lift');
    await bob.hears('#random', /it takes `?guard\.manage/);
    await ann.say('#random', '!raid level watch 5m');
    await ann.hears('#random', /Castle is only watched for 5 min: nothing changed\./);
    expect(standing(it)).toMatchObject({ general: 0, paused: false, verification: 0 });
    await raid(it, 20);
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(standing(it)).toMatchObject({ general: 0, paused: false });
    await ann.say('#random', '!raid level off');
    await ann.hears('#random', /Castle is open again: there was nothing to put back/);
  });

  test('in shadow mode tells what it would do, and does nothing', async () => {
    const it = await world();
    const ann = it.discord.member('ann');
    await ann.say('#staff', '!alerts here');
    await ann.hears('#staff', /operators are told in/);
    await ann.say('#staff', '!setting raid.mode shadow');
    await ann.hears('#staff', /It is shadow now/);
    await raid(it, 12);
    await ann.hears(
      '#staff',
      /Nothing was done\. Raid in Castle: .* Level lockdown: .* 4 settings changed/,
    );

    expect(standing(it)).toEqual({ ...open, random: 0 });
  });

  test('of well-known accounts is watched and slowed, but nothing is closed', async () => {
    const it = await world();
    for (let at = 0; at < 20; at += 1)
      it.discord.member(`guest${'abcdefghijklmnopqrstuvwxyz'[at] ?? ''}${at}`);
    await expect.poll(() => standing(it).general, { timeout: 5000 }).toBe(10);

    expect(standing(it)).toMatchObject({ paused: false, verification: 0 });
  });
});

/** Strangers without an account, each from a place of his own, one after the other; how many were turned away. */
async function strangers({ irc }: TestWorld, count: number, from = 0): Promise<number> {
  let away = 0;
  for (let at = from; at < from + count; at += 1) {
    const joined = await irc.person(`raider${at}`).join('#castle');
    if (!joined.ok) away += 1;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return away;
}

/** Letters in order, and the limit. */
function modesOf({ irc }: TestWorld): string {
  const channel = irc.snapshot().channels.find(({ name }) => name === '#castle');
  const letters = Array.from((channel?.modes ?? '').slice(1))
    .sort()
    .join('');
  return channel?.limit === undefined ? `+${letters}` : `+${letters} ${channel.limit}`;
}

describe('a raid on a simulated IRC network', { timeout: 60_000 }, () => {
  test('is met with a limit that moves on, and lifted by command', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.mode('#castle', '+o', 'castellan');
    expect(await strangers(it, 10)).toBe(0);
    // ann, bob, carol, the bot, ten strangers, and five more.
    await expect.poll(() => modesOf(it), { timeout: 5000 }).toMatch(/^\+lnt 19$/);
    expect(await strangers(it, 20, 10)).toBe(15);
    await it.advance('30s');
    await expect.poll(() => modesOf(it), { timeout: 5000 }).toMatch(/ 24$/);
    await ann.says('#castle', '!raid lift');
    await ann.hears('#castle', /#castle is open again: 1 setting is as it was before/);

    await expect.poll(() => modesOf(it)).toBe('+nt');
  });

  test('leaves a limit alone that an operator has set meanwhile', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.mode('#castle', '+o', 'castellan');
    await strangers(it, 10);
    await expect.poll(() => modesOf(it), { timeout: 5000 }).toMatch(/ 19$/);
    await ann.mode('#castle', '+l', '400');
    await it.advance('30s');
    await ann.says('#castle', '!raid lift');
    await ann.hears('#castle', /#castle is open again: there was nothing to put back/);

    expect(modesOf(it)).toMatch(/ 400$/);
  });

  test('is only told of while the bot is no operator, with what to do', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.says('#random', '!raid level slow');
    await ann.hears(
      '#random',
      /I am no operator in #random and can only watch\. Give me op: \/mode #random \+o castellan/,
    );
    await ann.says('#castle', '!alerts here');
    await ann.hears('#castle', /operators are told in #castle/);
    await strangers(it, 10);
    await ann.hears(
      '#castle',
      /Raid in #castle: 10 newcomers in 1 s, weight \d+\. Level slow: nothing changed/,
    );
    await ann.hears('#castle', /Give me op: \/mode #castle \+o castellan/);

    expect(modesOf(it)).toBe('+nt');
  });

  test('a lockdown by hand lets nobody in but the invited, and the bot itself', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.mode('#castle', '+o', 'castellan');
    await ann.says('#castle', '!raid level lockdown 20m');
    await ann.hears(
      '#castle',
      /#castle is locked down for 20 min: at most 9 members for now, .* only invited people may come in; 2 settings changed/,
    );
    expect(await strangers(it, 1)).toBe(1);
    it.irc.client('castellan').reset();
    await it.irc.arrives('castellan', ['#castle'], { withinMs: 20_000 });
    await ann.mode('#castle', '+o', 'castellan');
    await it.advance('21m');

    await expect.poll(() => modesOf(it), { timeout: 20_000 }).toBe('+nt');
  });

  test('500 people who are split off and come back are nobody, and neither are they after a reconnect of the bot', async () => {
    const it = await world();
    const ann = it.irc.person('ann');
    await ann.mode('#castle', '+o', 'castellan');
    // They are there before the guard looks.
    await ann.says('#castle', '!raid level watch 10s');
    await ann.hears('#castle', /only watched/);
    const crowd = Array.from({ length: 500 }, (_, at) => `person${at}`);
    for (const nick of crowd) await it.irc.person(nick).join('#castle');
    await ann.says('#castle', '!raid lift');
    await ann.hears('#castle', /is open again/);
    const traces = () => it.logLines.filter(({ message }) => message === 'Raid').length;
    const before = traces();

    it.irc.oper.split(crowd);
    await ann.says('#castle', '!ping');
    await ann.hears('#castle', /Pong/);
    it.irc.oper.rejoin(crowd);
    await ann.says('#castle', '!raid status');
    await ann.hears('#castle', /#castle.*: nothing set, nothing changed; 0 newcomers now/);
    it.irc.client('castellan').reset();
    await it.irc.arrives('castellan', ['#castle'], { withinMs: 20_000 });
    await ann.says('#castle', '!raid status');
    await ann.hears('#castle', /0 newcomers now, weight 0/);
    // The server goes down; the bot is back first, and everybody comes again by himself.
    await it.irc.goDown();
    for (const nick of crowd) await it.irc.person(nick).part('#castle');
    await it.irc.comeUp();
    await it.irc.arrives('castellan', ['#castle'], { withinMs: 30_000 });
    for (const nick of crowd) await it.irc.person(nick).join('#castle');
    await ann.says('#castle', '!raid status');
    await ann.hears('#castle', /0 newcomers now, weight 0/);

    expect(traces()).toBe(before);
    expect(modesOf(it)).toBe('+nt');
  });
});
