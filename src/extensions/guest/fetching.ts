import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isPublicAddress } from '../../base/addresses.ts';
import { CastellanError } from '../../base/errors.ts';

const mostBytes = 500_000;
const withinMs = 10_000;
const mostRedirects = 3;

export const wishShape = z.object({
  url: z.url({ protocol: /^https?$/ }).max(4000),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  headers: z.record(z.string().max(100), z.string().max(4000)),
  body: z.string().max(mostBytes).optional(),
});

type Wish = z.output<typeof wishShape>;

/** Fetches for a guest, from the hosts that its manifest names; each step of a redirect must lead to one of those, too. */
export async function fetchFor(hosts: readonly string[], wish: Wish, signal: AbortSignal) {
  let url = new URL(wish.url);
  for (let steps = 0; steps <= mostRedirects; steps += 1) {
    await mustBeAllowed(url, hosts);
    const { method, headers, body } = wish;
    const answer = await fetch(url, {
      ...{ method, headers, redirect: 'manual' },
      ...(body !== undefined && { body }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
    });
    const next = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || next === null)
      return {
        ...{ status: answer.status, url: url.href, headers: Object.fromEntries(answer.headers) },
        body: await textOf(answer),
      };
    await answer.body?.cancel();
    url = new URL(next, url);
  }
  throw refused(`${wish.url} leads on and on`);
}

async function mustBeAllowed(url: URL, hosts: readonly string[]): Promise<void> {
  const { host, hostname, protocol } = url;
  if (protocol !== 'https:' && protocol !== 'http:') throw refused(`${url.href} is not of the web`);
  if (!hosts.includes(host) && !hosts.includes(hostname))
    throw refused(
      `This guest may not fetch from ${host}. Its manifest names ${hosts.length === 0 ? 'no hosts' : hosts.join(', ')}: "powers": { "hosts": ["${hostname}"] }`,
    );
  // Whoever declares a machine of this network by name or number means it; a public name that leads here does not.
  if (hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return;
  const found = await lookup(hostname, { all: true });
  if (!found.every(({ address }) => isPublicAddress(address)))
    throw refused(`${hostname} leads into this network`);
}

async function textOf(answer: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = answer.body;
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw refused(`The answer is larger than ${mostBytes} bytes`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

const refused = (message: string): CastellanError => new CastellanError('unauthorised', message);
