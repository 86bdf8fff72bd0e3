import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { communityId } from '../base/ids.ts';
import { type Result, ok } from '../base/result.ts';
import { type Appeal, type WholeAppeal, appealStates } from '../core/appeals/appeal.ts';
import type { Decider } from '../core/appeals/desk.ts';
import type { AppealView, AppealsPage, WholeAppealView } from './appeals-wire.ts';
import { withKnown } from './communities.ts';
import type { AppealsPort, DashboardPorts } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const community = z.string().regex(/^\S+$/).max(200).transform(communityId);
const key = z.object({ community, number: z.coerce.number().int().min(1) });
const filter = z.object({
  community: z.string().regex(/^\S+$/).max(200).optional(),
  state: z.enum(appealStates).optional(),
  before: z.coerce.number().int().min(1).optional(),
});
const verdict = z.object({
  verdict: z.enum(['approved', 'denied']),
  why: z.string().trim().max(1000),
});
const listed = 50;

const ownerId = 'web:owner';
/** The owner of the instance: nobody is above him, and what he did himself he decides with that being written down. */
const owner: Decider = { id: ownerId, name: 'owner', mayOverride: true, everywhere: true };

type Ports = Pick<DashboardPorts, 'appeals' | 'cases' | 'log' | 'settings'>;

/** Appeals of every community, as staff look at them and decide. */
export function appealsRoutes(app: FastifyInstance, ports: Ports): void {
  const { appeals, log } = ports;
  const { desk } = appeals;
  app.get(
    '/api/appeals',
    route({ params: nothing, body: filter }, async ({ body }) => ok(await pageOf(ports, body))),
  );
  app.get(
    '/api/appeals/:community/:number',
    route({ params: key, body: nothing }, async ({ params }): Promise<Answer<WholeAppealView>> => {
      const found = await desk.whole(params);
      return found.ok ? ok(wholeOf(appeals, found.value)) : inWords(appeals, found);
    }),
  );
  app.post(
    '/api/appeals/:community/:number/take',
    route({ params: key, body: nothing }, async ({ params }) =>
      viewed(appeals, await desk.takeUp(params, owner)),
    ),
  );
  app.post(
    '/api/appeals/:community/:number/decide',
    route({ params: key, body: verdict }, async ({ params, body, request }) => {
      const decided = await desk.decide(params, { ...body, by: owner, via: 'dashboard' });
      if (!decided.ok) return inWords(appeals, decided);
      const { verdict: how } = body;
      log.info({ ...params, verdict: how, address: request.ip }, 'An appeal was decided');
      return viewed(appeals, ok(decided.value.appeal));
    }),
  );
  app.post(
    '/api/cases/:community/:number/appeal-link',
    route({ params: key, body: nothing }, async ({ params }) => {
      const link = await desk.link(params);
      return link.ok ? link : inWords(appeals, link);
    }),
  );
}

async function pageOf(
  { appeals: { desk }, cases, settings }: Ports,
  { community: named, state, before }: z.output<typeof filter>,
): Promise<AppealsPage> {
  const waiting = new Map((await desk.waiting()).map(({ community: id, count }) => [id, count]));
  const known = await cases.book.communities();
  const communities = withKnown(
    known.map(({ id, name }) => ({ id, name, waiting: waiting.get(id) ?? 0 })),
    settings.places(),
    { waiting: 0 },
  ).toSorted((one, other) => other.waiting - one.waiting);
  const wanted = named ?? communities[0]?.id;
  if (wanted === undefined) return { communities, appeals: [] };
  const found = await desk.list(communityId(wanted), {
    ...(state !== undefined && { states: [state] }),
    ...(before !== undefined && { beforeNumber: before }),
    limit: listed,
  });
  return { communities, community: wanted, appeals: found.map(viewOf) };
}

const viewOf = (one: Appeal): AppealView => ({
  ...{ community: one.community, number: one.number, caseNumber: one.caseNumber },
  ...{ state: one.state, who: one.who, whoName: one.whoName, via: one.via, atMs: one.atMs },
  ...(one.endedAtMs !== undefined && { endedAtMs: one.endedAtMs }),
});

/** Why something could not be lifted is kept as the key of its words. */
function wholeOf({ say }: AppealsPort, whole: WholeAppeal): WholeAppealView {
  const words = say('en');
  const { about, answers, steps } = whole;
  return {
    ...viewOf(whole),
    answers,
    steps: steps.map(({ what, byName, atMs, text }) => ({
      ...{
        what,
        byName,
        atMs,
        text: what === 'stuck' ? words(text, { place: '', nick: '' }) : text,
      },
    })),
    ...(about && { about }),
    own: about?.by === ownerId,
  };
}

const viewed = (appeals: AppealsPort, result: Result<Appeal>): Answer<AppealView> =>
  result.ok ? ok(viewOf(result.value)) : inWords(appeals, result);

function inWords({ say }: AppealsPort, { error }: Extract<Result<never>, { ok: false }>) {
  const missing = error.key === 'appeal.unknown' || error.key === 'appeal.no-case';
  const words = say('en')(error.key, error.facts);
  return problem(
    missing ? 'not-found' : 'refused',
    words,
    'Load the list again to see how it stands.',
  );
}
