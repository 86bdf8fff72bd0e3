import type { Page } from 'playwright-core';

interface Parts {
  readonly url: string;
  readonly scheme: string;
  readonly folder: string;
  speak(page: Page, network: string, person: string, text: string): Promise<void>;
}

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** A rule that hits several people, and what it takes to take that back. */
export async function incidentPictures(
  page: Page,
  { url, scheme, folder, speak }: Parts,
): Promise<void> {
  if (scheme === 'light') await happen(page, url, speak);
  const picture = (name: string) => page.screenshot({ path: `${folder}/${name}-${scheme}.png` });
  await page.goto(`${url}/incidents`);
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: /^Castle/ }).click();
  await page.getByRole('list', { name: 'Incidents, newest first' }).waitFor();
  await page.waitForTimeout(500);
  await picture('incidents');
  await page.getByRole('link', { name: '#1', exact: true }).click();
  await page.getByRole('button', { name: 'Take all of it back…' }).click();
  await page.getByRole('region', { name: 'What would be taken back' }).waitFor();
  await page.waitForTimeout(800);
  await picture('incident');
  await page.setViewportSize(phone);
  await page.waitForTimeout(800);
  await picture('incident-phone');
  await page.goto(`${url}/incidents`);
  await page.waitForTimeout(800);
  await picture('incidents-phone');
  await page.setViewportSize(wide);
}

async function happen(page: Page, url: string, speak: Parts['speak']): Promise<void> {
  await page.goto(`${url}/playground`);
  await page.getByRole('region', { name: 'IRC, simulated' }).waitFor();
  const say = (person: string, text: string) => speak(page, 'Discord', person, text);
  await say('olivia', '!settings set incidents.people 2');
  await say('olivia', '!automod add when a message says "cheap coins" then mute for 1h');
  await say('olivia', '!automod mode 1 live');
  for (const person of ['bob', 'mod']) await say(person, 'who wants cheap coins?');
  await say('ann', '!warn @bob this is the third time');
  await say('ann', '!incident note 1 both say a friend had their phone');
  await page.waitForTimeout(1000);
}
