import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPageIfStale } from '../../../scripts/page.ts';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { openBrowser, signIn } from '../../support/browser.ts';

const slow = 120_000;
const shots = process.env['SCREENSHOTS'];
let browser: Browser;
let world: TestWorld;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  buildPageIfStale();
  [browser, world] = await Promise.all([openBrowser(), sandbox()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (fault) => faults.push(fault.message));
  await signIn(page, world.dashboard);
}, slow);
afterAll(async () => {
  await browser.close();
  await world.stop();
});

const row = (name: string) =>
  page.getByRole('list', { name: 'Automations' }).getByRole('listitem').filter({ hasText: name });

/** Opens the page for one community. */
async function open(community: string): Promise<void> {
  await page.goto(`${world.dashboard.url}/automations`);
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: community, exact: true }).click();
}

async function shot(name: string): Promise<void> {
  if (shots === undefined) return;
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${shots}/automations-${name}.png`, fullPage: true });
}

test(
  'an example is added at one click, does what it says, and its trace shows it',
  async () => {
    await open('#castle on sandbox-irc');
    await page.getByText('Nothing happens by itself yet').waitFor();
    await shot('empty');
    await page.getByRole('button', { name: 'Add: Heads or tails' }).click();
    await row('Heads or tails').waitFor();
    const bob = world.irc.person('bob');
    await bob.say('#castle', '!flip');
    await bob.hears('#castle', /bob flips a coin: (heads|tails)!/);

    await row('Heads or tails').getByText('ran 1 time').waitFor();
    await row('Heads or tails').getByRole('button', { name: 'Trace' }).click();
    await row('Heads or tails')
      .getByText(/bob in #castle/)
      .waitFor();
    await shot('trace');
    await page.getByRole('switch', { name: 'Automation 1 is on' }).click({ force: true });
    await page.getByRole('switch', { name: 'Automation 1 is off' }).waitFor();
    await row('Heads or tails').getByRole('tab', { name: 'History' }).click();
    await row('Heads or tails')
      .getByText(/made by web:owner \(page\)/)
      .waitFor();
  },
  slow,
);

test(
  'one is put together in the form, with its sentence and a dry run beside it, and then it runs',
  async () => {
    await open('Castle');
    await page.getByRole('button', { name: 'New automation' }).click();
    const form = page.getByRole('form', { name: 'New automation' });
    await form.getByLabel('Name').fill('Where to start');
    await form.getByRole('combobox', { name: 'What begins it' }).click();
    await page.getByRole('option', { name: 'A message says …' }).click();
    await form
      .getByLabel('Words or phrases, with commas between')
      .fill('where do I start, help me');
    await form.getByRole('combobox', { name: 'Add a condition' }).click();
    await page.getByRole('option', { name: 'In these channels' }).click();
    await form.getByRole('textbox', { name: 'Channels' }).fill('#random');
    await form.getByLabel('Say in a channel').fill('Read the rules first, ');
    await form.getByRole('button', { name: 'person', exact: true }).click();

    const trial = page.getByRole('region', { name: 'Dry run' });
    await trial.getByText('A condition does not hold').waitFor();
    await trial.getByLabel('Where').fill('#random');
    await trial.getByLabel('What is said').fill('please, where do I start?');
    await trial.getByText('It would run:').waitFor();
    await trial.getByText('Read the rules first, ann').waitFor();
    await trial
      .getByText('when a message says "where do I start", "help me" and it is in #random then say')
      .waitFor();
    await shot('editor');
    await page.setViewportSize({ width: 390, height: 844 });
    await shot('editor-phone');
    await page.setViewportSize({ width: 1280, height: 900 });

    await form.getByRole('button', { name: 'Make it' }).click();
    await row('Where to start').waitFor();
    const bob = world.discord.member('bob');
    await bob.say('#random', 'Where do I start?');
    await bob.hears('#random', /Read the rules first, bob/);
  },
  slow,
);

test(
  'a thank-you for boosts is made in the form, and a boost begins it',
  async () => {
    await open('Castle');
    await page.getByRole('button', { name: 'New automation' }).click();
    const form = page.getByRole('form', { name: 'New automation' });
    await form.getByLabel('Name').fill('Thank you');
    await form.getByRole('combobox', { name: 'What begins it' }).click();
    await page.getByRole('option', { name: 'Someone boosts the server' }).click();
    await form.getByLabel('Say in a channel').fill('What a boost, ');
    await form.getByRole('button', { name: 'person', exact: true }).click();
    await form.getByLabel('Channel; empty: where it happened').fill('#random');
    const trial = page.getByRole('region', { name: 'Dry run' });
    await trial.getByText('when someone boosts the server then say').waitFor();
    await trial
      .getByText(/What a boost, /)
      .last()
      .waitFor();
    await shot('boost');

    await form.getByRole('button', { name: 'Make it' }).click();
    await row('Thank you').waitFor();
    const bob = world.discord.member('bob');
    await bob.boosts('#general');
    await bob.hears('#random', /What a boost, bob/);
  },
  slow,
);

test(
  'what cannot be is refused in words, and nothing is kept',
  async () => {
    await open('Castle');
    await page
      .getByRole('button', { name: 'Fill in: Role for a reaction' })
      .or(page.getByRole('button', { name: 'Change first: Role for a reaction' }))
      .click();
    const form = page.getByRole('form', { name: 'New automation' });
    await form.getByRole('button', { name: 'Make it' }).click();
    await page.getByText('Put the id or address of the message in').waitFor();
    await form.getByLabel('The message’s id').fill('1234567890');
    await form.getByLabel('Role to give or take').fill('Admin');
    await form.getByRole('button', { name: 'Make it' }).click();
    await page.getByText('makes people staff').waitFor();
    await form.getByLabel('Role to give or take').fill('Member');
    await form.getByRole('button', { name: 'Make it' }).click();
    await row('Role for a reaction').waitFor();
    await shot('list');
    await page.setViewportSize({ width: 390, height: 844 });
    await shot('list-phone');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page
      .getByRole('button', { name: /^Remove automation \d+; / })
      .last()
      .click();
    await row('Role for a reaction').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  },
  slow,
);
