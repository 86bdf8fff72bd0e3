import { dirname, join } from 'node:path';
import type { Environment } from '../../app/config-environment.ts';
import type { Config } from '../../app/config-schema.ts';
import { type Change, replaceFile, textOfConfig, withChanges } from '../../app/config-switch.ts';
import { configPath, parseConfig } from '../../app/config.ts';
import { CastellanError } from '../../base/errors.ts';
import type { ConfigFlags } from '../configured.ts';
import { keepSecrets, readSecrets } from '../init/secrets-file.ts';

/** A change of the configuration that is known to work and not made yet. */
export interface Switch {
  readonly path: string;
  write(): void;
}

const keys = ['database', 'database_migrations'] as const;

/**
 * Plans to name another database in castellan.yaml, with the address itself in `.env` beside it, because there is
 * mostly a password in it. Throws when the configuration would name another database even so.
 */
export function planSwitch({ config: file }: ConfigFlags, to: Config): Switch {
  const path = configPath({ file, folder: process.cwd(), environment: process.env });
  const envFile = join(dirname(path), '.env');
  const known: Environment = { ...readSecrets(envFile), ...process.env };
  const secrets = keys.flatMap((key) => {
    const value = to[key];
    return value === undefined ? [] : [{ key, name: nameFor(key, value, known), value }];
  });
  const changes = keys.map((key): Change => {
    const secret = secrets.find((one) => one.key === key);
    return [key, secret && `\${${secret.name}}`];
  });
  const text = withChanges(textOfConfig(path), changes);
  const after = {
    ...known,
    ...Object.fromEntries(secrets.map(({ name, value }) => [name, value])),
  };
  refuseOverridden(parseConfig(text, after, path), to);
  return {
    path,
    write() {
      keepSecrets(
        envFile,
        secrets.map(({ name, value }) => ({ name, value })),
      );
      replaceFile(path, text);
    },
  };
}

/** A name that means nothing else yet. */
function nameFor(key: (typeof keys)[number], value: string, known: Environment): string {
  const base = key === 'database' ? 'DATABASE_URL' : 'DATABASE_MIGRATIONS_URL';
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}_${count}`;
    if (known[name] === undefined || known[name] === value) return name;
  }
}

function refuseOverridden(planned: Config, to: Config): void {
  if (keys.every((key) => planned[key] === to[key])) return;
  throw new CastellanError(
    'bad-config',
    'The environment names the database (CASTELLAN_DATABASE or CASTELLAN_DATABASE_MIGRATIONS), so changing the file would not help. Give --keep-configuration, and change the environment yourself when the move is done.',
  );
}
