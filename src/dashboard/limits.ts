import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFromLoopback } from './access.ts';
import type { WebLimits } from './ports.ts';
import { sessionKey } from './secret-hash.ts';
import { refuseWith } from './route.ts';
import type { Problem } from './wire.ts';

/** Pages for people who are not signed in: each request is counted, since each may ask the database. */
const publicPages = ['/appeal', '/gate', '/news'];

type Door = Parameters<WebLimits['waitMs']>[0]['door'];

/**
 * Lets no client ask too much. Only the API and what modules answer is counted: the page and its files cost nothing, and the live stream has
 * an allowance of its own, so that whoever just uses the page never meets a limit.
 */
export function limitRequests(limits: WebLimits, cookie: string) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const door = doorOf(request);
    if (!door) return undefined;
    const token = request.cookies[cookie];
    const session = token === undefined ? {} : { session: sessionKey(token) };
    const waitMs = limits.waitMs({ door, address: request.ip, ...session });
    if (waitMs <= 0) return undefined;
    return door === 'public' ? slowDown(reply, waitMs) : refuseWith(reply, tooMany(door, waitMs));
  };
}

function doorOf(request: FastifyRequest): Door | undefined {
  // The route that was found, not what was typed: one address can be written in many ways.
  const { url = request.url } = request.routeOptions;
  if (url === '/api/login') return 'sign-in';
  if (url === '/api/live') return 'live';
  if (publicPages.some((page) => url === page || url.startsWith(`${page}/`))) return 'public';
  if (url.startsWith('/api') || url.startsWith('/x/')) return 'api';
  return url === '/metrics' && !isFromLoopback(request) ? 'api' : undefined;
}

/** In words for whoever reads them, since this is no program that asks. */
function slowDown(reply: FastifyReply, waitMs: number): FastifyReply {
  const seconds = Math.ceil(waitMs / 1000);
  return reply
    .code(429)
    .header('retry-after', seconds)
    .type('text/plain; charset=utf-8')
    .send(
      `Too many requests. Wait ${seconds} s, then load this again.\n` +
        `Trop de demandes. Attendez ${seconds} s, puis rechargez la page.\n`,
    );
}

function tooMany(door: Door, retryAfterMs: number): Problem {
  const what = door === 'sign-in' ? 'tries to sign in from your address' : 'requests';
  return {
    code: 'too-many',
    message: `Too many ${what} in a short time.`,
    todo: `Wait ${Math.ceil(retryAfterMs / 1000)} s, then try again.`,
    retryAfterMs,
  };
}
