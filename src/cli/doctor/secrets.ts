import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../app/config-schema.ts';
import { openConfigured } from '../../app/database.ts';
import { keySource } from '../../app/secrets-key.ts';
import { systemClock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { systemRandom } from '../../base/random.ts';
import { secrets } from '../../core/secrets/secrets.ts';
import { secretStore } from '../../core/secrets/store.ts';
import { type Verdict, bad, good } from '../checks/verdict.ts';

type Where = Pick<Config, 'data' | 'database' | 'secrets_key'>;

/** Whether the keys at hand open every secret that is kept. Says nothing where nothing can be kept yet. */
export async function secretsVerdicts(config: Where): Promise<readonly Verdict[]> {
  if (config.database === undefined && !existsSync(join(config.data, 'castellan.db'))) return [];
  try {
    return [await verdictOn(config)];
  } catch (failure) {
    // No table yet, or no database: other checks tell.
    return /no such table|does not exist/.test(messageOf(failure))
      ? []
      : [bad('secrets', messageOf(failure))];
  }
}

async function verdictOn(config: Where): Promise<Verdict> {
  const keys = keySource(config, systemRandom);
  keys.read();
  const database = await openConfigured(config);
  try {
    const store = secretStore(database);
    const all = await secrets({ store, clock: systemClock, keys }).list();
    const locked = all.filter(({ opens }) => !opens).map(({ name }) => name);
    return locked.length === 0
      ? good('secrets', `${all.length} kept, all of them open`)
      : bad(
          'secrets',
          `no key at hand opens ${locked.join(', ')}`,
          'Put back the secrets.key (or CASTELLAN_SECRETS_KEY) that was there, or set them anew.',
        );
  } finally {
    await database.close();
  }
}
