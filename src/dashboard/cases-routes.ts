import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { communityId } from '../base/ids.ts';
import { type Result, ok } from '../base/result.ts';
import { type Case, caseKinds, caseStates } from '../core/cases/case.ts';
import { withKnown } from './communities.ts';
import type { CasesPort, DashboardPorts, KnownPlace } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import type { CaseView, CasesPage, WholeCaseView } from './cases-wire.ts';

const nothing = z.object({});
const filter = z.object({
  community: z.string().min(1).max(200).optional(),
  text: z.string().max(200).optional(),
  target: z.string().max(300).optional(),
  kind: z.enum(caseKinds).optional(),
  state: z.enum(caseStates).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const key = z.object({
  community: z.string().min(1).max(200).transform(communityId),
  number: z.coerce.number().int().min(1),
});
const why = z.object({ why: z.string().trim().max(1000) });
const text = z.object({ text: z.string().trim().min(1).max(1000) });

const owner = { id: 'web:owner', name: 'owner' } as const;

/** The cases of every community: looked through, noted at, and taken back. */
export function casesRoutes(
  app: FastifyInstance,
  { cases, log, settings }: Pick<DashboardPorts, 'cases' | 'log' | 'settings'>,
): void {
  app.get(
    '/api/cases',
    route({ params: nothing, body: filter }, async ({ body }) =>
      ok(await pageOf(cases, settings.places(), body)),
    ),
  );
  app.get(
    '/api/cases/:community/:number',
    route({ params: key, body: nothing }, async ({ params }): Promise<Answer<WholeCaseView>> => {
      const found = await cases.book.whole(params);
      if (!found.ok) return inWords(cases, found);
      const counts = await cases.book.counts(params.community, found.value.target);
      return ok({ ...found.value, ...viewOf(cases, found.value), counts });
    }),
  );
  app.post(
    '/api/cases/:community/:number/reverse',
    route({ params: key, body: why }, async ({ params, body, request }) => {
      const reversed = await cases.acts.reverse(params, {
        ...{ by: owner, via: 'dashboard', why: body.why, how: 'overturned' },
      });
      if (reversed.ok)
        log.info({ ...params, address: request.ip }, 'A case was taken back on the page');
      return viewed(cases, reversed);
    }),
  );
  app.post(
    '/api/cases/:community/:number/note',
    route({ params: key, body: text }, async ({ params, body }) =>
      viewed(cases, await cases.book.addNote(params, owner, body.text)),
    ),
  );
}

async function pageOf(
  cases: CasesPort,
  places: readonly KnownPlace[],
  asked: z.output<typeof filter>,
): Promise<CasesPage> {
  const communities = withKnown(await cases.book.communities(), places, { cases: 0 });
  const wanted = asked.community ?? communities[0]?.id;
  if (wanted === undefined) return { communities, cases: [], more: false };
  const { text: words, target, kind, state, before, limit } = asked;
  const found = await cases.book.history(communityId(wanted), {
    ...(words !== undefined && { text: words }),
    ...(target !== undefined && { target }),
    ...(kind !== undefined && { kinds: [kind] }),
    ...(state !== undefined && { states: [state] }),
    ...(before !== undefined && { beforeNumber: before }),
    limit: limit + 1,
  });
  const shown = found.slice(0, limit).map((one) => viewOf(cases, one));
  return { communities, community: wanted, cases: shown, more: found.length > limit };
}

/** Why something could not be done is kept as the key of its words. */
const viewOf = ({ say }: CasesPort, { problem: kept, ...one }: Case): CaseView => ({
  ...one,
  ...(kept !== undefined && {
    problem: say(kept, { place: one.place.name, name: one.targetName }),
  }),
});

const viewed = (cases: CasesPort, result: Result<Case>): Answer<CaseView> =>
  result.ok ? ok(viewOf(cases, result.value)) : inWords(cases, result);

function inWords({ say }: CasesPort, { error }: Extract<Result<never>, { ok: false }>) {
  const code = error.key === 'case.unknown' ? 'not-found' : 'refused';
  return problem(code, say(error.key, error.facts), 'Load the list again to see how it stands.');
}
