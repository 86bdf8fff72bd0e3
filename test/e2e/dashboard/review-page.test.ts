import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtPage, openBrowser, openPage, runDashboard } from './browser.ts';

const slow = 120_000;
let browser: Browser;
let built: Awaited<ReturnType<typeof builtPage>>;
beforeAll(async () => {
  [browser, built] = await Promise.all([openBrowser(), builtPage()]);
}, slow);
afterAll(async () => {
  await browser.close();
  await built.remove();
});
const shots = process.env['SCREENSHOTS'];

test(
  'everything that waits is decided from the keyboard, and the last decision is taken back',
  async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running, { path: '/review' });
    const item = (number: number) => page.getByRole('article', { name: `Review ${number}` });
    const waiting = page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');
    await item(3).waitFor();
    expect(await item(3).locator('mark').textContent()).toBe('such an idiot');
    expect(await item(3).textContent()).toContain('83 % sure');
    if (shots !== undefined) await page.screenshot({ path: `${shots}/review.png` });

    await page.keyboard.press('j');
    await item(2).waitFor();
    await page.keyboard.press('k');
    await item(3).waitFor();
    await page.keyboard.press('a');
    await page.getByText('eve: owner approved: mute for 10 min and delete it.').waitFor();
    await item(2).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('form', { name: 'Something else' }).getByText('Kick').click();
    await page.getByRole('button', { name: 'Do this' }).click();
    await page.getByText('mallory: owner decided otherwise: kick.').waitFor();
    await item(1).waitFor();
    await page.keyboard.press('d');
    await page.getByText('Nothing waits').waitFor();
    await page.keyboard.press('u');
    await item(1).waitFor();
    await expect.poll(() => waiting.count()).toBe(1);
    await page.getByText('Decided', { exact: true }).click();
    await page.getByRole('button', { name: /mallory/ }).click();
    await page.getByText('owner decided otherwise: kick.').first().waitFor();
    expect(complaints).toEqual([]);
  },
  slow,
);

test(
  'what another moderator decides leaves the list by itself; who decides late is told',
  async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/review/discord%3A1' });
    await page.getByRole('article', { name: 'Review 3' }).waitFor();
    running.sample.decidedElsewhere(3);
    await page.getByRole('article', { name: 'Review 2' }).waitFor();
    await page.getByRole('button', { name: /\beve\b/ }).waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 390, height: 844 });
    if (shots !== undefined) await page.screenshot({ path: `${shots}/review-phone.png` });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
  },
  slow,
);
