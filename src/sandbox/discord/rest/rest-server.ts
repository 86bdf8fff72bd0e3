import type { IncomingMessage, ServerResponse } from 'node:http';
import { sleep, type Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import { ApiError, refused } from '../api-error.ts';
import type { FaultBook, RequestFault } from '../faults.ts';
import { applicationWith } from '../gateway/login.ts';
import type { Application } from '../model.ts';
import type { RateLimits, Taken } from '../rate-limits.ts';
import type { World } from '../world.ts';
import { readBody } from './request-body.ts';
import { paramReader, type Answer, type Match, type OpenCall, type router } from './route.ts';

export interface RestSettings {
  readonly world: World;
  readonly faults: FaultBook;
  readonly limits: RateLimits;
  readonly wireClock: Clock;
  readonly find: ReturnType<typeof router>;
  readonly gatewayUrl: () => string;
  readonly signal: AbortSignal;
  /** Told of every request that was carried out. */
  readonly served: (request: {
    readonly method: string;
    readonly path: string;
    readonly status: number;
  }) => void;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

type Headers = Record<string, string>;

/** Serves `/api/v10` (and v9, and no version at all) as Discord does. */
export function restServer(
  settings: RestSettings,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    serve(settings, request, response).catch((thrown: unknown) => {
      settings.world.log.warn({ problem: messageOf(thrown) }, 'A sandbox request broke off');
      response.destroy();
    });
  };
}

async function serve(
  settings: RestSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = askedOf(request);
  const fault = settings.faults.strike(asked.method, asked.path);
  if (fault && (await strike(settings, fault, request, response))) return;
  const headers: Headers = {};
  const answer = await answerTo(settings, request, asked, headers);
  settings.served({ method: asked.method, path: asked.path, status: answer.status });
  if (fault?.kind === 'lose-response') return void request.socket.destroy();
  write(response, answer, headers);
}

function askedOf(request: IncomingMessage): Asked {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api(\/v\d+)?/, ''),
    query: url.searchParams,
  };
}

/** Lets a fault strike; true when it took the request's place. */
async function strike(
  settings: RestSettings,
  fault: RequestFault,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  switch (fault.kind) {
    case 'drop':
      request.socket.destroy();
      return true;
    case 'hang':
      return true;
    case 'delay':
      await sleep(settings.wireClock, fault.delayMs, settings.signal);
      return false;
    case 'lose-response':
      return false;
    case 'rate-limit':
      write(response, ...rateLimited(fault.retryAfterMs, fault.global ?? false, fault.scope));
      return true;
    case 'fail':
      write(
        response,
        {
          status: fault.status,
          body: { message: fault.message ?? `${fault.status}: Simulated`, code: fault.code ?? 0 },
        },
        {},
      );
      return true;
    case 'html':
      response.writeHead(fault.status, { 'Content-Type': 'text/html; charset=UTF-8' });
      response.end(
        '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Something is in the way</h1></body></html>',
      );
      return true;
  }
}

async function answerTo(
  settings: RestSettings,
  request: IncomingMessage,
  asked: Asked,
  headers: Headers,
): Promise<Answer> {
  try {
    const { body, files } = await readBody(request);
    const found = settings.find(asked.method, asked.path);
    if ('problem' in found) throw refused(found.problem);
    const call: OpenCall = {
      world: settings.world,
      query: asked.query,
      body,
      files,
      reason: reasonOf(request),
      gatewayUrl: settings.gatewayUrl(),
      param: paramReader(found.params),
      has: (name) => name in found.params,
    };
    if (found.route.access === 'open') return found.route.handle(call);
    const application = authorised(settings.world, request);
    const limited = limitFor(settings, found, application, headers);
    return limited ?? found.route.handle({ ...call, application });
  } catch (thrown) {
    return answerFor(settings, thrown);
  }
}

function authorised(world: World, request: IncomingMessage): Application {
  const { authorization = '' } = request.headers;
  const application = /^Bot\s/i.test(authorization)
    ? applicationWith(world, authorization)
    : undefined;
  if (!application) throw refused('unauthorized');
  return application;
}

/** Takes from the buckets and writes their headers; the 429 when one is empty. */
function limitFor(
  { limits, wireClock }: RestSettings,
  { route, params }: Match,
  application: Application,
  headers: Headers,
): Answer | undefined {
  const major = params['guild'] ?? params['channel'] ?? '';
  const bucket = `${route.method} ${route.pattern}`;
  const taken = limits.take(`${application.id} ${bucket} ${major}`, route.limit);
  Object.assign(headers, limitHeaders(taken, bucketName(bucket), wireClock.now()));
  const global = limits.takeGlobal(application.id);
  if (!taken.exceeded && !global.exceeded) return undefined;
  const [answer, extra] = global.exceeded
    ? rateLimited(global.resetAfterMs, true)
    : rateLimited(taken.resetAfterMs, false);
  Object.assign(headers, extra);
  return answer;
}

/** A stable, opaque name for a bucket. */
function bucketName(key: string): string {
  let hash = 0;
  for (const letter of key) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, '0').repeat(4);
}

const limitHeaders = (taken: Taken, bucket: string, nowMs: number): Headers => ({
  'X-RateLimit-Limit': String(taken.limit),
  'X-RateLimit-Remaining': String(taken.remaining),
  'X-RateLimit-Reset': ((nowMs + taken.resetAfterMs) / 1000).toFixed(3),
  'X-RateLimit-Reset-After': (taken.resetAfterMs / 1000).toFixed(3),
  'X-RateLimit-Bucket': bucket,
});

function rateLimited(retryAfterMs: number, global: boolean, scope?: string): [Answer, Headers] {
  const seconds = Math.max(1, Math.ceil(retryAfterMs)) / 1000;
  const headers = {
    'Retry-After': String(Math.ceil(seconds)),
    'X-RateLimit-Scope': scope ?? (global ? 'global' : 'user'),
    ...(global && { 'X-RateLimit-Global': 'true' }),
    Via: '1.1 sandbox',
  };
  return [
    { status: 429, body: { message: 'You are being rate limited.', retry_after: seconds, global } },
    headers,
  ];
}

/** The reason header; it travels percent-encoded. */
function reasonOf(request: IncomingMessage): string | undefined {
  const header = request.headers['x-audit-log-reason'];
  if (typeof header !== 'string') return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

function answerFor({ world }: RestSettings, thrown: unknown): Answer {
  if (thrown instanceof ApiError) return { status: thrown.status, body: thrown };
  world.log.error({ problem: messageOf(thrown) }, 'The simulated Discord failed on a request');
  return { status: 500, body: refused('internal') };
}

function write(response: ServerResponse, { status, body }: Answer, headers: Headers): void {
  if (response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, headers);
    return void response.end();
  }
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  });
  response.end(text);
}
