import { expect, onTestFinished, test } from 'vitest';
import { defineModule, listener } from '../../src/sdk/index.ts';
import { sandbox } from '../../src/testing/index.ts';

test(
  'N26: networks that go and come back leave each hook there once',
  { timeout: 120_000 },
  async () => {
    const heard: string[] = [];
    const started: number[] = [];
    const ears = defineModule({
      name: 'ears',
      version: '1.0.0',
      listeners: [
        listener({
          on: 'message',
          hear({ text }) {
            heard.push(text);
          },
        }),
        listener({
          on: 'started',
          hear({ atMs }) {
            started.push(atMs);
          },
        }),
      ],
    });
    const world = await sandbox({ modules: [ears] });
    onTestFinished(() => world.stop());
    const [ann, bob] = [world.irc.person('ann'), world.discord.member('bob')];
    const timesHeard = (text: string) => heard.filter((one) => one === text).length;
    await expect.poll(() => started.length).toBe(1);

    for (let turn = 0; turn < 3; turn += 1) {
      world.irc.oper.kill('castellan');
      world.discord.faults.closeGateway(4000);
      await world.advance('2m');
      await world.irc.arrives('castellan', ['#castle', '#random'], { withinMs: 20_000 });
      const text = `again ${turn}`;
      await expect
        .poll(
          async () => {
            if (timesHeard(`irc ${text}`) === 0) await ann.says('#castle', `irc ${text}`);
            if (timesHeard(`discord ${text}`) === 0) await bob.say('#general', `discord ${text}`);
            await new Promise((resolve) => setTimeout(resolve, 300));
            return timesHeard(`irc ${text}`) > 0 && timesHeard(`discord ${text}`) > 0;
          },
          { timeout: 30_000 },
        )
        .toBe(true);
    }

    const before = heard.length;
    await ann.says('#castle', 'once on irc');
    await bob.say('#general', 'once on discord');
    await expect.poll(() => timesHeard('once on discord') + timesHeard('once on irc')).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard.slice(before).sort()).toEqual(['once on discord', 'once on irc']);
    expect(started).toHaveLength(1);
  },
);
