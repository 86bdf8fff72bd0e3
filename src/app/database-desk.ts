import type { DatabaseDesk } from '../core/database/desk.ts';
import { type Database, checkDatabase, sizeOf, tidyDatabase } from '../storage/index.ts';
import { parts } from './database.ts';

/** The database of this instance, as its owner looks at it. */
export const databaseDesk = (database: Database): DatabaseDesk => ({
  async stats() {
    const { dialect, place } = database;
    return { dialect, place, statements: database.count(), ...(await sizeOf(database)) };
  },
  tidy: () => tidyDatabase(database),
  async check() {
    const { damage, migrations, refusal } = await checkDatabase(database, parts);
    return {
      ...{ damage, waiting: migrations.filter(({ state }) => state === 'waiting').length },
      ...(refusal !== undefined && { refusal }),
    };
  },
});
