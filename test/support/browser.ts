import { type Browser, type Page, chromium } from 'playwright-core';
import { pathOf } from '../../scripts/requirements.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real browser with a profile of its own. */
export function openBrowser(): Promise<Browser> {
  const executablePath = pathOf('chromium');
  if (executablePath === undefined)
    throw new Error('chromium is missing; npm test says how to get it');
  return chromium.launch({ executablePath, args: flags });
}

/** Opens the dashboard and signs in with the owner token. */
export async function signIn(
  page: Page,
  { url, ownerToken }: { url: string; ownerToken?: string | undefined },
) {
  await page.goto(url);
  await page
    .getByLabel(/owner token/i)
    .first()
    .fill(ownerToken ?? '');
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}
