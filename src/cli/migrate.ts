import type { Command } from 'commander';
import { openConfigured, parts } from '../app/database.ts';
import { systemClock } from '../base/clock.ts';
import { migrate as bringUpToDate, migrationStatus } from '../storage/index.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

interface MigrateFlags extends ConfigFlags {
  readonly status?: boolean;
}

export function registerMigrate(program: Command): void {
  withConfigFlags(
    program
      .command('migrate')
      .description('bring the database up to date (start does so by itself)'),
  )
    .option('--status', 'only say what is applied and what waits')
    .action(failing(migrate));
}

async function migrate(flags: MigrateFlags): Promise<void> {
  const database = await openConfigured(configured(flags));
  try {
    if (!flags.status) {
      const applied = await bringUpToDate(database, parts, systemClock.now());
      process.stdout.write(
        applied.length === 0 ? 'Nothing to do.\n' : `${applied.length} migrations applied.\n`,
      );
    }
    for (const { part, name, state, appliedAt } of await migrationStatus(database, parts)) {
      const when = appliedAt === undefined ? '' : ` ${new Date(appliedAt).toISOString()}`;
      process.stdout.write(`${state}\t${part}\t${name}${when}\n`);
    }
  } finally {
    await database.close();
  }
}
