import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from '../../support/browser.ts';
import { type CastellanProcess, castellan, forgetData } from '../../support/castellan.ts';

let program: CastellanProcess;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [program, browser] = await Promise.all([castellan(), openBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  await signIn(page, program.ready);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await program.end();
  forgetData(program.data);
});

/** Runs in the page: controls that somebody who only hears the page could not tell apart. */
const unnamed = `[...document.querySelectorAll('input:not([type=hidden]), textarea, select, button')]
  .filter((one) => one.checkVisibility() && !one.closest('[aria-hidden=true]'))
  .filter((one) => {
    const labels = [...(one.labels ?? [])].map((label) => label.textContent).join('');
    const said = [one.getAttribute('aria-label'), one.getAttribute('aria-labelledby'), labels, one.textContent, one.title];
    return said.every((words) => (words ?? '').trim() === '');
  })
  .map((one) => one.outerHTML.slice(0, 120))`;

/** Runs in the page: what has the focus, and whether that can be seen. */
const focused = `(() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return { what: one.outerHTML.slice(0, 120), seen: one === document.body || one.matches('[type=radio], [type=checkbox]') || (outlineStyle !== 'none' && outlineWidth !== '0px') };
})()`;

const isInDrawer = `document.querySelector('[role=dialog]').contains(document.activeElement)`;

const protecting = [
  'guard',
  'review',
  'people',
  'cases',
  'event-log',
  'appeals',
  'incidents',
  'rules',
  'ai',
];

test('every control of the pages has a name, a page has one heading of its own, and the focus is seen', async () => {
  for (const name of protecting) {
    await page.goto(`${program.ready.url}/${name}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('main').getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await page.evaluate(unnamed), name).toEqual([]);
    expect(await page.locator('h1').count(), name).toBe(1);
    // Past the navigation, into the page.
    for (let turn = 0; turn < 32; turn += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(focused), name).toEqual({
        what: expect.any(String) as string,
        seen: true,
      });
    }
  }
}, 120_000);

test('a drawer keeps the focus, ends with Escape, and gives it back to what opened it', async () => {
  await page.goto(`${program.ready.url}/playground`);
  const discord = page.getByRole('region', { name: 'Discord, simulated' });
  await discord.getByRole('radio', { name: /\bmod\b/ }).check({ force: true });
  await discord.getByLabel(/^Message to/).fill('!warn @bob be nice');
  await page.keyboard.press('Enter');
  await discord.getByText(/bob is warned/).waitFor();
  await page.goto(`${program.ready.url}/cases`);
  const link = page.getByRole('link', { name: '#1', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Case #1' });
  await drawer.getByRole('button', { name: 'Take this case back…' }).waitFor();
  for (let turn = 0; turn < 20; turn += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(isInDrawer)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('#1');
}, 60_000);
