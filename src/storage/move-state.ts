import { sql } from 'kysely';
import { CastellanError } from '../base/errors.ts';
import type { Database, Queries } from './database.ts';
import { hasTable } from './schema.ts';

/** Stands in a database that data was moved to: what has arrived, and whether all has. */
export const moveTable = 'castellan_move';

/**
 * `copying`: not to be used yet. `whole`: everything is there and compared. `used`: a bot has run on it since, so
 * it is the only one that is right.
 */
export type MoveStage = 'copying' | 'whole' | 'used';

/** The row with the empty name speaks for the whole move, the others for a table each. */
export type MoveTables = {
  castellan_move: {
    table_name: string;
    stage: string;
    /** JSON: the key of the last row that has arrived. */
    last_key: string | null;
    row_count: number;
    /** Of the row for the whole: where the data comes from. */
    source: string | null;
  };
};

/** How far the move into this database is; undefined where nothing was ever moved. */
export async function moveStage(database: Database): Promise<MoveStage | undefined> {
  if (!(await hasTable(database, moveTable))) return undefined;
  const row = await tablesIn(database)
    .selectFrom('castellan_move')
    .select('stage')
    .where('table_name', '=', '')
    .executeTakeFirst();
  return row?.stage === 'whole' || row?.stage === 'used' ? row.stage : 'copying';
}

/** Why a database that data is still being moved to must not be used. */
export async function halfMoved(database: Database): Promise<CastellanError | undefined> {
  if ((await moveStage(database)) !== 'copying') return undefined;
  return new CastellanError(
    'database-half-moved',
    `Data is being moved to ${database.place}, and not all of it is there. Run "castellan db move" again with the same address: it goes on where it stopped. Until then use the database that it comes from.`,
  );
}

/** From now on the database is in use: it must never be taken for a copy that can be made again. */
export async function takeIntoUse(database: Database): Promise<void> {
  if ((await moveStage(database)) !== 'whole') return;
  await sql`update castellan_move set stage = 'used' where table_name = ''`.execute(
    database.queries,
  );
}

export const tablesIn = ({ queries }: Database): Queries<MoveTables> =>
  queries.$extendTables<MoveTables>();
