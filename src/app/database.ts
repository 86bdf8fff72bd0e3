import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { jobsPart } from '../core/jobs/tables.ts';
import { keepPart } from '../core/keep/tables.ts';
import { permissionsPart } from '../core/permissions/tables.ts';
import { secretsPart } from '../core/secrets/tables.ts';
import { settingsPart } from '../core/settings/tables.ts';
import { dashboardTables } from '../dashboard/tables.ts';
import { replayPart } from '../replay/index.ts';
import { type Database, type Part, openDatabase } from '../storage/index.ts';
import type { Config } from './config-schema.ts';

/** Every part that keeps tables, in the order their migrations run. */
export const parts: readonly Part[] = [
  keepPart,
  settingsPart,
  secretsPart,
  permissionsPart,
  jobsPart,
  replayPart,
  dashboardTables,
];

/** Opens the database that the configuration names, making the data folder when it is not there. */
export function openConfigured({
  data,
  database,
}: Pick<Config, 'data' | 'database'>): Promise<Database> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return openDatabase(database ?? join(data, 'castellan.db'));
}
