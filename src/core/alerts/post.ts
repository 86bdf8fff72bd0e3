import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { isPublicAddress } from '../../base/addresses.ts';
import { messageOf } from '../../base/errors.ts';
import { PrivateAddress, publicLookup } from '../../base/public-lookup.ts';
import type { Delivery, Post } from './outbox.ts';

interface PostOptions {
  /** Whether addresses inside one's own network may be posted to. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
}

/** Longer than any server takes that works. */
const usualTimeoutMs = 10_000;
/** An answer is read to its end, so that the connection can close in order; its content does not matter. */
const longestAnswerBytes = 64 * 1024;

/**
 * Posts over HTTP. The address that the name leads to is looked at when it is connected to, not before: a name could
 * lead elsewhere by then. Redirects are not followed.
 */
export function webPost({ allowPrivate, timeoutMs = usualTimeoutMs }: PostOptions): Post {
  return (text, body, signal) => {
    const url = URL.parse(text);
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
      return Promise.resolve({ kind: 'never', why: 'The address is none of http:// or https://' });
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host))
      return Promise.resolve({ kind: 'never', why: privateWords(host) });
    return send(url, body, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(!allowPrivate && { lookup: publicLookup }),
    });
  };
}

const privateWords = (address: string): string =>
  `${address} is an address inside a private network; alerts.webhook_private: true allows that`;

interface Sending {
  readonly signal: AbortSignal;
  readonly lookup?: LookupFunction;
}

function send(url: URL, body: string, options: Sending): Promise<Delivery> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve) => {
    const failed = (failure: unknown): void =>
      resolve(
        failure instanceof PrivateAddress
          ? { kind: 'never', why: privateWords(failure.address) }
          : {
              kind: 'again',
              why: options.signal.aborted ? 'It did not answer in time' : messageOf(failure),
            },
      );
    const sent = request(url, {
      ...options,
      method: 'POST',
      // One post now and then: nothing is gained by keeping a connection.
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Castellan',
      },
    });
    sent.on('error', failed);
    sent.on('response', (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > longestAnswerBytes) answer.destroy();
      });
      answer.on('error', failed);
      answer.on('close', () =>
        resolve(judged(answer.statusCode ?? 0, answer.headers['retry-after'])),
      );
    });
    sent.end(body);
  });
}

/** What the server meant by its answer. */
function judged(status: number, retryAfter: string | undefined): Delivery {
  if (status >= 200 && status < 300) return { kind: 'done' };
  const why = `It answered ${status}`;
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'never', why };
  const seconds = Number(retryAfter);
  return { kind: 'again', why, ...(seconds > 0 && { afterMs: seconds * 1000 }) };
}
