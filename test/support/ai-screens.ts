import type { Page } from 'playwright-core';
import { type Asked, type Provider, aiProvider, messageIn } from './ai-provider.ts';
import { csrfOf, sayAll } from './guard-flood.ts';

/** A model that finds what a person would find in these few sentences. */
function verdictOn(question: Asked): string {
  const text = messageIn(question);
  const [quote, found] = Object.entries(wrong).find(([words]) => text.includes(words)) ?? [
    '',
    fine,
  ];
  return JSON.stringify({ ...found, quote });
}

const fine = { action: 'IGNORE', rule: 0, confidence: 0.97, reason: 'Nothing is wrong with it.' };

const wrong: Readonly<Record<string, typeof fine>> = {
  'nobody here likes you': {
    ...{ action: 'WARN', rule: 1, confidence: 0.91, reason: 'It tells somebody to feel unwanted.' },
  },
  'claim your free nitro': {
    ...{ action: 'DELETE', rule: 5, confidence: 0.98, reason: 'A gift that is no gift.' },
  },
  'wait for me after school': {
    ...{ action: 'TIMEOUT_LONG', rule: 2, confidence: 0.84, reason: 'It threatens somebody.' },
  },
  'kill you in the next round': {
    ...{ action: 'NOTIFY_MODS', rule: 2, confidence: 0.62, reason: 'Perhaps only a game.' },
  },
};

const said = [
  ['bob', 'good morning, who has slept well?'],
  ['carol', 'just leave, nobody here likes you'],
  ['dave', 'claim your free nitro at discorcl-gift.example'],
  ['bob', 'I will kill you in the next round, see you on the map'],
  ['carol', 'you will see, wait for me after school'],
  ['dave', 'does anybody know when the library opens?'],
] as const;

interface Shot {
  readonly url: string;
  readonly folder: string;
  readonly scheme: 'light' | 'dark';
}

/** A model looks on for a while, people decide, and the board shows how it does. */
export async function aiPages(page: Page, { url, folder, scheme }: Shot): Promise<void> {
  const provider = await aiProvider(verdictOn);
  try {
    if (scheme === 'light') await lookOn(page, url, provider);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.goto(`${url}/ai`);
    await page.getByRole('combobox', { name: 'Community' }).click();
    await page.getByRole('option', { name: '#castle on sandbox-irc' }).click();
    await page.getByText('v4 ').waitFor();
    if (scheme === 'light') {
      await page.getByLabel('What a newcomer might write').fill('claim your free nitro here');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page.getByText('98 % sure').nth(1).waitFor();
    }
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${folder}/ai-${scheme}.png` });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/ai-phone-${scheme}.png` });
  } finally {
    await provider.stop();
  }
}

async function lookOn(page: Page, url: string, provider: Provider): Promise<void> {
  const headers = { 'x-castellan-token': await csrfOf(page, url), origin: url };
  const values = { 'ai.url': provider.url, 'ai.model': 'small', 'ai.priceRead': '150' };
  const changes = Object.entries(values).map(([name, value]) => ({ name, value }));
  await page.request.post(`${url}/api/settings/change`, {
    ...{ headers, data: { scope: 'instance', changes } },
  });
  const say = (person: string, text: string) =>
    sayAll(page, url, [{ network: 'irc', channel: '#castle', person, text }]);
  await say('ann', '?ai-mod on');
  await say('ann', '!ai-mod on');
  await page.waitForTimeout(1500);
  for (const [person, text] of said) {
    await say(person, text);
    await page.waitForTimeout(400);
  }
  await page.waitForTimeout(6000);
  for (const line of ['approve v1', 'dismiss v3']) {
    for (const prefix of ['?', '!']) await say('ann', `${prefix}ai-mod ${line}`);
    await page.waitForTimeout(6000);
  }
}
