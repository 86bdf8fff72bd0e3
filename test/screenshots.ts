// `npm run screenshots`: the pages as a user sees them, into docs/screenshots.
import type { Page } from 'playwright-core';
import { aiPages } from './support/ai-screens.ts';
import { openBrowser, signIn } from './support/browser.ts';
import { castellan, forgetData } from './support/castellan.ts';
import { errand } from './support/errand.ts';
import { sayAll } from './support/guard-flood.ts';
import { incidentPictures } from './support/incident-pictures.ts';
import { mirrorPictures } from './support/mirror-pictures.ts';
import { sampleMarket } from './support/market-sources.ts';
import { freePort } from './support/postgres-server.ts';
import { protectionPages } from './support/protection-screens.ts';
import { sampleWeek } from './support/sample-week.ts';
import { thanksExtension } from './support/thanks-extension.ts';

const folder = 'docs/screenshots';
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const speak = async (page: Page, network: string, person: string, text: string): Promise<void> => {
  const pane = page.getByRole('region', { name: `${network}, simulated` });
  await pane.getByRole('radio', { name: new RegExp(`\\b${person}\\b`) }).check({ force: true });
  await pane.getByLabel(/^Message to/).fill(text);
  await pane.getByLabel(/^Message to/).press('Enter');
  await page.waitForTimeout(700);
};

async function converse(page: Page): Promise<void> {
  await speak(page, 'Discord', 'bob', 'hello everyone, what can the bot do?');
  await speak(page, 'Discord', 'ann', '!help');
  await speak(page, 'Discord', 'bob', '!choose pizza | Pizza | sushi');
  await speak(page, 'IRC', 'carol', '!choose tea | coffee');
  await speak(page, 'IRC', 'ann', '!ping');
  await speak(page, 'IRC', 'bob', '!setprefix ?');
  await speak(page, 'IRC', 'ann', 'castellan: about');
  await page.waitForTimeout(1000);
}

/** Someone is muted, and someone else has just come too fast. */
async function flood(page: Page, url: string): Promise<void> {
  const castle = { network: 'irc', channel: '#castle' } as const;
  const lines = (person: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ ...castle, person },
      text: `!choose tea${at} | coffee${at}`,
    }));
  for (let turn = 0; turn < 3; turn += 1) {
    await sayAll(page, url, lines('bob', 8));
    await page.waitForTimeout(5200);
  }
  await sayAll(page, url, lines('carol', 7));
}

async function guardPages(page: Page, url: string, scheme: string): Promise<void> {
  await page.setViewportSize({ ...wide, height: 900 });
  if (scheme === 'light') await flood(page, url);
  await page.goto(`${url}/guard`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/guard-${scheme}.png` });
  await page.goto(`${url}/guard/channel/${encodeURIComponent('sandbox-irc/#castle')}`);
  const slider = page.getByRole('slider', { name: 'Commands in the window' });
  for (let turn = 0; turn < 2; turn += 1) await slider.press('ArrowLeft');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${folder}/guard-limits-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/guard-limits-phone-${scheme}.png` });
  await page.goto(`${url}/guard`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/guard-phone-${scheme}.png` });
}

/** A change that holds, one that does not fit, one that waits, and what the log says of them. */
async function settingsAndAudit(page: Page, scheme: string): Promise<void> {
  await page.goto(`${program.ready.url}/settings`);
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await field('Actor max').fill(scheme === 'light' ? '6' : '7');
  await field('Actor max').press('Enter');
  await page.getByText('Saved; it holds.').waitFor();
  await field('Channel max').fill('999');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('"999" does not fit').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/settings-${scheme}.png` });
  await page.getByRole('link', { name: 'History of Actor max' }).click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/settings-history-${scheme}.png` });
  await page.goto(`${program.ready.url}/audit`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/audit-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.goto(`${program.ready.url}/settings`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/settings-phone-${scheme}.png` });
  await page.setViewportSize(wide);
}

/** A backup that was just made and proven, what a restore of it would do, and the jobs behind it. */
async function backupsAndJobs(page: Page, scheme: string): Promise<void> {
  const { url } = program.ready;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const all = page.getByRole('list', { name: 'Backups' }).getByRole('listitem');
  await page.goto(`${url}/backups`);
  await button('Back up now').click();
  await page.getByLabel('Label').fill(scheme === 'light' ? 'before the move' : 'after the move');
  await button('Make it').click();
  await page.getByText('Made and verified').waitFor();
  await button('Try a restore out').click();
  await page.getByText('A restore was tried out and went well').waitFor();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/backups-${scheme}.png` });
  await all.last().getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Restore…' }).click();
  await button('Show what would change').click();
  await page.getByRole('checkbox').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/backups-restore-${scheme}.png` });
  await page.goto(`${url}/jobs`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/jobs-${scheme}.png` });
  await page.setViewportSize(phone);
  for (const name of ['backups', 'jobs']) {
    await page.goto(`${url}/${name}`);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/${name}-phone-${scheme}.png` });
  }
  await page.setViewportSize(wide);
}

/** One is off, one has another name: what a place has decided, and the form where it does. */
async function commandsPage(page: Page, url: string, scheme: string): Promise<void> {
  await page.goto(`${url}/commands`);
  await page.getByRole('listitem', { name: 'choose', exact: true }).waitFor();
  if (scheme === 'light')
    await page.getByRole('switch', { name: 'ping is on' }).click({ force: true });
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/commands-${scheme}.png` });
  await page.getByRole('button', { name: 'Change choose' }).click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/commands-change-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.goto(`${url}/commands`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/commands-phone-${scheme}.png` });
  await page.setViewportSize(wide);
}

/** What staff did on both networks, and one case with all that belongs to it. */
async function cases(page: Page, scheme: string): Promise<void> {
  const { url } = program.ready;
  if (scheme === 'light') {
    await page.goto(`${url}/playground`);
    await page.getByRole('region', { name: 'IRC, simulated' }).waitFor();
    await speak(page, 'Discord', 'bob', 'buy my coins, cheap!');
    for (const line of [
      '!warn @bob be nice',
      '!mute @bob 2h rule:3 spam',
      '!case note 2 second time',
    ])
      await speak(page, 'Discord', 'ann', line);
    await speak(page, 'Discord', 'ann', '!unmute @bob has said sorry');
    await speak(page, 'Discord', 'ann', '!ban 123456789012345678');
    await speak(page, 'Discord', 'ann', '!ban 223456789012345678 until monday 9:00 spam again');
    await speak(page, 'IRC', 'ann', '!warn carol too loud');
  }
  await page.goto(`${url}/cases`);
  await page.getByRole('list', { name: 'Cases, newest first' }).waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/cases-${scheme}.png` });
  await page.getByRole('link', { name: '#2', exact: true }).click();
  await page.getByText('Notes of staff').waitFor();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/case-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.goto(`${url}/cases`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/cases-phone-${scheme}.png` });
  await page.setViewportSize(wide);
}

/** Somebody appeals: how staff see it, and how he does, without being signed in. */
async function appeals(page: Page, scheme: string): Promise<void> {
  const { url } = program.ready;
  if (scheme === 'light') {
    await page.goto(`${url}/playground`);
    await page.getByRole('region', { name: 'IRC, simulated' }).waitFor();
    await speak(page, 'IRC', 'carol', '!appeal I was not loud, that was my brother.');
  }
  await page.goto(`${url}/appeals`);
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: /^#castle on sandbox-irc/ }).click();
  await page.getByRole('list', { name: 'Appeals, who waits first' }).waitFor();
  await page.getByRole('link', { name: '#1', exact: true }).click();
  await page.getByRole('button', { name: /A link to the appeal page/ }).click();
  const link = (await page.locator('code', { hasText: '/appeal#' }).textContent()) ?? '';
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/appeals-${scheme}.png` });
  await page.goto(link);
  await page.getByText('Case ').first().waitFor();
  await page.screenshot({ path: `${folder}/appeal-page-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/appeal-page-phone-${scheme}.png` });
  await page.goto(`${url}/appeals`);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/appeals-phone-${scheme}.png` });
  await page.setViewportSize(wide);
}

const chatter = [
  ...['bob', 'carol', 'dave'].map((person) => ({
    person,
    text: 'good evening, how is the castle?',
  })),
  { person: 'carol', text: 'get fr33 n1tro at https://nitro.example/claim' },
  { person: 'dave', text: '<@1> <@2> <@3> <@4> <@5> <@6> have a look' },
  { person: 'dave', text: '<@1> <@2> <@3> <@4> look again' },
  ...Array.from({ length: 5 }, (_, at) => ({
    ...{ person: 'carol', text: `Join my brand new server for daily giveaways and prizes ${at}` },
  })),
];

/** A set to begin with, what it would do to a text and to what was said. */
async function rulesPages(page: Page, url: string, scheme: string): Promise<void> {
  await page.setViewportSize({ ...wide, height: 900 });
  await page.goto(`${url}/settings`);
  const days = page.getByLabel('Keep days', { exact: true });
  await days.fill(scheme === 'light' ? '7' : '6');
  await days.press('Enter');
  await page.getByText('Saved; it holds.').waitFor();
  await page.goto(`${url}/rules`);
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: '#castle on sandbox-irc' }).click();
  if (scheme === 'light') {
    await page.getByText('No rules yet').waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}/rules-empty-${scheme}.png` });
    await page.getByRole('button', { name: 'Add 5 rules: Small and friendly' }).click();
    await page.getByText('#2 many mentions').waitFor();
    const castle = { network: 'irc', channel: '#castle' } as const;
    await sayAll(
      page,
      url,
      chatter.map((line) => ({ ...castle, ...line })),
    );
    await page.getByRole('radiogroup', { name: 'Mode of rule 2' }).getByText('In force').click();
  }
  await page.getByRole('tab', { name: 'Test a text' }).click();
  await page
    .getByLabel('What a newcomer might write')
    .fill('claim your fr33 n1tro: https://nitro.example');
  await page.getByText('1 of 5 rules would hit.').waitFor();
  await page.waitForTimeout(5500);
  await page.screenshot({ path: `${folder}/rules-${scheme}.png` });
  await page.getByRole('button', { name: 'Replay' }).nth(1).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'Replay' }).click();
  await page.getByText('Would have hit').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/rules-replay-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/rules-phone-${scheme}.png` });
  await page.setViewportSize(wide);
}

/** Examples taken over, one that has run, and the form with its dry run. */
async function automationsPages(page: Page, url: string, scheme: string): Promise<void> {
  await page.setViewportSize({ ...wide, height: 900 });
  await page.goto(`${url}/automations`);
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: '#castle on sandbox-irc' }).click();
  if (scheme === 'light') {
    await page.getByText('Nothing happens by itself yet').waitFor();
    for (const title of ['Welcome', 'Every Monday at nine', 'Heads or tails']) {
      await page.getByRole('button', { name: `Add: ${title}` }).click();
      await page.getByRole('list', { name: 'Automations' }).getByText(title).first().waitFor();
    }
    const castle = { network: 'irc', channel: '#castle' } as const;
    await sayAll(page, url, [{ ...castle, person: 'bob', text: '!flip' }]);
  }
  await page.waitForTimeout(5500);
  await page.getByRole('button', { name: 'Trace' }).last().click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/automations-${scheme}.png` });
  await page.getByRole('button', { name: 'Change first: Answer a question' }).click();
  await page.waitForTimeout(1200);
  await page.screenshot({ path: `${folder}/automations-editor-${scheme}.png` });
  await page.setViewportSize(phone);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/automations-phone-${scheme}.png` });
  await page.setViewportSize(wide);
}

// Once for the tables, then a week laid into them, then for the pages.
const first = await castellan();
await first.end();
await sampleWeek(first.data);
thanksExtension(first.data);
const port = await freePort();
// The pages for people outside need an address that they can open.
const origins = JSON.stringify([`http://127.0.0.1:${port}`]);
const environment = {
  ...(await sampleMarket(first.data)),
  CASTELLAN_DASHBOARD__ORIGINS: origins,
};
const args = ['--port', String(port)];
const program = await castellan({ data: first.data, environment, args });
// Nobody looks at so many pages in a minute.
for (const name of ['webPerMinute', 'webBurst', 'webSessionBurst'])
  await errand(first.data, `settings set guard.${name} 9000 instance`);
const { ownerToken } = first.ready;
const browser = await openBrowser();
try {
  for (const scheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: wide, colorScheme: scheme });
    const page = await context.newPage();
    await page.goto(program.ready.url);
    if (scheme === 'light') await page.screenshot({ path: `${folder}/sign-in.png` });
    await signIn(page, { url: program.ready.url, ownerToken });
    await page.getByRole('region', { name: 'IRC, simulated' }).waitFor();
    if (scheme === 'light') await converse(page);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/playground-${scheme}.png` });
    await page.goto(`${program.ready.url}/live`);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/live-${scheme}.png` });
    await page.getByText('!setprefix ?').first().click();
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/trace-${scheme}.png` });
    await page.goto(`${program.ready.url}/connections`);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/connections-${scheme}.png` });
    await settingsAndAudit(page, scheme);
    await backupsAndJobs(page, scheme);
    await commandsPage(page, program.ready.url, scheme);
    await protectionPages(page, { url: program.ready.url, scheme, folder, speak });
    await cases(page, scheme);
    await appeals(page, scheme);
    await incidentPictures(page, { url: program.ready.url, scheme, folder, speak });
    await rulesPages(page, program.ready.url, scheme);
    await mirrorPictures(page, { url: program.ready.url, folder, scheme });
    await automationsPages(page, program.ready.url, scheme);
    await aiPages(page, { url: program.ready.url, folder, scheme });
    await page.setViewportSize(wide);
    for (const name of ['hooks', 'health', 'extensions', 'market']) {
      await page.goto(`${program.ready.url}/${name}`);
      if (name === 'market' && scheme === 'light') await page.getByText('I accept').click();
      await page.waitForTimeout(800);
      await page.screenshot({ path: `${folder}/${name}-${scheme}.png` });
    }
    await page.setViewportSize(phone);
    await page.goto(`${program.ready.url}/playground`);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/phone-${scheme}.png` });
    await guardPages(page, program.ready.url, scheme);
    await context.close();
  }
} finally {
  await browser.close();
  await program.end();
  forgetData(program.data);
}
