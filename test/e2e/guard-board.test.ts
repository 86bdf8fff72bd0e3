import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn } from '../support/browser.ts';
import { type CastellanProcess, castellan, forgetData } from '../support/castellan.ts';
import { sayAll } from '../support/guard-flood.ts';

let program: CastellanProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

const castle = { network: 'irc', channel: '#castle' } as const;
const held = () => page.getByRole('region', { name: 'Held back now' });
const forecast = () => page.getByRole('status', { name: 'Forecast' });
const muteMs = 300_000;

/** A window overrun, and then enough time for the next one. */
async function overrun(person: string): Promise<void> {
  const lines = Array.from({ length: 8 }, (_, at) => ({
    ...{ ...castle, person },
    text: `!choose tea${at} | coffee${at}`,
  }));
  await sayAll(page, program.ready.url, lines);
}

async function mute(person: string): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    if (turn > 0) await page.waitForTimeout(5200);
    await overrun(person);
  }
}

async function saidBy(text: RegExp): Promise<string | undefined> {
  const answer = await page.request.get(`${program.ready.url}/api/playground`);
  const { networks } = (await answer.json()) as {
    networks: { messages: { text: string; author: { bot: boolean } }[] }[];
  };
  return networks
    .flatMap(({ messages }) => messages)
    .filter(({ author }) => author.bot)
    .map((message) => message.text)
    .findLast((said) => text.test(said));
}

describe('the guard board in a real browser', () => {
  beforeAll(async () => {
    program = await castellan();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
    await signIn(page, program.ready);
  });

  afterAll(async () => {
    await browser.close();
    await program.end();
    forgetData(program.data);
  });

  test('teaches while nobody is held back', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Guard').click();
    await held().getByText('Nobody and nothing is held back').waitFor();
    await page.getByText('Nothing was refused yet').waitFor();

    expect(await page.getByRole('list', { name: /Stages/ }).innerText()).toContain('Live');
  });

  test('shows a mute within a second of its happening, with who, stage and countdown', async () => {
    // In the page itself: how the test asks takes time too.
    await page.evaluate(`new MutationObserver(() => {
      const row = [...document.querySelectorAll('.held-row')].find((one) => one.textContent.includes('Muted'));
      if (row) window.shownAtMs ??= Date.now();
    }).observe(document.body, { childList: true, subtree: true })`);
    await mute('bob');
    await held().getByText('Muted', { exact: true }).waitFor();
    const row = await held().getByRole('listitem').filter({ hasText: 'Muted' }).innerText();
    const shownAtMs = await page.evaluate<number>('window.shownAtMs');
    const answer = await page.request.get(`${program.ready.url}/api/guard`);
    const { history } = (await answer.json()) as { history: { kind: string; firstMs: number }[] };
    const mutedAtMs = history.find(({ kind }) => kind === 'muted')?.firstMs ?? 0;

    expect(row).toMatch(/bob[\s\S]*Muted[\s\S]*Mutes and bans[\s\S]*For \d min/);
    expect(shownAtMs - mutedAtMs).toBeLessThan(1000);
  });

  test('lifts it after saying the effect, and the person is heard again', async () => {
    await held().getByRole('button', { name: 'Lift: bob, Muted' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toMatch(/bob is heard again at once, 4 min \d+ s early/);
    await dialog.getByRole('button', { name: 'Lift' }).click();
    await held().getByText('Muted', { exact: true }).waitFor({ state: 'detached' });
    await page.waitForTimeout(5200);
    await sayAll(page, program.ready.url, [
      { ...castle, person: 'bob', text: '!choose yes | yess' },
    ]);

    await expect.poll(() => saidBy(/bob: I choose yess?!/)).toBeDefined();
  });

  test('keeps the history of it, and finds by stage and word', async () => {
    const history = page.getByRole('region', { name: 'History of refusals' });
    await history.getByPlaceholder(/Search/).fill('bob too fast');
    expect(await history.getByRole('listitem').count()).toBe(1);
    await history.getByPlaceholder(/Search/).fill('nobody at all');
    await history.getByRole('button', { name: 'Show everything' }).click();

    expect(await history.getByRole('listitem').count()).toBeGreaterThan(2);
  });

  test('a slider’s forecast is the figure that the replay gives', async () => {
    await page.getByRole('link', { name: /#castle/ }).click();
    await page.waitForURL(/\/guard\/channel\/sandbox-irc%2F%23castle$/);
    await page.getByRole('heading', { name: 'Limits of #castle' }).waitFor();
    const slider = page.getByRole('slider', { name: 'Commands in the window' });
    for (let turn = 0; turn < 3; turn += 1) await slider.press('ArrowLeft');
    await forecast().getByText('This setting would have refused').waitFor();
    await page.waitForTimeout(1000);
    const onPage = /refused\s+([\d]+ (?:person|people), \d+ messages?)/.exec(
      await forecast().innerText(),
    )?.[1];
    await sayAll(page, program.ready.url, [
      { ...castle, person: 'ann', text: '!guard replay #castle actorMax=2' },
    ]);
    await expect.poll(() => saidBy(/This setting would have refused/)).toBeDefined();
    const inChat = await saidBy(/This setting would have refused/);

    expect(onPage).toMatch(/^1 person, \d\d messages$/);
    // IRC marks what is bold.
    expect(inChat?.replace(/[\x02\x0f]/g, '')).toContain(`refused ${onPage}`);
  });

  test('saves after saying the effect, shows what differs, and undoes it', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toMatch(/1 limit of #castle changes at once.*1 person, \d+/);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 limit of this channel differs from the default.').waitFor();
    await page.reload();
    const slider = page.getByRole('slider', { name: 'Commands in the window' });
    await slider.waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toBe('2');
    await page.getByRole('button', { name: 'Default: Commands in the window, back to 5' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This channel has no limits of its own.').waitFor();
    await page.getByRole('button', { name: 'Undo the last save' }).click();

    await page.getByText('1 limit of this channel differs from the default.').waitFor();
  });

  test('holds longer when asked to, until the time that was said', async () => {
    await page.goto(`${program.ready.url}/guard`);
    await mute('carol');
    await held().getByRole('button', { name: 'Extend: carol, Muted' }).click();
    await page.getByRole('menuitem', { name: '1 hour longer' }).click();
    expect(await page.getByRole('dialog').innerText()).toMatch(/for 1 h 4 min instead of 4 min/);
    await page.getByRole('button', { name: 'Hold 1 h longer' }).click();
    await held().getByText('For 1 h 4 min').waitFor();
    const answer = await page.request.get(`${program.ready.url}/api/guard`);
    const { held: all } = (await answer.json()) as { held: { reason: string; untilMs: number }[] };
    const [muted] = all.filter(({ reason }) => reason === 'muted');

    expect((muted?.untilMs ?? 0) - Date.now()).toBeGreaterThan(muteMs * 10);
  });

  test('works at 390 px and by keyboard: Ctrl+K finds the limits of a channel', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Search pages/ }).fill('limits of #castle');
    await page.keyboard.press('Enter');
    await page.waitForURL(/guard\/channel/);
    await page.getByRole('slider', { name: 'Commands in the window' }).waitFor();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await page.goto(`${program.ready.url}/guard`);
    await held().getByText('carol').first().waitFor();
    const boardOverflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');

    expect([overflow, boardOverflow]).toEqual([0, 0]);
  });

  test('tells in chat why somebody is held, and what would happen if', async () => {
    await sayAll(page, program.ready.url, [
      { ...castle, person: 'ann', text: '!guard simulate bob 20 10' },
      { ...castle, person: 'ann', text: '!guard why carol' },
    ]);

    await expect.poll(() => saidBy(/would be let in/)).toBeDefined();
    await expect.poll(() => saidBy(/unmute carol/)).toBeDefined();
  });

  test('had no fault in the page all the while', () => {
    expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  });
});
