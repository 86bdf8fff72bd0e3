import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import { ok } from '../base/result.ts';
import type { LiveHub } from './live-hub.ts';
import type { DashboardOptions } from './options.ts';
import type { Owner } from './owner.ts';
import type { WebLimits } from './ports.ts';
import { problem } from './problems.ts';
import { route } from './route.ts';
import { sessionKey } from './secret-hash.ts';
import { longestSessionMs, type OpenSession, type Sessions } from './sessions.ts';
import type {
  LoginRequest,
  PasswordRequest,
  ProductView,
  SessionEntry,
  SessionView,
} from './wire.ts';

const minPasswordLength = 12;
const maxSecretLength = 200;
const nothing = z.object({});
const login: z.ZodType<LoginRequest> = z.object({ secret: z.string().min(1).max(maxSecretLength) });
const newPassword: z.ZodType<PasswordRequest> = z.object({
  password: z.string().min(minPasswordLength).max(maxSecretLength),
});
const sessionParams = z.object({ id: z.string().min(1).max(64) });

export interface SignInParts {
  readonly owner: Owner;
  readonly sessions: Sessions;
  readonly hub: Pick<LiveHub, 'dropSession' | 'dropSessionsExcept'>;
  readonly product: ProductView;
  readonly log: Log;
  readonly cookie: string;
  readonly options: DashboardOptions;
  readonly limits: Pick<WebLimits, 'welcome'>;
}

/** What can be asked without a session: who am I, and let me in. */
export function openSignIn(app: FastifyInstance, parts: SignInParts): void {
  const { sessions, cookie, limits } = parts;
  app.get(
    '/api/session',
    route({ params: nothing, body: nothing }, async ({ request }) => {
      const token = request.cookies[cookie];
      const session = token === undefined ? undefined : await sessions.use(token);
      if (token === undefined || !session) return ok({ signedIn: false } as const);
      limits.welcome(sessionKey(token));
      return ok(await viewOf(session, parts));
    }),
  );
  app.post('/api/login', signIn(parts));
}

/** What only a signed-in browser may ask about its own signing in. */
export function ownSessions(app: FastifyInstance, parts: SignInParts): void {
  const { sessions, hub, owner, log } = parts;
  app.post(
    '/api/logout',
    route({ params: nothing, body: nothing }, async ({ request, reply }) => {
      const { id } = sessionOf(request);
      await sessions.close(id);
      hub.dropSession(id);
      void reply.clearCookie(parts.cookie, { path: '/' });
      return ok(undefined);
    }),
  );
  app.get(
    '/api/sessions',
    route({ params: nothing, body: nothing }, async ({ request }) =>
      ok<readonly SessionEntry[]>(await sessions.list(sessionOf(request).id)),
    ),
  );
  app.delete(
    '/api/sessions/:id',
    route({ params: sessionParams, body: nothing }, async ({ params }) => {
      const closed = await sessions.close(params.id);
      hub.dropSession(params.id);
      return closed ? ok(undefined) : noSuchSession;
    }),
  );
  app.post(
    '/api/password',
    route({ params: nothing, body: newPassword }, async ({ body, request }) => {
      const { id } = sessionOf(request);
      await owner.setPassword(body.password, id);
      hub.dropSessionsExcept(id);
      log.info({ address: request.ip }, 'The dashboard password was set');
      return ok(undefined);
    }),
  );
}

const noSuchSession = problem(
  'not-found',
  'There is no such session.',
  'It may have ended already; load the list again.',
);

/** Checking a secret costs time and memory on purpose; this many may wait for it, whoever they are. */
const maxWaiting = 16;

const tooBusy = problem(
  'too-many',
  'Too many people are trying to sign in at once.',
  'Try again in a few seconds.',
);

function signIn(parts: SignInParts) {
  let waiting = 0;
  return route({ params: nothing, body: login }, async (asked) => {
    if (waiting >= maxWaiting) return tooBusy;
    waiting += 1;
    try {
      return await admit(parts, asked);
    } finally {
      waiting -= 1;
    }
  });
}

async function admit(parts: SignInParts, { body, request, reply }: AskedToSignIn) {
  const { owner, sessions, cookie, log, options } = parts;
  const address = request.ip;
  if (!(await owner.accepts(body.secret))) {
    log.warn({ address }, 'Somebody failed to sign in to the dashboard');
    return problem(
      'bad-secret',
      'That is neither the owner token nor the password.',
      'The token was printed at the first start. `castellan token` makes a new one.',
    );
  }
  // A session that was there before is not carried over: its token may have been planted.
  await endOldSession(request, parts);
  const browser = request.headers['user-agent'] ?? 'unknown';
  const { token, session } = await sessions.open({ address, browser });
  void reply.setCookie(cookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    // The server ends an idle session long before; the browser only must not forget it earlier.
    maxAge: Math.floor((options.session?.maxMs ?? longestSessionMs) / 1000),
  });
  log.info({ address }, 'The owner signed in to the dashboard');
  return ok(await viewOf(session, parts));
}

interface AskedToSignIn {
  readonly body: LoginRequest;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function endOldSession(request: FastifyRequest, parts: SignInParts): Promise<void> {
  const token = request.cookies[parts.cookie];
  const old = token === undefined ? undefined : await parts.sessions.peek(token);
  if (!old) return;
  await parts.sessions.close(old.id);
  parts.hub.dropSession(old.id);
}

const viewOf = async (
  { csrf, expiresAtMs }: OpenSession,
  { owner, product }: SignInParts,
): Promise<SessionView> => ({
  signedIn: true,
  csrf,
  expiresAtMs,
  hasPassword: await owner.hasPassword(),
  product,
});

export function sessionOf(request: FastifyRequest): OpenSession {
  if (!request.openSession) throw new TypeError('This route is not behind requireSession');
  return request.openSession;
}
