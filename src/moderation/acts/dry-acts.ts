import { type Result, err, ok, refuse } from '../../base/result.ts';
import type { ActRequest, Acted, Acts, BulkOutcome } from '../../core/cases/acts.ts';
import { isLasting } from '../../core/cases/case.ts';
import { communityOf } from '../../core/community.ts';
import { cannotHere } from '../../core/enforcer.ts';
import { Forecasts } from './acts.ts';
import { type ActParts, lastingOf, pardonOf } from './parts.ts';

/** The one place that acts, but nothing is done and nothing is written: what would have been is told all the same. */
export function dryActs(parts: Pick<ActParts, 'store' | 'enforcerOf'>): Acts {
  const forecasts = new Forecasts(parts);
  const act = async (request: ActRequest): Promise<Result<Acted>> => {
    const effect = await forecasts.effect(request);
    return effect.ok ? ok({ dry: true, effect: effect.value }) : effect;
  };
  return {
    effect: (request) => forecasts.effect(request),
    act,
    async actAll(requests) {
      const outcomes: BulkOutcome[] = [];
      for (const request of requests)
        outcomes.push({ name: request.subject?.name ?? '', result: await act(request) });
      return outcomes;
    },
    async lift({ kind, where, subject }) {
      if (where.space === undefined) return refuse('act.nowhere');
      const measure = lastingOf(kind);
      if (parts.enforcerOf(where.connection)?.can.has(measure) !== true)
        return err(cannotHere(measure));
      const community = communityOf(where.space);
      const held = await parts.store.inForce(community, { kind, target: subject.id });
      const marks = (await Promise.all(held.map((one) => parts.store.marks(one)))).flat();
      return ok({
        dry: true,
        effect: {
          ...{ kind: pardonOf(measure), name: subject.name, place: where.name },
          ...{ count: 1, others: [], tooOld: 0, marks, touches: held.map(({ number }) => number) },
        },
      });
    },
    async reverse(key) {
      const found = await parts.store.find(key);
      if (!found) return refuse('case.unknown', { number: key.number });
      const over = found.state !== 'open' || (!isLasting(found.kind) && found.ending !== undefined);
      return over ? refuse('case.over', { number: key.number }) : ok(found);
    },
  };
}
