import type { Browser, Page } from 'playwright-core';
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

const castle = '/commands/space%3Airc%3Alibera%3A%23castle';
const row = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const form = (page: Page) => page.getByRole('dialog');
const shots = process.env['SCREENSHOTS'];

test(
  'a command is switched off, renamed, given more names, kept for few and made to rest, for one place',
  async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running, { path: castle });
    const { settings } = running.sample.ports.settings;
    const here = { space: 'irc:libera:#castle' as never };
    await page.getByRole('heading', { name: 'Commands', level: 1 }).waitFor();

    await row(page, 'ping').getByRole('switch', { name: 'ping is on' }).click({ force: true });
    await expect
      .poll(() => settings.readList('commands.off', here), { timeout: 20_000 })
      .toEqual(['ping']);

    await page.getByRole('button', { name: 'Change choose' }).click();
    await form(page).getByLabel('Name here').fill('decide');
    await form(page).getByRole('button', { name: 'Rename' }).click();
    await form(page).getByLabel('More names here').fill('toss');
    await page.keyboard.press('Enter');
    await row(page, 'choose').getByText('also toss, pick').waitFor();
    await form(page).getByLabel('Who may give it here').fill('rank:helper');
    await page.keyboard.press('Enter');
    await row(page, 'choose').getByText('only helpers').waitFor();
    await form(page).getByLabel('Rests after a use').fill('30');
    await form(page).getByRole('button', { name: 'Set' }).click();
    await row(page, 'choose').getByText('rests 30 s').waitFor();
    await row(page, 'choose').getByText('in place of choose').waitFor();
    await form(page).getByLabel('Name here').fill('help');
    await form(page).getByRole('button', { name: 'Rename' }).click();
    await form(page)
      .getByText(/help is what help is called here already/)
      .waitFor();
    if (shots !== undefined) await page.screenshot({ path: `${shots}/commands-form.png` });

    expect(settings.readList('commands.names', here)).toEqual(['decide=choose']);
    expect(settings.readList('commands.names', {})).toEqual([]);
    // The browser tells of the refusal, as it does of each.
    expect(complaints.filter((words) => !words.includes('409'))).toEqual([]);
  },
  slow,
);

test(
  'shows how full the menu is, what has no place in it, and gives one by a pin',
  async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running, { path: '/commands' });
    const card = page.getByRole('region', { name: 'Menu of slash commands' });
    await card.getByRole('img', { name: '95 of 100 places taken' }).waitFor();
    if (shots !== undefined) await page.screenshot({ path: `${shots}/commands-wide.png` });
    await card.getByRole('button', { name: 'Show the 12 commands without a place' }).click();
    expect(await page.getByRole('button', { name: /^Change / }).count()).toBe(12);

    await page.getByRole('button', { name: 'Change game99' }).click();
    await form(page)
      .getByRole('switch', { name: /Always in the menu/ })
      .click();
    await card.getByRole('img', { name: /places taken/ }).waitFor();
    await expect
      .poll(() => running.sample.ports.settings.settings.readList('commands.pinned', {}), {
        timeout: 20_000,
      })
      .toEqual(['game99']);
    await card.getByRole('button', { name: 'Tell the networks' }).click();
    await card.getByText('discord: told').waitFor();
    expect(complaints).toEqual([]);
  },
  slow,
);

test(
  'a place is chosen, and on a phone everything is there',
  async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, {
      ...{ width: 390, height: 844, path: castle },
    });
    await row(page, 'choose').waitFor();
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/commands-phone.png` });
    await page.getByLabel('Find commands').fill('rate');
    await expect.poll(() => page.getByRole('button', { name: /^Change / }).count()).toBe(1);
    await page.getByRole('combobox', { name: 'Commands of' }).click();
    await page
      .getByRole('option', { name: /Castle Town/ })
      .first()
      .click();
    await expect.poll(() => page.url()).toContain('space%3Adiscord%3A9001');
    await page.emulateMedia({ colorScheme: 'dark' });
    await row(page, 'choose').waitFor();
    if (shots !== undefined) await page.screenshot({ path: `${shots}/commands-phone-dark.png` });
  },
  slow,
);
