import { CastellanError } from '../base/errors.ts';
import { type Database, holdAlone, takeIntoUse } from '../storage/index.ts';
import { bringUpToDate, databaseUrl, openConfigured } from './database.ts';
import type { Surroundings } from './registries.ts';

/** The database, ours alone unless the configuration shares it, and up to date. */
export async function openForUse({
  config,
  clock,
  life,
  log,
  onlyOneCommand = false,
}: Surroundings): Promise<Database> {
  const database = await openConfigured(config);
  life.own(() => database.close());
  // One command is short, and answers nobody on the networks.
  const alone = !config.shared_database && !onlyOneCommand;
  if (database.dialect === 'postgres' && alone) {
    const onOther = () =>
      log.error({ database: database.place }, 'Another Castellan has come to this database');
    if (!(await holdAlone(databaseUrl(config), { clock, life, log, onOther }))) {
      throw new CastellanError(
        'not-available',
        `Another Castellan runs on the database ${database.place}; both would answer everything. Stop it first, or set "shared_database: true" on both when each has connections of its own.`,
      );
    }
  }
  const applied = await bringUpToDate(database, config, clock.now());
  if (applied.length > 0) log.info({ migrations: applied.length }, 'The database is up to date');
  await takeIntoUse(database);
  return database;
}
