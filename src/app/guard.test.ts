import { describe, expect, test } from 'vitest';
import { defineCommand, defineModule, ok } from '../sdk/index.ts';
import { castle, direct, person } from '../../test/support/bench-of-commands.ts';
import { bob, carol, earnMute, guarded, op, owner } from '../../test/support/guarded-bench.ts';

const command = '!choose tea | coffee';

describe('the guard before the commands', () => {
  test('lets the fifth command within five seconds through and turns the sixth away, in private', async () => {
    const { says, heard, last } = await guarded();
    for (let turn = 0; turn < 5; turn += 1) await says(bob, `!choose a${turn} | b${turn}`);

    await says(bob, command);

    expect(heard().filter((text) => text.startsWith('I choose'))).toHaveLength(3);
    expect(last()?.options).toEqual({ private: true, whisper: true });
  });

  test('tells why: the stage and the seconds to wait', async () => {
    const { says, heard, clock } = await guarded();
    for (let turn = 0; turn < 4; turn += 1) await says(bob, command);
    await clock.advance(5000);
    await says(bob, '!why');

    expect(heard()).toContainEqual(
      expect.stringMatching(/You have just used this command. Wait \d second/),
    );
  });

  test('tells an overeager person once in thirty seconds, not each time', async () => {
    const { says, heard } = await guarded();
    for (let turn = 0; turn < 30; turn += 1) await says(bob, '!serversettings');

    expect(heard().filter((text) => /too fast/.test(text)).length).toBeLessThanOrEqual(1);
  });

  test('does not hold a flood against an innocent', async () => {
    const { says, heard } = await guarded();
    for (let turn = 0; turn < 50; turn += 1) await says(bob, command);
    const before = heard().length;
    await says(carol, command);

    expect(heard().slice(before)).toEqual([expect.stringMatching(/^I choose/)]);
  });

  test('does not limit those who run the place', async () => {
    const { says, heard } = await guarded();
    for (let turn = 0; turn < 20; turn += 1) await says(op, command);

    expect(heard()).toHaveLength(20);
  });

  test('limits private talk too', async () => {
    const { says, heard } = await guarded();
    for (let turn = 0; turn < 20; turn += 1) await says(bob, 'choose a | b', { where: direct });

    expect(heard().filter((text) => text.startsWith('I choose')).length).toBeLessThanOrEqual(5);
  });

  test('a command that is refused uses nothing up of its own cooldown', async () => {
    const { says, heard, clock } = await guarded();
    await says(bob, '!choose tea');
    await says(bob, '!choose tea');
    await says(bob, '!choose tea');
    await clock.advance(100);
    await says(bob, command);

    expect(heard().at(-1)).toMatch(/^I choose/);
  });

  test('whoever may not use a command uses up nobody’s cooldown (N4)', async () => {
    const staffOnly = defineModule({
      ...{ name: 'oracle', version: '1.0.0' },
      commands: [
        defineCommand({
          ...{ name: 'oracle', category: 'basics', capability: 'guard.view', args: {} },
          run: () => ok('An answer.'),
          show: (answer) => answer,
        }),
      ],
    });
    const { says, heard, settings, levers } = await guarded(new Map(), { modules: [staffOnly] });
    await settings.write(levers.cooldownSetting('oracle'), 'instance', '10', 'test');
    const helpers = ['hal', 'hue'].map((name) => person(name, { standing: 'helper' }));
    await says(bob, '!oracle');
    for (const helper of helpers) await says(helper, '!oracle');

    expect(heard()).toEqual([
      expect.stringMatching(/^You may not do that/),
      'An answer.',
      '`oracle` rests in #castle for 10 seconds more.',
    ]);
  });

  test('limits that cannot be read are told to operators, and the last ones hold on (BM29)', async () => {
    const { says, heard, settings, ports } = await guarded();
    await says(bob, command);
    const read = settings.readNumber.bind(settings);
    settings.readNumber = (name, place) => {
      if (name === 'guard.actorMax') throw new Error('gone');
      return read(name, place);
    };
    await settings.write('core.prefix', `space:${castle.space ?? ''}`, '?', 'test');
    for (let turn = 0; turn < 5; turn += 1) await says(bob, `?choose x${turn} | y${turn}`);

    expect(heard().filter((text) => text.startsWith('I choose'))).not.toHaveLength(6);
    expect(ports.alerts.recent()).toMatchObject([
      { subject: 'guard:limits', tone: 'error', text: { key: 'guard.alert.unreadable' } },
    ]);
  });

  test('takes a limit that was set for this space from the next command on', async () => {
    const { says, heard, settings } = await guarded();
    await settings.write('guard.actorMax', `space:${castle.space ?? ''}`, '1', 'test');
    await says(bob, command);
    await says(bob, command);

    expect(heard()).toEqual([
      expect.stringMatching(/^I choose/),
      expect.stringMatching(/come too fast. Wait 5 seconds/),
    ]);
  });

  test('keeps a mute over a restart', async () => {
    const first = await guarded();
    first.guard.hold(bob.id, 'muted', 300_000, first.clock.monotonic());
    await first.life.end();
    const second = await guarded(first.kept);
    await second.says(bob, command);

    expect(second.heard()).toEqual([]);
    expect(second.guard.unmute(bob.id, second.clock.monotonic())).toBeDefined();
    await second.says(bob, command);
    expect(second.heard()).toHaveLength(1);
  });

  test('begins anew, and says so, when what was kept cannot be read', async () => {
    const { says, heard } = await guarded(new Map([['guard', '{ broken']]));
    await says(bob, command);

    expect(heard()).toHaveLength(1);
  });

  test('a step of the wall clock changes nothing', async () => {
    const { says, heard, clock } = await guarded();
    for (let turn = 0; turn < 10; turn += 1) await says(bob, command);
    const before = heard().length;
    clock.stepWall(3_600_000);
    await says(bob, command);
    clock.stepWall(-7_200_000);
    await says(bob, command);

    expect(
      heard()
        .slice(before)
        .filter((text) => text.startsWith('I choose')),
    ).toEqual([]);
  });
});

describe('the levers', () => {
  test('show who is held back, and unmute lifts it at once', async () => {
    const { says, heard, last, clock } = await guarded();
    await earnMute({ says, clock });
    await says(op, '!flood status');
    expect(last()?.card.lines).toContainEqual(
      expect.stringMatching(/^\*\*bob\*\* is muted for 4 min/),
    );
    await says(op, '!unmute bob');
    await says(op, '!unmute bob');
    await clock.advance(60_000);
    await says(bob, command);

    expect(heard().slice(-3)).toEqual([
      'bob is heard again here; elsewhere the mute goes on.',
      'bob was not muted.',
      expect.stringMatching(/^I choose/),
    ]);
  });

  test('tell where someone stands, count decisions and forget', async () => {
    const { says, last } = await guarded();
    for (let turn = 0; turn < 4; turn += 1) await says(bob, command);
    await says(op, '!rate user bob');
    expect(last()?.card.lines?.[0]).toBe('**Window**: 4 of 5 commands');
    await says(op, '!rate stats');
    expect(last()?.card.lines).toContain('**cooldown**: 1 turned away');
    await says(owner, '!rate reset bob');
    await says(op, '!rate_user bob');

    expect(last()?.card.lines?.[0]).toBe('**Window**: 0 of 5 commands');
  });

  test('a channel that five people flooded falls silent, and is heard again after flood lift', async () => {
    const { says, heard, last, ports } = await guarded();
    const crowd = ['ann', 'ben', 'cat', 'dan', 'eve'].map((name) => person(name));
    for (let turn = 0; turn < 3; turn += 1) for (const who of crowd) await says(who, command);
    const before = heard().length;
    await says(carol, command);
    expect(heard().slice(before).join()).not.toMatch(/I choose/);
    expect(ports.refusals.last(carol.id)?.refusal.key).toBe('guard.channel-quiet');
    await says(op, '!flood lift');
    await says(carol, command);

    expect(last()?.card.say).toMatch(/^I choose/);
  });

  test('are not for members', async () => {
    const { says, heard } = await guarded();
    await says(bob, '!unmute bob');

    expect(heard()[0]).toMatch(/it takes `guard.manage`, which moderators/);
  });
});
