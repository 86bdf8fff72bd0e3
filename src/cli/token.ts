import type { Command } from 'commander';
import { bringUpToDate, openConfigured } from '../app/database.ts';
import { systemClock } from '../base/clock.ts';
import { systemRandom } from '../base/random.ts';
import { dashboardStore, owner } from '../dashboard/index.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

export function registerToken(program: Command): void {
  withConfigFlags(
    program
      .command('token')
      .description('make a new owner token for the dashboard; the old one and all sign-ins end'),
  ).action(failing(token));
}

async function token(flags: ConfigFlags): Promise<void> {
  const config = configured(flags);
  const database = await openConfigured(config);
  try {
    await bringUpToDate(database, config, systemClock.now());
    const store = dashboardStore(database);
    const fresh = await owner({ store, clock: systemClock, random: systemRandom }).renewToken();
    process.stdout.write(`owner token: ${fresh}\n`);
  } finally {
    await database.close();
  }
}
