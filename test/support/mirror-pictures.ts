import type { Page } from 'playwright-core';

interface Where {
  readonly url: string;
  readonly folder: string;
  readonly scheme: string;
}

/** Rules in force of the simulated Discord, and what its AutoMod does of them. */
export async function mirrorPictures(page: Page, { url, folder, scheme }: Where): Promise<void> {
  await page.goto(`${url}/rules`);
  await page.getByRole('combobox', { name: 'Community' }).click();
  await page.getByRole('option', { name: 'Castle', exact: true }).click();
  if (scheme === 'light') {
    // Something may have been decided about this place already: then the sets are folded away.
    const list = page.getByRole('list').filter({ hasText: 'Large and public' });
    if (!(await list.isVisible())) await page.getByText('Add a set of rules').click();
    await list.getByRole('button', { name: 'Add 10 rules: Large and public' }).click();
    for (const rule of ['many mentions', 'gift scams', 'invites', 'links of new accounts'])
      await page
        .getByRole('listitem')
        .filter({ has: page.getByText(new RegExp(`^#\\d+ ${rule}$`)) })
        .getByText('In force')
        .click();
  }
  await page.getByRole('tab', { name: 'Discord’s AutoMod' }).click();
  const panel = page.getByRole('tabpanel');
  if (scheme === 'light') await panel.getByRole('button', { name: 'Switch on' }).click();
  await panel.getByRole('button', { name: 'Compare with Discord' }).click();
  await page.getByText('Discord has exactly that.').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/rules-mirror-${scheme}.png` });
}
