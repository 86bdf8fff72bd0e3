import type { Page } from 'playwright-core';

interface Parts {
  readonly url: string;
  readonly scheme: string;
  readonly folder: string;
  speak(page: Page, network: string, person: string, text: string): Promise<void>;
}

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const settleMs = 800;

/** What people report, who they are, what is told to all, and who is let in. */
export async function protectionPages(page: Page, parts: Parts): Promise<void> {
  const { url, scheme, speak } = parts;
  if (scheme === 'light') await happen(page, url, speak);
  const shoot = shooter(page, parts);
  await page.goto(`${url}/review`);
  await inCastle(page);
  await page.getByRole('list', { name: 'Waiting' }).waitFor();
  await shoot('review');
  await page.goto(`${url}/people`);
  await page.getByRole('list', { name: 'Found' }).getByRole('link', { name: /bob/ }).click();
  await page.getByRole('list', { name: 'What happened' }).waitFor();
  await shoot('people');
  for (const name of ['event-log', 'overview']) {
    await page.goto(`${url}/${name}`);
    await shoot(name);
  }
  await page.goto(`${url}/extensions/thanks/board`);
  await page.getByRole('heading', { name: 'Thanks', level: 1 }).waitFor();
  await shoot('module-page');
  await publicPages(page, parts);
}

/** The page as it is wide, and on a phone. */
function shooter(page: Page, { scheme, folder }: Parts) {
  return async (name: string): Promise<void> => {
    await page.waitForTimeout(settleMs);
    await page.screenshot({ path: `${folder}/${name}-${scheme}.png` });
    await page.setViewportSize(phone);
    await page.waitForTimeout(settleMs / 2);
    await page.screenshot({ path: `${folder}/${name}-phone-${scheme}.png` });
    await page.setViewportSize(wide);
  };
}

async function inCastle(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: /^Castle/ }).click();
}

/** What people see who are not signed in: the news of the place, and its gate. */
async function publicPages(page: Page, parts: Parts): Promise<void> {
  const { url, speak } = parts;
  const shoot = shooter(page, parts);
  await page.goto(`${url}/people`);
  await inCastle(page);
  const bob = page.getByRole('list', { name: 'Found' }).getByRole('link', { name: /bob/ });
  const [, , community = ''] = ((await bob.getAttribute('href')) ?? '').split('/');
  await page.goto(`${url}/news/${community}`);
  await shoot('news');
  await page.goto(`${url}/playground`);
  await speak(page, 'Discord', 'bob', 'hello again');
  const log = page.getByRole('region', { name: 'Discord, simulated' }).getByRole('log');
  await log.getByRole('button', { name: 'Let me in' }).first().click();
  const link = log.getByRole('link', { name: 'Answer on a page' }).last();
  await link.waitFor();
  await page.goto((await link.getAttribute('href')) ?? url);
  await shoot('gate');
}

async function happen(page: Page, url: string, speak: Parts['speak']): Promise<void> {
  await page.goto(`${url}/playground`);
  await page.getByRole('region', { name: 'IRC, simulated' }).waitFor();
  const lines: readonly (readonly [string, string])[] = [
    ['olivia', '!eventlog to #staff'],
    ['olivia', '!announcement write Summer party | We meet on Saturday at six in the great hall.'],
    ['olivia', '!announcement publish summer-party'],
    ['olivia', '!settings set gate.role @Member'],
    ['olivia', '!settings set gate.ways page'],
    ['olivia', '!settings set gate.mode on'],
    ['olivia', '!gate post'],
    ['ann', 'has anybody seen the cat?'],
    ['bob', 'shut up about your cat, you fool'],
    ['ann', '!report @bob he insults everybody'],
    ['mod', '!note @bob was civil until last week'],
    ['mod', '!mute @bob 10m calm down'],
    ['mod', '!unmute @bob has said sorry'],
  ];
  for (const [person, text] of lines) await speak(page, 'Discord', person, text);
}
