// `npm run screenshots`: the pages as a user sees them, into docs/screenshots.
import type { Page } from 'playwright-core';
import { openBrowser, signIn } from './support/browser.ts';
import { castellan, forgetData } from './support/castellan.ts';

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

const program = await castellan();
const browser = await openBrowser();
try {
  for (const scheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: wide, colorScheme: scheme });
    const page = await context.newPage();
    await page.goto(program.ready.url);
    if (scheme === 'light') await page.screenshot({ path: `${folder}/sign-in.png` });
    await signIn(page, program.ready);
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
    await page.setViewportSize(phone);
    await page.goto(`${program.ready.url}/playground`);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${folder}/phone-${scheme}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await program.end();
  forgetData(program.data);
}
