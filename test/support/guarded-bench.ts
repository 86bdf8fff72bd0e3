import { lifetime } from '../../src/base/lifetime.ts';
import { memoryLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { openCooldowns } from '../../src/app/cooldowns.ts';
import { gateOf, limitsFailed, openGuard } from '../../src/app/guard.ts';
import { guardedPlatform } from '../../src/app/guarded-platform.ts';
import { openWayOut } from '../../src/app/way-out.ts';
import { leversOf } from '../../src/app/levers.ts';
import type { Registries } from '../../src/app/registries.ts';
import type { Gate } from '../../src/core/commands/gate.ts';
import type { Levers } from '../../src/core/commands/levers.ts';
import { metrics } from '../../src/core/metrics/metrics.ts';
import type { Ability, Platform } from '../../src/core/platform.ts';
import { choose } from '../../src/modules/choose/index.ts';
import { guard as guardModule } from '../../src/modules/guard/index.ts';
import { help } from '../../src/modules/help/index.ts';
import { server } from '../../src/modules/server/index.ts';
import { why } from '../../src/modules/why/index.ts';
import type { Module } from '../../src/sdk/index.ts';
import { bench, castle, person } from './bench-of-commands.ts';

export const bob = person('bob');
export const carol = person('carol');
export const op = person('op', { standing: 'administrator' });
/** Owns the instance. */
export const owner = person('owner');

/** The command core with the guard before it; `kept` is what an earlier run left behind. */
export async function guarded(
  kept = new Map<string, string>(),
  {
    can = ['whisper', 'private-reply'],
    modules = [],
  }: { can?: readonly Ability[]; modules?: readonly Module[] } = {},
) {
  const gate: {
    inner?: Gate;
    levers?: Levers;
    wrap?: (platform: Platform) => Platform;
    around?: Platform;
  } = {};
  // The core is made before the guard, which needs its settings; what it asks for comes a moment later.
  const levers = new Proxy({} as Levers, {
    get: (_none, name) => Reflect.get(gate.levers ?? {}, name) as unknown,
  });
  const hall = await bench([choose, guardModule, help, server, why, ...modules], {
    can,
    around: (inner) => (gate.around ??= gate.wrap?.(inner) ?? inner),
    guard: levers,
    owners: [owner.id],
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
    keep: {
      load: (name) => kept.get(name),
      save: (name, text) => void kept.set(name, text),
      settled: () => Promise.resolve(),
    },
  };
  const parts = { clock: hall.clock, random: seededRandom(1), log: memoryLog(), life };
  const guard = openGuard(parts, registries as Registries);
  const cooldowns = openCooldowns(hall.settings, limitsFailed({ ...hall.ports, log: parts.log }));
  gate.inner = gateOf(guard, cooldowns, hall.clock);
  gate.levers = leversOf({ guard, cooldowns, clock: hall.clock, commands: hall.commands });
  const wayOut = openWayOut(guard, { clock: hall.clock, life });
  gate.wrap = (inner) => guardedPlatform(inner, { ...parts, wayOut });
  hall.platform.people = [bob, carol, op];
  return {
    ...hall,
    guard,
    life,
    kept,
    levers: gate.levers,
    metrics: registries.metrics,
    guardLog: parts.log,
  };
}

export type Hall = Awaited<ReturnType<typeof guarded>>;

/** Bob overruns three windows in a row, by the numbers of the castle. */
export async function earnMute({ says, clock }: Pick<Hall, 'says' | 'clock'>, where = castle) {
  for (let turn = 0; turn < 30; turn += 1) {
    await says(bob, '!why', { where });
    await clock.advance(500);
  }
}
