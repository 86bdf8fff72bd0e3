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
import { type Refusal, type Result, ok } from '../base/result.ts';
import type { Actor } from '../core/actor.ts';
import type { MirrorView, RuleHit, RuleView } from '../core/commands/rule-levers.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { RulesPort } from './ports.ts';
import { knownCommunities } from './communities.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import type {
  MirrorEntry,
  RuleEntry,
  RuleHitEntry,
  RuleReplayEntry,
  RuleTrialEntry,
  RulesView,
} from './rules-wire.ts';
import { pageAuthor } from './settings-routes.ts';

const nothing = z.object({});
const community = z
  .string()
  .regex(/^\S{1,200}$/u, 'is not the id of a community')
  .transform(communityId);
const sentence = z.string().trim().min(1).max(2000);
const number = z.number().int().min(1).max(999_999);
const asked = z.object({ community: community.optional() });
const change = z.discriminatedUnion('act', [
  z.object({ act: z.literal('add'), community, sentence, name: z.string().max(40).optional() }),
  z.object({ act: z.literal('edit'), community, number, sentence }),
  z.object({
    ...{ act: z.literal('mode'), community, number },
    mode: z.enum(['off', 'shadow', 'live']),
  }),
  z.object({ act: z.literal('move'), community, number, place: number }),
  z.object({ act: z.literal('remove'), community, number }),
  z.object({ act: z.literal('preset'), community, preset: z.string().max(20) }),
]);
const hitsOf = z.object({ community });
/** As many as a person looks through. */
const hitsShown = 100;
const trial = z.object({ community, text: z.string().max(4000) });
const mirror = z.object({ community, to: z.enum(['preview', 'on', 'off']) });
const replay = z.object({
  ...{ community, rule: sentence },
  days: z.number().int().min(1).max(14).default(7),
});

/** Rules: written, tried and put in force. */
export function rulesRoutes(app: FastifyInstance, port: RulesPort): void {
  const { levers } = port;
  app.get(
    '/api/rules',
    route({ params: nothing, body: asked }, async ({ body }) => ok(await view(port, body))),
  );
  app.post(
    '/api/rules',
    route({ params: nothing, body: change }, async ({ body }) => {
      const done = await changed(port, body);
      return done.ok ? ok(done.value.map(entryOf)) : refused(port, done.error);
    }),
  );
  app.get(
    '/api/rules/hits',
    route({ params: nothing, body: hitsOf }, ({ body }) => {
      const found = levers.hits(body.community, { limit: hitsShown });
      return Promise.resolve(ok(found.map(hitEntry)));
    }),
  );
  app.post(
    '/api/rules/test',
    route({ params: nothing, body: trial }, ({ body }) => {
      const where = placeOf(body.community);
      const trials = where === undefined ? [] : levers.trial({ ...where, text: body.text });
      return Promise.resolve(ok(trials.map(trialOf)));
    }),
  );
  app.post(
    '/api/rules/mirror',
    route({ params: nothing, body: mirror }, async ({ body }): Promise<Answer<MirrorEntry>> => {
      const space = spaceId(body.community);
      const done =
        body.to === 'preview'
          ? await levers.mirror.preview(space, 'on')
          : await levers.mirror.set(space, body.to === 'on', pageAuthor);
      return done.ok ? ok(mirrorOf(port, done.value)) : refused(port, done.error);
    }),
  );
  app.post(
    '/api/rules/replay',
    route({ params: nothing, body: replay }, async ({ body }): Promise<Answer<RuleReplayEntry>> => {
      const done = await levers.replay(body.community, body);
      if (!done.ok) return refused(port, done.error);
      return ok({ ...done.value, sentence: done.value.sentence.en });
    }),
  );
}

async function view(
  port: RulesPort,
  { community: wanted }: z.output<typeof asked>,
): Promise<RulesView> {
  const { levers, places } = port;
  const known = knownCommunities(places()).map(({ id, name }) => ({ community: id, name }));
  const shown = known.find((one) => one.community === wanted)?.community ?? known[0]?.community;
  const mirrored = shown === undefined ? undefined : levers.mirror.known(spaceId(shown));
  const kept = shown === undefined ? { days: 0, messages: 0 } : await levers.kept(shown);
  return {
    places: known,
    ...(shown !== undefined && { community: shown }),
    rules: shown === undefined ? [] : (await levers.judged(shown)).map(entryOf),
    presets: levers.presetNames().map((name) => ({
      name,
      sentences: levers.preset(name).map((rule) => rule.sentence),
    })),
    kept: { days: kept.days, messages: kept.messages },
    ...(mirrored && { mirror: mirrorOf(port, mirrored) }),
  };
}

async function changed(
  { levers }: RulesPort,
  body: z.output<typeof change>,
): Promise<Result<readonly RuleView[]>> {
  switch (body.act) {
    case 'add': {
      const { name } = body;
      const rule = { sentence: body.sentence, ...(name !== undefined && { name }) };
      return levers.add(body.community, [rule], pageAuthor);
    }
    case 'preset':
      return levers.add(body.community, levers.preset(body.preset), pageAuthor);
    case 'edit':
      return one(levers.edit(body.community, body.number, body, pageAuthor));
    case 'mode':
      return one(levers.setMode(body.community, body.number, body.mode, pageAuthor));
    case 'move':
      return one(levers.move(body.community, body.number, body.place, pageAuthor));
    case 'remove':
      return one(levers.remove(body.community, body.number, pageAuthor));
  }
}

async function one(changing: Promise<Result<RuleView>>): Promise<Result<readonly RuleView[]>> {
  const rule = await changing;
  return rule.ok ? ok([rule.value]) : rule;
}

/** As a newcomer would say it there. */
function placeOf(at: CommunityId): { readonly where: Where; readonly actor: Actor } | undefined {
  const connection = connectionId('page');
  const space = /^(?:discord|irc):/.test(at) ? spaceId(at) : undefined;
  if (space === undefined) return undefined;
  const channel = channelOn(connection, '@owner');
  return {
    where: { connection, platform: 'console', channel, space, name: 'the dashboard' },
    actor: {
      ...{ id: actorId('web:owner'), name: 'a newcomer', mention: '', native: '', bot: false },
      ...{ standing: 'member', roles: [], identified: true },
    },
  };
}

type Where = Parameters<RulesPort['levers']['trial']>[0]['where'];

const entryOf = ({ sentence: { en }, ...rule }: RuleView): RuleEntry => ({ ...rule, sentence: en });

const mirrorOf = (port: RulesPort, { problem: why, ...view }: MirrorView): MirrorEntry => ({
  ...view,
  ...(why && { problem: inWords(port, why) }),
});

const inWords = ({ say }: RulesPort, { key, facts }: Refusal): string =>
  withoutMarkup(say(key, facts));

const trialOf = ({
  rule,
  outcome,
  reasons,
}: ReturnType<RulesPort['levers']['trial']>[number]): RuleTrialEntry => ({
  ...{ number: rule.number, name: rule.name, outcome },
  reasons: reasons.map(({ condition, holds, value, found }) => ({
    ...{ condition: condition.en, holds, value },
    ...(found && { found: found.text }),
  })),
});

const hitEntry = ({ atMs, rule, actor, name, place, text, found }: RuleHit): RuleHitEntry => ({
  ...{ atMs, actor, name, place, text, found },
  rule: { number: rule.number, name: rule.name, mode: rule.mode },
});

const refused = (port: RulesPort, refusal: Refusal) =>
  problem('refused', inWords(port, refusal), 'Nothing was changed.');
