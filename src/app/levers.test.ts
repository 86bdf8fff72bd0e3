import { describe, expect, test } from 'vitest';
import { channelOn, spaceId } from '../base/ids.ts';
import type { Action } from '../core/card.ts';
import type { Place } from '../core/event.ts';
import { defineCommand, defineModule, ok } from '../sdk/index.ts';
import { castle, connection, direct, person } from '../../test/support/bench-of-commands.ts';
import {
  type Hall,
  bob,
  carol,
  earnMute,
  guarded,
  op,
  owner,
} from '../../test/support/guarded-bench.ts';

const tower: Place = {
  ...castle,
  channel: channelOn(connection, '#tower'),
  space: spaceId('irc:libera:#tower'),
  name: '#tower',
};
const mod = person('mod', { standing: 'moderator' });
const helper = person('helper', { standing: 'helper' });
const command = '!choose tea | coffee';

/** A command that rests ten seconds after each use where nobody says otherwise. */
const ai = defineModule({
  name: 'ai',
  version: '1.0.0',
  commands: [
    defineCommand({
      ...{ name: 'ai', aliases: ['ask'], category: 'basics', args: {} },
      run: () => ok('An answer.'),
      show: (answer) => answer,
    }),
  ],
});

async function hallWithAi() {
  const hall = await guarded(new Map(), { modules: [ai] });
  hall.platform.places = [castle, tower];
  return hall;
}

const lines = ({ last }: Pick<Hall, 'last'>) => last()?.card.lines ?? [];

describe('a mute', () => {
  test('that was earned by the instance’s numbers holds everywhere, and is lifted by a moderator for his own place only', async () => {
    const { says, heard, clock } = await guarded();
    await earnMute({ says, clock });
    const before = heard().length;
    await says(bob, command, { where: tower });
    expect(heard().length).toBe(before);

    await says(mod, '!rate unmute bob');
    await clock.advance(30_000);
    await says(bob, command);
    await says(bob, command, { where: tower });

    expect(heard().slice(before)).toEqual([
      'bob is heard again here; elsewhere the mute goes on.',
      expect.stringMatching(/^I choose/),
    ]);
  });

  test('is lifted everywhere by the owner of the instance', async () => {
    const { says, heard, clock } = await guarded();
    await earnMute({ says, clock });
    await says(owner, '!rate unmute bob');
    await clock.advance(30_000);
    await says(bob, command, { where: tower });

    expect(heard().slice(-2)).toEqual(['bob is heard again.', expect.stringMatching(/^I choose/)]);
  });

  test('that was earned by a place’s own numbers holds there and nowhere else, and uses nobody up elsewhere', async () => {
    const { says, heard, clock, settings } = await guarded();
    await settings.write('guard.actorMax', `space:${tower.space ?? ''}`, '1', 'test');
    await settings.write('guard.basicPerMinute', `space:${tower.space ?? ''}`, '1', 'test');
    await earnMute({ says, clock }, tower);
    const before = heard().length;
    await says(bob, command, { where: tower });
    expect(heard().length).toBe(before);
    await says(bob, command);

    expect(heard().at(-1)).toMatch(/^I choose/);
  });

  test('by hand holds in the moderator’s place, everywhere when the owner sets it, and only the owner lifts his', async () => {
    const { says, heard } = await guarded();
    await says(mod, '!rate hold bob 10m');
    await says(bob, command, { where: tower });
    await says(bob, command);
    expect(heard()).toEqual([
      'bob is muted here for 10 min more.',
      expect.stringMatching(/^I choose/),
    ]);
    await says(owner, '!guard hold bob 2h');
    await says(mod, '!rate unmute bob');
    await says(mod, '!rate unmute bob');
    await says(bob, command, { where: tower });
    await says(bob, command);

    expect(heard().slice(2)).toEqual([
      'bob is muted everywhere for 2 h more.',
      'bob is heard again here; elsewhere the mute goes on.',
      'The owner of this bot has set that for bob; only the owner can lift it.',
    ]);
  });

  test('can be made longer, never shorter, and not for those who run the place', async () => {
    const { says, heard } = await guarded();
    await says(mod, '!rate hold bob 1h');
    await says(mod, '!rate hold bob 90');
    await says(mod, '!rate hold op 1h');

    expect(heard().slice(1)).toEqual([
      'bob is muted here for 1 h more.',
      'op runs this place: no limit holds for those who do.',
    ]);
  });

  test('is told to the operators of the place, once however many are muted', async () => {
    const { says, clock, ports } = await guarded();
    await earnMute({ says, clock });

    expect(ports.alerts.recent()).toMatchObject([
      {
        ...{ subject: `guard:muted:${castle.space ?? ''}`, tone: 'warning', space: castle.space },
        text: { key: 'guard.alert.muted', facts: { who: 'bob', place: '#castle', for: '5 min' } },
      },
    ]);
  });
});

describe('flood status', () => {
  test('shows the channel, who is held, what rests and who is near, pruned to this moment (M23, BM15)', async () => {
    const hall = await hallWithAi();
    const { says, clock } = hall;
    await says(bob, '!ai');
    for (let turn = 0; turn < 3; turn += 1) await says(carol, '!why');
    await says(mod, '!rate hold bob 1m');
    await says(helper, '!flood status');
    expect(lines(hall)).toEqual([
      '**All that I say on libera**: 4 of 20 in 10 s',
      '**Asked in #castle**: 4 of 8 in 10 s',
      '**bob** is muted for 1 min more',
      '`ai` rests in #castle for 10 s more',
      expect.stringMatching(/^\*\*carol\*\* is near the limit in #castle: 3 of 5 commands/),
    ]);
    await clock.advance(61_000);
    await says(helper, '!floodstatus #castle');

    expect(lines(hall)).toEqual(['**Asked in #castle**: 0 of 8 in 10 s']);
  });

  test('shows the owner all channels, and a moderator none of other people’s', async () => {
    const hall = await hallWithAi();
    const { says, heard } = hall;
    await says(bob, '!why', { where: tower });
    await says(bob, '!ai', { where: tower });
    await says(owner, '!flood status');
    expect(lines(hall)[1]).toBe('**Asked in #tower**: 2 of 8 in 10 s');
    await says(mod, '!flood status #tower');
    await says(mod, '!flood status');

    expect(heard().at(-2)).toBe(
      'You may do that only for your own channels; #tower has other staff.',
    );
    expect(lines(hall).join()).not.toMatch(/tower/);
  });

  test('says what the guard of our own messages holds back, where there is one', async () => {
    const hall = await guarded();
    Object.assign(hall.levers, {
      output: () => [
        { connection: 'libera', count: 3, max: 20, windowMs: 10_000, silentForMs: 0, waiting: 0 },
        { place: '#castle', count: 6, max: 5, windowMs: 30_000, silentForMs: 9000, waiting: 2 },
      ],
    });
    await hall.says(helper, '!flood status');

    expect(lines(hall).slice(0, 2)).toEqual([
      '**All that I say on libera**: 3 of 20 in 10 s',
      '**Said in #castle**: silent for 9 s more, 2 messages wait',
    ]);
  });
});

describe('flood set', () => {
  test('takes window, number, silence and mode in the order of old (M22), and shows what holds', async () => {
    const hall = await guarded();
    await hall.says(mod, '!floodset 10 4 60 warn-only');
    const set = lines(hall);
    await hall.says(mod, '!flood set');

    expect(set).toEqual([
      'More than **4** commands in **10 s**, from two people or more: silent for **1 min**.',
      'This is only watched: operators hear of it, nothing is refused.',
    ]);
    expect(lines(hall)).toEqual(set);
  });

  test('changes only what is given (BM8)', async () => {
    const hall = await guarded();
    await hall.says(mod, '!flood set 20 4 60');
    await hall.says(mod, '!flood set 30s');
    await hall.says(mod, '!flood set shadow');

    expect(lines(hall)).toEqual([
      'More than **4** commands in **30 s**, from two people or more: silent for **1 min**.',
      'This is only counted: nothing is refused.',
    ]);
  });

  test.each([
    [
      '!flood set 0 0 0',
      ['The window became 1 s', 'The number became 1', 'The silence became 1 s'],
    ],
    [
      '!flood set 2h 500 2d',
      ['The window became 1 h', 'The number became 64', 'The silence became 1 d'],
    ],
  ])('%s becomes the nearest that is possible, and says so', async (line, told) => {
    const hall = await guarded();
    await hall.says(mod, line);

    expect(lines(hall).slice(2)).toEqual(
      told.map((start) => `${start}, the nearest that is possible.`),
    );
  });

  test('resets that channel’s state, so that it is heard again at once', async () => {
    const { says, last } = await guarded();
    const crowd = ['ann', 'ben', 'cat', 'dan', 'eve'].map((name) => person(name));
    for (let turn = 0; turn < 3; turn += 1) for (const who of crowd) await says(who, command);
    await says(mod, '!flood set 10 20');
    await says(person('fay'), command);

    expect(last()?.card.say).toMatch(/^I choose/);
  });

  test('is for one’s own channels; what fits nothing is said to fit nothing', async () => {
    const hall = await hallWithAi();
    await hall.says(mod, '!flood set #tower 10 4');
    await hall.says(mod, '!flood set #nowhere 10 4');
    await hall.says(mod, '!flood set 10 4 banana');
    await hall.says(owner, '!flood set #tower 10 4');

    expect(hall.heard()).toEqual([
      'You may do that only for your own channels; #tower has other staff.',
      expect.stringMatching(/`channel` should be a channel that exists here; you wrote "#nowhere"/),
      expect.stringMatching(/`silence` should be a duration .*; you wrote "banana"/),
      'Flood limit of #tower',
    ]);
  });

  test('from the console, and without a channel, sets every place without its own', async () => {
    const hall = await guarded();
    const console: Place = {
      ...{ connection, platform: 'console', name: 'console' },
      channel: channelOn(connection, '@operator'),
    };
    await hall.says(owner, 'floodset 7 3 9', { where: console });
    await hall.says(mod, '!flood set');

    expect(lines(hall)[0]).toMatch(/^More than \*\*3\*\* commands in \*\*7 s\*\*/);
  });
});

describe('cooldown', () => {
  test('set, with none but the command’s name, or with nothing, shows; list is there without arguments (BM14)', async () => {
    const hall = await hallWithAi();
    const shown = [];
    for (const line of ['!cmdcooldown', '!cooldown set ask', '!cooldown list', '!cooldowns']) {
      await hall.says(mod, line);
      shown.push(lines(hall));
    }

    expect(shown).toEqual(Array(4).fill(['`ai`: 10 s after each use']));
  });

  test('set overrides for one channel, and its aliases share it; 0 takes the override away (M21)', async () => {
    const { says, heard, clock } = await hallWithAi();
    await says(mod, '!cooldown set ask 2');
    await says(bob, '!ai');
    await clock.advance(1999);
    await says(bob, '!ask');
    await clock.advance(1);
    await says(bob, '!ask');
    await says(mod, '!cooldown set ai 0');

    expect(heard()).toEqual([
      '`ai` rests 2 s after each use in #castle now.',
      'An answer.',
      '`ai` rests in #castle for 1 second more.',
      'An answer.',
      '`ai` rests 10 s after each use in #castle now.',
    ]);
  });

  test.each([
    ['3600', 'rests 1 h', false],
    ['3601', 'rests 1 h', true],
    ['2m', 'rests 2 min', false],
    ['off', 'does not rest', false],
  ])('set ai %s: it %s', async (seconds, told, clamped) => {
    const hall = await hallWithAi();
    await hall.says(mod, `!cooldown set ai ${seconds}`);

    expect(hall.heard()[0]).toContain(`\`ai\` ${told}`);
    expect(lines(hall)).toEqual(clamped ? ['More than an hour is not possible.'] : []);
  });

  test('set for the instance is the owner’s; the narrower place wins', async () => {
    const hall = await hallWithAi();
    await hall.says(mod, '!cooldown set ai 3 instance');
    await hall.says(owner, '!cooldown set ai 3 instance');
    await hall.says(mod, '!cooldown set ai 4 space');
    await hall.says(mod, '!cooldown set nonsense 4');
    await hall.says(mod, '!cooldown set ai soon');
    await hall.says(mod, '!cooldown list');

    expect(hall.heard().slice(0, 5)).toEqual([
      'That reaches every community: only the owner of this bot may do it.',
      '`ai` rests 3 s after each use in #castle now.',
      '`ai` rests 4 s after each use in #castle now.',
      'There is no command `nonsense`.',
      '"soon" is no length: write seconds from 0 to 3600, a duration like 2m, or off.',
    ]);
    expect(lines(hall)).toEqual(['`ai`: 4 s after each use']);
  });

  test('clear makes what rests ready at once', async () => {
    const { says, heard } = await hallWithAi();
    await says(bob, '!ai');
    await says(mod, '!flushcooldown ai');
    await says(carol, '!ai');
    await says(mod, '!cooldown clear');
    await says(mod, '!cooldown clear');

    expect(heard()).toEqual([
      ...['An answer.', '1 command is ready again in #castle.'],
      ...['An answer.', '1 command is ready again in #castle.'],
      'Nothing rests in #castle.',
    ]);
  });
});

describe('rate reset', () => {
  const codeIn = (hall: Hall): string =>
    /rate reset all (\w{6})/.exec(lines(hall).join())?.[1] ?? '';

  test('of everyone is done only when its code is repeated by the same person within a minute, once', async () => {
    const hall = await guarded();
    const second = person('owner');
    await earnMute(hall);
    await hall.says(owner, '!rate reset');
    const code = codeIn(hall);
    await hall.says(owner, '!rate reset all wrong1');
    await hall.says(owner, `!rate reset all ${code}`);
    await hall.says(owner, '!rate reset');
    const late = codeIn(hall);
    await hall.clock.advance(60_001);
    await hall.says(owner, `!rate reset all ${late}`);
    await hall.says(second, '!rate reset');
    await hall.says(second, `!rate reset all ${codeIn(hall)}`);
    await hall.says(bob, command);

    expect(hall.heard().filter((text) => /confirmation is not good/.test(text))).toHaveLength(3);
    expect(hall.heard().slice(-2)).toEqual([
      expect.stringMatching(/^Everything that the guard counted is forgotten/),
      expect.stringMatching(/^I choose/),
    ]);
  });

  test('asks with buttons where there are any, which only the asker may press and only for a minute', async () => {
    const hall = await guarded(new Map(), { can: ['controls', 'edit'] });
    const press = (name: string) =>
      (hall.last()?.card.actions ?? [])
        .flat()
        .flatMap((action: Action) =>
          'id' in action && action.id.endsWith(`:${name}`) ? action.id : [],
        )[0] ?? '';
    await hall.says(owner, '!rate reset');
    const confirm = press('confirm');
    await hall.presses(op, confirm);
    expect(hall.heard().at(-1)).toMatch(/^These controls belong to someone else/);
    await hall.presses(owner, confirm);
    expect(hall.heard().at(-1)).toMatch(/^Everything that the guard counted is forgotten/);
    await hall.says(owner, '!rate reset');
    const late = press('confirm');
    await hall.clock.advance(60_001);
    await hall.presses(owner, late);

    expect(hall.heard().at(-1)).toMatch(/^That confirmation is not good/);
  });

  test('is not for those who run one place only: what is counted about people is counted for all', async () => {
    const { says, heard } = await guarded();
    await says(op, '!rate reset');
    await says(op, '!rate reset bob');

    expect(heard()).toEqual(
      Array(2).fill(expect.stringMatching(/takes `guard.everywhere`, which the owner of this bot/)),
    );
  });
});

describe('help limits', () => {
  test('tells the limits in force here, with the numbers of the settings', async () => {
    const hall = await hallWithAi();
    await hall.settings.write('guard.basicPerMinute', `space:${castle.space ?? ''}`, '7', 'test');
    await hall.says(mod, '!flood set 10 4 60');
    await hall.says(bob, '!help limits');

    expect(lines(hall)).toEqual([
      'You may give **5** commands in any **5 s**.',
      'In a minute you may give **7** ordinary commands, **10** of games, **5** that manage something; what you use comes back bit by bit.',
      'The same command: **3** times in **5 s**.',
      '`ai` rests **10 s** after each use, whoever used it.',
      'All together: more than **4** commands in **10 s** make me silent in #castle for **1 min**. One person alone cannot cause that.',
      'Go on too fast **3** times in a row, and I do not hear you for **5 min**. A pause makes up for it.',
      'Break the limits **10** times in **10 min**, and you may give no commands for **5 min**; each time twice as long, up to 1 d. It ends by itself.',
      'I tell you privately how long to wait, at most once in 30 s; then I am silent.',
    ]);
  });

  test('leaves out what is not in force, is in the language of the place, and is in direct talk and as a slash command too', async () => {
    const hall = await guarded();
    await hall.says(mod, '!flood set off');
    await hall.says(bob, '!help limits');
    expect(lines(hall).join()).not.toMatch(/All together/);
    await hall.says(carol, 'help limits', { where: direct });
    expect(lines(hall)[0]).toBe('You may give **5** commands in any **5 s**.');
    await hall.says(op, '!setlanguage fr');
    await hall.slash(carol, 'help', { command: 'limites' });

    expect(lines(hall)[0]).toBe('Vous pouvez donner **5** commandes en **5 s**, à tout moment.');
  });
});
