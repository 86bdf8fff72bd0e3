/**
 * Where everything is kept: one schema on SQLite or PostgreSQL, with numbered migrations. Storage owns
 * no table: each part brings its own `tables.ts` (row types and migrations) and `store.ts` (the SQL).
 *
 * What both databases share: text, integers (epoch ms fit), 0/1 for yes and no, JSON kept as text.
 */
export { isDamage, openDatabase } from './open.ts';
export type { Database, Dialect, Queries } from './database.ts';
export { checkDatabase, type DatabaseCheck } from './check.ts';
export { lockFolder } from './folder-lock.ts';
export { migrate, migrationStatus, tryMigrate } from './migrate.ts';
export { moveDatabase, type MoveProgress } from './move.ts';
export { moveStage, takeIntoUse } from './move-state.ts';
export { holdAlone } from './postgres-alone.ts';
export { sizeOf } from './size.ts';
export { tidyDatabase } from './tidy.ts';
export { listenTo } from './postgres-listen.ts';
export { structureOf } from './structure.ts';
export type {
  AgeColumn,
  ColumnsOf,
  Applied,
  Migration,
  MigrationState,
  Part,
  PersonColumn,
  PlaceColumn,
} from './migrate.ts';
