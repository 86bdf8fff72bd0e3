import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtPage, openBrowser, openPage, runDashboard } from './browser.ts';

let browser: Browser;
let built: Awaited<ReturnType<typeof builtPage>>;
beforeAll(async () => {
  [browser, built] = await Promise.all([openBrowser(), builtPage()]);
});
afterAll(async () => {
  await browser.close();
  await built.remove();
});

async function open(path: string, size: { width?: number; height?: number } = {}) {
  const running = await runDashboard(built.dir);
  return { ...(await openPage(browser, running, { path, ...size })), running };
}

const thanksOf = (page: Page, who: string) =>
  page.getByRole('row').filter({ hasText: who }).getByRole('cell').nth(1);

test('a page of an extension stands in the navigation, is drawn, and does what its form and buttons say', async () => {
  const { page, complaints } = await open('/extensions');
  const link = page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Thanks' });
  await link.click();
  await page.getByRole('heading', { name: 'Thanks', level: 1 }).waitFor();
  expect(page.url()).toMatch(/\/extensions\/board\/thanks$/);
  expect(await link.getAttribute('aria-current')).toBe('page');
  expect(await thanksOf(page, 'ann').innerText()).toBe('5');

  await page.getByRole('row').filter({ hasText: 'ann' }).getByRole('button').click();
  await page.getByRole('status').getByText('ann has one more.').waitFor();
  await expect.poll(() => thanksOf(page, 'ann').innerText()).toBe('6');

  const form = page.locator('form');
  await form.getByLabel('Whom').fill('eve');
  await form.getByRole('button', { name: 'Thank' }).click();
  await form.getByRole('alert').getByText('Nobody is called eve.').waitFor();
  expect(await form.getByLabel('Whom').inputValue()).toBe('eve');
  await form.getByLabel('Whom').fill('bob');
  await form.getByRole('button', { name: 'Thank' }).click();
  await page.getByText('bob has one more.').waitFor();
  expect(await form.getByLabel('Whom').inputValue()).toBe('');
  if (process.env['LOOK'])
    await page.screenshot({ path: `${process.env['LOOK']}/module-page.png` });
  expect(complaints.filter((one) => !/409/.test(one))).toEqual([]);
});

test('what an extension writes is text, whatever it looks like, and fits a phone', async () => {
  const { page, complaints } = await open('/extensions/board/thanks', { width: 390, height: 844 });
  await page.getByRole('heading', { name: 'Thanks', level: 1 }).waitFor();
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  if (process.env['LOOK'])
    await page.screenshot({ path: `${process.env['LOOK']}/module-phone.png` });
  await page.getByRole('button', { name: 'More' }).click();
  await page
    .getByRole('navigation', { name: 'All pages' })
    .getByRole('link', { name: 'Thanks' })
    .waitFor();
  expect(complaints).toEqual([]);
});

test('the overview shows how everything is, with the cards of extensions', async () => {
  const { page } = await open('/overview');
  const card = page.getByRole('article', { name: 'Thanks today' });
  await card.getByText('8', { exact: true }).waitFor();
  await page
    .getByRole('article', { name: 'Broken' })
    .getByText(/wrong in board/)
    .waitFor();
  await page.getByRole('article', { name: 'Connections' }).getByText('irc').first().waitFor();
  if (process.env['LOOK']) await page.screenshot({ path: `${process.env['LOOK']}/overview.png` });
  await card.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('heading', { name: 'Thanks', level: 1 }).waitFor();
});

test('a page that is gone says so', async () => {
  const { page } = await open('/extensions/board/nothing');
  await page.getByRole('alert').getByText('There is no such page.').waitFor();
});
