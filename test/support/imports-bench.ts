import { manualClock } from '../../src/base/clock.ts';
import { memoryLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { openCooldowns } from '../../src/app/cooldowns.ts';
import { guardSettings } from '../../src/app/guard-settings.ts';
import { outputSettings } from '../../src/app/output-settings.ts';
import { raidSettings } from '../../src/app/raids/raid-settings.ts';
import { catalogue } from '../../src/core/commands/catalogue.ts';
import type { Found, Gathered, ImportSource } from '../../src/core/imports/imports.ts';
import type { Author } from '../../src/core/settings/settings.ts';
import { openImports } from '../../src/imports/index.ts';
import { help } from '../../src/modules/help/index.ts';
import type { Database } from '../../src/storage/index.ts';
import { memoryCases } from './memory-cases.ts';
import { settingsBench } from './settings-bench.ts';

export const owner: Author = { actor: 'console:local', via: 'cli' };

/** Imports on the settings as the program declares and keeps them. */
export async function importsBench(database?: Database) {
  const clock = manualClock();
  const random = seededRandom(3);
  const parts = await settingsBench({
    ...{ clock, random, log: memoryLog(), ...(database && { database }) },
  });
  const { settings, settingsDesk: revisions } = parts;
  for (const set of [guardSettings, outputSettings, raidSettings]) settings.declare(set);
  const commands = catalogue();
  commands.add(help.commands ?? []);
  const cooldowns = openCooldowns(settings, (_where, failure) => {
    throw failure;
  });
  const imports = openImports({
    ...{ settings, revisions, commands, clock, random, ircConnections: ['libera'] },
    cooldownSetting: (command) => cooldowns.setting(command),
    cases: memoryCases().intake,
  });
  const gathered = (found: readonly Found[], source: ImportSource = 'zoryx'): Gathered => ({
    ...{ source, place: 'there', found },
  });
  return {
    ...{ ...parts, clock, imports, gathered },
    plan: (what: Gathered, overwrite = false) => imports.plan(what, { overwrite }),
    /** Plans and takes it at once. */
    async take(what: Gathered, overwrite = false) {
      const plan = await imports.plan(what, { overwrite });
      return imports.carryOut(imports.propose(plan, owner.actor), owner);
    },
  };
}
