import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import { type Keyring, freshKey, keyText, keyringFrom } from '../core/secrets/keyring.ts';
import type { KeySource } from '../core/secrets/secrets.ts';
import type { Config } from './config-schema.ts';

type Where = Pick<Config, 'data' | 'secrets_key'>;

const heading = [
  '# The keys of the secrets in the database, newest first. Keep a copy in a safe place of its own:',
  '# backups do not hold it, and without it the secrets in them cannot be opened.',
];

export const keyFile = ({ data }: Pick<Config, 'data'>): string => join(data, 'secrets.key');

/** The keys that are there: of the configuration where it names some, else of the file. */
export function readKeys(where: Where): Keyring {
  if (where.secrets_key !== undefined) return keyringFrom(where.secrets_key);
  const path = keyFile(where);
  return existsSync(path) ? keyringFrom(readFileSync(path, 'utf8')) : { keys: [] };
}

/** The keys of this instance, for those who seal and open. */
export const keySource = (where: Where, random: Random): KeySource => ({
  read: () => readKeys(where),
  ready: () => keysOf(where, random),
});

function keysOf(where: Where, random: Random): Keyring {
  const keys = readKeys(where);
  if (keys.keys.length > 0) return keys;
  const fresh = { keys: [freshKey(random)] };
  // Two processes that begin together must agree: the one whose file was there first holds.
  return write(where, fresh, 'first') ? fresh : readKeys(where);
}

/** Puts a new key before the others, which go on opening what they sealed, in old backups too. */
export function turnKeys(where: Where, random: Random): void {
  const { keys } = readKeys(where);
  write(where, { keys: [freshKey(random), ...keys] }, 'instead');
}

/** Written whole beside its place and flushed before it gets there: there is never half a key file. */
function write(where: Where, { keys }: Keyring, how: 'first' | 'instead'): boolean {
  const path = keyFile(where);
  const half = `${path}.new-${process.pid}`;
  try {
    const file = openSync(half, 'wx', 0o600);
    writeSync(file, [...heading, ...keys.map(keyText), ''].join('\n'));
    fsyncSync(file);
    closeSync(file);
    return how === 'first' ? placed(half, path) : (renameSync(half, path), true);
  } catch (cause) {
    throw new CastellanError(
      'not-available',
      `The key for secrets cannot be written to ${path}: ${messageOf(cause)}. Give the data folder to the user that runs Castellan, or set CASTELLAN_SECRETS_KEY.`,
      { cause },
    );
  } finally {
    rmSync(half, { force: true });
  }
}

function placed(half: string, path: string): boolean {
  try {
    linkSync(half, path);
    return true;
  } catch (failure) {
    if (existsSync(path)) return false;
    throw failure;
  }
}
