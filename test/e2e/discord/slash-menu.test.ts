import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import {
  defineCommand,
  defineModule,
  integer,
  ok,
  optional,
  rest,
  word,
} from '../../../src/sdk/index.ts';
import { sandbox, type TestWorld } from '../../../src/testing/index.ts';

const slow = 120_000;
const count = 150;
const folder = mkdtempSync(join(tmpdir(), 'castellan-menu-'));
const worlds = new Set<TestWorld>();
afterEach(async () => {
  for (const world of worlds) await world.stop();
  worlds.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numbers = Array.from({ length: count }, (_, at) => `many${String(at).padStart(3, '0')}`);
const words = Object.fromEntries(
  numbers.flatMap((name) => [
    [`${name}.about`, 'One of many'],
    [`${name}.arg.times`, 'How often'],
  ]),
);

/** As many commands as no network takes; the last is for moderators. */
const many = defineModule({
  name: 'many',
  version: '1.0.0',
  capabilities: [{ name: 'many.last', least: 'moderator', text: 'Use the last of many.' }],
  commands: [
    ...numbers.map((name, at) =>
      defineCommand({
        ...{ name, category: 'basics', args: { times: optional(integer({ min: 1, max: 9 })) } },
        ...(at === count - 1 && { capability: 'many.last' }),
        run: ({ args }) => ok(args.times ?? 1),
        show: (times) => `${name} ran ${times} times`,
      }),
    ),
    defineCommand({
      ...{ name: 'quote', category: 'basics' },
      menu: { on: 'message', fills: { who: 'person', text: 'text' } },
      args: { who: word(), text: rest() },
      run: ({ args }) => ok(args),
      show: ({ who, text }) => `${who} once said: ${text}`,
    }),
  ],
  texts: {
    en: {
      ...words,
      ...{ 'quote.about': 'Quotes', 'quote.menu': 'Quote this', 'quote.arg.who': 'Who' },
      'quote.arg.text': 'What',
    },
    fr: {},
  },
});

async function start(): Promise<TestWorld> {
  const world = await sandbox({ modules: [many], data: folder });
  worlds.add(world);
  await expect.poll(() => world.discord.bot.commandWrites, { timeout: 60_000 }).toBe(1);
  return world;
}

const menuOf = ({ discord }: TestWorld, type = 1): readonly string[] =>
  discord.bot
    .commands()
    .filter((command) => command.type === type)
    .map(({ name }) => name)
    .sort();

test(
  '150 commands too many: the start is clean, each start chooses the same, and nobody loses one (N14, N15)',
  async () => {
    const world = await start();
    const menu = menuOf(world);
    const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];

    expect(menu).toHaveLength(95);
    expect(menu).toEqual(
      expect.arrayContaining(['command', 'help', 'many000', 'rate', 'slashlimit']),
    );
    expect(menu).not.toContain('many149');
    expect(menuOf(world, 2)).toEqual([
      ...['Ban …', 'Cases of this person', 'Limits of this person', 'Mute …'],
      ...['Note about this person …', 'Warn …'],
    ]);
    expect(world.logLines.filter(({ level }) => level === 'error')).toEqual([]);

    await bob.say('#general', '!many148 3');
    await bob.hears('#general', /many148 ran 3 times/);
    await bob.say('#general', '!many148 ten');
    await bob.hears('#general', /`?times`? should be a whole number/);
    await bob.say('#general', '!many149');
    await bob.hears('#general', /takes .*many\.last/);
    await ann.say('#general', '!cooldown set #general many148 60');
    await ann.hears('#general', /many148/);
    await bob.say('#general', '!many148 2');
    await bob.hears('#general', /many148 ran 2 times/);
    await bob.say('#general', '!many148 5');
    await expect(bob.hears('#general', /ran 5 times/, { withinMs: 700 })).rejects.toThrow();

    await world.stop();
    worlds.clear();
    expect(menuOf(await start())).toEqual(menu);
  },
  slow,
);

test(
  'a command is called on a message and on a person, and the answer is for the caller',
  async () => {
    const world = await start();
    const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
    const said = await bob.say('#general', 'tea is better than coffee');

    const quoted = await ann.menuOfMessage(said, 'Quote this');
    const answer = await quoted.answered();
    expect(answer?.text).toMatch(/once said: tea is better than coffee/);
    const limits = await ann.menuOfPerson('bob', 'Limits of this person', { channel: '#general' });
    await limits.answered();
    await ann.isTold(/bob/);
    const cases = await ann.menuOfPerson('bob', 'Cases of this person');
    expect(JSON.stringify(await cases.answered())).toMatch(/bob/);
    // What is for staff, others are not offered.
    await expect(bob.menuOfPerson('ann', 'Limits of this person')).rejects.toThrow(
      /The menu has no "Limits of this person"; it has nothing/,
    );
  },
  slow,
);

test(
  'answers go by themselves after the time that the place sets',
  async () => {
    const world = await start();
    // Whoever was held back before a restart still is after it.
    const [ann, carol] = [world.discord.member('ann'), world.discord.member('carol')];
    await ann.say('#general', '!settings set commands.deleteRepliesSeconds 5 space');
    await ann.hears('#general', /commands\.deleteRepliesSeconds/);
    await carol.say('#general', '!many001');
    const answer = await carol.hears('#general', /many001 ran 1 times/);
    await carol.react(answer, '👍');
    await world.advance('6s');

    await expect
      .poll(
        () =>
          carol.react(answer, '🎉').then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 20_000 },
      )
      .toBe('gone');
  },
  slow,
);

test(
  'completion offers the names of commands',
  async () => {
    const world = await start();
    const ann = world.discord.member('ann');

    const offered = await ann.complete('command disable', 'command', 'many00', {
      channel: '#general',
    });
    expect(offered.map(({ name }) => name).slice(0, 2)).toEqual(['many000', 'many001']);
  },
  slow,
);
