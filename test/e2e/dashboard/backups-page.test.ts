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

async function backupsPage(size: { width?: number; height?: number } = {}) {
  const running = await runDashboard(built.dir);
  const opened = await openPage(browser, running, { path: '/backups', ...size });
  await opened.page.getByRole('list', { name: 'Backups' }).waitFor();
  return { ...opened, running };
}

const rows = (page: Page) => page.getByRole('list', { name: 'Backups' }).getByRole('listitem');

async function choose(page: Page, row: number, what: string): Promise<void> {
  await rows(page)
    .nth(row)
    .getByRole('button', { name: /What can be done/ })
    .click();
  await page.getByRole('menuitem', { name: what, exact: true }).click();
}

test('shows what is proven, what goes next and why, and every backup at its time', async () => {
  const { page, complaints } = await backupsPage();

  await page
    .getByRole('region', { name: 'Last proven restore' })
    .getByText(/20,108 rows/)
    .waitFor();
  await page.getByRole('region', { name: 'Schedule' }).getByText('overdue').waitFor();
  const next = page.getByRole('region', { name: 'What goes next' });
  await next.getByText('4 weekly ones are kept').waitFor();
  const dots = page.getByRole('region', { name: 'Timeline' }).getByRole('link');
  expect(await dots.count()).toBe(await rows(page).count());
  await dots.first().click();
  await page.getByRole('dialog').getByText('SHA-256').waitFor();
  expect(page.url()).toContain('/backups/castellan_backup_');
  expect(complaints).toEqual([]);
});

test('a backup is made, its progress is seen, and then it stands first in the list', async () => {
  const { page } = await backupsPage();
  const before = await rows(page).count();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByLabel('Label').fill('by hand');
  await page.getByRole('button', { name: 'Make it' }).click();

  const atWork = page.getByRole('region', { name: 'At work' });
  await atWork.getByText(/copying the database, \d+ %/).waitFor();
  expect(await page.getByRole('button', { name: 'Try a restore out' }).isDisabled()).toBe(true);
  await page.getByText('Made and verified').waitFor();
  await rows(page).first().getByText('by hand').waitFor();
  expect(await rows(page).count()).toBe(before + 1);
});

test('one is pinned, given a note, and deleted only after asking', async () => {
  const { page } = await backupsPage();
  await choose(page, 1, 'Pin');
  await rows(page).nth(1).getByText('pinned').waitFor();
  await choose(page, 1, 'Note…');
  await page.getByRole('textbox').fill('Keep until spring.');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await rows(page).nth(1).getByText('Keep until spring.').waitFor();
  const before = await rows(page).count();
  await choose(page, 2, 'Delete…');
  await page.getByRole('button', { name: 'Leave it' }).click();
  expect(await rows(page).count()).toBe(before);
  await choose(page, 2, 'Delete…');
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect.poll(() => rows(page).count()).toBe(before - 1);
});

test('a restore is shown, confirmed in so many words, followed, and told of', async () => {
  const { page } = await backupsPage();
  await choose(page, 3, 'Restore…');
  const wizard = page.getByRole('dialog');
  await wizard.getByRole('button', { name: 'Show what would change' }).click();
  await wizard.getByRole('row', { name: /audit_entries 18,204 17,990 −214/ }).waitFor();
  await wizard.getByText(/Good for \d+ s more/).waitFor();
  const restore = wizard.getByRole('button', { name: 'Restore now' });
  expect(await restore.isDisabled()).toBe(true);
  await wizard.getByRole('checkbox').check();
  await restore.click();

  await wizard.getByText(/\d+ %/).waitFor();
  await wizard.getByText('It waits for the next start').waitFor();
  await wizard.getByText(/castellan_backup_safety_/).waitFor();
});

test('fits a phone', async () => {
  const { page } = await backupsPage({ width: 390, height: 844 });

  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    390,
  );
  await choose(page, 0, 'Restore…');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByRole('row', { name: /audit_entries/ }).waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    390,
  );
});
