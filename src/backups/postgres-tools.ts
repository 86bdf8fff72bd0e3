import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CastellanError } from '../base/errors.ts';
import type { Program } from './work/pack.ts';

/** PostgreSQL's own programs, of one version. */
export interface PostgresTools {
  readonly dump: string;
  readonly restore: string;
  readonly psql: string;
  readonly major: number;
}

/** Where Debian and its children keep each version. */
const versionsFolder = '/usr/lib/postgresql';

/** The oldest programs that fit a server of this version; they must not be older than it. Throws `not-available` with what to install. */
export async function postgresTools(serverMajor: number): Promise<PostgresTools> {
  const folders = ['', ...(await versionFolders())];
  const found = await Promise.all(folders.map(toolsIn));
  const there = found.flatMap((tools) => tools ?? []).sort((a, b) => a.major - b.major);
  const fitting = there.find(({ major }) => major >= serverMajor);
  if (fitting) return fitting;
  const have = there.length === 0 ? 'none' : there.map(({ major }) => major).join(', ');
  throw new CastellanError(
    'not-available',
    `Backups of PostgreSQL ${serverMajor} need pg_dump, pg_restore and psql of version ${serverMajor} or newer on this machine; there is ${have}. Install them (on Debian: postgresql-client-${serverMajor}).`,
  );
}

const versionFolders = (): Promise<readonly string[]> =>
  readdir(versionsFolder).then(
    (names) => names.map((name) => join(versionsFolder, name, 'bin')),
    () => [],
  );

async function toolsIn(folder: string): Promise<PostgresTools | undefined> {
  const [dump, restore, psql] = ['pg_dump', 'pg_restore', 'psql'].map((name) =>
    folder === '' ? name : join(folder, name),
  );
  if (dump === undefined || restore === undefined || psql === undefined) return undefined;
  try {
    const versions = await Promise.all([dump, restore, psql].map(majorOf));
    return { dump, restore, psql, major: Math.min(...versions) };
  } catch {
    // Not there, or not to be run: then it is no use.
    return undefined;
  }
}

async function majorOf(program: string): Promise<number> {
  const { stdout } = await promisify(execFile)(program, ['--version']);
  return Number(/\) (\d+)/.exec(stdout)?.[1] ?? 0);
}

/** The address as libpq's environment: command lines can be read by everyone on the machine, this cannot. */
export function libpqEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  return {
    PGHOST: decodeURIComponent(hostname.replace(/^\[|\]$/g, '')) || 'localhost',
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(mode !== null && { PGSSLMODE: mode }),
    PGCONNECT_TIMEOUT: '10',
  };
}

/** The dump is not compressed: that is done on the way, as the configuration says. */
export const dumpProgram = ({ dump }: PostgresTools, url: string, snapshot: string): Program => ({
  command: dump,
  args: [
    ...['--format=custom', '--compress=0', '--no-owner', '--no-privileges', '--no-password'],
    `--snapshot=${snapshot}`,
  ],
  environment: libpqEnvironment(url),
});
