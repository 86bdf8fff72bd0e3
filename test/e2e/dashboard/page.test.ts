import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMessage } from '../../support/dashboard-sample.ts';
import { builtPage, openBrowser, openPage, runDashboard } from './browser.ts';

let browser: Browser;
let built: Awaited<ReturnType<typeof builtPage>>;
beforeAll(async () => {
  [browser, built] = await Promise.all([openBrowser(), builtPage()]);
});
afterAll(async () => {
  await browser.close();
  await built.remove();
});

const discord = (page: Page) => page.getByRole('region', { name: 'Discord, simulated' });
const irc = (page: Page) => page.getByRole('region', { name: 'IRC, simulated' });

describe('signing in', () => {
  test('refuses a wrong secret in words, and comes back to the page that was asked for', async () => {
    const running = await runDashboard(built.dir);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${running.url}/connections`);
    const secret = page.getByRole('textbox', { name: 'Owner token or password' });
    await secret.fill('not the token');
    await secret.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('castellan token');
    await secret.fill(running.ownerToken);
    await secret.press('Enter');
    await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor();
    expect(page.url()).toBe(`${running.url}/connections`);
    expect(await page.evaluate<string>('document.cookie')).toBe('');
    await context.close();
  });

  test('ends with signing out, and the page shows nothing more', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running);
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goto(`${running.url}/live`);
    await page.getByRole('textbox', { name: 'Owner token or password' }).waitFor();
  });
});

describe('the Playground', () => {
  test('speaks as two people on both networks, and shows what each may see', async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running);
    await discord(page).getByText('Only ann sees this').waitFor();
    await discord(page).getByRole('radio', { name: /cid/ }).check();
    expect(await discord(page).getByText('Not so fast').count()).toBe(0);
    expect(await discord(page).getByRole('button', { name: 'staff' }).count()).toBe(0);
    await discord(page)
      .getByRole('combobox', { name: /Message to/ })
      .fill('hello from cid');
    await page.keyboard.press('Enter');
    await discord(page).getByRole('log').getByText('hello from cid').waitFor();

    const line = irc(page).getByRole('combobox', { name: /Message to/ });
    await irc(page).getByRole('radio', { name: /dan/ }).check();
    await line.fill('!choose tea | coffee');
    await line.press('Enter');
    await irc(page).getByRole('log').getByText('dan: I choose tea!').nth(1).waitFor();
    await line.press('ArrowUp');
    expect(await line.inputValue()).toBe('!choose tea | coffee');
    expect(running.sample.asked.map(({ network, what }) => [network, what])).toEqual([
      ['discord', { person: 'cid', channel: 'general', text: 'hello from cid' }],
      ['irc', { person: 'dan', channel: '#castle', text: '!choose tea | coffee' }],
    ]);
    expect(complaints).toEqual([]);
  });

  test('completes slash commands by keyboard, asks for what is needed, and runs them', async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running);
    const line = discord(page).getByRole('combobox', { name: /Message to/ });
    await line.pressSequentially('/pi');
    await page.getByRole('option', { name: /ping/ }).waitFor();
    await line.press('Enter');
    await discord(page).getByText('Pong! 11 ms').waitFor();
    await discord(page).getByText('ann used /ping').waitFor();

    await line.pressSequentially('/choose ');
    const form = discord(page).getByRole('form', { name: /choose/ });
    await page.keyboard.press('Enter');
    await form.getByText('options is needed').waitFor();
    await page.keyboard.type('tea | coffee');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => running.sample.asked.at(-1)?.what)
      .toEqual({
        ...{ person: 'ann', channel: 'general', command: 'choose' },
        options: { options: 'tea | coffee' },
      });

    await line.pressSequentially('/help ');
    const topic = page.getByRole('combobox', { name: 'command' });
    await topic.pressSequentially('se');
    await page.getByRole('option', { name: 'setprefix' }).click();
    await page.getByRole('button', { name: 'Run' }).click();
    await expect
      .poll(() => running.sample.asked.at(-1)?.what)
      .toMatchObject({
        ...{ command: 'help', options: { command: 'setprefix' } },
      });
    expect(complaints).toEqual([]);
  });

  test('presses buttons and chooses from menus as the person who speaks', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running);
    await discord(page).getByRole('button', { name: 'Next' }).click();
    await discord(page).getByText('(edited)').waitFor();
    expect(await discord(page).getByRole('button', { name: 'Back' }).isDisabled()).toBe(true);
    await discord(page).getByRole('combobox', { name: 'Choose a category' }).click();
    await page.getByRole('option', { name: /Settings/ }).click();
    const on = { person: 'ann', channel: 'general', message: 'd3' };
    await expect
      .poll(() => running.sample.asked)
      .toEqual([
        { verb: 'press', network: 'discord', what: { ...on, control: 'help:next' } },
        {
          verb: 'choose',
          network: 'discord',
          what: { ...on, control: 'help:category', values: ['settings'] },
        },
      ]);
  });

  test('says why, beside the message and among the live events', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running);
    await irc(page)
      .getByRole('button', { name: /Why\?.*dan/ })
      .click();
    const trace = page.getByRole('dialog', { name: 'Why it did what it did' });
    await trace
      .getByText('Used 1.2 s ago')
      .or(trace.getByText('Not used in the last 3 s.'))
      .waitFor();
    await trace.getByText('412 µs', { exact: true }).waitFor();
    await trace.getByRole('link', { name: 'Open among the live events' }).click();
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/live\/[0-9a-z]+$/);
    await page.reload();
    await trace.getByText('Not used in the last 3 s.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/live');
  });

  test('plays a scenario and tells how it went', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running);
    const flood = page.getByRole('article', { name: 'Flood' });
    await flood.getByRole('button', { name: 'Play the scenario Flood' }).click();
    await flood.getByRole('progressbar').waitFor();
    await flood.getByText('The guard held').waitFor();
    expect(await flood.textContent()).toContain('refused25');
    expect(await flood.textContent()).toContain('time to detect512 ms');
    expect(await flood.getByRole('listitem').allTextContents()).toEqual([
      'mallory is muted for 5 min (IRC)',
      'mallory forgiven (IRC)',
    ]);
  });

  test('shows what people wrote as text, whatever it is', async () => {
    const running = await runDashboard(built.dir);
    const { page, complaints } = await openPage(browser, running);
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    for (const [network, channel] of [
      ['discord', 'general'],
      ['irc', '#castle'],
    ] as const) {
      running.sample.change({
        kind: 'message',
        message: sampleMessage({
          ...{ id: 'evil', network, channel, atMs: Date.now(), text: evil },
          author: { name: evil, bot: false },
          embeds: [{ title: evil, text: `[x](javascript:alert(1)) ${evil}`, fields: [] }],
        }),
      });
    }
    running.sample.emit({ summary: evil, place: evil });
    await discord(page).getByText(evil).first().waitFor();
    await irc(page).getByText(evil).first().waitFor();
    await page.goto(`${running.url}/live`);
    await page.getByText(evil).first().waitFor();
    expect(await page.title()).toBe('Live · Castellan');
    expect(complaints).toEqual([]);
  });

  test('says how to open it when there is no sandbox', async () => {
    const running = await runDashboard(built.dir);
    Object.assign(running.sample.ports, { playground: undefined });
    await running.restart();
    const { page } = await openPage(browser, running);
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Playground', exact: true }).click();
    await page.getByText('castellan start --sandbox').waitFor();
  });
});

describe('Live', () => {
  test('shows events as they happen, filtered, and stands still while paused', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/live' });
    const events = page.getByRole('region', { name: 'Events, newest first' });
    const first = running.sample.emit({ summary: 'a needle here', outcome: 'refused' });
    await events.getByRole('link', { name: /a needle here/ }).waitFor();
    await page.getByRole('textbox', { name: 'Search the events' }).fill('needle');
    await expect.poll(() => events.getByRole('listitem').count()).toBe(1);
    await page.getByRole('group', { name: 'Outcome' }).getByText('Answered').click();
    await events.getByText('No event matches').waitFor();
    await events.getByRole('button', { name: 'Show everything' }).click();

    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await events.getByRole('listitem').count();
    running.sample.emit({ summary: 'while paused' });
    await page.getByRole('button', { name: 'Go on (1 new event)' }).waitFor();
    expect(await events.getByRole('listitem').count()).toBe(before);
    await page.getByRole('button', { name: /Go on/ }).click();
    await events.getByText('while paused').waitFor();

    await events.getByRole('link', { name: /a needle here/ }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/live/${first.id}`);
  });

  test('says so when a trace is not kept any more', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/live/zzz' });
    await page.getByRole('dialog').getByText('not kept any more').waitFor();
  });
});

describe('Connections', () => {
  test('says the effect before it reconnects, and shows the new state', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/connections' });
    const libera = page.getByRole('article', { name: 'libera' });
    await libera
      .getByRole('timer')
      .getByText(/Attempt 5 in \d+ s/)
      .waitFor();
    const castle = page.getByRole('article', { name: 'irc' });
    await castle.getByText('Invite castellan there').waitFor();
    await castle.getByRole('button', { name: 'Reconnect now' }).click();
    const asked = page.getByRole('dialog', { name: 'Reconnect irc now?' });
    await asked.getByText('2 spaces (9 members)').waitFor();
    expect(running.sample.reconnected).toEqual([]);
    await asked.getByRole('button', { name: 'Reconnect now' }).click();
    await castle.getByText('Connecting').waitFor();
    await castle.getByText('Online').waitFor();
    expect(running.sample.reconnected).toEqual(['irc']);
  });
});

describe('everywhere', () => {
  test('a lost stream is said, and everything is brought up to date on its return', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/live' });
    await page.getByRole('region', { name: /Events/ }).waitFor();
    await running.stop();
    await page.getByText('The live connection is lost.').waitFor();
    running.sample.emit({ summary: 'happened meanwhile' });
    await running.restart();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('happened meanwhile').waitFor();
    expect(await page.getByText('The live connection is lost.').count()).toBe(0);
  });

  test('Ctrl+K goes to pages, people and scenarios', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/connections' });
    const go = async (words: string) => {
      await page.keyboard.press('Control+k');
      const field = page.getByRole('combobox', { name: /Search pages/ });
      await field.waitFor();
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
      await field.waitFor({ state: 'detached' });
    };
    await go('mall irc');
    await irc(page)
      .getByRole('radio', { name: /mallory/, checked: true })
      .waitFor();
    await go('live');
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    await go('flood');
    await expect.poll(() => running.sample.asked.at(-1)).toEqual({ verb: 'play', what: 'flood' });
  });

  test('a session ended elsewhere brings back the sign-in page, and says so', async () => {
    const running = await runDashboard(built.dir);
    const one = await openPage(browser, running);
    const two = await openPage(browser, running);
    await two.page.getByRole('button', { name: 'Account' }).click();
    await two.page.getByRole('menuitem', { name: 'Signed-in browsers' }).click();
    await two.page.getByRole('button', { name: 'End', exact: true }).click();
    await one.page.getByText('Your session ended.').waitFor();
  });

  test('works by keyboard alone', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running);
    await discord(page).getByRole('radio', { name: /ann/ }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await discord(page).getByRole('radio', { name: /bob/ }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('typed by bob');
    await page.keyboard.press('Enter');
    await discord(page).getByRole('log').getByText('typed by bob').waitFor();
  });

  test.each(['/playground', '/live', '/connections'])(
    '%s fits a phone without scrolling sideways',
    async (path) => {
      const running = await runDashboard(built.dir);
      const phone = { width: 390, height: 844, path };
      const { page, complaints } = await openPage(browser, running, phone);
      await page.getByRole('main').waitFor();
      const sideways = await page.evaluate<number>(
        'document.documentElement.scrollWidth - innerWidth',
      );
      expect(sideways).toBeLessThanOrEqual(0);
      if (path === '/playground') {
        const line = page.getByRole('combobox', { name: /Message to/ });
        await expect.poll(() => line.isVisible()).toBe(true);
        const box = await line.boundingBox();
        expect(box && box.y + box.height).toBeLessThan(844);
        await page.getByRole('tab', { name: 'IRC' }).click();
        await irc(page).waitFor();
      }
      expect(complaints).toEqual([]);
    },
  );

  test('an unknown address says where to go', async () => {
    const running = await runDashboard(built.dir);
    const { page } = await openPage(browser, running, { path: '/nowhere' });
    await page.getByText('There is no such page').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Playground' }).click();
    await discord(page).waitFor();
  });
});
