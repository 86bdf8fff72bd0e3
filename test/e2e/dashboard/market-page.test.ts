import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { buildPageIfStale } from '../../../scripts/page.ts';
import { openBrowser, signIn } from '../../support/browser.ts';
import { castellan } from '../../support/castellan.ts';
import { errand, untilItSays } from '../../support/errand.ts';
import { answering } from '../../support/extension-folder.ts';
import { marketBench, scratch } from '../../support/market-bench.ts';
import { idle, writeIn } from '../../support/market-sources.ts';

/** A Castellan whose one extension has a slip, and which trusts an index of seven. */
async function opened() {
  buildPageIfStale();
  const bench = await marketBench();
  const ids = ['one', 'two', 'three', 'four', 'five', 'six'];
  await bench.clock.advance(Date.now() - bench.clock.now());
  await bench.build({
    ...(Object.assign({}, ...ids.map((id) => idle(id, '1.0.0'))) as Record<string, string>),
    ...idle('jotter', '1.0.0'),
    'jotter/index.ts': answering('jotter', 'a note'),
  });
  const data = scratch('page');
  writeIn(join(data, 'extensions'), { 'slip.ts': '\nexport const = 3;\n' });
  const indexes = [
    { url: `${bench.server.origin}/index.json`, key: bench.publicKey, private: true },
  ];
  const environment = { CASTELLAN_MARKET__INDEXES: JSON.stringify(indexes) };
  const program = await castellan({ data, environment });
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await program.end();
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  await signIn(page, program.ready);
  return { data, page, faults, out: bench.out, ...handles(page) };
}

const handles = (page: Page) => ({
  row: (text: string) => page.locator('.extension-row').filter({ hasText: text }),
  button: (name: string) => page.getByRole('button', { name, exact: true }),
  goTo: (name: string) =>
    page.getByRole('navigation', { name: 'Pages' }).getByText(name, { exact: true }).click(),
});

test(
  'extensions and the market are seen and steered on their pages',
  { timeout: 240_000 },
  async () => {
    const { data, page, faults, out, row, button, goTo } = await opened();

    // A slip shows its file and line, and is well once it is mended.
    await goTo('Extensions');
    await row('slip').getByText('slip.ts:2:14').waitFor();
    expect(await row('slip').innerText()).toMatch(/Not loaded/);
    writeIn(join(data, 'extensions'), { 'slip.ts': answering('slip', 'hello') });
    await row('slip').getByText('Runs', { exact: true }).waitFor();
    await button('Unload slip').click();
    await button('Unload it').click();
    await row('slip').getByText('Unloaded', { exact: true }).waitFor();
    await button('Load slip').click();
    await row('slip')
      .getByText(/loaded in \d/)
      .waitFor();

    // An offer is found, installed after the terms, enabled in a second step, and then runs.
    await goTo('Market');
    await button('I accept').click();
    await page.getByRole('list', { name: 'Extensions on offer' }).waitFor();
    expect(await page.locator('.extension-row').count()).toBe(5);
    await page.getByLabel('Search the market').fill('JOTTER');
    await button('More about jotter').click();
    expect(await row('jotter').innerText()).toMatch(/Key of the publisher\s+[0-9a-f]{16}/);
    await button('Install jotter').click();
    await row('jotter').getByText('not enabled, 1.0.0 waits').waitFor();
    expect((await errand(data, 'extensions')).text).not.toMatch(/jotter/);
    await button('Enable jotter').click();
    await button('Enable it').click();
    await row('jotter').getByText('1.0.0 is enabled').waitFor();
    await untilItSays(data, 'jotter', /a note/);
    await goTo('Extensions');
    await row('jotter').getByText('the market').waitFor();

    // An index that cannot be trusted is told of, and nothing of it is offered.
    writeFileSync(join(out, 'index.json'), '{}');
    await goTo('Market');
    await button('Ask again').click();
    await page.getByText(/no index of Castellan/).waitFor();
    expect(await page.locator('.extension-row').count()).toBe(0);
    expect(faults).toEqual([]);
  },
);
