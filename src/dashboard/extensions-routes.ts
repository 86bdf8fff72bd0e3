import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Result, refuse } from '../base/result.ts';
import type { ExtensionView, PowerWords } from '../core/extensions/extensions.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { Say } from '../core/texts/texts.ts';
import type {
  ExtensionEntry,
  ExtensionLogView,
  ExtensionsView,
  KeptEntry,
  MarketPageView,
} from './extensions-wire.ts';
import type { DashboardPorts, ExtensionsPort } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const named = z.string().min(1).max(200);
const decisions = ['allow', 'trust', 'revoke'] as const;
const steered = z.object({
  name: named,
  act: z.enum(['load', 'unload', 'reload', ...decisions]),
});
const shown = z.object({ name: named });
const traded = z.object({
  id: named,
  act: z.enum(['install', 'update', 'enable', 'rollback']),
});
const one = z.object({ id: named });
const purging = z.object({ purge: z.boolean().default(false) });
/** Who sits before the page, as the market knows whoever accepted its terms. */
const owner = 'web:owner';

/** What is installed, how it fares, and what could be. */
export function extensionsRoutes(
  app: FastifyInstance,
  { extensions: port, log }: Pick<DashboardPorts, 'extensions' | 'log'>,
): void {
  const { desk } = port;
  app.get(
    '/api/extensions',
    route({ params: nothing, body: nothing }, () => viewOf(port)),
  );
  app.post(
    '/api/extensions/:name/:act',
    route({ params: steered, body: nothing }, async ({ params: { name, act }, request }) => {
      log.info({ extension: name, act, address: request.ip }, 'An extension is steered');
      return told(port, await steeredBy(desk, act, name));
    }),
  );
  app.get(
    '/api/extensions/:name/log',
    route({ params: shown, body: nothing }, ({ params: { name } }) =>
      Promise.resolve(logOf(port, name)),
    ),
  );
  marketRoutes(app, port, log);
}

/** What can be had, and what came from there. */
function marketRoutes(
  app: FastifyInstance,
  port: ExtensionsPort,
  log: DashboardPorts['log'],
): void {
  const { market } = port;
  app.get(
    '/api/market',
    route({ params: nothing, body: nothing }, () => marketOf(port, 'look')),
  );
  app.post(
    '/api/market/accept',
    route({ params: nothing, body: nothing }, async () => {
      await market.accept(owner);
      return { ok: true, value: undefined };
    }),
  );
  app.post(
    '/api/market/refresh',
    route({ params: nothing, body: nothing }, () => marketOf(port, 'refresh')),
  );
  app.get(
    '/api/market/:id/kept',
    route({ params: one, body: nothing }, async ({ params: { id } }) => {
      const value: KeptEntry = await market.kept(id);
      return { ok: true, value };
    }),
  );
  app.post(
    '/api/market/:id/uninstall',
    route({ params: one, body: purging }, async ({ params: { id }, body: { purge }, request }) => {
      log.info({ extension: id, purge, address: request.ip }, 'An extension is uninstalled');
      return told(port, await market.uninstall(id, { purge, by: { actor: owner, via: 'page' } }));
    }),
  );
  app.post(
    '/api/market/:id/:act',
    route({ params: traded, body: nothing }, async ({ params: { id, act }, request }) => {
      if (!(await market.hasAccepted(owner)))
        return problem('refused', port.say('market.terms-first', { prefix: '' }), '');
      log.info({ extension: id, act, address: request.ip }, 'The market is used');
      return told(port, await market[act](id));
    }),
  );
}

function steeredBy(
  desk: ExtensionsPort['desk'],
  act: z.output<typeof steered>['act'],
  name: string,
): Promise<Result<unknown>> {
  const decision = decisions.find((one) => one === act);
  if (decision) return desk.decide(name, decision);
  if (act === 'load') return desk.load(name);
  return act === 'unload' ? desk.unload(name) : desk.reload(name);
}

function logOf(port: ExtensionsPort, name: string): Answer<ExtensionLogView> {
  const found = port.desk.find(name);
  if (!found) return told(port, refuse('extensions.unknown', { name }));
  return { ok: true, value: { lines: port.desk.log(found.name) } };
}

/** One extension, its powers in words. */
function entryOf({ rights, asks, ...view }: ExtensionView, say: Say): ExtensionEntry {
  const inWords = (powers: readonly PowerWords[]): readonly string[] =>
    powers.map(({ key, facts }) => plain(say(key, facts)));
  return {
    ...view,
    ...(asks && { asks: inWords(asks) }),
    ...(rights && {
      rights: rights.kind === 'guest' ? { ...rights, powers: inWords(rights.powers) } : rights,
    }),
  };
}

async function viewOf({ desk, market, say }: ExtensionsPort): Promise<Answer<ExtensionsView>> {
  const [held, missing] = await Promise.all([market.held(), market.missing()]);
  const extensions = desk.list().map((one) => entryOf(one, say));
  const view = { extensions, enforced: desk.enforcement(), held, missing };
  return { ok: true, value: view };
}

async function marketOf(
  { market, say }: ExtensionsPort,
  how: 'look' | 'refresh',
): Promise<Answer<MarketPageView>> {
  const terms = plain(say('market.terms'));
  const none = { terms, accepted: false, indexes: [], offers: [], held: [] };
  if (!(await market.hasAccepted(owner))) return { ok: true, value: none };
  const found = await market[how]();
  if (!found.ok) return { ok: true, value: { ...none, accepted: true } };
  const { offers, held, indexes } = found.value;
  const inWords = indexes.map(({ problem: why, ...one }) => ({
    ...one,
    ...(why && { problem: plain(say(why.key, why.facts)) }),
  }));
  return { ok: true, value: { terms, accepted: true, offers, held, indexes: inWords } };
}

const plain = (words: string): string => withoutMarkup(words).replaceAll('`', '');

const notThere = new Set(['extensions.unknown', 'market.unknown']);

/** A refusal in the words that chat has for it. */
function told<Value>({ say }: ExtensionsPort, done: Result<Value>): Answer<Value> {
  if (done.ok) return done;
  const { key, facts } = done.error;
  return problem(notThere.has(key) ? 'not-found' : 'refused', plain(say(key, facts)), '');
}
