import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { communityId } from '../base/ids.ts';
import { type Result, ok } from '../base/result.ts';
import { type ReviewItem, reviewActKinds } from '../core/cases/review.ts';
import { withoutMarkup } from '../core/markup.ts';
import { mentionsNamed } from './mentions.ts';
import type { DashboardPorts, KnownPlace, ReviewPort } from './ports.ts';
import { withKnown } from './communities.ts';
import { problem } from './problems.ts';
import type { ReviewItemView, ReviewPageView } from './review-wire.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const community = z.string().min(1).max(200).regex(/^\S+$/u).transform(communityId);
const filter = z.object({
  community: community.optional(),
  show: z.enum(['open', 'decided']).default('open'),
});
const key = z.object({ community, id: z.coerce.number().int().min(1) });
const act = z.object({
  kind: z.enum(reviewActKinds),
  forMs: z.number().int().min(1000).max(3_153_600_000_000).optional(),
  deletes: z.boolean().optional(),
});
const why = z.string().trim().max(1000).optional();
const verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('approve'), why }),
  z.object({ verdict: z.literal('change'), act, why }),
  z.object({ verdict: z.literal('dismiss'), why }),
]);

const owner = { id: 'web:owner', name: 'owner' } as const;
const decided = ['approved', 'changed', 'dismissed', 'expired'] as const;

/** What waits for a moderator: shown, decided, and decided otherwise after all. */
export function reviewRoutes(
  app: FastifyInstance,
  { review, log }: Pick<DashboardPorts, 'review' | 'log'>,
): void {
  const { desk } = review;
  app.get(
    '/api/review',
    route({ params: nothing, body: filter }, async ({ body }) => ok(await pageOf(review, body))),
  );
  app.post(
    '/api/review/:community/:id/decide',
    route({ params: key, body: verdict }, async ({ params, body, request }) => {
      const done = await desk.decide(params, { ...body, by: owner, via: 'dashboard' });
      const { verdict: said } = body;
      if (done.ok) log.info({ ...params, said, address: request.ip }, 'A review was decided');
      return viewed(review, done);
    }),
  );
  app.post(
    '/api/review/:community/:id/undo',
    route({ params: key, body: nothing }, async ({ params }) =>
      viewed(review, await desk.undo(params, owner, 'dashboard')),
    ),
  );
}

async function pageOf(
  { desk, places }: ReviewPort,
  { community: wanted, show }: z.output<typeof filter>,
): Promise<ReviewPageView> {
  const asked = await desk.communities();
  const counted = asked.map(({ id, name, open }) => ({ id, name, open }));
  const communities = withKnown(counted, places(), { open: 0 });
  const shown = wanted ?? communities[0]?.id;
  if (shown === undefined) return { communities, items: [] };
  const states = show === 'open' ? (['open', 'deciding'] as const) : decided;
  const items = await desk.list(shown, { states, limit: show === 'open' ? 200 : 50 });
  return { communities, community: shown, items: items.map((item) => viewOf(item, places())) };
}

/** What the network's own verbs take of a person stays here. */
function viewOf(item: ReviewItem, places: readonly KnownPlace[]): ReviewItemView {
  const { community: of, id, state, place, actor, text, saidAtMs, suggested, decision } = item;
  const { repeats, untilMs, claims, context } = item;
  const people = [actor, ...context.map(({ actor: by, name }) => ({ id: by, name }))];
  const readable = (said: string): string => mentionsNamed(said, { people, places });
  return {
    ...{ community: of, id, state, text: readable(text), saidAtMs, repeats, untilMs },
    place: { name: place.name, platform: place.platform },
    actor: { id: actor.id, name: actor.name },
    suggested: actView(suggested),
    claims: claims.map(({ atMs: _, ...claim }) => claim),
    context: context.map(({ atMs, name, text: said, actor: by }) => ({
      ...{ atMs, name, text: readable(said), own: by === actor.id },
    })),
    ...(decision && {
      decision: {
        ...{ byName: decision.byName, atMs: decision.atMs, why: decision.why },
        ...{ act: actView(decision.act), cases: decision.cases },
      },
    }),
  };
}

const actView = ({ kind, forMs, deletes }: ReviewItem['suggested']) => ({
  kind,
  ...(forMs !== undefined && { forMs }),
  ...(deletes === true && { deletes }),
});

function viewed({ say, places }: ReviewPort, result: Result<ReviewItem>): Answer<ReviewItemView> {
  if (result.ok) return ok(viewOf(result.value, places()));
  const { key: of, facts } = result.error;
  const code = of === 'review.unknown' ? 'not-found' : 'refused';
  return problem(code, withoutMarkup(say(of, facts)), 'Look at it again to see how it stands.');
}
