import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await sandbox();
});
afterAll(() => world.stop());

const command = (turn: number): string => `!choose a | b${turn}`;

const mutes = (): number =>
  world.logLines.filter(({ message }) => message === 'Guard: muted').length;

/** How many uses of commands the guard has judged on Discord, whatever came of them. */
async function judgedOnDiscord(): Promise<number> {
  const text = await (await fetch(`${world.dashboard.url}/metrics`)).text();
  const series =
    /^castellan_guard_decisions_total\{stage="(\w+)",verdict="(\w+)",platform="discord"\} (\d+)$/gm;
  // Each use ends at the stage that refuses it, or passes the window.
  return [...text.matchAll(series)]
    .filter(
      ([, stage, verdict]) => stage === 'window' || (stage === 'sanction' && verdict === 'refuse'),
    )
    .reduce((sum, [, , , count]) => sum + Number(count), 0);
}

/** Passes when nobody is muted, no channel silent, and every notice may come again. */
const later = () => world.advance('40m');

describe('on IRC', () => {
  test('who is too fast hears it as a notice, with the seconds to wait, once in thirty seconds', async () => {
    const bob = world.irc.person('bob');
    for (let turn = 0; turn < 9; turn += 1) await bob.says('#castle', command(turn));
    const told = await bob.isTold(/(too fast|just used this command)\. Wait \d seconds?\.$/);
    expect(told.channel).toBeUndefined();
    await bob.says('#castle', command(9));

    await bob.hearsNothing(undefined, { like: /Wait/ });
    await later();
  });

  test('the muted are dropped silently, and are told so in the language of the place before', async () => {
    const dan = world.irc.person('dan');
    await world.irc.person('ann').says('#castle', '!setlanguage fr');
    await world.irc.person('ann').hears('#castle', /I speak French here/);
    const before = mutes();
    for (let round = 0; round < 3; round += 1) {
      for (let turn = 0; turn < 7; turn += 1) await dan.says('#castle', `!ping`);
      if (round === 0) await dan.isTold(/^(Vos commandes|Vous venez).* Attendez \d secondes?\.$/);
      // Ann is not limited: when she is answered, all before her was judged.
      await world.irc.person('ann').says('#castle', `!choose x${round} | x${round} | y`);
      await world.irc.person('ann').hears('#castle', new RegExp(`(x${round}|y)`));
      await world.advance('5s');
    }
    expect(mutes()).toBe(before + 1);
    await world.advance('60s');
    dan.forget();
    await dan.says('#castle', '!ping');

    await dan.hearsNothing('#castle');
    await dan.hearsNothing();
    await world.irc.person('ann').says('#castle', '!setlanguage en');
    await later();
  });
});

describe('on Discord', () => {
  test('who is too fast is told in a direct message, once in thirty seconds, and the channel hears nothing of it', async () => {
    const bob = world.discord.member('bob');
    for (let turn = 0; turn < 9; turn += 1) await bob.say('#general', command(turn));
    const told = await bob.isTold(/(too fast|just used this command)\. Wait \d seconds?\.$/);
    expect(told.guildId).toBeUndefined();
    await bob.say('#general', command(9));

    await expect(bob.isTold(/Wait/, { withinMs: 300 })).rejects.toThrow();
    await expect(bob.hears('#general', /Wait/, { withinMs: 300 })).rejects.toThrow();
    await later();
  });

  test('is in the language of the place, and a slash command is answered to its caller alone', async () => {
    const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
    await ann.say('#general', '!setlanguage fr');
    await ann.hears('#general', /fr/i);
    for (let turn = 0; turn < 5; turn += 1) await bob.slash('ping');
    const sixth = await bob.slash('ping');

    const answer = await sixth.answered();
    expect(answer?.text).toMatch(/Attendez \d secondes?\.$/);
    expect(answer?.ephemeral).toBe(true);
    await ann.say('#general', '!setlanguage en');
    await later();
  });

  test('the muted are dropped silently', async () => {
    const bob = world.discord.member('bob');
    const before = mutes();
    for (let round = 0; round < 3; round += 1) {
      const judged = await judgedOnDiscord();
      for (let turn = 0; turn < 7; turn += 1) await bob.say('#general', '!ping');
      if (round === 0) await bob.isTold(/Wait \d seconds?\.$/);
      await expect.poll(judgedOnDiscord).toBe(judged + 7);
      await world.advance('5s');
    }
    expect(mutes()).toBe(before + 1);
    await world.advance('60s');
    await bob.say('#general', '!ping');

    await bob.hearsNothing('#general', 400);
  });
});
