import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A program of the system that some tests talk to. */
export interface Requirement {
  readonly name: string;
  readonly debianPackage: string;
  readonly paths: readonly string[];
  readonly for: string;
  /** The test files that cannot run without it. */
  readonly tests: readonly string[];
}

const inspircd = [
  'test/e2e/gate/inspircd.test.ts',
  'test/e2e/appeals/inspircd.test.ts',
  'test/e2e/automation/inspircd.test.ts',
  'test/e2e/raids/inspircd.test.ts',
  'test/e2e/moderation/inspircd.test.ts',
  'test/e2e/moderation/inspircd-undo.test.ts',
  'test/e2e/moderation/accounts.test.ts',
  'test/e2e/moderation/all-on-inspircd.test.ts',
  'test/e2e/moderation/exceptions.test.ts',
  'test/e2e/moderation/review-inspircd.test.ts',
  'test/e2e/moderation/while-away.test.ts',
  'test/e2e/irc/inspircd-*.test.ts',
  'test/e2e/irc/services.test.ts',
  'test/e2e/irc/link.test.ts',
  'test/e2e/console/dcc.test.ts',
];

const realClients = ['src/sandbox/irc/real-clients.test.ts', 'test/e2e/console/dcc.test.ts'];

/** Real counterparts for tests. The PostgreSQL of the store suites comes with npm, but without pg_dump. */
export const requirements: readonly Requirement[] = [
  {
    name: 'inspircd',
    debianPackage: 'inspircd',
    paths: ['/usr/sbin/inspircd', '/usr/bin/inspircd'],
    for: 'IRC on a real server',
    tests: inspircd,
  },
  {
    name: 'ngircd',
    debianPackage: 'ngircd',
    paths: ['/usr/sbin/ngircd', '/usr/bin/ngircd'],
    for: 'IRC on a second real server',
    tests: ['test/e2e/irc/ngircd.test.ts'],
  },
  {
    name: 'anope',
    debianPackage: 'anope',
    paths: ['/usr/sbin/anope', '/usr/bin/services'],
    for: 'NickServ and ChanServ of a real network',
    tests: [
      'test/e2e/irc/services.test.ts',
      'test/e2e/console/dcc.test.ts',
      'test/e2e/moderation/accounts.test.ts',
    ],
  },
  {
    name: 'postgres',
    debianPackage: 'postgresql',
    paths: [19, 18, 17, 16, 15, 14, 13].map((major) => `/usr/lib/postgresql/${major}/bin/postgres`),
    for: 'backups of PostgreSQL, with a pg_dump that fits the server',
    tests: ['test/e2e/backups/postgres.test.ts'],
  },
  {
    name: 'openssl',
    debianPackage: 'openssl',
    paths: ['/usr/bin/openssl'],
    for: 'certificates',
    tests: [
      'test/e2e/irc/link.test.ts',
      'src/sandbox/irc/sasl.test.ts',
      'test/store/redis.test.ts',
    ],
  },
  {
    name: 'irssi',
    debianPackage: 'irssi',
    paths: ['/usr/bin/irssi'],
    for: 'a real client on IRC',
    tests: realClients,
  },
  {
    name: 'script',
    debianPackage: 'bsdutils',
    paths: ['/usr/bin/script'],
    for: 'a terminal for the wizard and the console',
    tests: ['test/e2e/cli/wizard.test.ts', 'test/e2e/console/cli.test.ts'],
  },
  {
    name: 'tmux',
    debianPackage: 'tmux',
    paths: ['/usr/bin/tmux'],
    for: 'a terminal for that client',
    tests: realClients,
  },
  {
    name: 'redis-server',
    debianPackage: 'redis-server',
    paths: ['/usr/bin/redis-server', '/usr/bin/valkey-server'],
    for: 'several processes that share a cache',
    tests: ['test/store/redis.test.ts'],
  },
  {
    name: 'sshd',
    debianPackage: 'openssh-server',
    paths: ['/usr/sbin/sshd'],
    for: 'backups by SFTP',
    tests: ['test/e2e/backups/sftp.test.ts'],
  },
  {
    name: 'chromium',
    debianPackage: 'chromium',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    for: 'the page in a real browser',
    tests: [
      'test/e2e/browser.test.ts',
      'test/e2e/dashboard/**',
      'test/e2e/automation/page.test.ts',
    ],
  },
];

/** Where a required program is, or undefined. */
export const pathOf = (name: string): string | undefined =>
  requirements.find((one) => one.name === name)?.paths.find((path) => existsSync(path));

export const missing = (): readonly Requirement[] =>
  requirements.filter(({ name }) => pathOf(name) === undefined);

/** Test files that something is missing for; they are left out and counted as skipped. */
export const testsThatCannotRun = (): readonly string[] => [
  ...new Set(missing().flatMap(({ tests }) => tests)),
];

/** Debian and its children know apt; only root may use it. */
export function canInstall(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /\b(debian|ubuntu)\b/i.test(release) && process.getuid?.() === 0;
}

export function install(packages: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  apt('update', '-q');
  apt('install', '-q', '-y', '--no-install-recommends', ...packages);
}
