import { afterEach, describe, expect, test } from 'vitest';
import { guildScene } from '../../support/guild-scene.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());

/** A case as the console shows it. */
type Scene = Awaited<ReturnType<typeof guildScene>>;
const shown = (it: Scene, number: number) => it.console(`case ${number} in:${it.place}\n`);

describe(
  'bans of a simulated Discord that Castellan did not see being set',
  { timeout: 90_000 },
  () => {
    test('before its first visit are shown, taken over by an import, once, and lifted by their cases', async () => {
      const it = await guildScene(stops.list);
      const [olivia, mod, bob, carol] = ['olivia', 'mod', 'bob', 'carol'].map((name) =>
        it.discord.member(name),
      );
      await mod!.bans(bob!, 'raid');
      await mod!.bans(carol!);
      const first = await it.run();
      await olivia!.say('#general', '!masks');
      await olivia!.hears('#general', /2 entries in the lists of Castle/);
      await olivia!.say('#general', '!case list');
      await olivia!.hears('#general', /There are none/);

      await olivia!.say('#general', `!import read discord-bans ${it.place}`);
      const told = await olivia!.hears(
        '#general',
        /2 cases would be written down.*import confirm \w{6}/s,
      );
      expect(await shown(it, 1)).toMatch(/no case #1/);
      const code = /confirm (\w{6})/.exec(told.text)?.[1] ?? '';
      await olivia!.say('#general', `!import confirm ${code}`);
      await olivia!.hears('#general', /2 cases were written down/);
      expect(`${await shown(it, 1)}${await shown(it, 2)}`).toMatch(
        /ban of (bob|carol).*ban of (bob|carol)/s,
      );

      await olivia!.say('#random', `!import read discord-bans ${it.place}`);
      await olivia!.hears('#random', /No setting would change, 2 are so already/);
      await first.end('SIGKILL');
      await it.run();
      // Neither an import nor what is looked at on coming back writes them a second time.
      expect(await shown(it, 3)).toMatch(/no case #3/);
      await olivia!.say('#random', '!unban bob amnesty');
      await olivia!.hears('#random', /bob may come back to Castle \(#3\)/i);
      await bob!.joins();
      const number = /ban of carol/.test(await shown(it, 1)) ? 1 : 2;
      expect(await it.console(`case reverse ${number} in:${it.place}\n`)).toMatch(/taken back/);
      await carol!.joins();
      expect(it.discord.guild.banned).toEqual([]);
    });

    test('while it was away are cases of who set them, timeouts too, once; what it had set itself is none', async () => {
      const it = await guildScene(stops.list);
      const [olivia, mod, bob, carol, dave] = ['olivia', 'mod', 'bob', 'carol', 'dave'].map(
        (name) => it.discord.member(name),
      );
      const first = await it.run();
      await olivia!.say('#general', `!ban ${dave!.id} own`);
      await olivia!.hears('#general', /dave is banned.*#1/i);
      await first.end('SIGKILL');
      await mod!.bans(bob!, 'raid');
      await mod!.timesOut(carol!, Date.now() + 3_600_000, 'calm down');
      const second = await it.run();
      await expect.poll(() => shown(it, 3), { timeout: 20_000 }).toMatch(/Case #3/);
      const both = `${await shown(it, 2)}${await shown(it, 3)}`;
      expect(both).toMatch(/ban of bob.*by mod in .* \(network\).*raid/s);
      expect(both).toMatch(/mute of carol.*by mod in .* \(network\).*calm down/s);
      await second.end('SIGKILL');
      await it.run();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await shown(it, 4)).toMatch(/no case #4/);
      await olivia!.say('#general', '!unban bob');
      await olivia!.hears('#general', /bob may come back/i);
      await bob!.joins();
    });

    test('that are lifted while it is away are over', async () => {
      const it = await guildScene(stops.list);
      const [olivia, mod, bob] = ['olivia', 'mod', 'bob'].map((name) => it.discord.member(name));
      const first = await it.run();
      await olivia!.say('#general', '!ban @bob spam');
      await olivia!.hears('#general', /bob is banned/i);
      await first.end('SIGKILL');
      await mod!.unbans(bob!);
      await it.run();
      await expect.poll(() => shown(it, 1), { timeout: 20_000 }).toMatch(/ban of bob \(gone\)/);
    });
  },
);

test('exceptions from bans are said to be nothing that Discord has', async () => {
  const it = await guildScene(stops.list);
  const olivia = it.discord.member('olivia');
  await it.run();
  for (const command of ['exempt', 'unexempt']) {
    await olivia.say('#general', `!${command} @bob`);
    await olivia.hears('#general', /no list of exceptions from bans here: Discord has none/);
  }
  for (const command of ['invex', 'uninvex']) {
    await olivia.say('#random', `!${command} @bob dry`);
    await olivia.hears('#random', /no list of people who come in uninvited here: Discord has none/);
  }
}, 60_000);
