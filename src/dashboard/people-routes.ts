import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { communityId } from '../base/ids.ts';
import { type Refusal, ok } from '../base/result.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { DashboardPorts, PeoplePort } from './ports.ts';
import type {
  PeoplePageView,
  PersonActedView,
  PersonEffectView,
  PersonPageView,
} from './people-wire.ts';
import { withKnown } from './communities.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const community = z.string().min(1).max(200).regex(/^\S+$/u).transform(communityId);
const asked = z.object({ community: community.optional(), text: z.string().max(200).default('') });
const key = z.object({ community, actor: z.string().min(1).max(300) });
const reason = z.string().trim().max(1000).default('');
const act = z.object({
  kind: z.enum(['warn', 'note', 'mute', 'kick', 'ban']),
  forMs: z.number().int().min(1000).max(3_153_600_000_000).optional(),
  reason,
  /** So many others, as they were shown. */
  others: z.number().int().min(0).max(10_000).default(0),
});
const lift = z.object({ kind: z.enum(['mute', 'ban']), reason });

const by = { id: 'web:owner', name: 'owner' } as const;
const via = 'dashboard';

/** People of a community: found, looked at, and dealt with by the one place that acts. */
export function peopleRoutes(
  app: FastifyInstance,
  ports: Pick<DashboardPorts, 'people' | 'log'>,
): void {
  lookingRoutes(app, ports.people);
  actingRoutes(app, ports);
}

function lookingRoutes(app: FastifyInstance, people: PeoplePort): void {
  const { desk } = people;
  app.get(
    '/api/people',
    route({ params: nothing, body: asked }, async ({ body }) => ok(await pageOf(people, body))),
  );
  app.get(
    '/api/people/:community/:actor',
    route({ params: key, body: nothing }, async ({ params }): Promise<Answer<PersonPageView>> => {
      const found = await desk.person(params);
      return found.ok ? ok(found.value) : refused(people, found.error);
    }),
  );
  app.post(
    '/api/people/:community/:actor/preview',
    route(
      { params: key, body: act },
      async ({ params, body }): Promise<Answer<PersonEffectView>> => {
        const effect = await desk.preview(params, { ...body, by, via });
        if (!effect.ok) return refused(people, effect.error);
        const { kind, name, place, others, untilMs, touches } = effect.value;
        return ok({
          kind,
          name,
          place,
          others,
          touches,
          ...(untilMs !== undefined && { untilMs }),
        });
      },
    ),
  );
}

function actingRoutes(
  app: FastifyInstance,
  { people, log }: Pick<DashboardPorts, 'people' | 'log'>,
): void {
  const { desk } = people;
  app.post(
    '/api/people/:community/:actor/act',
    route({ params: key, body: act }, async ({ params, body, request }) => {
      const { others: acceptOthers, ...wanted } = body;
      const acted = await desk.act(params, { ...wanted, acceptOthers, by, via });
      if (acted.ok)
        log.info({ ...params, kind: body.kind, address: request.ip }, 'Acted on the page');
      return told(people, acted);
    }),
  );
  app.post(
    '/api/people/:community/:actor/lift',
    route({ params: key, body: lift }, async ({ params, body }) =>
      told(people, await desk.lift(params, { ...body, by, via })),
    ),
  );
}

async function pageOf(
  { desk, places, book }: PeoplePort,
  { community: wanted, text }: z.output<typeof asked>,
): Promise<PeoplePageView> {
  const judged = await book.communities();
  const named = judged.map(({ id, name }) => ({ id, name }));
  const communities = withKnown(named, places(), {});
  const shown = wanted ?? communities[0]?.id;
  if (shown === undefined) return { communities, people: [] };
  return { communities, community: shown, people: await desk.search(shown, text) };
}

function told(
  people: PeoplePort,
  acted: Awaited<ReturnType<PeoplePort['desk']['act']>>,
): Answer<PersonActedView> {
  if (!acted.ok) return refused(people, acted.error);
  if (acted.value.dry) return ok({});
  const { number, told: heard } = acted.value.made;
  return ok({ number, ...(heard !== undefined && { told: heard }) });
}

function refused({ say }: PeoplePort, { key: of, facts }: Refusal) {
  const code = of === 'people.unknown' ? 'not-found' : 'refused';
  return problem(code, withoutMarkup(say(of, facts)), 'Look again to see how it stands.');
}
