import { readFile, stat } from 'node:fs/promises';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { isPublicAddress } from '../../base/addresses.ts';
import { type Clock, sleep } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { PrivateAddress, publicLookup } from '../../base/public-lookup.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

export interface Fetching {
  /** Of the index: only its own origin may lie in a private network, and only where the configuration says so. */
  readonly home: URL;
  readonly allowPrivate: boolean;
  readonly mostBytes: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly headers?: Readonly<Record<string, string>>;
}

const mostRedirects = 3;
const mostTries = 3;
const longestWaitMs = 10_000;

type Got =
  | { readonly kind: 'done'; readonly bytes: Buffer }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'busy'; readonly afterMs: number };

/** Gets a file, following few redirects, and none into a private network. */
export function fetched(url: URL, options: Fetching): Promise<Result<Buffer>> {
  return tried(url, options, {
    ...{ signal: AbortSignal.timeout(options.timeoutMs), moves: 0, tries: 0 },
  });
}

interface Way {
  /** Aborts when everything together took too long. */
  readonly signal: AbortSignal;
  readonly moves: number;
  readonly tries: number;
}

async function tried(url: URL, options: Fetching, way: Way): Promise<Result<Buffer>> {
  const got = await once(url, options, way.signal);
  if (!got.ok) return got;
  if (got.value.kind === 'done') return ok(got.value.bytes);
  const { host } = url;
  if (got.value.kind === 'moved') {
    const next = movedTo(got.value.to, url);
    if (!next || way.moves >= mostRedirects) return refuse('market.moved', { host });
    return tried(next, options, { ...way, moves: way.moves + 1 });
  }
  const tries = way.tries + 1;
  if (tries >= mostTries) return refuse('market.busy', { host });
  await sleep(options.clock, got.value.afterMs, way.signal).catch(() => undefined);
  return tried(url, options, { ...way, tries });
}

/** Undefined where it leads nowhere, or from a protected address to an unprotected one. */
function movedTo(text: string, from: URL): URL | undefined {
  const next = URL.parse(text, from.href);
  if (!next || (from.protocol === 'https:' && next.protocol !== 'https:')) return undefined;
  return next;
}

async function once(url: URL, options: Fetching, signal: AbortSignal): Promise<Result<Got>> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse('market.moved', { host: url.protocol });
  const isHome = url.origin === options.home.origin;
  const mayBePrivate = options.allowPrivate && isHome;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host))
    return refuse('market.private', { host });
  const send = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((settle) => {
    const failed = (failure: unknown): void => settle(failureOf(failure, url, signal));
    const sent = send(url, {
      ...{ agent: false, signal },
      ...(!mayBePrivate && { lookup: publicLookup }),
      headers: { 'user-agent': 'Castellan', ...(isHome && options.headers) },
    });
    sent.on('error', failed);
    sent.on('response', (answer) => {
      taken(answer, options.mostBytes, url).then(settle, () => {
        const key = signal.aborted ? 'market.slow' : 'market.cut';
        settle(refuse(key, { host: url.host }));
      });
    });
    sent.end();
  });
}

function failureOf(failure: unknown, { host }: URL, signal: AbortSignal): Result<never> {
  if (failure instanceof PrivateAddress) return refuse('market.private', { host });
  if (signal.aborted) return refuse('market.slow', { host });
  return refuse('market.unreachable', { host, why: messageOf(failure) });
}

const movedStatuses = new Set([301, 302, 303, 307, 308]);

async function taken(answer: IncomingMessage, mostBytes: number, url: URL): Promise<Result<Got>> {
  const { statusCode = 0, headers } = answer;
  if (statusCode === 200) return bodyOf(answer, mostBytes);
  answer.destroy();
  if (movedStatuses.has(statusCode)) return ok({ kind: 'moved', to: headers.location ?? '' });
  if (statusCode !== 429) return refuse('market.answered', { host: url.host, status: statusCode });
  const afterMs = Number(headers['retry-after'] ?? 1) * 1000;
  return ok({ kind: 'busy', afterMs: Math.min(afterMs || 1000, longestWaitMs) });
}

const bytesOf = (data: unknown): Buffer =>
  Buffer.isBuffer(data) ? data : Buffer.from(String(data));

async function bodyOf(answer: IncomingMessage, mostBytes: number): Promise<Result<Got>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const whole = Number(answer.headers['content-length'] ?? 0);
  if (whole > mostBytes) {
    answer.destroy();
    return refuse('market.too-large', { most: mostBytes });
  }
  for await (const data of answer) {
    const chunk = bytesOf(data);
    bytes += chunk.length;
    if (bytes > mostBytes) return refuse('market.too-large', { most: mostBytes });
    chunks.push(chunk);
  }
  return ok({ kind: 'done', bytes: Buffer.concat(chunks) });
}

/** A file of an index that is a folder on this machine. */
export async function readBeside(
  folder: string,
  file: string,
  mostBytes: number,
): Promise<Result<Buffer>> {
  const path = resolve(folder, file);
  try {
    if ((await stat(path)).size > mostBytes) return refuse('market.too-large', { most: mostBytes });
    return ok(await readFile(path));
  } catch (failure) {
    return refuse('market.unreachable', { host: folder, why: messageOf(failure) });
  }
}
