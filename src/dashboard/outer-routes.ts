import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ok } from '../base/result.ts';
import { answerHeaders, textTypes } from '../core/web/web.ts';
import type { WebAnswer, WebRequest } from '../core/web/web.ts';
import type { OpenRoute } from '../core/web/desk.ts';
import type { Audit } from '../core/audit/audit.ts';
import { tokenHeader } from './access.ts';
import { noteChanges } from './audit-hook.ts';
import type { ModulesPort } from './modules-port.ts';
import { told } from './modules-routes.ts';
import { noSuchPage, problem } from './problems.ts';
import { type Answer, refuseWith } from './route.ts';

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

interface Parts {
  readonly modules: ModulesPort;
  readonly audit: Pick<Audit, 'note' | 'begin'>;
  /** Lets only signed-in browsers through. */
  readonly session: Guard;
}

/** Where the routes of modules live. The server cannot forget a route: these two lead to a table that can. */
const outerAddresses = ['/x/:module', '/x/:module/*'] as const;

/** What is answered here is for programs: no browser runs any of it, whoever wrote it. */
const harmless = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** The addresses of modules. */
export async function outerRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  await app.register((outer, _options, done) => {
    noteChanges(outer, parts.audit);
    outer.removeAllContentTypeParsers();
    outer.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, read) =>
      read(null, text),
    );
    const handle = (request: FastifyRequest, reply: FastifyReply) =>
      answer(outer, parts, request, reply);
    for (const url of outerAddresses) outer.all(url, handle);
    done();
  });
}

async function answer(
  app: FastifyInstance,
  { modules, session }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  void reply.header('content-security-policy', harmless).header('cache-control', 'no-store');
  const { module = '' } = textsIn(request.params);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const found = modules.desk.route(module, method, pathBelow(request.url));
  if (!found) return refuseWith(reply, noSuchPage.error);
  if ('methods' in found) {
    void reply.code(405).header('allow', found.methods.join(', '));
    return reply.send(
      problem('bad-input', 'This address takes other methods.', found.methods.join(', ')),
    );
  }
  const { access } = found;
  if (access !== 'public') await session(request, reply);
  // A reply that is waited for resolves with nothing once it was sent.
  if (reply.sent) return reply;
  const allowed = typeof access === 'string' ? ok(undefined) : modules.may(access.capability);
  if (!allowed.ok) return refuseWith(reply, told(modules, allowed.error).error);
  const body = await bodyOf(app, request);
  if (!body.ok) return refuseWith(reply, body.error);
  return carryOut(found, { ...asked(request), body: body.value }, modules, reply);
}

async function carryOut(
  found: OpenRoute,
  request: Omit<WebRequest, 'params'>,
  modules: ModulesPort,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answered = await found.answer(request);
  if (!answered.ok) return refuseWith(reply, told(modules, answered.error).error);
  return sent(reply, answered.value);
}

function sent(reply: FastifyReply, answer: WebAnswer): FastifyReply {
  const { json, text, type } = answer;
  putHeaders(reply, answer);
  void reply.code(statusOf(answer));
  if (json !== undefined)
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(json));
  if (text === undefined) return reply.send();
  const known = textTypes.find((one) => one === type) ?? 'text/plain';
  return reply.type(`${known}; charset=utf-8`).send(text);
}

function putHeaders(reply: FastifyReply, { headers = {} }: WebAnswer): void {
  for (const name of answerHeaders) {
    const value = headers[name];
    if (value !== undefined && /^[\x20-\x7e]{1,500}$/.test(value)) void reply.header(name, value);
  }
}

function statusOf({ status, json, text }: WebAnswer): number {
  if (status !== undefined && status >= 200 && status <= 499) return status;
  return json === undefined && text === undefined ? 204 : 200;
}

const ours: ReadonlySet<string> = new Set(['cookie', tokenHeader]);

/** What of a request a module gets to see. The cookie and the token open the dashboard, and are nobody else's. */
function asked(request: FastifyRequest): Omit<WebRequest, 'params' | 'body'> {
  const headers = Object.entries(textsIn(request.headers)).filter(([name]) => !ours.has(name));
  return {
    ...{ query: textsIn(request.query), headers: Object.fromEntries(headers) },
    text: typeof request.body === 'string' ? request.body : '',
    signedIn: request.openSession !== null,
  };
}

/** JSON, or a form; of another kind of body only the text is told. */
async function bodyOf(app: FastifyInstance, request: FastifyRequest): Promise<Answer<unknown>> {
  const { body } = request;
  const type = request.headers['content-type'] ?? '';
  if (typeof body !== 'string' || body === '') return ok(undefined);
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return ok(Object.fromEntries(new URLSearchParams(body)));
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) return ok(undefined);
  try {
    return ok(await parsed(app, request, body));
  } catch {
    return problem('bad-input', 'The body is not JSON.', 'Send JSON, or another content type.');
  }
}

/** As the server reads JSON everywhere: a body that reaches for prototypes is none. */
function parsed(app: FastifyInstance, request: FastifyRequest, body: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const parse = app.getDefaultJsonParser('error', 'error');
  void parse(request, body, (failure, read: unknown) =>
    failure ? reject(failure) : resolve(read),
  );
  return promise;
}

/** Those of an object's values that are texts. */
function textsIn(from: unknown): Readonly<Record<string, string>> {
  const given: Readonly<Record<string, unknown>> = { ...(typeof from === 'object' && from) };
  const entries = Object.entries(given);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** What of an address is the module's: as it was typed, because a slash in a name is written %2F. */
const pathBelow = (url: string): string =>
  (url.split('?', 1)[0] ?? '').split('/').slice(3).join('/');
