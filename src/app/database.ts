import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { automationPart } from '../automation/index.ts';
import { assistantPart } from '../assistant/index.ts';
import { auditPart } from '../core/audit/tables.ts';
import { jobsPart } from '../core/jobs/tables.ts';
import { keepPart } from '../core/keep/tables.ts';
import { peoplePart } from '../core/people/tables.ts';
import { permissionsPart } from '../core/permissions/tables.ts';
import { secretsPart } from '../core/secrets/tables.ts';
import { settingsPart } from '../core/settings/tables.ts';
import { valuesPart } from '../core/values/tables.ts';
import { dashboardTables } from '../dashboard/tables.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import { announcementsPart } from '../moderation/announcements/index.ts';
import { aiPart } from '../moderation/ai/index.ts';
import { quarantinePart } from '../moderation/acts/index.ts';
import { appealsPart } from '../moderation/appeals/index.ts';
import { gatePart } from '../moderation/gate/index.ts';
import { casesPart } from '../moderation/cases/index.ts';
import { incidentsPart } from '../moderation/incidents/index.ts';
import { replayPart } from '../replay/index.ts';
import { reviewPart } from '../moderation/review/index.ts';
import { rulesPart } from '../moderation/rules/index.ts';
import { silentLog } from '../base/log.ts';
import { type Applied, type Database, type Part, migrate, openDatabase } from '../storage/index.ts';
import type { Finished } from '../backups/restore/finish.ts';
import type { Log } from '../base/log.ts';
import type { Config } from './config-schema.ts';

/** Every part that keeps tables, in the order their migrations run. */
export const parts: readonly Part[] = [
  keepPart,
  settingsPart,
  auditPart,
  secretsPart,
  permissionsPart,
  jobsPart,
  replayPart,
  casesPart,
  quarantinePart,
  appealsPart,
  gatePart,
  incidentsPart,
  rulesPart,
  announcementsPart,
  reviewPart,
  peoplePart,
  automationPart,
  assistantPart,
  aiPart,
  valuesPart,
  dashboardTables,
];

/** Where the database is. */
export const databaseUrl = ({ data, database }: Pick<Config, 'data' | 'database'>): string =>
  database ?? join(data, 'castellan.db');

/** Opens the database that the configuration names, making the data folder when it is not there. */
export async function openConfigured(config: Pick<Config, 'data' | 'database'>): Promise<Database> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  await endRestore(config, { log: silentLog, mayBegin: false });
  return openDatabase(databaseUrl(config));
}

/** Carries out a restore that waits or was interrupted. Nothing is loaded where there is none, as nearly always. */
export async function endRestore(
  config: Pick<Config, 'data' | 'database'>,
  { log, mayBegin }: { readonly log: Log; readonly mayBegin: boolean },
): Promise<Finished | undefined> {
  if (!existsSync(join(config.data, 'restore', 'journal.json'))) return undefined;
  const { finishRestore } = await import('../backups/restore/finish.ts');
  return finishRestore({ data: config.data, database: databaseUrl(config), log, mayBegin });
}

/**
 * Applies the migrations that wait, as the role that may change tables where the configuration names one. Throws with
 * what to do when the role may not.
 */
export async function bringUpToDate(
  database: Database,
  { database_migrations: url }: Pick<Config, 'database_migrations'>,
  nowMs: number,
  wanted: readonly Part[] = parts,
): Promise<readonly Applied[]> {
  if (url === undefined) return migrate(database, wanted, nowMs).catch(explainRights);
  const owner = await openDatabase(url);
  try {
    return await migrate(owner, wanted, nowMs).catch(explainRights);
  } finally {
    await owner.close();
  }
}

/** What PostgreSQL says when a role may not do something. */
const insufficientPrivilege = '42501';

function explainRights(failure: unknown): never {
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  if (code !== insufficientPrivilege) throw failure;
  throw new CastellanError(
    'database',
    `The database needs new tables, and its role may not make them (${messageOf(failure)}). Name a role that may in "database_migrations"; deploy/postgres-roles.sql makes both.`,
    { cause: failure },
  );
}
