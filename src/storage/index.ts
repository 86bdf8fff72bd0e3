/**
 * Where everything is kept: one schema on SQLite or PostgreSQL, with numbered migrations. Storage owns
 * no table: each part brings its own `tables.ts` (row types and migrations) and `store.ts` (the SQL).
 *
 * What both databases share: text, integers (epoch ms fit), 0/1 for yes and no, JSON kept as text.
 */
export { openDatabase } from './open.ts';
export type { Database, Dialect, Queries } from './database.ts';
export { checkDatabase, type DatabaseCheck } from './check.ts';
export { migrate, migrationStatus } from './migrate.ts';
export { structureOf } from './structure.ts';
export type {
  AgeColumn,
  Migration,
  MigrationState,
  Part,
  PersonColumn,
  PlaceColumn,
} from './migrate.ts';
