import type { Clock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import type { Log } from '../../src/base/log.ts';
import { type Random, systemRandom } from '../../src/base/random.ts';
import { configShape } from '../../src/app/config-schema.ts';
import { openSettingsParts } from '../../src/app/settings.ts';
import { auditPart } from '../../src/core/audit/tables.ts';
import { startJobs } from '../../src/core/jobs/jobs.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { jobsPart } from '../../src/core/jobs/tables.ts';
import { freshKey } from '../../src/core/secrets/keyring.ts';
import { secrets } from '../../src/core/secrets/secrets.ts';
import { secretStore } from '../../src/core/secrets/store.ts';
import { secretsPart } from '../../src/core/secrets/tables.ts';
import { settingsPart } from '../../src/core/settings/tables.ts';
import { type Database, migrate, openDatabase } from '../../src/storage/index.ts';

export const settingsTables = [settingsPart, auditPart, jobsPart, secretsPart] as const;

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  /** One that has `settingsTables`; absent: a fresh one in memory. */
  readonly database?: Database;
}

/** Settings, their desk and the audit as the program wires them, on a database in memory. */
export async function settingsBench({ clock, log, random, database: given }: Parts) {
  const database = given ?? (await openDatabase(':memory:'));
  if (!given) await migrate(database, settingsTables, clock.now());
  const life = lifetime('settings');
  const key = freshKey(systemRandom);
  const ring = { keys: [key] };
  const sealed = secrets({
    store: secretStore(database),
    clock,
    keys: { read: () => ring, ready: () => ring },
  });
  const jobs = startJobs({ store: jobStore(database), clock, log, life });
  const config = configShape.parse({});
  const parts = await openSettingsParts(database, {
    ...{ config, clock, random, log, life, secrets: sealed, jobs },
  });
  return { ...parts, database, life, secrets: sealed };
}
