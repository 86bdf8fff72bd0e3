import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { checkHost, checkOrigin, cookieName, requireSession } from './access.ts';
import { commandsRoutes } from './commands-routes.ts';
import { noteChanges } from './audit-hook.ts';
import { auditRoutes } from './audit-routes.ts';
import { answerOf, noSuchPage } from './problems.ts';
import { guardRoutes } from './guard-routes.ts';
import { backupsRoutes } from './backups-routes.ts';
import { healthReportRoutes } from './health-report-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { extensionsRoutes } from './extensions-routes.ts';
import { appealsRoutes } from './appeals-routes.ts';
import { casesRoutes } from './cases-routes.ts';
import { eventLogRoutes } from './event-log-routes.ts';
import { incidentsRoutes } from './incidents-routes.ts';
import { hooksRoutes } from './hooks-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { automationsRoutes } from './automations-routes.ts';
import { aiRoutes } from './ai-routes.ts';
import { rulesRoutes } from './rules-routes.ts';
import { jobsRoutes } from './jobs-routes.ts';
import { limitRequests } from './limits.ts';
import { liveHub } from './live-hub.ts';
import { liveRoutes } from './live-routes.ts';
import type { DashboardOptions } from './options.ts';
import { modulesRoutes } from './modules-routes.ts';
import { outerRoutes } from './outer-routes.ts';
import { owner } from './owner.ts';
import { servePage } from './page.ts';
import { peopleRoutes } from './people-routes.ts';
import { playgroundRoutes } from './playground-routes.ts';
import type { DashboardPorts } from './ports.ts';
import { refuseWith } from './route.ts';
import { sessions as openSessions } from './sessions.ts';
import { settingsFileRoutes } from './settings-file-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { openSignIn, ownSessions, type SignInParts } from './sign-in.ts';
import { openPublicPages } from './public/index.ts';
import { watchRoutes } from './watch-routes.ts';
import type { Problem } from './wire.ts';

const maxBodyBytes = 64 * 1024;
const maxFrameBytes = 1024;
const forgetEveryMs = 3_600_000;

/** The dashboard's server with all its routes, not listening yet. */
export async function dashboardApp(
  options: DashboardOptions,
  ports: DashboardPorts,
  life: Lifetime,
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    // Each route says itself what it takes, and refuses the rest in our own form.
    routerOptions: { maxParamLength: 2000 },
    trustProxy: options.trustedProxies ? [...options.trustedProxies] : false,
    forceCloseConnections: true,
    requestTimeout: 30_000,
  });
  life.own(() => app.close());
  await addPlugins(app);
  app.decorateRequest('openSession', null);
  app.addHook('onRequest', checkHost(options));
  app.addHook('onRequest', checkOrigin(options, { needed: false }));
  app.addHook('onRequest', limitRequests(ports.limits, cookieName(options)));
  app.setErrorHandler(errorHandler(ports.log));
  await addRoutes(app, { options, ports, life });
  return app;
}

async function addPlugins(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(fastifyWebsocket, {
    options: { maxPayload: maxFrameBytes, perMessageDeflate: false },
  });
}

/** Scripts and styles are ours alone; the one style element that Mantine writes carries the answer's nonce. */
const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

interface Parts {
  readonly options: DashboardOptions;
  readonly ports: DashboardPorts;
  readonly life: Lifetime;
}

async function addRoutes(app: FastifyInstance, { options, ports, life }: Parts): Promise<void> {
  const { clock, log, product, limits } = ports;
  const sessions = openSessions(ports, options.session);
  const hub = liveHub(ports, life);
  const cookie = cookieName(options);
  const signIn: SignInParts = {
    ...{ owner: owner(ports), sessions, hub, product, log, cookie, options, limits },
  };
  healthRoutes(app, { ports, options, sessions, cookie });
  openSignIn(app, signIn);
  await app.register((guarded, _options, done) => {
    guarded.addHook('onRequest', requireSession({ sessions, cookie, limits }));
    ownSessions(guarded, signIn);
    watchRoutes(guarded, ports);
    jobsRoutes(guarded, ports);
    moderationRoutes(guarded, ports);
    playgroundRoutes(guarded, ports.playground);
    noteChanges(guarded, ports.audit);
    guardRoutes(guarded, ports);
    hooksRoutes(guarded, ports);
    eventLogRoutes(guarded, ports);
    extensionsRoutes(guarded, ports);
    modulesRoutes(guarded, ports.modules);
    healthReportRoutes(guarded, ports);
    settingsRoutes(guarded, ports.settings);
    commandsRoutes(guarded, ports);
    settingsFileRoutes(guarded, ports.settings);
    backupsRoutes(guarded, { ...ports, ...ports.backups });
    auditRoutes(guarded, ports.audit);
    done();
  });
  await openPublicPages(app, ports);
  await app.register((live, _options, done) => {
    live.addHook('onRequest', checkOrigin(options, { needed: true }));
    live.addHook('onRequest', requireSession({ sessions, cookie, limits }));
    liveRoutes(live, { hub, sessions, cookie, clock, log }, life);
    done();
  });
  const session = requireSession({ sessions, cookie, limits });
  await outerRoutes(app, { modules: ports.modules, audit: ports.audit, session });
  await servePage(app, options.pageDir);
  life.own(
    every(clock, forgetEveryMs, () => {
      sessions.forgetExpired().catch((failure: unknown) => {
        log.warn({ error: messageOf(failure) }, 'Expired sessions could not be removed');
      });
    }),
  );
}

/** What staff do about people. */
function moderationRoutes(guarded: FastifyInstance, ports: DashboardPorts): void {
  casesRoutes(guarded, ports);
  reviewRoutes(guarded, ports);
  peopleRoutes(guarded, ports);
  appealsRoutes(guarded, ports);
  incidentsRoutes(guarded, ports);
  rulesRoutes(guarded, ports.rules);
  automationsRoutes(guarded, ports.automations);
  aiRoutes(guarded, ports.ai);
}

interface HttpFailure {
  readonly statusCode?: number;
}

/** Turns what Fastify or a plugin threw into our form; what we did not expect tells the browser nothing. */
function errorHandler(log: Log): Parameters<FastifyInstance['setErrorHandler']>[0] {
  return (failure, request, reply) => {
    if (isProblemAnswer(failure)) return refuseWith(reply, failure.error);
    const status = statusIn(failure);
    if (status >= 500) {
      log.error(
        { route: request.routeOptions.url, method: request.method, error: messageOf(failure) },
        'The dashboard could not answer a request',
      );
    }
    return reply.code(status).send(answerOf(problemFor(status)));
  };
}

const isProblemAnswer = (failure: unknown): failure is { error: Problem } =>
  typeof failure === 'object' &&
  failure !== null &&
  'error' in failure &&
  typeof failure.error === 'object';

const isHttpFailure = (failure: unknown): failure is HttpFailure =>
  typeof failure === 'object' && failure !== null && 'statusCode' in failure;

const statusIn = (failure: unknown): number =>
  isHttpFailure(failure) && typeof failure.statusCode === 'number' ? failure.statusCode : 500;

function problemFor(status: number): Problem {
  if (status === 404) return noSuchPage.error;
  if (status === 413) {
    return { code: 'too-large', message: 'The request is too large.', todo: 'Send less at once.' };
  }
  if (status < 500) {
    return {
      code: 'bad-input',
      message: 'The request was not understood.',
      todo: 'Send JSON with the content type application/json.',
    };
  }
  return {
    code: 'broken',
    message: 'Something went wrong here.',
    todo: 'Try again; the log of Castellan says what happened.',
  };
}
