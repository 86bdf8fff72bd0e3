import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type CommunityId,
  actorId,
  channelOn,
  communityId,
  connectionId,
  spaceId,
} from '../base/ids.ts';
import { ok } from '../base/result.ts';
import type { Actor } from '../core/actor.ts';
import { communityOf } from '../core/community.ts';
import type { Place } from '../core/event.ts';
import type { AiTrialEntry, AiView } from './ai-wire.ts';
import { knownCommunities } from './communities.ts';
import type { AiPort } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';

const nothing = z.object({});
const community = z
  .string()
  .regex(/^(?:discord|irc):\S{1,190}$/u, 'is not the id of a community')
  .transform(communityId);
const asked = z.object({ community: community.optional() });
const trial = z.object({ community, text: z.string().trim().min(1).max(4000) });

/** The AI board: how models do, what they cost, what they said lately, and what they would say of a text. */
export function aiRoutes(app: FastifyInstance, { levers, places }: AiPort): void {
  app.get(
    '/api/ai',
    route({ params: nothing, body: asked }, async ({ body }): Promise<Answer<AiView>> => {
      const known = knownCommunities(places()).map(({ id, name }) => ({ community: id, name }));
      const shown =
        known.find((one) => one.community === body.community)?.community ?? known[0]?.community;
      if (shown === undefined) return ok({ places: known });
      return ok({ places: known, community: shown, board: await levers.board(placeOf(shown)) });
    }),
  );
  app.post(
    '/api/ai/test',
    route({ params: nothing, body: trial }, async ({ body }): Promise<Answer<AiTrialEntry>> => {
      const isKnown = places().some(({ space }) => communityOf(space) === body.community);
      if (!isKnown) return problem('refused', 'I am in no such community.', 'Choose another one.');
      const where = placeOf(body.community);
      return ok(await levers.trial({ where, actor: newcomer, text: body.text }));
    }),
  );
}

/** The page is nowhere in particular there: what holds is what holds for the whole space. */
function placeOf(at: CommunityId): Place {
  const connection = connectionId('page');
  const channel = channelOn(connection, '@owner');
  return { connection, platform: 'console', channel, space: spaceId(at), name: 'the dashboard' };
}

const newcomer: Actor = {
  ...{ id: actorId('web:owner'), name: 'a newcomer', mention: '', native: '', bot: false },
  ...{ standing: 'member', roles: [], identified: true },
};
