import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Refusal, ok } from '../base/result.ts';
import type { PageLink, ShownCard } from '../core/web/desk.ts';
import { withoutMarkup } from '../core/markup.ts';
import type {
  ModuleCardView,
  ModulePageEntry,
  ModulePageView,
  ModuleSaid,
} from './modules-wire.ts';
import type { ModulesPort } from './modules-port.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import type { ProblemCode } from './wire.ts';

const nothing = z.object({});
const name = z.string().min(1).max(60);
const paged = z.object({ module: name, page: name });
const sent = z.object({
  values: z.record(name, z.union([z.string().max(4000), z.number(), z.boolean()])).default({}),
});

/** The pages and cards of modules. */
export function modulesRoutes(app: FastifyInstance, port: ModulesPort): void {
  app.get(
    '/api/module-pages',
    route({ params: nothing, body: nothing }, () =>
      Promise.resolve(ok(open(port).map(entryOf) satisfies readonly ModulePageEntry[])),
    ),
  );
  app.get(
    '/api/module-pages/:module/:page',
    route({ params: paged, body: nothing }, ({ params }) => pageOf(port, params)),
  );
  app.post(
    '/api/module-pages/:module/:page/:act',
    route({ params: paged.extend({ act: name }), body: sent }, async ({ params, body }) => {
      const link = linkIn(port, params);
      if (!link) return noSuchPage;
      const done = await port.desk.act(link, params.act, body.values);
      return done.ok ? ok<ModuleSaid>({ said: done.value }) : told(port, done.error);
    }),
  );
  app.get(
    '/api/module-cards',
    route({ params: nothing, body: nothing }, async () =>
      ok((await port.desk.cards()).map((card) => cardIn(port, card))),
    ),
  );
}

const noSuchPage = problem(
  'not-found',
  'There is no such page.',
  'Its extension may have been unloaded: the list of extensions tells.',
);

/** Those that who is signed in may see. */
const open = ({ desk, may }: ModulesPort): readonly PageLink[] =>
  desk.pages().filter(({ capability }) => capability === undefined || may(capability).ok);

const linkIn = (
  port: ModulesPort,
  { module, page }: z.output<typeof paged>,
): PageLink | undefined => open(port).find((link) => link.module === module && link.name === page);

const entryOf = ({ module, name: page, title }: PageLink): ModulePageEntry => ({
  ...{ module, name: page, title },
});

async function pageOf(
  port: ModulesPort,
  asked: z.output<typeof paged>,
): Promise<Answer<ModulePageView>> {
  const link = linkIn(port, asked);
  if (!link) return noSuchPage;
  const found = await port.desk.page(link.module, link.name);
  if (!found.ok) return told(port, found.error);
  const { refreshMs, content } = found.value;
  return ok({ ...entryOf(link), refreshMs, ...content });
}

function cardIn(
  port: ModulesPort,
  { module, name: card, title, atMs, shown }: ShownCard,
): ModuleCardView {
  const head = { module, name: card, title, atMs };
  return shown.ok ? { ...head, ...shown.value } : { ...head, problem: inWords(port, shown.error) };
}

const codes: Readonly<Record<string, ProblemCode>> = {
  'web.bad-input': 'bad-input',
  'web.unknown': 'not-found',
  'web.resting': 'not-available',
  'web.late': 'not-available',
  'web.failed': 'broken',
};

/** A refusal of a module as a problem. What it does not know how to say itself, it refuses as any command would. */
export function told(
  { say }: Pick<ModulesPort, 'say'>,
  refusal: Refusal,
): { ok: false; error: ReturnType<typeof problem>['error'] } {
  const { key, retryAfterMs } = refusal;
  const { ok: no, error } = problem(codes[key] ?? 'refused', inWords({ say }, refusal), '');
  return { ok: no, error: retryAfterMs === undefined ? error : { ...error, retryAfterMs } };
}

const inWords = ({ say }: Pick<ModulesPort, 'say'>, { key, facts }: Refusal): string =>
  withoutMarkup(say(key, facts)).replaceAll('`', '');
