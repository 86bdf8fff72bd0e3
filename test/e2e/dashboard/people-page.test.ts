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
  'a person is searched by account, looked at, and dealt with after the effect was shown',
  async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running, { path: '/people' });
    const events = page.getByRole('list', { name: 'What happened' }).getByRole('listitem');
    await page.getByLabel('Search people').fill('account:eve');
    await page.getByRole('list', { name: 'Found' }).getByRole('link', { name: /eve/ }).click();
    const person = page.getByRole('article', { name: 'eve' });
    await person.waitFor();
    await person.getByText('account eve on libera, linked').waitFor();
    await person.getByText('Was called eva').waitFor();
    await expect.poll(() => events.count()).toBe(4);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/people.png` });

    await person.getByText('Mute', { exact: true }).click();
    await person.getByLabel('Reason, which the person is told').fill('be nice');
    await page.keyboard.press('Enter');
    await person
      .getByText(/Mute of eve in Castle, until .* It hits nobody else\. It replaces #9/)
      .waitFor();
    await expect.poll(() => events.count()).toBe(4);
    await person.getByRole('button', { name: 'Mute eve' }).click();
    await person.getByText('Done: case #14. The person was told.').waitFor();
    await expect.poll(() => events.count()).toBe(5);

    await person.getByText('Ban', { exact: true }).click();
    await person.getByRole('button', { name: 'What would it do?' }).click();
    await person.getByText('It also hits 1 other person: bob.').waitFor();
    await person.getByRole('button', { name: 'Ban eve' }).click();
    await person.getByText('Done: case #15').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    if (shots !== undefined) await page.screenshot({ path: `${shots}/people-phone.png` });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  },
  slow,
);
