import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Case } from '../../core/cases/case.ts';
import { lastingKinds } from '../../core/cases/case.ts';
import type { ListedEntry } from '../../core/cases/desk.ts';
import { communityOf } from '../../core/community.ts';
import type { Enforcer } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { CaseStore } from '../../moderation/cases/index.ts';

interface Parts {
  readonly store: Pick<CaseStore, 'inForce' | 'marks'>;
  readonly enforcer: Enforcer | undefined;
}

/** What stands in the lists of a place, and which case it belongs to. */
export async function listedAt(
  where: Place,
  { store, enforcer }: Parts,
): Promise<Result<readonly ListedEntry[]>> {
  if (where.space === undefined || !enforcer) return refuse('act.nowhere');
  try {
    const listed = await enforcer.lists(where, 'all');
    if (!listed.ok) return listed;
    const cases = await byMark(where, store);
    return ok(
      listed.value.entries.map((entry) => {
        const found = cases.get(entry.mark.toLowerCase());
        return { ...entry, ...(found && { case: found }) };
      }),
    );
  } catch (failure) {
    if (!(failure instanceof CastellanError)) throw failure;
    return refuse('act.out-of-reach', { problem: failure.message });
  }
}

async function byMark(where: Place, store: Parts['store']): Promise<ReadonlyMap<string, Case>> {
  const found = new Map<string, Case>();
  if (where.space === undefined) return found;
  const community = communityOf(where.space);
  for (const kind of lastingKinds)
    for (const one of await store.inForce(community, { kind }))
      if (one.place.connection === where.connection && one.place.space === where.space)
        for (const mark of await store.marks(one)) found.set(mark.toLowerCase(), one);
  return found;
}
