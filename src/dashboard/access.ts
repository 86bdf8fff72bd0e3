import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DashboardOptions } from './options.ts';
import type { WebLimits } from './ports.ts';
import { problem, signedOut } from './problems.ts';
import { refuseWith } from './route.ts';
import { quickHash, sessionKey } from './secret-hash.ts';
import type { OpenSession, Sessions } from './sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route behind `requireSession`. */
    openSession: OpenSession | null;
  }
}

export const tokenHeader = 'x-castellan-token';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);
const loopbackAddresses = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The session's token lies in a cookie named after the port: cookies do not tell ports apart. */
export const cookieName = (options: Pick<DashboardOptions, 'port'>): string =>
  options.port === 0 ? 'castellan' : `castellan-${options.port}`;

/**
 * Refuses host names that are not ours when we listen on loopback only: another site could point its own
 * name at this machine and read what needs no session.
 */
export function checkHost(options: DashboardOptions) {
  const known = new Set([
    ...loopbackHosts,
    options.host,
    ...(options.origins ?? []).map((origin) => new URL(origin).hostname),
  ]);
  const loopbackOnly = isLoopbackHost(options.host);
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    if (!loopbackOnly || known.has(hostNameOf(request.host))) return undefined;
    const refused = problem(
      'bad-host',
      'This dashboard is not known under that host name.',
      'Open it by the address printed at the start, or add this one to dashboard.origins.',
    );
    return refuseWith(reply, refused.error);
  };
}

const isLoopbackHost = (host: string): boolean =>
  loopbackHosts.has(host) || loopbackAddresses.has(host);

const hostNameOf = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Refuses what another site's page sends. Browsers name the origin on every request that changes state
 * and on every websocket; a program that is not a browser sends none, and may, where `needed` is false.
 */
export function checkOrigin(options: DashboardOptions, { needed }: { needed: boolean }) {
  const listed = new Set((options.origins ?? []).map((origin) => new URL(origin).origin));
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    if (!needed && readingMethods.has(request.method)) return undefined;
    const { origin } = request.headers;
    if (origin === undefined && !needed && !isCrossSite(request)) return undefined;
    if (origin === `${request.protocol}://${request.host}`) return undefined;
    if (origin !== undefined && listed.has(origin)) return undefined;
    const refused = problem(
      'bad-origin',
      'This request came from another site.',
      'Use the dashboard’s own page. Behind a proxy, set dashboard.origins to the address people open.',
    );
    return refuseWith(reply, refused.error);
  };
}

const isCrossSite = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
};

interface Door {
  readonly sessions: Sessions;
  readonly cookie: string;
  readonly limits: Pick<WebLimits, 'welcome'>;
}

/** Lets only signed-in browsers through, and lets them change something only with the session's token. */
export function requireSession({ sessions, cookie, limits }: Door) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const token = request.cookies[cookie];
    const session = token === undefined ? undefined : await sessions.use(token);
    if (token === undefined || !session) return refuseWith(reply, signedOut.error);
    limits.welcome(sessionKey(token));
    if (
      !readingMethods.has(request.method) &&
      !sameToken(request.headers[tokenHeader], session.csrf)
    ) {
      const refused = problem(
        'bad-token',
        'The request did not carry this session’s token.',
        'Reload the page and try again.',
      );
      return refuseWith(reply, refused.error);
    }
    request.openSession = session;
    return undefined;
  };
}

/** Compares hashes, so that time tells nothing of the token. */
const sameToken = (sent: string | readonly string[] | undefined, csrf: string): boolean =>
  typeof sent === 'string' && quickHash(sent) === quickHash(csrf);

/** Whether the request was made on this machine and was not handed on by a proxy. */
export const isFromLoopback = ({ ip, headers }: FastifyRequest): boolean =>
  loopbackAddresses.has(ip) &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined;
