import type { CommunityId } from '../../base/ids.ts';
import type { Queries } from '../../storage/index.ts';
import type { CaseTables } from './tables.ts';

/** Which cases are meant. Times are epoch ms, both included. */
export interface CaseScope {
  readonly numbers?: readonly number[];
  readonly by?: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
}

/** So many numbers in one statement: databases take no list of any length. */
const numbersAtOnce = 500;

/** The numbers of cases that have something to take back, newest first: what is not done yet before all else. */
export async function scopedCases(
  queries: Queries<CaseTables>,
  community: CommunityId,
  { numbers, by, sinceMs, untilMs }: CaseScope,
  limit: number,
): Promise<readonly number[]> {
  const parts = numbers ? chunks(numbers) : [undefined];
  const found: { number: number; state: string }[] = [];
  for (const some of parts) {
    let asked = queries
      .selectFrom('cases')
      .select(['number', 'state'])
      .where('community', '=', community)
      .where('state', 'in', ['open', 'pending'])
      // A remark about somebody is nothing that was done to him.
      .where('kind', '<>', 'note');
    if (some) asked = asked.where('number', 'in', some);
    if (by !== undefined) asked = asked.where('by_actor', '=', by);
    if (sinceMs !== undefined) asked = asked.where('at', '>=', sinceMs);
    if (untilMs !== undefined) asked = asked.where('at', '<=', untilMs);
    found.push(...(await asked.orderBy('number', 'desc').limit(limit).execute()));
  }
  const waits = ({ state }: { state: string }): number => (state === 'pending' ? 0 : 1);
  return found
    .toSorted((one, other) => waits(one) - waits(other) || other.number - one.number)
    .slice(0, limit)
    .map(({ number }) => number);
}

function chunks(numbers: readonly number[]): readonly (readonly number[])[] {
  const parts: (readonly number[])[] = [];
  for (let from = 0; from < numbers.length; from += numbersAtOnce)
    parts.push(numbers.slice(from, from + numbersAtOnce));
  return parts;
}
