import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn } from '../support/browser.ts';
import { type CastellanProcess, castellan, forgetData } from '../support/castellan.ts';

let program: CastellanProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

const pane = (network: 'Discord' | 'IRC'): Locator =>
  page.getByRole('region', { name: `${network}, simulated` });

async function speak(network: 'Discord' | 'IRC', person: string, text: string): Promise<void> {
  await pane(network)
    .getByRole('radio', { name: new RegExp(`\\b${person}\\b`) })
    .check({ force: true });
  const box = pane(network).getByLabel(/^Message to/);
  await box.fill(text);
  await box.press('Enter');
}

/** How often the program has logged something like this. */
const times = (what: RegExp): number => program.stderr().match(what)?.length ?? 0;

describe('the page in a real browser', () => {
  beforeAll(async () => {
    program = await castellan();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
  });

  afterAll(async () => {
    await browser.close();
    await program.end();
    forgetData(program.data);
  });

  test('asks for the owner token and opens on the Playground', async () => {
    await signIn(page, program.ready);

    await page.waitForURL('**/playground');
    expect(page.url()).not.toContain(program.ready.ownerToken);
  });

  test('talks as two people on Discord', async () => {
    await speak('Discord', 'ann', '!choose tea | Tea | coffee');
    await pane('Discord')
      .getByText(/I choose (tea|coffee)!/)
      .waitFor();
    await speak('Discord', 'bob', '!setprefix ?');

    await pane('Discord')
      .getByText(/You may not do that/)
      .waitFor();
  });

  test('talks as two people on IRC', async () => {
    await speak('IRC', 'ann', '!ping');
    await pane('IRC')
      .getByText(/ann: Pong!/)
      .waitFor();
    await speak('IRC', 'carol', '!choose red | blue');

    await pane('IRC')
      .getByText(/carol: I choose (red|blue)!/)
      .waitFor();
  });

  test('uses help: a menu, then its buttons', async () => {
    await speak('Discord', 'ann', '!help');
    await pane('Discord').getByText('What I can do').waitFor();
    await pane('Discord')
      .getByRole('combobox', { name: 'Choose a category' })
      .or(pane('Discord').getByPlaceholder('Choose a category'))
      .last()
      .click();
    await page
      .getByRole('option', { name: /Basics/ })
      .last()
      .click();
    await pane('Discord')
      .getByText(/Page 1 of \d/)
      .waitFor();
    await pane('Discord').getByRole('button', { name: 'Next' }).last().click();

    await pane('Discord')
      .getByText(/Page 2 of \d/)
      .waitFor();
  });

  test('opens the trace of a message, with its stages', async () => {
    await pane('IRC')
      .getByRole('link', { name: /Why\? Opens the trace of the message by carol/ })
      .or(
        pane('IRC').getByRole('button', {
          name: /Why\? Opens the trace of the message by carol/,
        }),
      )
      .last()
      .click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('parse', { exact: true }).waitFor();

    expect(await drawer.innerText()).toMatch(/authorise[\s\S]*run[\s\S]*send/);
    expect(await drawer.innerText()).toContain('µs');
    await page.keyboard.press('Escape');
  });

  test('shows the events live, and a trace under its own address', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Live').click();
    const events = page.getByRole('region', { name: 'Events, newest first' });
    await events.getByText('!choose red | blue').first().click();
    await page.getByRole('dialog').getByText('parse', { exact: true }).waitFor();

    expect(new URL(page.url()).pathname).toMatch(/^\/live\/\w+$/);
    await page.reload();
    await page.getByRole('dialog').getByText('parse', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('reconnects a connection after asking', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Connections').click();
    const before = times(/Connection connecting/g);
    const card = page
      .getByRole('article', { name: 'sandbox-irc' })
      .or(page.getByRole('region', { name: 'sandbox-irc' }))
      .first();
    await card.getByRole('button', { name: /Reconnect now/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Reconnect/ })
      .click();

    await expect.poll(() => times(/Connection connecting/g)).toBe(before + 1);
    await card
      .getByText(/online/i)
      .first()
      .waitFor();
  });

  test('works at 390 px and by keyboard: Ctrl+K finds pages', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Search pages/ }).fill('playground');
    await page.keyboard.press('Enter');
    await page.waitForURL(/playground/);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');

    expect(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('plays a scenario and reports how the guard did', async () => {
    await page.goto(`${program.ready.url}/playground`);
    await page.getByRole('button', { name: 'Play the scenario Five nicks' }).click();
    await page.getByText('The five are forgiven and gone.').waitFor({ timeout: 60_000 });
    const report = await page.getByRole('article', { name: 'Five nicks' }).textContent();

    expect(report).toMatch(/refused\d{2}false hits0time to detect/);
    expect(report).toContain('#castle is silent for 30 s (IRC)');
  });

  test('lets nobody in without a session', async () => {
    const stranger = await browser.newContext();
    const answer = await (
      await stranger.newPage()
    ).request.get(`${program.ready.url}/api/connections`);
    await stranger.close();

    expect(answer.status()).toBe(401);
  });

  test('had no fault in the page all the while', () => {
    expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  });
});
