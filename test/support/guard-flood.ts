import type { Page } from 'playwright-core';

export const csrfOf = async (page: Page, url: string): Promise<string> => {
  const answer = await page.request.get(`${url}/api/session`);
  const { csrf } = (await answer.json()) as { csrf: string };
  return csrf;
};

/** Says lines on a simulated network, one right after the other, as fast as the page's own requests go. */
export async function sayAll(
  page: Page,
  url: string,
  lines: readonly { network: 'irc' | 'discord'; person: string; channel: string; text: string }[],
): Promise<void> {
  const headers = { 'x-castellan-token': await csrfOf(page, url), origin: url };
  for (const { network, ...data } of lines) {
    await page.request.post(`${url}/api/playground/${network}/say`, { headers, data });
  }
}
