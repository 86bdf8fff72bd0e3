import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn } from '../support/browser.ts';
import { type CastellanProcess, castellan, forgetData } from '../support/castellan.ts';
import { type IrcClient, ircClient } from '../support/irc-client.ts';

let program: CastellanProcess;
let browser: Browser;
let page: Page;
let dora: IrcClient;
const faults: string[] = [];

const field = (name: string) => page.getByLabel(name, { exact: true });

/** Somebody in the channel. */
async function comes(nick: string): Promise<IrcClient> {
  const client = await ircClient({ port: program.ready.sandbox?.irc.port ?? 0, nick });
  client.send('JOIN #castle');
  await client.hears(/ 366 /);
  return client;
}

/** Gives a command and tells what the bot said to it. */
async function answerTo(client: IrcClient, command: string): Promise<string> {
  client.forget();
  client.send(`PRIVMSG #castle :${command}`);
  return client.hears(new RegExp(`(?:#castle|${client.nick}) :(?:${client.nick}:|[A-Z]).*`));
}

let people = 0;

/** The same from somebody whom no limit has counted yet. */
async function answer(command: string): Promise<string> {
  people += 1;
  const client = await comes(`guest${people}`);
  const said = await answerTo(client, command);
  client.close();
  return said;
}

describe('settings in a real browser', () => {
  beforeAll(async () => {
    program = await castellan();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
    dora = await comes('dora');
    await signIn(page, program.ready);
  });

  afterAll(async () => {
    dora.close();
    await browser.close();
    await program.end();
    forgetData(program.data);
  });

  test('a limit that is changed on the page is obeyed at once, and taken back', async () => {
    expect(await answerTo(dora, '!ping')).toMatch(/Pong/);
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Settings').click();
    await field('Actor max').fill('1');
    await field('Actor max').press('Enter');
    await page.getByText('Saved; it holds.').waitFor();

    expect(await answerTo(dora, '!ping')).not.toMatch(/Pong/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => field('Actor max').inputValue()).toBe('5');
    expect(await answerTo(dora, '!ping')).toMatch(/Pong/);
  });

  test('what does not fit is said at its field, and nothing is saved', async () => {
    await field('Prefix').fill('much too long');
    await field('Basic per minute').fill('7');
    await page.getByRole('button', { name: 'Save all' }).click();
    await page.getByText('"much too long" does not fit').waitFor();
    await page.getByRole('button', { name: 'Discard what was typed for Prefix' }).click();
    await page.getByRole('button', { name: 'Save all' }).click();
    await page.getByText('Saved; it holds.').waitFor();

    expect(await field('Basic per minute').inputValue()).toBe('7');
    await page.getByText('Changed', { exact: true }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Prefix' }).count()).toBe(0);
    await page.getByText('All', { exact: true }).click();
  });

  test('what is changed elsewhere meanwhile is seen, and not written over', async () => {
    await field('Prefix').fill('$');
    const api = page.request;
    const session = (await (await api.get(`${program.ready.url}/api/session`)).json()) as {
      csrf: string;
    };
    await api.post(`${program.ready.url}/api/settings/change`, {
      headers: { 'x-castellan-token': session.csrf, origin: program.ready.url },
      data: { scope: 'instance', changes: [{ name: 'core.prefix', value: '~' }] },
    });
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    await page.getByText(/changed core\.prefix meanwhile/).waitFor();
    expect(await answer('~ping')).toMatch(/Pong/);
    await page.getByRole('button', { name: 'Discard what was typed for Prefix' }).click();
    expect(await field('Prefix').inputValue()).toBe('~');
  });

  test('the history has its own address, and takes one change back', async () => {
    await page.getByRole('link', { name: 'History of Prefix' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Changes of core.prefix').waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/instance/core.prefix');
    await page.reload();
    await page
      .getByRole('button', { name: /Take back change/ })
      .first()
      .click();
    await expect.poll(() => field('Prefix').inputValue()).toBe('!');

    expect(await answer('!ping')).toMatch(/Pong/);
    await page.getByRole('button', { name: 'Close the history' }).click();
  });

  test('a place of its own is chosen, and says where its values come from', async () => {
    await page.getByRole('combobox', { name: 'Settings of' }).click();
    await page.getByRole('option', { name: /#castle on sandbox-irc/ }).click();
    await page.waitForURL(/space%3Airc%3Asandbox-irc%3A%23castle/);
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'fr' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved; it holds.').waitFor();

    expect(await answer('!ping')).toMatch(/Le réseau répond/);
    expect(await page.getByText('from the whole instance').count()).toBeGreaterThan(0);
  });

  test('a file is looked at before it is taken', async () => {
    await page.getByRole('button', { name: 'File' }).click();
    await page.getByRole('tab', { name: 'Import' }).click();
    await page.getByLabel('Settings to import, as YAML').fill('core.language: en\nnope: 1');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByText('There is no setting called "nope".').waitFor();
    await page.getByLabel('Settings to import, as YAML').fill('core.language: en');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('button', { name: 'Change 1 value' }).click();
    await page.getByText('1 value changed; they hold already.').waitFor();
    await page.keyboard.press('Escape');

    expect(await answer('!ping')).toMatch(/The network answers/);
  });

  test('a change for a time waits, is listed and is cancelled', async () => {
    await field('Prefix').fill('$');
    await page.getByRole('button', { name: 'Save for a time…' }).click();
    await page.getByLabel('Make it at').fill('whenever');
    await page.getByRole('button', { name: 'Save for then' }).click();
    await page.getByText('"whenever" is no time').waitFor();
    await page.getByLabel('Make it at').fill('2h');
    await page.getByLabel('Take it back at').fill('2h');
    await page.getByRole('button', { name: 'Save for then' }).click();
    const waiting = page.getByRole('region', { name: 'Changes that wait for their time' });
    await waiting.getByText('taken back').waitFor();
    await waiting.getByRole('button', { name: 'Cancel' }).click();

    await waiting.waitFor({ state: 'detached' });
  });

  test('all of it is in the audit, whose chain is whole, and which is found by words', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Audit').click();
    await page.getByText('The log is whole:').waitFor();
    const entries = page.getByRole('list', { name: 'Entries, newest first' });
    await entries.getByText('guard.actorMax in instance').first().waitFor();
    await page.getByLabel('Search the log').fill('language');
    await expect.poll(() => entries.getByRole('listitem').count()).toBe(2);
    expect(new URL(page.url()).search).toBe('?text=language');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('castellan-audit.csv');
    await page.getByLabel('Search the log').fill('no such thing');
    await page.getByText('No entry matches').waitFor();
  });

  test('works at 390 px, and Ctrl+K finds a setting', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Search pages/ }).fill('actorMax');
    await page.keyboard.press('Enter');
    await page.waitForURL(/settings\/instance\/guard\.actorMax/);
    await page.getByRole('dialog').getByText('Changes of guard.actorMax').waitFor();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');

    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('had no fault in the page all the while', () => {
    // The browser itself notes that a time that is none was answered with 400.
    const unasked = faults.filter((fault) => !/favicon|status of 400/.test(fault));
    expect(unasked).toEqual([]);
  });
});
