import { describe, expect, test } from 'vitest';
import { channelOn, spaceId } from '../base/ids.ts';
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
    expect(last()?.options).toEqual({ private: true, whisper: true, lane: 'bulk' });
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
    await says(op, '!rate unmute bob');
    await says(op, '!rate unmute bob');
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
    await says(bob, '!rate unmute bob');

    expect(heard()[0]).toMatch(/it takes `guard.manage`, which moderators/);
  });
});

describe('the guard on the way out', () => {
  const crowd = Array.from({ length: 40 }, (_, one) => person(`p${one}`));
  const chan = (name: string) => ({
    ...castle,
    channel: channelOn(castle.connection, name),
    space: spaceId(`irc:libera:${name}`),
    name,
  });
  const chosen = (text: string) => text.startsWith('I choose');

  /** So that nothing is refused on the way in. */
  async function wideOpen(...more: Parameters<typeof guarded>) {
    const hall = await guarded(...more);
    await hall.settings.write('guard.channelMax', 'instance', '64', 'test');
    await hall.settings.write('guard.channelWindowMs', 'instance', '1s', 'test');
    return hall;
  }

  test('is shown and set by chat, under its old name too; what is not given stays', async () => {
    const { says, last, settings } = await wideOpen();
    await says(op, '!flood output');
    expect(last()?.card.lines?.[0]).toMatch(/No limit of its own/);
    await says(op, '!antifloodset 5 30 300');
    expect(last()?.card).toMatchObject({
      tone: 'success',
      title: 'What I say in #castle',
      lines: [
        expect.stringMatching(/^More than \*\*5\*\* in 30 s makes me silent for 5 min; up to 30/),
      ],
    });
    await says(op, '!flood output 3');
    expect(settings.readNumber('guard.outputMax', { channel: castle.channel })).toBe(3);
    expect(settings.readNumber('guard.outputWindowMs', { channel: castle.channel })).toBe(30_000);
    expect(settings.readText('guard.outputMode', {})).toBe('off');
    await says(op, '!flood output off');
    expect(last()?.card.lines?.[0]).toMatch(/No limit of its own/);
    expect(settings.readNumber('guard.outputMax', { channel: castle.channel })).toBe(3);
  });

  test.each([
    ['!flood output many', /"many" does not fit: it takes a whole number from 1 to 64/],
    ['!flood output 5 30 300 9', /do not know what to do with "9"/],
    ['!flood output 500 30 300', /"500" does not fit/],
  ])('%s writes nothing and says what to do', async (text, words) => {
    const { says, heard, settings } = await wideOpen();
    await says(op, text);
    expect(heard()[0]).toMatch(words);
    expect(settings.version).toBe(2);
  });

  test('says five, lets the rest wait, and tells operators elsewhere; the trace says why', async () => {
    const { says, heard, clock, ports, life } = await wideOpen();
    await says(op, '!flood output 5 30 300');
    const before = heard().length;
    for (const one of crowd.slice(0, 7)) await says(one, command);

    expect(heard().slice(before).filter(chosen)).toHaveLength(5);
    const [trace] = ports.traces.recent(1);
    expect(trace?.outcome).toBe('answered');
    expect(trace?.steps.at(-1)).toMatchObject({
      ...{ stage: 'output', verdict: 'note' },
      why: 'I said too much here; I am silent for 300 seconds. The answer waits until then.',
    });
    expect(ports.alerts.recent().map(({ tone, text }) => [tone, text.key])).toEqual([
      ['warning', 'guard.alert.output-silenced'],
    ]);
    await clock.advance(300_000);
    expect(heard().slice(before).filter(chosen)).toHaveLength(6);
    await clock.advance(2000);
    expect(heard().slice(before).filter(chosen)).toHaveLength(7);
    expect(ports.alerts.recent()[0]?.text.key).toBe('guard.alert.output-lifted');
    await life.end();
  });

  test('does not hold back operators, nor what managing commands answer', async () => {
    const { says, heard, platform } = await wideOpen();
    const mod = person('mod', { standing: 'moderator' });
    await says(op, '!flood output 1');
    await says(crowd[0] ?? bob, command);
    for (let turn = 0; turn < 10; turn += 1) await says(op, command);
    await says(mod, '!flood output');

    expect(heard().filter(chosen)).toHaveLength(11);
    expect(platform.replies.at(-1)?.options).toMatchObject({ lane: 'operator' });
  });

  test('whoever may not use a managing command is answered in the normal lane', async () => {
    const { says, last } = await wideOpen();
    await says(bob, '!flood output 1');

    expect(last()?.options).toEqual({ private: true, lane: 'normal' });
  });

  test('what a full backlog drops is refused, which looks like no failure', async () => {
    const { says, ports, counted, settings } = await wideOpen();
    await settings.write('guard.outputBacklog', 'instance', '0', 'test');
    await says(op, '!flood output 1');
    await says(crowd[0] ?? bob, command);
    await says(carol, command);

    expect(counted.at(-1)).toBe('choose refused');
    expect(ports.traces.recent(1)[0]).toMatchObject({ outcome: 'refused' });
    expect(ports.traces.recent(1)[0]?.steps.at(-1)).toMatchObject({
      ...{ stage: 'output', verdict: 'refuse' },
      why: expect.stringMatching(/too many answers wait already/) as string,
    });
    expect(ports.refusals.last(carol.id)?.refusal.key).toBe('guard.output-full');
  });

  test('a slash command is answered all the same, for the caller alone', async () => {
    const { says, slash, last, ports, guard, clock } = await wideOpen();
    await says(op, '!flood output 1');
    await says(crowd[0] ?? bob, command);
    await slash(carol, 'choose', { options: 'tea | coffee' });

    expect(last()).toMatchObject({
      card: { say: 'I said too much here; I am silent for 300 seconds.' },
      options: { private: true },
    });
    expect(ports.traces.recent(1)[0]).toMatchObject({ outcome: 'refused' });
    expect(guard.outputStatus(clock.monotonic()).targets[0]).toMatchObject({ waiting: 0 });
  });

  test('holds a connection to twenty in ten seconds, and still answers an innocent elsewhere', async () => {
    const { says, heard, ports } = await wideOpen();
    const flooded = chan('#flooded');
    for (const one of crowd.slice(0, 30)) await says(one, command, { where: flooded });
    expect(heard()).toHaveLength(20);
    expect(ports.traces.recent(1)[0]?.steps.at(-1)).toMatchObject({
      ...{ stage: 'output-global', verdict: 'refuse' },
    });
    await says(carol, command);
    await says(bob, 'choose tea | coffee', { where: direct });

    expect(heard()).toHaveLength(22);
  });

  test('a private answer counts for its reader where the platform can whisper, else for the channel', async () => {
    const whispering = await wideOpen();
    await whispering.says(bob, '!choose');
    expect(whispering.guard.outputStatus(1).connections[0]).toMatchObject({ sent: 1 });
    await whispering.says(op, '!flood output 1');
    await whispering.says(carol, command);
    await whispering.says(bob, '!choose');
    expect(whispering.last()?.card.say).toMatch(/Something is missing/);

    const loud = await wideOpen(new Map(), { can: [] });
    await loud.says(op, '!flood output 1');
    await loud.says(carol, command);
    await loud.says(bob, '!choose');
    expect(loud.last()?.card.say).toMatch(/^I choose/);
  });

  test('what the network did not take counts for nothing', async () => {
    const { says, platform, heard } = await wideOpen();
    platform.broken = true;
    for (const one of crowd.slice(0, 25)) await says(one, command);
    platform.broken = false;
    for (const one of crowd.slice(25)) await says(one, command);

    expect(heard()).toHaveLength(15);
  });

  test('a limit for the whole space or instance holds too, and a channel can be let off', async () => {
    const { says, heard, settings, clock } = await wideOpen();
    await settings.write('guard.outputMode', 'instance', 'live', 'test');
    await settings.write('guard.outputMax', `space:${castle.space ?? ''}`, '2', 'test');
    for (const one of crowd.slice(0, 4)) await says(one, command);
    expect(heard()).toHaveLength(2);
    await says(op, '!flood output off');
    await clock.advance(2000);
    expect(heard().filter(chosen)).toHaveLength(4);
    await says(carol, command);
    expect(heard().filter(chosen)).toHaveLength(5);
  });

  test('flood lift ends a silence and says what waits', async () => {
    const { says, heard, clock } = await wideOpen();
    await says(op, '!flood output 2');
    for (const one of crowd.slice(0, 4)) await says(one, command);
    await says(op, '!flood lift');
    await clock.advance(2000);

    expect(heard().filter(chosen)).toHaveLength(4);
  });

  test('another channel than one’s own is not for its operators to set', async () => {
    const { says, heard, platform } = await wideOpen();
    const tower = chan('#tower');
    platform.findThing = () => Promise.resolve({ id: tower.channel, name: '#tower', place: tower });
    await says(op, '!flood output #tower 5');

    expect(heard()[0]).toMatch(/#tower has other staff/);
  });

  test('a silence is kept over a restart', async () => {
    const first = await wideOpen();
    await first.says(op, '!flood output 1 30 300');
    for (const one of crowd.slice(0, 3)) await first.says(one, command);
    await first.life.end();
    const second = await wideOpen(first.kept);
    await second.settings.write('guard.outputMode', `channel:${castle.channel}`, 'live', 'test');
    await second.says(carol, command);
    expect(second.heard().filter(chosen)).toHaveLength(0);
    await second.clock.advance(300_000);

    expect(second.heard().filter(chosen)).toHaveLength(1);
  });
});
