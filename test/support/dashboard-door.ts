import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { manualClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { memoryLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import { dashboardApp } from '../../src/dashboard/app.ts';
import {
  dashboardStore,
  dashboardTables,
  owner,
  type DashboardOptions,
} from '../../src/dashboard/index.ts';
import { webLimitsOf } from '../../src/app/guard.ts';
import { Guard, type LimitField, limitsFrom } from '../../src/guard/index.ts';
import { migrate, openDatabase } from '../../src/storage/index.ts';
import { dashboardSample } from './dashboard-sample.ts';
import { settingsForPage } from './settings-bench.ts';

export const home = 'http://127.0.0.1:7070';

interface DoorOptions {
  readonly sandbox?: boolean;
  readonly backupPaceMs?: number;
  /** Numbers of the guard other than its presets. */
  readonly limits?: Partial<Record<LimitField, number>>;
}

/** A whole dashboard over sample data, on a clock that moves when told; ends with the test. */
export async function dashboardDoor(
  options: Partial<DashboardOptions> = {},
  { sandbox = true, limits = {}, backupPaceMs = 0 }: DoorOptions = {},
) {
  const life = lifetime('test');
  const clock = manualClock();
  const log = memoryLog();
  const pageDir = await mkdtemp(join(tmpdir(), 'castellan-page-'));
  onTestFinished(async () => {
    await life.end();
    await rm(pageDir, { recursive: true });
  });
  await mkdir(join(pageDir, 'assets'));
  await writeFile(
    join(pageDir, 'index.html'),
    '<meta name="nonce" content="__CASTELLAN_NONCE__"><p>page',
  );
  await writeFile(join(pageDir, 'assets', 'app.js'), 'console.log(1)');
  await writeFile(join(pageDir, 'assets', 'app.js.gz'), gzipSync('console.log(1)'));
  const database = await openDatabase(':memory:');
  life.own(() => database.close());
  await migrate(database, [dashboardTables], clock.now());
  const store = dashboardStore(database);
  const theOwner = owner({ store, clock, random: systemRandom });
  const ownerToken = (await theOwner.ensureToken()) ?? '';
  const page = await settingsForPage({ clock, log, random: systemRandom });
  life.own(async () => {
    await page.life.end();
  });
  const set = limitsFrom((field) => limits[field]);
  const guard = new Guard({ limitsFor: () => set, random: systemRandom });
  const sample = dashboardSample({
    ...{ ...page, store, clock, log, sandbox, backupPaceMs },
    limits: webLimitsOf(guard, clock),
  });
  const app = await dashboardApp(
    { host: '127.0.0.1', port: 7070, pageDir, ...options },
    sample.ports,
    life,
  );
  return {
    ...{ app, life, clock, log, sample, store, guard, owner: theOwner, ownerToken, pageDir },
  };
}

export type Door = Awaited<ReturnType<typeof dashboardDoor>>;

/** Signs in and returns what every request of that browser carries. */
export async function signIn({ app, ownerToken }: Door, secret = ownerToken) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { host: '127.0.0.1:7070', origin: home },
    payload: { secret },
  });
  if (answer.statusCode !== 200) throw new Error(`Login answered ${answer.statusCode}`);
  const { csrf } = answer.json<{ csrf: string }>();
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return {
    cookie,
    csrf,
    reading: { host: '127.0.0.1:7070', cookie },
    writing: { host: '127.0.0.1:7070', cookie, origin: home, 'x-castellan-token': csrf },
  };
}
