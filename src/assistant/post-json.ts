import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from '../base/addresses.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { PrivateAddress, publicLookup } from '../base/public-lookup.ts';

/** What a server answered, whatever it was. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  /** What it asks to wait before one comes again. */
  readonly afterMs?: number;
}

/**
 * Why there is no answer. `again`: another try may do. `never`: it would be of no use. `content`: it is this question that
 * is not liked. `late`, `unread`: the server has done its work, and wants to be paid for it.
 */
export class NoAnswer extends Error {
  readonly kind: 'again' | 'never' | 'content' | 'late' | 'unread';
  /** What the server asks to wait before one comes again. */
  readonly afterMs: number | undefined;

  constructor(kind: NoAnswer['kind'], message: string, afterMs?: number) {
    super(message);
    this.name = 'NoAnswer';
    this.kind = kind;
    this.afterMs = afterMs;
  }
}

/** What a provider is to be asked. */
interface Letter {
  readonly url: string;
  readonly body: string;
  /** Lower case. They hold the key. */
  readonly headers: Readonly<Record<string, string>>;
}

interface Posting extends Letter {
  readonly mayBeLocal: boolean;
  /** From the first byte sent to the last one read. */
  readonly withinMs: number;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** Sends it within the bounds of whoever gives this. Rejects with a NoAnswer. */
export type Post = (letter: Letter) => Promise<Answered>;

/**
 * Posts JSON and reads the answer to a bound. Redirects are answers like others: nobody leads us elsewhere. Rejects with
 * a NoAnswer, whose words hold neither key nor content.
 */
export function postJson(posting: Posting, clock: Pick<Clock, 'after'>): Promise<Answered> {
  const url = URL.parse(posting.url);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return Promise.reject(new NoAnswer('never', 'the address is none of http:// or https://'));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!posting.mayBeLocal && isIP(host) !== 0 && !isPublicAddress(host))
    return Promise.reject(new NoAnswer('never', insideWords));
  const late = new AbortController();
  const cancel = clock.after(posting.withinMs, () => late.abort());
  return send(url, posting, AbortSignal.any([posting.signal, late.signal])).finally(cancel);
}

const insideWords =
  'the address lies inside a private network, which only the owner of the instance may name';

function send(url: URL, posting: Posting, signal: AbortSignal): Promise<Answered> {
  const { body, headers, mayBeLocal, mostBytes } = posting;
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const failed = (failure: unknown): void => reject(asNoAnswer(failure, signal));
    const sent = request(url, {
      signal,
      method: 'POST',
      // A kept connection may have been made for somebody who is allowed to reach more.
      ...(!mayBeLocal && { lookup: publicLookup, agent: false }),
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Castellan',
      },
    });
    sent.on('error', failed);
    sent.on('response', (answer) => {
      read(answer, mostBytes).then(resolve, failed);
    });
    sent.end(body);
  });
}

async function read(answer: IncomingMessage, mostBytes: number): Promise<Answered> {
  const parts: Buffer[] = [];
  let bytes = 0;
  const chunks: AsyncIterable<Buffer> = answer;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes > mostBytes)
      throw new NoAnswer('unread', `the answer is larger than ${mostBytes} bytes`);
    parts.push(chunk);
  }
  const seconds = Number(answer.headers['retry-after']);
  return {
    status: answer.statusCode ?? 0,
    text: Buffer.concat(parts).toString('utf8'),
    ...(seconds > 0 && { afterMs: seconds * 1000 }),
  };
}

function asNoAnswer(failure: unknown, signal: AbortSignal): NoAnswer {
  if (failure instanceof NoAnswer) return failure;
  if (failure instanceof PrivateAddress) return new NoAnswer('never', insideWords);
  if (signal.aborted) return new NoAnswer('late', 'no answer in time');
  return new NoAnswer('again', messageOf(failure));
}
