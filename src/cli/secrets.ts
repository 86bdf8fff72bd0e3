import type { Command } from 'commander';
import { openConfigured, parts } from '../app/database.ts';
import { keyFile, keySource, readKeys, turnKeys } from '../app/secrets-key.ts';
import type { Config } from '../app/config-schema.ts';
import { systemClock } from '../base/clock.ts';
import { systemRandom } from '../base/random.ts';
import { type Secrets, secrets } from '../core/secrets/secrets.ts';
import { secretStore } from '../core/secrets/store.ts';
import { migrate } from '../storage/index.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

export function registerSecrets(program: Command): void {
  const group = program
    .command('secrets')
    .description('the secrets that people gave at run time, and the key that opens them');
  withConfigFlags(
    group.command('list').description('say which secrets there are; never shows one'),
  ).action(failing(list));
  withConfigFlags(
    group
      .command('rotate')
      .description('make a new key and seal every secret with it; may be done while the bot runs'),
  ).action(failing(rotate));
}

async function list(flags: ConfigFlags): Promise<void> {
  await withSecrets(flags, async (kept) => {
    const all = await kept.list();
    for (const { scope, name, opens, changedAtMs, changedBy } of all) {
      const at = new Date(changedAtMs).toISOString();
      say(`${opens ? 'opens ' : 'LOCKED'}  ${scope}  ${name}  set ${at} by ${changedBy}`);
    }
    if (all.length === 0) say('There are no secrets.');
    if (all.some(({ opens }) => !opens))
      say('What is LOCKED needs the key that it was sealed with: put it back, or set it anew.');
  });
}

async function rotate(flags: ConfigFlags): Promise<void> {
  await withSecrets(flags, async (kept, config) => {
    if (config.secrets_key === undefined) turnKeys(config, systemRandom);
    const count = await kept.reseal();
    const locked = (await kept.list()).filter(({ opens }) => !opens).length;
    say(
      `${count} sealed anew${locked > 0 ? `; ${locked} could not be opened and stay as they were` : ''}.`,
    );
    say(adviceFor(config));
  });
}

/** Where the key comes from the environment, only people can put a new one there. */
const adviceFor = (config: Config): string =>
  config.secrets_key === undefined
    ? `The keys are in ${keyFile(config)}. Keep a copy of it elsewhere; old backups need the older ones.`
    : readKeys(config).keys.length > 1
      ? 'The first key of CASTELLAN_SECRETS_KEY seals now. Keep the others for old backups.'
      : 'To change the key, put a new one and a comma before the old one in CASTELLAN_SECRETS_KEY, and run this again. "openssl rand -base64 32" makes one.';

async function withSecrets(
  flags: ConfigFlags,
  work: (kept: Secrets, config: Config) => Promise<void>,
): Promise<void> {
  const config = configured(flags);
  const database = await openConfigured(config);
  try {
    await migrate(database, parts, systemClock.now());
    const keys = keySource(config, systemRandom);
    await work(secrets({ store: secretStore(database), clock: systemClock, keys }), config);
  } finally {
    await database.close();
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
