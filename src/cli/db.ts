import type { Command } from 'commander';
import { databaseUrl, openConfigured, parts } from '../app/database.ts';
import type { Config } from '../app/config-schema.ts';
import { withVariables } from '../app/config-environment.ts';
import { partStore } from '../core/values/part-store.ts';
import { systemClock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import { type Lifetime, lifetime } from '../base/lifetime.ts';
import { silentLog } from '../base/log.ts';
import { type Database, holdAlone, moveDatabase, openDatabase } from '../storage/index.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { type Switch, planSwitch } from './db/plan-switch.ts';
import { progressLines } from './db/progress-lines.ts';
import { failing } from './failing.ts';
import { holdFolder } from './hold-folder.ts';

interface MoveFlags extends ConfigFlags {
  readonly to: string;
  readonly toMigrations?: string;
  readonly keepConfiguration?: boolean;
}

export function registerDb(program: Command): void {
  const db = program.command('db').description('the database');
  withConfigFlags(
    db
      .command('move')
      .description('copy everything to another database, compare it, and use that from then on'),
  )
    .requiredOption(
      '--to <address>',
      "postgres://user:password@host/database, or sqlite for the file in the data folder; '${NAME}' is taken from the environment",
    )
    .option('--to-migrations <address>', 'the same database as a role that may make tables')
    .option('--keep-configuration', 'only copy and compare; leave castellan.yaml as it is')
    .action(failing(move));
}

async function move(flags: MoveFlags): Promise<void> {
  const config = configured(flags);
  const to = targetOf(config, flags);
  if (databaseUrl(to) === databaseUrl(config))
    throw new CastellanError('bad-input', 'That is the database that is in use already.');
  const switching = flags.keepConfiguration === true ? undefined : planSwitch(flags, to);
  const life = lifetime('move');
  try {
    life.own(holdFolder(config.data));
    const moved = await copy(config, to, life);
    switching?.write();
    tellEnd(moved, switching);
  } finally {
    await life.end();
  }
}

/** The configuration as it will be. */
function targetOf(
  { database: _old, database_migrations: _oldToo, ...config }: Config,
  { to, toMigrations }: MoveFlags,
): Config {
  if (to === 'sqlite') return config;
  const database = address(to);
  return {
    ...config,
    database,
    ...(toMigrations !== undefined && { database_migrations: address(toMigrations) }),
  };
}

function address(text: string): string {
  const { config, missing } = withVariables(text, process.env);
  const [first] = missing;
  if (first)
    throw new CastellanError('bad-input', `The environment variable ${first.name} is not set.`);
  if (typeof config === 'string' && /^postgres(ql)?:\/\/[^\s/]+\/[^\s/]+$/.test(config))
    return config;
  throw new CastellanError(
    'bad-input',
    'The address should be postgres://user:password@host/database, or sqlite.',
  );
}

interface Ended {
  readonly source: string;
  readonly target: string;
  readonly tables: number;
  readonly rows: number;
}

async function copy(config: Config, to: Config, life: Lifetime): Promise<Ended> {
  const source = await hold(config, life);
  const target = await hold(to, life);
  const owner =
    to.database_migrations === undefined
      ? target
      : await owned(await openDatabase(to.database_migrations), life);
  const nowMs = systemClock.now();
  const onProgress = progressLines(process.stdout);
  const moved = await moveDatabase({
    ...{ source, target, owner, nowMs, onProgress },
    parts: [...parts, ...(await partStore(source).all())],
  });
  return { ...moved, source: source.place, target: target.place };
}

async function owned(database: Database, life: Lifetime): Promise<Database> {
  life.own(() => database.close());
  return Promise.resolve(database);
}

/** Opens a database, and sees that no Castellan runs on it. */
async function hold(config: Config, life: Lifetime): Promise<Database> {
  const database = await owned(await openConfigured(config), life);
  const parts = { clock: systemClock, life, log: silentLog, onOther: () => {} };
  if (database.dialect === 'sqlite' || (await holdAlone(databaseUrl(config), parts)))
    return database;
  throw new CastellanError(
    'not-available',
    `A Castellan runs on the database ${database.place}. Stop it first: what it writes meanwhile would be lost.`,
  );
}

function tellEnd({ source, target, tables, rows }: Ended, switching: Switch | undefined): void {
  const lines = [
    `Everything is in ${target}: ${rows} rows of ${tables} tables, compared with ${source}.`,
    switching
      ? `${switching.path} names it now. ${source} was not touched; keep it until you are sure.`
      : 'The configuration is as it was: name the new database in it when you want to use it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
