import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPageIfStale } from '../../scripts/page.ts';
import { defineModule, listener } from '../../src/sdk/index.ts';
import { sandbox, type TestWorld } from '../../src/testing/index.ts';
import { openBrowser, signIn } from '../support/browser.ts';

let [heard, broken] = [0, true];
const ears = defineModule({
  ...{ name: 'ears', version: '1.0.0' },
  listeners: [
    listener({ on: 'message', name: 'count', hear: () => void (heard += 1) }),
    listener({
      ...{ on: 'message', name: 'fragile' },
      hear() {
        if (broken) throw new Error('no such table: thanks');
      },
    }),
    listener({ on: 'command-done', lane: 'bulk', hear: () => {} }),
  ],
});

let world: TestWorld;
let browser: Browser;
let page: Page;
const faults: string[] = [];
const row = (id: string) => page.locator('.hook-row').filter({ hasText: id });

async function say(times: number): Promise<void> {
  const before = heard;
  for (let turn = 0; turn < times; turn += 1)
    await world.irc.person('ann').says('#castle', `hello ${turn}`);
  await expect.poll(() => heard, { timeout: 15_000 }).toBe(before + times);
}

describe('hooks and health in a real browser', () => {
  beforeAll(async () => {
    buildPageIfStale();
    world = await sandbox({ modules: [ears] });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
    await signIn(page, world.dashboard);
  });

  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  test('a hook that keeps failing is shown to rest, with its problem and when it is tried again', async () => {
    await say(6);
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Hooks').click();
    await row('ears.fragile').getByText('Rests').waitFor();
    const text = await row('ears.fragile').innerText();

    expect(text).toMatch(/Tried again in/);
    expect(text).toMatch(/Last problem: no such table: thanks/);
    expect(await row('ears.count').innerText()).toMatch(/Ready/);
    expect(await page.getByRole('region', { name: 'Last calls' }).innerText()).toMatch(
      /Failed\s+message:ears.fragile/,
    );
  });

  test('health shows it as degraded, with what to do', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Health').click();
    const parts = page.getByRole('list', { name: 'Parts' });
    const hooks = parts.getByRole('listitem').filter({ hasText: 'Hooks' });
    await hooks.getByText('Degraded').waitFor();

    expect(await hooks.innerText()).toMatch(
      /Hooks rest because they failed too often: message:ears.fragile/,
    );
    expect(await parts.getByRole('listitem').filter({ hasText: 'Database' }).innerText()).toMatch(
      /Well/,
    );
  });

  test('reset closes the breaker, and the hook works again', async () => {
    broken = false;
    await page.goto(`${world.dashboard.url}/hooks`);
    await row('ears.fragile').getByRole('button', { name: 'Reset' }).click();
    await row('ears.fragile').getByText('Ready').waitFor();
    await say(1);

    await expect
      .poll(() => row('ears.fragile').innerText(), { timeout: 15_000 })
      .toMatch(/Calls\s+6/);
  });

  test('a hook that is disabled, after saying what that means, hears nothing; enabled, it hears again', async () => {
    const counted = row('ears.count');
    await counted.getByRole('button', { name: 'Disable message:ears.count' }).click();
    await page.getByText('It hears no “message” any more').waitFor();
    await page.getByRole('button', { name: 'Disable it' }).click();
    await counted.getByText('Disabled', { exact: true }).waitFor();
    const before = heard;
    await world.irc.person('ann').says('#castle', 'nobody counts this');
    await expect.poll(() => counted.innerText(), { timeout: 15_000 }).toMatch(/Missed\s+1/);
    expect(heard).toBe(before);
    await counted.getByRole('button', { name: 'Enable' }).click();
    await counted.getByText('Ready').waitFor();

    await say(1);
  });

  test('says why the bot does not answer where it is not, and that nothing keeps it from answering where it is, on both networks', async () => {
    await page.goto(`${world.dashboard.url}/health`);
    const form = page.getByRole('region', { name: 'Why does it not answer?' });
    const ask = async (channel: string) => {
      await form.getByPlaceholder('libera/#castle').fill(channel);
      await form.getByRole('button', { name: 'Find out' }).click();
    };
    await ask('sandbox-irc/#castle');
    await form.getByText('Nothing keeps it from answering in #castle.').waitFor();
    await ask('sandbox-irc/#nowhere');

    await form.getByText(/It does not answer in #nowhere: I am not in #nowhere/).waitFor();
    world.irc.oper.samode('#random', '+m');
    await ask('sandbox-irc/#random');
    await form
      .getByText(/I may not speak in #random: #random is moderated \(\+m\)/)
      .first()
      .waitFor();
    await ask('sandbox-discord/#general');
    await form.getByText('Nothing keeps it from answering in #general.').waitFor();
  });

  test('neither page is wider than a phone, and all pages are reached from the bar', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/hooks', '/health']) {
      await page.goto(`${world.dashboard.url}${path}`);
      await page.locator('.hook-row, .health-parts').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    }
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('navigation', { name: 'All pages' }).getByText('Jobs').click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  });

  test('nothing went wrong in the page meanwhile', () => expect(faults).toEqual([]));
});
