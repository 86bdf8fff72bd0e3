import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from '../../support/browser.ts';
import { type CastellanProcess, castellan, forgetData } from '../../support/castellan.ts';

type Network = 'Discord' | 'IRC';

let program: CastellanProcess;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const shots = process.env['SCREENSHOTS'];
let taken = 0;

beforeAll(async () => {
  [program, browser] = await Promise.all([castellan(), openBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', ({ message }) => complaints.push(message));
}, 60_000);

afterAll(async () => {
  await browser.close();
  await program.end();
  forgetData(program.data);
});

async function look(name: string, at: Page = page): Promise<void> {
  taken += 1;
  const file = `journey-${String(taken).padStart(2, '0')}-${name}.png`;
  if (shots !== undefined) await at.screenshot({ path: `${shots}/${file}` });
}

/** Goes on by the navigation, as people do. */
async function open(name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).or(pane('IRC')).first().waitFor();
}

const pane = (network: Network): Locator =>
  page.getByRole('region', { name: `${network}, simulated` });

async function speak(network: Network, person: string, text: string): Promise<void> {
  await pane(network)
    .getByRole('radio', { name: new RegExp(`\\b${person}\\b`) })
    .check({ force: true });
  const box = pane(network).getByLabel(/^Message to/);
  await box.fill(text);
  await box.press('Enter');
}

/** Says it, and waits until it is sent. */
async function says(network: Network, person: string, text: string): Promise<void> {
  await speak(network, person, text);
  await expect
    .poll(() =>
      pane(network)
        .getByLabel(/^Message to/)
        .inputValue(),
    )
    .toBe('');
}

async function inCommunity(name: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

const rule = (name: string): Locator =>
  page.getByRole('listitem').filter({ hasText: name }).first();

/** Switches a set on, and has messages kept for a replay: three clicks. */
async function beginWith(community: string, set: RegExp): Promise<void> {
  await inCommunity(community);
  await page.getByRole('button', { name: set }).click();
  await page.getByText('#1', { exact: false }).first().waitFor();
  await page.getByRole('tab', { name: 'Replay' }).click();
  await page.getByRole('button', { name: 'Keep messages for 7 days' }).click();
  await page.getByText('nothing was said since').waitFor();
}

async function replayAndPromote(name: string): Promise<void> {
  await rule(name).getByRole('button', { name: 'Replay' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Replay' });
  await panel.getByRole('button', { name: 'Replay' }).click();
  await panel.getByText(/Would have hit [1-9]\d* times?/).waitFor();
  await look('replayed');
  await panel.getByRole('button', { name: /^Put rule #\d in force$/ }).click();
  await panel.getByText(/Rule #\d is in force/).waitFor();
}

const bright = 'Join my bright new place for daily giveaways and prizes';

test('a set of rules watches, is replayed, put in force, punishes; the punished appeal, and what was done is lifted', async () => {
  await signIn(page, program.ready);
  await open('Rules');
  await look('no-rules');
  await beginWith('Castle', /^Add 5 rules: Small and friendly/);
  await beginWith('#castle on sandbox-irc', /^Add 6 rules: IRC channel/);
  await look('set-added');

  await open('Playground');
  for (const at of [1, 2, 3, 4]) await says('Discord', 'bob', `${bright} ${at}`);
  for (const at of [1, 2, 3, 4]) await says('IRC', 'carol', `${bright} ${at}`);
  await look('said');

  // The page knows where one was, and tells of hits by itself.
  await open('Rules');
  const hits = page.getByRole('list', { name: 'Hits, newest first' });
  await hits
    .getByText(/#2 repeats, only watched/)
    .first()
    .waitFor();
  await look('hits');
  await open('Cases');
  await page.getByText('Nothing was done to anybody here yet').waitFor();

  await open('Rules');
  await replayAndPromote('#2 repeats');
  await inCommunity('Castle');
  await replayAndPromote('#1 repeats');

  await open('Playground');
  await speak('IRC', 'carol', `${bright} 5`);
  await pane('IRC')
    .getByText(/castellan set mode \+q/)
    .waitFor();
  await speak('IRC', 'carol', 'can you hear me?');
  await pane('IRC')
    .getByRole('alert')
    .getByText(/Cannot send to channel/)
    .waitFor();
  await look('carol-is-muted');
  await says('Discord', 'mod', '!mute @bob 2h adverts');
  await pane('Discord')
    .getByText(/bob is muted/)
    .waitFor();
  await speak('Discord', 'bob', 'can you hear me?');
  await pane('Discord')
    .getByRole('alert')
    .getByText(/bob cannot speak here: muted until/)
    .waitFor();
  await look('bob-is-muted');

  await bobAppeals();
  await carolAppeals();

  await open('Appeals');
  await inCommunity(/^Castle/);
  await grant();
  await inCommunity(/^#castle on sandbox-irc/);
  await grant();

  await open('Playground');
  await pane('Discord')
    .getByText(/Your appeal in Castle is granted/)
    .waitFor();
  await pane('IRC')
    .getByRole('button', { name: /^Direct with castellan/ })
    .click();
  await pane('IRC')
    .getByText(/Your appeal in #castle is granted/)
    .waitFor();
  await look('told');
  for (const [network, person] of [
    ['Discord', 'bob'],
    ['IRC', 'carol'],
  ] as const) {
    await pane(network)
      .getByRole('button', { name: /general|castle$/ })
      .first()
      .click();
    await says(network, person, 'thank you all');
    await pane(network).getByRole('log').getByText('thank you all').waitFor();
  }
  await look('speaking-again');

  await open('Cases');
  const mute = page.getByRole('listitem').filter({ hasText: 'Mute' });
  await expect.poll(() => mute.first().innerText()).toMatch(/overturned/);
  expect(complaints).toEqual([]);
}, 240_000);

/** By the button in the message that told of it, which opens a form. */
async function bobAppeals(): Promise<void> {
  await pane('Discord')
    .getByRole('button', { name: /^Direct with castellan/ })
    .click();
  await pane('Discord')
    .getByText(/You cannot speak in Castle/)
    .waitFor();
  await pane('Discord').getByRole('button', { name: 'Appeal' }).last().click();
  const form = page.getByRole('dialog', { name: /Appeal against case/ });
  await form.getByRole('textbox').fill('I quoted the advert of somebody else');
  await look('form-of-bob');
  await form.getByRole('button', { name: 'Submit' }).click();
  await pane('Discord')
    .getByText(/Your appeal #1 .* is with the staff/)
    .waitFor();
}

/** By the page, on a phone, with the link that staff give to somebody who is outside. */
async function carolAppeals(): Promise<void> {
  await open('Cases');
  await inCommunity(/^#castle on sandbox-irc/);
  await page.getByRole('listitem').filter({ hasText: 'Mute' }).getByRole('link').first().click();
  await page.getByRole('button', { name: /A link to the appeal page for carol/ }).click();
  const link = (await page.locator('code', { hasText: '/appeal#' }).textContent()) ?? '';
  await look('link');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(link);
  await phone.getByRole('textbox').fill('That was my brother, not me');
  await look('page-of-carol', phone);
  await phone.getByRole('button', { name: /send|appeal/i }).click();
  await phone.getByText('Your appeal #1').waitFor();
  const wide = await phone.evaluate<number>('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  await look('page-after', phone);
  // A link opens once.
  const other = await browser.newContext();
  const second = await other.newPage();
  await second.goto(link);
  await second
    .getByText(/expired|used|once|no longer|not open/i)
    .first()
    .waitFor();
  await other.close();
  await context.close();
}

/** The owner decides, who punished nobody here. */
async function grant(): Promise<void> {
  await page.getByRole('link', { name: '#1', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'Appeal #1' });
  await drawer.getByRole('button', { name: 'Grant…' }).click();
  await look('grant');
  await page.getByRole('button', { name: 'Grant it' }).click();
  await drawer.getByText('granted it').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
}
