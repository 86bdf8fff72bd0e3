import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConfigured, parts } from '../../../src/app/database.ts';
import { keySource } from '../../../src/app/secrets-key.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { systemRandom } from '../../../src/base/random.ts';
import { secrets } from '../../../src/core/secrets/secrets.ts';
import { secretStore } from '../../../src/core/secrets/store.ts';
import { migrate } from '../../../src/storage/index.ts';
import { cli, folderWith } from '../../support/cli.ts';

const webhook = { scope: 'instance', name: 'alerts.webhook' };

/** Works on the secrets as the running program does. */
async function kept<Value>(
  data: string,
  work: (port: ReturnType<typeof secrets>) => Promise<Value>,
): Promise<Value> {
  const database = await openConfigured({ data });
  try {
    await migrate(database, parts, 1);
    const keys = keySource({ data, secrets_key: undefined }, systemRandom);
    return await work(secrets({ store: secretStore(database), clock: systemClock, keys }));
  } finally {
    await database.close();
  }
}

test('the key is turned, the secret still opens, and the old key is kept for old backups', async () => {
  const folder = folderWith({});
  const data = join(folder, 'data');
  await kept(data, ({ put }) => put(webhook, 'hunter2', 'discord:1'));
  const keyLines = () =>
    readFileSync(join(data, 'secrets.key'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
  const [first] = keyLines();

  const rotated = await cli(['secrets', 'rotate'], { cwd: folder });

  expect(rotated.stdout).toMatch(/^1 sealed anew\./);
  expect(keyLines()).toHaveLength(2);
  expect(keyLines()[1]).toBe(first);
  expect(statSync(join(data, 'secrets.key')).mode & 0o777).toBe(0o600);
  expect(await kept(data, ({ read }) => read(webhook))).toBe('hunter2');
  const listed = await cli(['secrets', 'list'], { cwd: folder });
  expect(listed.stdout).toMatch(/^opens {3}instance {2}alerts\.webhook {2}set \S+ by discord:1\n$/);
  expect(rotated.stdout + listed.stdout).not.toContain('hunter2');
});

test('without its key, the list and the doctor say what is locked and what to do', async () => {
  const folder = folderWith({});
  const data = join(folder, 'data');
  await kept(data, ({ put }) => put(webhook, 'hunter2', 'discord:1'));
  rmSync(join(data, 'secrets.key'));

  const listed = await cli(['secrets', 'list'], { cwd: folder });
  const { stdout, code } = await cli(['doctor', '--offline'], { cwd: folder });

  expect(listed.stdout).toMatch(/^LOCKED .*alerts\.webhook/);
  expect(existsSync(join(data, 'secrets.key'))).toBe(false);
  expect(stdout).toMatch(/no key at hand opens alerts\.webhook/);
  expect(stdout).toMatch(/Put back the secrets\.key/);
  expect(code).toBe(1);
});

test('a key from the environment that is none is refused without being shown', async () => {
  const key = 'not-a-key'.repeat(6);
  const { code, stderr } = await cli(['secrets', 'list'], {
    cwd: folderWith({}),
    environment: { CASTELLAN_SECRETS_KEY: key },
  });

  expect(code).toBe(1);
  expect(stderr).toMatch(/A key for secrets is 32 bytes as base64/);
  expect(stderr).not.toContain(key);
});
