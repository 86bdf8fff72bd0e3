import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from '../../app/config-environment.ts';
import { CastellanError } from '../../base/errors.ts';
import type { SecretVariable } from './draft.ts';

/** `.env` beside a configuration: where secrets are kept. */
export const secretsPath = (config: string): string => join(dirname(config), '.env');

export const readSecrets = (path: string): Environment =>
  existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};

/** Adds secrets, leaving every other line as it is. Only the user may read the file afterwards. */
export function keepSecrets(path: string, secrets: readonly SecretVariable[]): void {
  const known = readSecrets(path);
  const fresh = secrets.filter(({ name, value }) => known[name] !== value);
  if (fresh.length === 0) return;
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  // Of a name that is there twice the last counts.
  const text = `${before}${gap}${fresh.map((one) => `${one.name}=${quoted(one)}\n`).join('')}`;
  const half = `${path}.new-${process.pid}`;
  writeFileSync(half, text, { mode: 0o600, flag: 'wx' });
  renameSync(half, path);
  chmodSync(path, 0o600);
}

/** In the quotes that the value does not hold itself. */
function quoted({ name, value }: SecretVariable): string {
  for (const quote of ["'", '"', '`']) {
    const text = `${quote}${value}${quote}`;
    if (parseEnv(`X=${text}`)['X'] === value) return text;
  }
  throw new CastellanError(
    'bad-input',
    `The secret for ${name} holds every kind of quote or a line break, and .env cannot keep that. Choose another.`,
  );
}
