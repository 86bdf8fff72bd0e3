import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../app/config-schema.ts';
import { openConfigured, parts } from '../../app/database.ts';
import { messageOf } from '../../base/errors.ts';
import { checkDatabase, type DatabaseCheck } from '../../storage/index.ts';
import { type Verdict, bad, good } from '../checks/verdict.ts';

/** Whether the database opens, is whole, and fits this program. Makes none where there is none. */
export async function databaseVerdicts(
  config: Pick<Config, 'data' | 'database'>,
): Promise<readonly Verdict[]> {
  const file = join(config.data, 'castellan.db');
  if (config.database === undefined && !existsSync(file))
    return [good('database', `${file} is not there yet; the start makes it`)];
  try {
    const database = await openConfigured(config);
    try {
      return verdictsOf(database.place, await checkDatabase(database, parts));
    } finally {
      await database.close();
    }
  } catch (failure) {
    return [
      bad(
        'database',
        messageOf(failure),
        config.database === undefined
          ? `Put a backup in its place; move the broken file (and its -wal and -shm) away, do not delete it.`
          : 'Check "database" in the configuration, that PostgreSQL runs, and that this user may log in.',
      ),
    ];
  }
}

function verdictsOf(
  place: string,
  { damage, migrations, refusal }: DatabaseCheck,
): readonly Verdict[] {
  if (damage.length > 0)
    return [
      bad(
        'database',
        `${place} is damaged: ${damage.join('; ')}`,
        'Stop Castellan, keep a copy of the file, and put a backup in its place.',
      ),
    ];
  const whole = good('database', `${place} opens and is whole`);
  // The refusal itself says what to do.
  if (refusal !== undefined) return [whole, bad('migrations', refusal)];
  const waiting = migrations.filter(({ state }) => state === 'waiting').length;
  const applied = migrations.length - waiting;
  const words =
    waiting === 0
      ? `all ${applied} are applied`
      : `${applied} are applied, ${waiting} wait; the next start applies them`;
  return [whole, good('migrations', words)];
}
