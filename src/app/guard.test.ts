import { describe, expect, test } from 'vitest';
import { lifetime } from '../base/lifetime.ts';
import { memoryLog } from '../base/log.ts';
import { seededRandom } from '../base/random.ts';
import { metrics } from '../core/metrics/metrics.ts';
import { choose } from '../modules/choose/index.ts';
import { guard as guardModule } from '../modules/guard/index.ts';
import { server } from '../modules/server/index.ts';
import { why } from '../modules/why/index.ts';
import type { Gate } from '../core/commands/gate.ts';
import type { Levers } from '../core/commands/levers.ts';
import { bench, castle, direct, person } from '../../test/support/bench-of-commands.ts';
import { gateOf, openGuard } from './guard.ts';
import { leversOf } from './levers.ts';
import type { Registries } from './registries.ts';

const bob = person('bob');
const carol = person('carol');
const op = person('op', { standing: 'administrator' });

/** The command core with the guard before it; `kept` is what an earlier run left behind. */
async function guarded(kept = new Map<string, string>()) {
  const gate: { inner?: Gate; levers?: Levers } = {};
  // The core is made before the guard, which needs its settings; what it asks for comes a moment later.
  const levers = new Proxy({} as Levers, {
    get: (_none, name) => Reflect.get(gate.levers ?? {}, name) as unknown,
  });
  const hall = await bench([choose, guardModule, server, why], {
    guard: levers,
    gate: {
      enter: (use) => gate.inner?.enter(use),
      reserve: (use) =>
        gate.inner?.reserve(use) ?? { pass: { commit: () => {}, refund: () => {} } },
    },
  });
  const life = lifetime('guard');
  const registries: Pick<Registries, 'ports' | 'keep' | 'metrics'> = {
    ports: hall.ports,
    metrics: metrics(),
    keep: { load: (name) => kept.get(name), save: (name, text) => void kept.set(name, text) },
  };
  const parts = { clock: hall.clock, random: seededRandom(1), log: memoryLog(), life };
  const guard = openGuard(parts, registries as Registries);
  gate.inner = gateOf(guard, hall.clock);
  gate.levers = leversOf(guard, hall.clock);
  hall.platform.people = [bob, carol];
  return { ...hall, guard, life, kept };
}

const command = '!choose tea | coffee';

describe('the guard before the commands', () => {
  test('lets the fifth command within five seconds through and turns the sixth away, in private', async () => {
    const { says, heard, last } = await guarded();
    for (let turn = 0; turn < 5; turn += 1) await says(bob, `!choose a${turn} | b${turn}`);

    await says(bob, command);

    expect(heard().filter((text) => text.startsWith('I choose'))).toHaveLength(3);
    expect(last()?.options).toEqual({ private: true, lane: 'bulk' });
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
    const { says, heard, last, guard, clock } = await guarded();
    guard.hold(bob.id, 'muted', 300_000, clock.monotonic());
    await says(op, '!flood status');
    expect(last()?.card.lines).toEqual(['**sanction** bob  for 5 min more']);
    await says(op, '!unmute bob');
    await says(op, '!unmute bob');
    await says(bob, command);

    expect(heard().slice(1)).toEqual([
      'bob is heard again.',
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
    await says(op, '!rate reset bob');
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
