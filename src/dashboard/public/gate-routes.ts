import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal, Result } from '../../base/result.ts';
import type { GateView } from '../../core/gate/desk.ts';
import type { DashboardPorts } from '../ports.ts';
import { openScriptFor } from './appeal-page.ts';
import { acceptForms, fieldsIn } from './forms.ts';
import { captchaSources, gateCodePage, gatePage, gateScript } from './gate-page.ts';
import { languageOf, plainly, sendPage } from './html.ts';

const cookie = 'castellan-gate';
const codeLimit = 100;

type Ports = Pick<DashboardPorts, 'gate' | 'clock'>;

interface Visit {
  readonly ports: Ports;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The page of who is at the gate: opened by a link that works once, needs no session. */
export function publicGate(app: FastifyInstance, ports: Ports): void {
  const { desk } = ports.gate;
  acceptForms(app);
  app.get('/gate', (request, reply) => show({ ports, request, reply }));
  app.post('/gate/open', async (request, reply) => {
    const { code = '' } = fieldsIn(request.body);
    const opened = await desk.open(code.slice(0, codeLimit));
    if (opened.ok) {
      const { key, untilMs } = opened.value;
      const secure = request.protocol === 'https';
      const lasts = {
        httpOnly: true,
        sameSite: 'lax',
        secure,
        expires: new Date(untilMs),
      } as const;
      void reply.setCookie(cookie, key, { path: '/gate', ...lasts });
    }
    if (opened.ok || (await viewOf(ports, request))?.ok === true)
      return reply.redirect('/gate', 303);
    return ask({ ports, request, reply }, opened.error);
  });
  app.post('/gate/answer', async (request, reply) => {
    const visit = { ports, request, reply };
    const { answer = '', nonce = '', ...rest } = fieldsIn(request.body);
    const captcha = rest['h-captcha-response'] ?? rest['cf-turnstile-response'] ?? '';
    const solved = await desk.solve(keyIn(request), { answer, nonce, captcha }, request.ip);
    if (!solved.ok) return show(visit, { trouble: solved.error });
    // Shown by a load of its own, so that loading again sends nothing twice.
    return solved.value.step === 'passed'
      ? reply.redirect('/gate', 303)
      : show(visit, { wrong: true });
  });
}

const keyIn = (request: FastifyRequest): string => request.cookies[cookie]?.slice(0, 100) ?? '';

async function viewOf(
  { gate }: Ports,
  request: FastifyRequest,
): Promise<Result<GateView> | undefined> {
  const key = keyIn(request);
  return key === '' ? undefined : gate.desk.seen(key);
}

interface More {
  readonly trouble?: Refusal;
  readonly wrong?: boolean;
}

const openScript = openScriptFor('/gate/open');

async function show(visit: Visit, more: More = {}): Promise<FastifyReply> {
  const { ports, request, reply } = visit;
  const view = await viewOf(ports, request);
  if (view?.ok !== true) return ask(visit, more.trouble);
  const language = languageOf(request);
  const say = plainly(ports.gate.say(language));
  const body = gatePage(view.value, ports.clock.now(), { say, ...more });
  const { captcha } = view.value;
  const page = { language, title: say('page.gate.title'), body, script: openScript + gateScript };
  const sources = captcha && captchaSources[captcha.kind];
  return sendPage(reply, { ...page, ...(sources && { sources }) }, more.trouble ? 422 : 200);
}

function ask({ ports, request, reply }: Visit, trouble?: Refusal): FastifyReply {
  const language = languageOf(request);
  const say = plainly(ports.gate.say(language));
  const body = gateCodePage({ say, trouble });
  const page = { language, title: say('page.gate.title'), body, script: openScript };
  return sendPage(reply, page, trouble ? 422 : 200);
}
