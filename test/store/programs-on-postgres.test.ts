import { expect, onTestFinished, test } from 'vitest';
import { cli, folderWith, started } from '../support/cli.ts';
import { everyDatabase } from '../support/databases.ts';

const postgres = everyDatabase.find(({ kind }) => kind === 'postgres')!;

async function freshUrl(): Promise<string> {
  const { url, remove } = await postgres.fresh();
  onTestFinished(remove);
  return url;
}

const configFor = (url: string, more = '') => ({
  'castellan.yaml': `database: ${url}\n${more}`,
});

test(
  'of two programs on one PostgreSQL the second is refused, unless the configuration shares it',
  {
    timeout: 90_000,
  },
  async () => {
    const url = await freshUrl();
    const first = await started(['--sandbox'], { cwd: folderWith(configFor(url)) });
    const second = await cli(['start', '--json', '--port', '0'], {
      cwd: folderWith(configFor(url)),
    });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/Another Castellan runs on the database .*shared_database/);
    expect(second.stderr).not.toContain('castellan:castellan');

    const shared = folderWith(configFor(url, 'shared_database: true\n'));
    const third = await started(['--sandbox'], { cwd: shared });
    await third.end('SIGTERM');
    await first.end('SIGKILL');
    const fourth = await started(['--sandbox'], { cwd: folderWith(configFor(url)) });
    expect((await fourth.end('SIGTERM')).code).toBe(0);
  },
);

test(
  'migrations are told, tried and applied from the command line',
  {
    timeout: 90_000,
  },
  async () => {
    const url = await freshUrl();
    const cwd = folderWith(configFor(url));
    const status = await cli(['migrate', 'status'], { cwd });
    expect(status.stdout).toMatch(/^waiting\tjobs\t001-start$/m);

    const tried = await cli(['migrate', 'dry-run'], { cwd });
    expect(tried.stdout).toMatch(/would apply\tjobs\t001-start\n {2}create table jobs \(/);
    expect(tried.stdout).toMatch(/can be applied\. Nothing was changed\.\n$/);
    expect((await cli(['migrate', '--status'], { cwd })).stdout).toBe(status.stdout);

    const done = await cli(['migrate', 'up'], { cwd });
    expect(done.stdout).toMatch(/^\d+ migrations applied\.\n/);
    expect(done.stdout).not.toMatch(/^waiting/m);
    expect((await cli(['migrate', 'dry-run'], { cwd })).stdout).toBe('Nothing to do.\n');
  },
);
