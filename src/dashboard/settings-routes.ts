import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Refusal, ok } from '../base/result.ts';
import { withoutMarkup } from '../core/markup.ts';
import { type Scope, readScope } from '../core/settings/scope.ts';
import type { Author, Wish } from '../core/settings/settings.ts';
import type { SettingsPort } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import { placeIn, settingsView, stagedView } from './settings-view.ts';
import type {
  DifferenceView,
  RevisionView,
  RolledBackView,
  SettingsAnswer,
  StagedView,
} from './wire.ts';

const nothing = z.object({});
const name = z.string().min(1).max(100);
const scopeText = z.string().min(1).max(300);
const revision = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const view = z.object({ scope: scopeText.default('instance') });
const change = z.object({
  scope: scopeText,
  changes: z
    .array(
      z.object({ name, value: z.string().max(10_000).nullable(), revision: revision.optional() }),
    )
    .min(1)
    .max(200),
});
const historyQuery = z.object({
  scope: scopeText.optional(),
  name: name.optional(),
  before: revision.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const diffQuery = z.object({
  from: revision.optional(),
  to: revision.optional(),
  scope: scopeText.optional(),
});
const time = z.string().trim().min(1).max(60);
const rollback = z.union([
  z.object({ revision }),
  z.object({ to: z.union([revision, time]), scope: scopeText }),
]);
const stage = change.extend({ at: time, until: time.optional() });
const stagedParams = z.object({ id: z.string().regex(/^\w{1,20}$/, 'is not the id of a change') });

/** Whoever is signed in is the owner. */
export const pageAuthor: Author = { actor: 'web:owner', via: 'page' };

export const badScope = problem(
  'bad-input',
  'There is no such place for a setting.',
  'Choose one of the list: the instance, a community, a space or a channel.',
);

/** Looking at settings, changing them, and taking changes back. */
export function settingsRoutes(app: FastifyInstance, port: SettingsPort): void {
  readingRoutes(app, port);
  app.post(
    '/api/settings/change',
    route({ params: nothing, body: change }, async ({ body }): Promise<Answer<SettingsAnswer>> => {
      const scope = readScope(body.scope);
      if (scope === undefined) return badScope;
      const wishes = wishesIn(body.changes, scope);
      const wrong = wishes.flatMap((wish) => misfitOf(wish, port));
      if (wrong.length > 0) return ok({ applied: false, problems: wrong });
      const changed = await port.settings.apply(wishes, pageAuthor);
      if (changed.ok) return ok({ applied: true, view: await settingsView(port, scope) });
      const about = changed.error.facts['name'];
      const at = typeof about === 'string' ? about : (wishes[0]?.name ?? '');
      return ok({
        applied: false,
        problems: [{ name: at, message: inWords(changed.error, port) }],
      });
    }),
  );
  app.post(
    '/api/settings/rollback',
    route({ params: nothing, body: rollback }, ({ body }) =>
      'revision' in body ? rollOne(body.revision, port) : rollAll(body, port),
    ),
  );
  stagedRoutes(app, port);
}

function readingRoutes(app: FastifyInstance, port: SettingsPort): void {
  app.get(
    '/api/settings',
    route({ params: nothing, body: view }, async ({ body }) => {
      const scope = readScope(body.scope);
      return scope === undefined ? badScope : ok(await settingsView(port, scope));
    }),
  );
  app.get(
    '/api/settings/history',
    route({ params: nothing, body: historyQuery }, async ({ body }) => {
      const { scope, name: about, before, limit } = body;
      const revisions: readonly RevisionView[] = await port.desk.history({
        limit,
        ...(scope !== undefined && { scopes: [scope] }),
        ...(about !== undefined && { name: about }),
        ...(before !== undefined && { beforeId: before }),
      });
      return ok(revisions);
    }),
  );
  app.get(
    '/api/settings/diff',
    route({ params: nothing, body: diffQuery }, async ({ body: { from, to, scope } }) => {
      const scopes = scope === undefined ? undefined : [scope];
      const found: readonly DifferenceView[] =
        from === undefined
          ? port.desk.diffFromDefaults(scopes)
          : await port.desk.diff({
              from,
              ...(to !== undefined && { to }),
              ...(scopes && { scopes }),
            });
      return ok(found);
    }),
  );
}

const wishesIn = (changes: z.output<typeof change>['changes'], scope: Scope): readonly Wish[] =>
  changes.map(({ name: about, value, revision: expected }) => ({
    ...{ name: about, scope, typed: value },
    ...(expected !== undefined && { expected }),
  }));

/** Each field hears what is wrong with its own value. */
function misfitOf({ name: about, typed }: Wish, port: SettingsPort) {
  const setting = port.settings.declared().get(about);
  const facts = { name: about };
  if (!setting)
    return [{ name: about, message: inWords({ key: 'settings.unknown', facts }, port) }];
  const read = typed === null ? ok(undefined) : setting.parse(typed);
  return read.ok ? [] : [{ name: about, message: inWords(read.error, port) }];
}

export const inWords = ({ key, facts }: Refusal, { say }: Pick<SettingsPort, 'say'>): string =>
  withoutMarkup(say(key, facts));

const refusedWith = (refusal: Refusal, port: SettingsPort) =>
  problem('refused', inWords(refusal, port), 'Load the page again to see how it stands.');

async function rollOne(id: number, port: SettingsPort): Promise<Answer<RolledBackView>> {
  const changed = await port.desk.rollback(id, pageAuthor);
  if (!changed.ok) return refusedWith(changed.error, port);
  return ok({ view: await settingsView(port, changed.value.scope), changed: 1, left: [] });
}

/** Everything of one layer, to a revision or to a time. */
async function rollAll(
  { to, scope: text }: { readonly to: number | string; readonly scope: string },
  port: SettingsPort,
): Promise<Answer<RolledBackView>> {
  const scope = readScope(text);
  if (scope === undefined) return badScope;
  const revisionThen = await revisionAt(to, scope, port);
  if (!revisionThen.ok) return revisionThen;
  const back = await port.desk.rollbackTo(revisionThen.value, [scope], pageAuthor);
  if (!back.ok) return refusedWith(back.error, port);
  const { changed, left } = back.value;
  const words = left.map(
    ({ name: about, key }) =>
      `${about}: ${inWords({ key, facts: { name: about, takes: '…' } }, port)}`,
  );
  return ok({ view: await settingsView(port, scope), changed: changed.length, left: words });
}

async function revisionAt(
  to: number | string,
  scope: Scope,
  port: SettingsPort,
): Promise<Answer<number>> {
  if (typeof to === 'number') return ok(to);
  const moment = momentIn(to, scope, { port, towards: 'past' });
  return moment.ok ? ok(await port.desk.revisionAt(moment.value)) : moment;
}

function momentIn(
  text: string,
  scope: Scope,
  { port, towards, nowMs }: { port: SettingsPort; towards: 'past' | 'future'; nowMs?: number },
): Answer<number> {
  const timeZone = port.settings.readText('core.timeZone', placeIn(scope, port.places()));
  const seen = { timeZone, towards, ...(nowMs !== undefined && { nowMs }) };
  const moment = port.desk.moment(text, seen);
  return moment.ok
    ? moment
    : problem('bad-input', inWords(moment.error, port), 'Correct the time and try again.');
}

function stagedRoutes(app: FastifyInstance, port: SettingsPort): void {
  app.post(
    '/api/settings/staged',
    route({ params: nothing, body: stage }, async ({ body }): Promise<Answer<StagedView>> => {
      const scope = readScope(body.scope);
      if (scope === undefined) return badScope;
      const apply = momentIn(body.at, scope, { port, towards: 'future' });
      if (!apply.ok) return apply;
      const until = { port, towards: 'future', nowMs: apply.value } as const;
      const revert = body.until === undefined ? ok(undefined) : momentIn(body.until, scope, until);
      if (!revert.ok) return revert;
      const times = {
        applyAtMs: apply.value,
        ...(revert.value !== undefined && { revertAtMs: revert.value }),
      };
      const wishes = wishesIn(body.changes, scope);
      const staged = await port.desk.staged.stage({ wishes, ...times }, pageAuthor);
      return staged.ok ? ok(stagedView(staged.value)) : refusedWith(staged.error, port);
    }),
  );
  app.delete(
    '/api/settings/staged/:id',
    route({ params: stagedParams, body: nothing }, async ({ params }) => {
      const cancelled = await port.desk.staged.cancel(params.id);
      return cancelled.ok ? ok(stagedView(cancelled.value)) : refusedWith(cancelled.error, port);
    }),
  );
}
