import { sql } from 'kysely';
import type { CommunityId } from '../base/ids.ts';
import type { AiBudget, AiDay } from '../core/ai/gateway.ts';
import type { Database, Queries } from '../storage/index.ts';
import type { AssistantTables } from './tables.ts';

/** Whose day it is. */
export interface Purse {
  readonly community: CommunityId;
  /** `2027-01-31`, in UTC. */
  readonly day: string;
  readonly person?: string;
}

export interface Spent {
  readonly tokens: number;
  /** Millionths of one's currency. */
  readonly micros: number;
}

/** What models cost, by community, person and day. Counted before it is spent: whoever is killed in between has paid. */
export interface SpendingStore {
  /** Takes so much, all or nothing; false where it does not fit into the budget of the day. */
  take(purse: Purse, wanted: Spent, budget: AiBudget): Promise<boolean>;
  /** Corrects what was taken by what it came to; may be negative. */
  correct(purse: Purse, by: Spent): Promise<void>;
  /** Newest first. */
  days(community: CommunityId, most: number): Promise<readonly AiDay[]>;
  expire(beforeDay: string): Promise<void>;
}

/** Everybody together. */
const all = '';

class TooMuch extends Error {}

export function spendingStore(database: Database): SpendingStore {
  const queries = database.queries.$extendTables<AssistantTables>();
  return {
    async take({ community, day, person }, wanted, { tokens, tokensOfPerson, micros }) {
      try {
        await queries.transaction().execute(async (within) => {
          const common = { community, day };
          await takeFrom(within, { ...common, person: all }, { wanted, most: { tokens, micros } });
          if (person === undefined) return;
          const most = { tokens: tokensOfPerson, micros: Number.MAX_SAFE_INTEGER };
          await takeFrom(within, { ...common, person }, { wanted, most });
        });
        return true;
      } catch (failure) {
        if (failure instanceof TooMuch) return false;
        throw failure;
      }
    },
    async correct({ community, day, person }, { tokens, micros }) {
      await queries
        .updateTable('ai_spending')
        .set((row) => ({
          tokens: row('tokens', '+', tokens),
          micros: row('micros', '+', micros),
        }))
        .where('community', '=', community)
        .where('day', '=', day)
        .where('person', 'in', person === undefined ? [all] : [all, person])
        .execute();
    },
    async days(community, most) {
      const rows = await queries
        .selectFrom('ai_spending')
        .select(['day', 'requests', 'tokens', 'micros'])
        .where('community', '=', community)
        .where('person', '=', all)
        .orderBy('day', 'desc')
        .limit(most)
        .execute();
      return rows;
    },
    async expire(beforeDay) {
      await queries.deleteFrom('ai_spending').where('day', '<', beforeDay).execute();
    },
  };
}

interface Taking {
  readonly wanted: Spent;
  readonly most: Spent;
}

/** One statement decides and counts: two processes cannot both take the last of it. */
async function takeFrom(
  within: Queries<AssistantTables>,
  key: Pick<AssistantTables['ai_spending'], 'community' | 'day' | 'person'>,
  { wanted: { tokens, micros }, most }: Taking,
): Promise<void> {
  if (tokens > most.tokens || micros > most.micros) throw new TooMuch();
  const taken = await within
    .insertInto('ai_spending')
    .values({ ...key, requests: 1, tokens, micros })
    .onConflict((conflict) =>
      conflict
        .columns(['community', 'day', 'person'])
        .doUpdateSet({
          requests: sql<number>`ai_spending.requests + 1`,
          tokens: sql<number>`ai_spending.tokens + ${tokens}`,
          micros: sql<number>`ai_spending.micros + ${micros}`,
        })
        .where(sql<boolean>`ai_spending.tokens + ${tokens} <= ${most.tokens}`)
        .where(sql<boolean>`ai_spending.micros + ${micros} <= ${most.micros}`),
    )
    .returning('requests')
    .executeTakeFirst();
  if (!taken) throw new TooMuch();
}
