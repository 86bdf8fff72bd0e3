import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal, Result } from '../../base/result.ts';
import type { AppealAnswer, Appeal } from '../../core/appeals/appeal.ts';
import type { OwnView } from '../../core/appeals/desk.ts';
import type { DashboardPorts } from '../ports.ts';
import { casePage, codePage, openScriptFor } from './appeal-page.ts';
import { acceptForms, fieldsIn } from './forms.ts';
import { languageOf, plainly, sendPage } from './html.ts';

const cookie = 'castellan-appeal';
const codeLimit = 100;

type Ports = Pick<DashboardPorts, 'appeals' | 'clock'>;

/** The page of who appeals: opened by a link that works once, needs no session and no script. */
export function appealPage(app: FastifyInstance, ports: Ports): void {
  const { desk } = ports.appeals;
  acceptForms(app);
  app.get('/appeal', (request, reply) => show({ ports, request, reply }));
  app.post('/appeal/open', async (request, reply) => {
    const { code = '' } = fieldsIn(request.body);
    const opened = await desk.open(code.slice(0, codeLimit));
    if (opened.ok) keepKey(request, reply, opened.value);
    // Who opens his link again still holds what it gave him.
    const isOpen = opened.ok || (await viewOf(ports, request))?.ok === true;
    if (isOpen) return reply.redirect('/appeal', 303);
    return ask({ ports, request, reply }, opened.error);
  });
  app.post('/appeal/send', async (request, reply) => {
    const visit = { ports, request, reply };
    const written = fieldsIn(request.body);
    const view = await viewOf(ports, request);
    if (view?.ok !== true) return show(visit);
    const answers = answersIn(written, view.value.questions);
    return after(visit, await desk.submitByKey(keyIn(request), answers, request.ip), written);
  });
  app.post('/appeal/withdraw', async (request, reply) =>
    after({ ports, request, reply }, await desk.withdrawByKey(keyIn(request))),
  );
}

/** One request of somebody who is not signed in. */
interface Visit {
  readonly ports: Ports;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Written = Readonly<Record<string, string>>;

const keyIn = (request: FastifyRequest): string => request.cookies[cookie]?.slice(0, 100) ?? '';

function keepKey(
  request: FastifyRequest,
  reply: FastifyReply,
  { key, untilMs }: { readonly key: string; readonly untilMs: number },
): void {
  void reply.setCookie(cookie, key, {
    path: '/appeal',
    httpOnly: true,
    // Followed from a message on another site, the link must find what it had given before.
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires: new Date(untilMs),
  });
}

const answersIn = (written: Written, questions: readonly string[]): readonly AppealAnswer[] =>
  (questions.length > 0 ? questions : ['']).map((question, at) => ({
    ...{ question, answer: written[`a${at}`] ?? '' },
  }));

async function viewOf(
  { appeals }: Ports,
  request: FastifyRequest,
): Promise<Result<OwnView> | undefined> {
  const key = keyIn(request);
  return key === '' ? undefined : appeals.desk.seen(key);
}

/** What was done is shown by a load of its own, so that loading again sends nothing twice. */
function after(visit: Visit, done: Result<Appeal>, written: Written = {}) {
  if (done.ok) return visit.reply.redirect('/appeal', 303);
  return show(visit, { trouble: done.error, written });
}

const openScript = openScriptFor('/appeal/open');

interface More {
  readonly trouble?: Refusal;
  readonly written?: Written;
}

async function show(visit: Visit, more: More = {}): Promise<FastifyReply> {
  const { ports, request, reply } = visit;
  const view = await viewOf(ports, request);
  if (view?.ok !== true) return ask(visit, more.trouble);
  const language = languageOf(request);
  const say = plainly(ports.appeals.say(language));
  const body = casePage(view.value, { say, nowMs: ports.clock.now(), ...more });
  const page = { language, title: say('page.appeal.title'), body, script: openScript };
  return sendPage(reply, page, more.trouble ? 422 : 200);
}

function ask({ ports, request, reply }: Visit, trouble?: Refusal): FastifyReply {
  const language = languageOf(request);
  const say = plainly(ports.appeals.say(language));
  const body = codePage({ say, trouble });
  const page = { language, title: say('page.appeal.title'), body, script: openScript };
  return sendPage(reply, page, trouble ? 422 : 200);
}
