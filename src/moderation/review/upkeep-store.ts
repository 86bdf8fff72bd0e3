import { sql } from 'kysely';
import { communityId } from '../../base/ids.ts';
import { reviewStates } from '../../core/cases/review.ts';
import type { Queries } from '../../storage/index.ts';
import { type DecisionStore, decidedStates, waiting } from './decisions-store.ts';
import { itemOf } from './item-row.ts';
import type { ReviewTables } from './tables.ts';

type Within = Queries<ReviewTables>;
const mostRead = 5000;

export const keepingClean = (
  queries: Within,
): Pick<DecisionStore, 'expire' | 'stuck' | 'forget'> => ({
  async expire(nowMs) {
    const gone = await queries
      .updateTable('review_items')
      .set({ state: 'expired' })
      .where('state', '=', 'open')
      .where('until', '<=', nowMs)
      .returning(['community', 'id'])
      .execute();
    return gone.map(({ community, id }) => ({ community: communityId(community), id }));
  },
  async stuck(beforeMs) {
    const rows = await queries
      .selectFrom('review_items')
      .selectAll()
      .where('state', '=', 'deciding')
      .where('decided_at', '<=', beforeMs)
      .limit(100)
      .execute();
    return rows.map((row) => itemOf(row, [], []));
  },
  async forget(beforeMs) {
    const gone = await queries
      .deleteFrom('review_items')
      .where('state', 'not in', waiting)
      .where('at', '<', beforeMs)
      .executeTakeFirst();
    for (const table of ['review_claims', 'review_context'] as const)
      await queries
        .deleteFrom(table)
        .where(
          sql<boolean>`not exists (select 1 from review_items where review_items.community = ${sql.table(table)}.community
            and review_items.id = ${sql.table(table)}.item)`,
        )
        .execute();
    return Number(gone.numDeletedRows);
  },
});

export const measuring = (queries: Within): Pick<DecisionStore, 'ofRules' | 'dismissed'> => ({
  async ofRules(community) {
    const rows = await queries
      .selectFrom('review_claims')
      .innerJoin('review_items', (join) =>
        join
          .onRef('review_items.community', '=', 'review_claims.community')
          .onRef('review_items.id', '=', 'review_claims.item'),
      )
      .select(['review_claims.name as rule', 'review_items.state as state'])
      .select(['review_items.id as id', 'review_items.round as round'])
      .select('review_claims.at as atMs')
      .where('review_claims.community', '=', community)
      .where('review_claims.kind', '=', 'rule')
      .where('review_items.state', 'in', decidedStates)
      .orderBy('review_items.id', 'desc')
      .limit(mostRead)
      .execute();
    return rows.map(({ state, ...row }) => ({
      ...{ ...row, state: reviewStates.find((one) => one === state) ?? 'expired' },
    }));
  },
  dismissed: (community, sinceMs) =>
    queries
      .selectFrom('review_items')
      .select(['message as id', 'actor', 'said_at as atMs'])
      .where('community', '=', community)
      .where('state', '=', 'dismissed')
      .where('said_at', '>=', sinceMs)
      .limit(mostRead)
      .execute(),
});
