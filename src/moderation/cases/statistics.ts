import type { CommunityId } from '../../base/ids.ts';
import type { DayCount } from '../../core/cases/case.ts';
import { firstInstantOf, wallTimeAt } from '../../core/jobs/zone.ts';
import type { CaseReading, Span } from './reading-store.ts';

const dayMs = 86_400_000;
export const usualDays = 30;

export interface StatisticsAsked {
  readonly community: CommunityId;
  readonly nowMs: number;
  /** IANA: the community's clock says when a day begins. */
  readonly zone: string;
  /** Today and so many days before it. */
  readonly days?: number;
}

/** Days as the clocks of the zone have them, newest first: those on which the clocks change are shorter or longer. */
export function daysBefore({ nowMs, zone, days = usualDays }: StatisticsAsked): readonly Span[] {
  const today = Math.floor(wallTimeAt(nowMs, zone) / dayMs) * dayMs;
  return Array.from({ length: days }, (_, back) => {
    const wall = today - back * dayMs;
    return {
      name: new Date(wall).toISOString().slice(0, 10),
      fromMs: firstInstantOf(wall, zone),
      toMs: firstInstantOf(wall + dayMs, zone),
    };
  });
}

/** Cases by action and day, newest day first; of one day the most frequent first. */
export async function caseStatistics(
  store: Pick<CaseReading, 'byKind'>,
  asked: StatisticsAsked,
): Promise<readonly DayCount[]> {
  const found = await store.byKind(asked.community, daysBefore(asked));
  return found
    .map(({ span: day, kind, count }) => ({ day, kind, count }))
    .sort(
      (a, b) => b.day.localeCompare(a.day) || b.count - a.count || a.kind.localeCompare(b.kind),
    );
}
