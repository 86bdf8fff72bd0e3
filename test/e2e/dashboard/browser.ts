import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime, type Lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';
import {
  dashboardStore,
  dashboardTables,
  owner,
  startDashboard,
} from '../../../src/dashboard/index.ts';
import { migrate, openDatabase } from '../../../src/storage/index.ts';
import { dashboardSample, type Sample } from '../../support/dashboard-sample.ts';
import { settingsForPage } from '../../support/settings-bench.ts';

const web = join(import.meta.dirname, '../../../web');

/** The page, built from its source into a folder of its own. */
export async function builtPage(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'castellan-web-'));
  await build({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: dir, emptyOutDir: true },
  });
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

/** Debian's Chromium, without what it does on its own. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Running {
  readonly url: string;
  readonly ownerToken: string;
  readonly sample: Sample;
  /** Ends the server and starts it anew at the same address over the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The dashboard over sample data, until the test ends. */
export async function runDashboard(pageDir: string): Promise<Running> {
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  const database = await openDatabase(':memory:');
  life.own(() => database.close());
  await migrate(database, [dashboardTables], systemClock.now());
  const store = dashboardStore(database);
  const token = await owner({ store, clock: systemClock, random: systemRandom }).ensureToken();
  const parts = { clock: systemClock, log: silentLog, random: systemRandom };
  const page = await settingsForPage(parts);
  life.own(async () => {
    await page.life.end();
  });
  const sample = dashboardSample({ ...page, store, backupPaceMs: 200 });
  // The same port after a restart, as in life: the cookie's name holds it.
  const port = await freePort();
  let serving: Lifetime;
  const start = async () => {
    serving = life.child('serving');
    const { url } = await startDashboard(
      { host: '127.0.0.1', port, pageDir },
      sample.ports,
      serving,
    );
    return url;
  };
  const url = await start();
  return {
    url,
    sample,
    ownerToken: token ?? '',
    stop: async () => {
      await serving.end();
    },
    restart: async () => {
      await serving.end();
      await start();
    },
  };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

interface OpenedPage {
  readonly page: Page;
  /** What the browser complained about: blocked by the policy, thrown, failed. */
  readonly complaints: readonly string[];
}

/** A browser of its own, signed in. */
export async function openPage(
  browser: Browser,
  { url, ownerToken }: Running,
  {
    width = 1280,
    height = 800,
    path = '/',
  }: { width?: number; height?: number; path?: string } = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width, height } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (failure) => complaints.push(failure.message));
  await page.goto(url + path);
  await page.getByRole('textbox', { name: 'Owner token or password' }).fill(ownerToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  return { page, complaints };
}
