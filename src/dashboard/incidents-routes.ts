import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { communityId } from '../base/ids.ts';
import { type Result, ok } from '../base/result.ts';
import type { Incident, IncidentEntry, WholeIncident } from '../core/incidents/incident.ts';
import type { Undo, UndoScope } from '../core/incidents/undo.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { IncidentsPort } from './incidents-port.ts';
import type {
  IncidentLineView,
  IncidentView,
  IncidentsPage,
  UndoPreviewView,
  UndoView,
  WholeIncidentView,
} from './incidents-wire.ts';
import { withKnown } from './communities.ts';
import type { DashboardPorts, KnownPlace } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const community = z.string().min(1).max(200).transform(communityId);
const filter = z.object({
  community: community.optional(),
  state: z.enum(['open', 'closed']).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
const key = z.object({ community, number: z.coerce.number().int().min(1) });
const text = z.object({ text: z.string().trim().min(1).max(1000) });
const number = z.number().int().min(1);
const moment = z.number().int().min(0);
const scope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('cases'), numbers: z.array(number).min(1).max(200) }),
  z.object({
    ...{ of: z.literal('rule'), rule: number, name: z.string().max(200).default('') },
    sinceMs: moment.optional(),
  }),
  z.object({
    ...{ of: z.literal('moderator'), actor: z.string().trim().min(1).max(300) },
    ...{ name: z.string().max(200).default(''), sinceMs: moment.optional() },
  }),
  z.object({ of: z.literal('incident'), incident: number }),
  z.object({ of: z.literal('window'), sinceMs: moment, untilMs: moment }),
]) satisfies z.ZodType<UndoScope>;
const asked = z.object({ scope });
const confirmed = z.object({
  scope,
  stamp: z.string().max(60),
  why: z.string().trim().max(1000).default(''),
  shadow: z.boolean().default(false),
});

const owner = { id: 'web:owner', name: 'owner' } as const;

/** The incidents of every community: looked at, noted at, closed, and taken back. */
export function incidentsRoutes(
  app: FastifyInstance,
  { incidents: port, log, settings }: Pick<DashboardPorts, 'incidents' | 'log' | 'settings'>,
): void {
  app.get(
    '/api/incidents',
    route({ params: nothing, body: filter }, async ({ body }) =>
      ok(await pageOf(port, settings.places(), body)),
    ),
  );
  app.get(
    '/api/incidents/:community/:number',
    route(
      { params: key, body: nothing },
      async ({ params }): Promise<Answer<WholeIncidentView>> => {
        const found = await port.incidents.whole(params);
        return found.ok ? ok(wholeOf(port, found.value)) : inWords(port, found);
      },
    ),
  );
  app.post(
    '/api/incidents/:community/:number/note',
    route({ params: key, body: text }, async ({ params, body }) =>
      viewed(port, await port.incidents.note(params, owner, body.text)),
    ),
  );
  app.post(
    '/api/incidents/:community/:number/close',
    route({ params: key, body: nothing }, async ({ params }) =>
      viewed(port, await port.incidents.close(params, owner)),
    ),
  );
  undoRoutes(app, { incidents: port, log });
}

/** Undo: shown first, and done as it was shown. */
function undoRoutes(
  app: FastifyInstance,
  { incidents: port, log }: Pick<DashboardPorts, 'incidents' | 'log'>,
): void {
  const where = z.object({ community });
  app.post(
    '/api/undo/:community/preview',
    route({ params: where, body: asked }, async ({ params, body }) => {
      const shown = await port.undo.preview(params.community, body.scope);
      if (!shown.ok) return inWords(port, shown);
      const { cases, levels, more, stamp } = shown.value;
      return ok<UndoPreviewView>({ cases: cases.map(withoutGaps), levels, more, stamp });
    }),
  );
  app.post(
    '/api/undo/:community',
    route({ params: where, body: confirmed }, async ({ params, body, request }) => {
      const { scope: of, ...more } = body;
      const asker = { ...more, by: owner, via: 'dashboard' };
      const begun = await port.undo.begin(params.community, of, asker);
      if (!begun.ok) return inWords(port, begun);
      log.info({ ...params, of: of.of, address: request.ip }, 'An undo was begun on the page');
      return ok(undoOf(port, begun.value));
    }),
  );
  app.get(
    '/api/undo/:community/:number',
    route({ params: key, body: nothing }, async ({ params }) => {
      const found = await port.undo.find(params.community, params.number);
      return found.ok ? ok(undoOf(port, found.value)) : inWords(port, found);
    }),
  );
}

async function pageOf(
  { incidents }: IncidentsPort,
  places: readonly KnownPlace[],
  { community: wanted, state, before, limit }: z.output<typeof filter>,
): Promise<IncidentsPage> {
  const communities = withKnown(await incidents.communities(), places, { open: 0 });
  const shown = wanted ?? communities[0]?.id;
  if (shown === undefined) return { communities, incidents: [], more: false };
  const found = await incidents.list(shown, {
    ...(state !== undefined && { state }),
    ...(before !== undefined && { beforeNumber: before }),
    limit: limit + 1,
  });
  return {
    ...{ communities, community: shown, incidents: found.slice(0, limit).map(viewOf) },
    more: found.length > limit,
  };
}

const viewOf = ({ place: { name, platform }, ...one }: Incident): IncidentView => ({
  ...one,
  place: { name, platform },
});

const wholeOf = (
  port: IncidentsPort,
  { timeline, concerned, caseNumbers, holds, ...one }: WholeIncident,
): WholeIncidentView => ({
  ...viewOf(one),
  ...{ concerned, caseNumbers, timeline: timeline.map((entry) => lineOf(port, entry)) },
  holds: holds.map(({ place, level }) => ({ place, level })),
});

const lineOf = (
  { say }: IncidentsPort,
  { atMs, kind, what, facts, count, name = 'somebody', text: said = '' }: IncidentEntry,
): IncidentLineView => ({
  ...{ atMs, kind, count },
  text: withoutMarkup(say(`incident.${what}`, { ...facts, name, text: said })),
});

function undoOf({ say }: IncidentsPort, { number: of, state, steps }: Undo): UndoView {
  const refused = steps.filter((step) => step.state === 'refused');
  return {
    ...{ number: of, state, all: steps.length },
    done: steps.filter((step) => step.state === 'done').length,
    refused: refused.map(({ ref, problem: why = '' }) => ({
      ref,
      why: withoutMarkup(say(why, { name: ref, place: ref, number: 0 })),
    })),
  };
}

/** JSON has no undefined. */
const withoutGaps = <One extends { reinstates?: number | undefined; heldBy?: number | undefined }>({
  reinstates,
  heldBy,
  ...one
}: One) => ({
  ...one,
  ...(reinstates !== undefined && { reinstates }),
  ...(heldBy !== undefined && { heldBy }),
});

const viewed = (port: IncidentsPort, result: Result<Incident>): Answer<IncidentView> =>
  result.ok ? ok(viewOf(result.value)) : inWords(port, result);

function inWords({ say }: IncidentsPort, { error }: Extract<Result<never>, { ok: false }>) {
  const code = error.key.endsWith('.unknown') ? 'not-found' : 'refused';
  return problem(
    code,
    withoutMarkup(say(error.key, error.facts)),
    'Load the list again to see how it stands.',
  );
}
