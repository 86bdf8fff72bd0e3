import type { Command } from 'commander';
import { bringUpToDate, openConfigured, parts } from '../app/database.ts';
import { systemClock } from '../base/clock.ts';
import { type Database, migrationStatus, openDatabase, tryMigrate } from '../storage/index.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

interface MigrateFlags extends ConfigFlags {
  readonly status?: boolean;
}

export function registerMigrate(program: Command): void {
  const migrate = withConfigFlags(
    program
      .command('migrate')
      .description('bring the database up to date (start does so by itself)'),
  )
    .option('--status', 'only say what is applied and what waits')
    .action(failing((flags: MigrateFlags) => (flags.status ? status(flags) : up(flags))));
  const own = (name: string, description: string, action: (flags: ConfigFlags) => Promise<void>) =>
    migrate
      .command(name)
      .description(description)
      // The flags may stand before or after the word.
      .action(failing((_flags: unknown, command: Command) => action(command.optsWithGlobals())));
  own('status', 'say what is applied and what waits', status);
  own('up', 'apply what waits', up);
  own('dry-run', 'apply what waits, say what that did, and take it back', dryRun);
}

async function status(flags: ConfigFlags): Promise<void> {
  await withDatabase(flags, tellStatus);
}

async function up(flags: ConfigFlags): Promise<void> {
  const config = configured(flags);
  await withDatabase(flags, async (database) => {
    const applied = await bringUpToDate(database, config, systemClock.now());
    say(applied.length === 0 ? 'Nothing to do.' : `${applied.length} migrations applied.`);
    await tellStatus(database);
  });
}

/** As the role that would do it in earnest. */
async function dryRun(flags: ConfigFlags): Promise<void> {
  const { database_migrations: url } = configured(flags);
  const tell = async (database: Database): Promise<void> => {
    const applied = await tryMigrate(database, parts);
    for (const { part, name, statements } of applied) {
      say(`would apply\t${part}\t${name}`);
      for (const statement of statements) say(`  ${statement.replace(/\s+/g, ' ').trim()};`);
    }
    say(
      applied.length === 0
        ? 'Nothing to do.'
        : `${applied.length} migrations can be applied. Nothing was changed.`,
    );
  };
  if (url === undefined) return withDatabase(flags, tell);
  const database = await openDatabase(url);
  try {
    await tell(database);
  } finally {
    await database.close();
  }
}

async function tellStatus(database: Database): Promise<void> {
  for (const { part, name, state, appliedAt } of await migrationStatus(database, parts)) {
    const when = appliedAt === undefined ? '' : ` ${new Date(appliedAt).toISOString()}`;
    say(`${state}\t${part}\t${name}${when}`);
  }
}

async function withDatabase(
  flags: ConfigFlags,
  body: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openConfigured(configured(flags));
  try {
    await body(database);
  } finally {
    await database.close();
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
