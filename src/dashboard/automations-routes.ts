import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorId, communityId } from '../base/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../base/result.ts';
import type { Actor } from '../core/actor.ts';
import type { AutomationDraft, AutomationTry } from '../core/commands/automation-levers.ts';
import type { Place } from '../core/event.ts';
import { withoutMarkup } from '../core/markup.ts';
import { automationParts } from './automation-parts.ts';
import { automationEntry, runEntry, trialEntry } from './automations-view.ts';
import type { AutomationsView } from './automations-wire.ts';
import type { AutomationsPort } from './ports.ts';
import { knownCommunities } from './communities.ts';
import { problem } from './problems.ts';
import { route } from './route.ts';
import { pageAuthor } from './settings-routes.ts';

const nothing = z.object({});
const community = z
  .string()
  .regex(/^(?:discord|irc):\S{1,190}$/u, 'is not the id of a community')
  .transform(communityId);
const number = z.number().int().min(1).max(999_999);
const asked = z.object({ community: community.optional() });
/** A sentence, or the parts of one that a form put together. */
const draft = {
  sentence: z.string().trim().min(1).max(8000).optional(),
  parts: automationParts.optional(),
  name: z.string().max(60).optional(),
};
type Draft = z.output<z.ZodObject<typeof draft>>;

const change = z.discriminatedUnion('act', [
  z.object({ act: z.literal('create'), community, ...draft }),
  z.object({ act: z.literal('edit'), community, number, ...draft }),
  z.object({ act: z.literal('mode'), community, number, mode: z.enum(['on', 'off']) }),
  z.object({ act: z.literal('remove'), community, number }),
]);
const preview = z.object({ community, ...draft });
const trial = z.object({
  ...{ community, ...draft, number: number.optional() },
  ...{ text: z.string().max(2000).optional(), channel: z.string().max(100).optional() },
  person: z.string().max(60).optional(),
});
const ofOne = z.object({ community, number: z.coerce.number().int().min(1).optional() });

/** Automations: written, tried, switched, and how they went. */
export function automationsRoutes(app: FastifyInstance, port: AutomationsPort): void {
  const { levers } = port;
  app.get(
    '/api/automations',
    route({ params: nothing, body: asked }, ({ body }) => Promise.resolve(ok(view(port, body)))),
  );
  app.get(
    '/api/automations/runs',
    route({ params: nothing, body: ofOne }, ({ body }) => {
      const runs = levers.runs(body.community, { number: body.number, limit: 25 });
      return Promise.resolve(ok(runs.map((run) => runEntry(run, port.say))));
    }),
  );
  app.get(
    '/api/automations/history',
    route({ params: nothing, body: ofOne }, async ({ body }) => ok(await historyOf(port, body))),
  );
  app.post(
    '/api/automations',
    route({ params: nothing, body: change }, async ({ body }) => {
      const done = await changed(port, body);
      return done.ok ? ok({ numbers: done.value }) : refused(port, done.error);
    }),
  );
  app.post(
    '/api/automations/preview',
    route({ params: nothing, body: preview }, ({ body }) => {
      const written = draftOf(port, body);
      const seen = written.ok ? levers.preview(written.value) : written;
      return Promise.resolve(
        seen.ok
          ? ok({ sentence: seen.value.sentence.en, parts: seen.value.parts })
          : refused(port, seen.error),
      );
    }),
  );
  app.post(
    '/api/automations/test',
    route({ params: nothing, body: trial }, ({ body }) => {
      const tried = tryOut(port, body);
      return Promise.resolve(
        tried.ok ? ok(trialEntry(tried.value, port.say)) : refused(port, tried.error),
      );
    }),
  );
}

async function historyOf(
  { levers }: AutomationsPort,
  { community: at, number: one }: z.output<typeof ofOne>,
) {
  const all = await levers.history(at, 100);
  return all.filter((revision) => one === undefined || revision.number === one).slice(0, 30);
}

function view(
  { levers, places }: AutomationsPort,
  { community: wanted }: z.output<typeof asked>,
): AutomationsView {
  const known = knownCommunities(places()).map(({ id, name }) => ({ community: id, name }));
  const shown = known.find((one) => one.community === wanted)?.community ?? known[0]?.community;
  if (shown === undefined) return { places: known, automations: [], starters: [] };
  const platform = levers.placeOf(shown)?.platform;
  return {
    ...{ places: known, community: shown },
    ...(platform !== undefined && { platform }),
    automations: levers.list(shown).map(automationEntry),
    starters: levers.starters(shown).map((starter) => {
      const read = levers.preview(starter);
      return { ...starter, ...(read.ok && { parts: read.value.parts }) };
    }),
  };
}

async function changed(
  port: AutomationsPort,
  body: z.output<typeof change>,
): Promise<Result<readonly number[]>> {
  const { levers } = port;
  switch (body.act) {
    case 'create': {
      const written = draftOf(port, body);
      if (!written.ok) return written;
      const made = await levers.create(body.community, [written.value], pageAuthor);
      return made.ok ? ok(made.value.map((one) => one.number)) : made;
    }
    case 'edit': {
      const written = draftOf(port, body);
      if (!written.ok) return written;
      return numbered(levers.edit(body.community, body.number, written.value, pageAuthor));
    }
    case 'mode':
      return numbered(levers.setMode(body.community, body.number, body.mode, pageAuthor));
    case 'remove':
      return numbered(levers.remove(body.community, body.number, pageAuthor));
  }
}

async function numbered(
  changing: Promise<Result<{ readonly number: number }>>,
): Promise<Result<readonly number[]>> {
  const one = await changing;
  return one.ok ? ok([one.value.number]) : one;
}

function draftOf(
  { levers }: AutomationsPort,
  { sentence, parts, name }: Draft,
): Result<AutomationDraft> {
  if (sentence !== undefined) return ok({ sentence, name });
  if (!parts) return refuse('automation.sentence.nothing');
  const written = levers.sentence(parts);
  return written.ok ? ok({ sentence: written.value, name }) : written;
}

function tryOut(
  port: AutomationsPort,
  { community: at, number: which, text, channel, person, ...rest }: z.output<typeof trial>,
) {
  const place = port.levers.placeOf(at);
  if (!place) return refuse('automation.absent');
  const written = which === undefined ? draftOf(port, rest) : ok(which);
  if (!written.ok) return written;
  const tried: AutomationTry = {
    ...{ community: at, actor: somebody(person), what: written.value, text },
    where: channel === undefined || channel === '' ? place : inChannel(place, channel),
  };
  return port.levers.test(tried);
}

/** A newcomer, by whatever name. */
const somebody = (name = 'somebody'): Actor => ({
  ...{ id: actorId('web:owner'), name, mention: `@${name}`, native: '', bot: false },
  ...{ standing: 'member', roles: [], identified: true },
});

/** The same place, called as that channel: nothing is said there. */
const inChannel = (place: Place, name: string): Place => ({ ...place, name });

const refused = ({ say }: AutomationsPort, { key, facts }: Refusal) =>
  problem('refused', withoutMarkup(say(key, facts)), 'Nothing was changed.');
