import type { CommunityId } from '../../base/ids.ts';
import type { CaseSource } from '../../core/cases/case.ts';
import type { Database, Queries } from '../../storage/index.ts';
import type { CaseTables } from './tables.ts';

/** What became of cases later. */
export interface Hindsight {
  /** The number of the case that was made for this. */
  bySource(community: CommunityId, source: CaseSource): Promise<number | undefined>;
  /** Cases of rules that were overturned, newest first; `by` is `rule:<number>`. */
  overturnedOfRules(
    community: CommunityId,
  ): Promise<readonly { readonly by: string; readonly atMs: number }[]>;
  /** The source ids of overturned cases that were made for this program. */
  overturnedOf(community: CommunityId, source: string): Promise<readonly string[]>;
  /** The messages that overturned cases rested on, said since then. */
  overturnedMessages(
    community: CommunityId,
    sinceMs: number,
  ): Promise<
    readonly { readonly id: string | null; readonly actor: string; readonly atMs: number }[]
  >;
}

type Within = Queries<CaseTables>;

const mostRead = 5000;

export function hindsight(database: Database): Hindsight {
  const queries = database.queries.$extendTables<CaseTables>();
  return { ...ofCases(queries), ...ofEvidence(queries) };
}

const ofCases = (
  queries: Within,
): Pick<Hindsight, 'bySource' | 'overturnedOfRules' | 'overturnedOf'> => ({
  async bySource(community, { name, id }) {
    const found = await queries
      .selectFrom('cases')
      .select('number')
      .where('community', '=', community)
      .where('source', '=', name)
      .where('source_id', '=', id)
      .executeTakeFirst();
    return found?.number;
  },
  overturnedOfRules: (community) =>
    queries
      .selectFrom('cases')
      .select(['by_actor as by', 'at as atMs'])
      .where('community', '=', community)
      .where('by_actor', 'like', 'rule:%')
      .where('ended_how', '=', 'overturned')
      .orderBy('number', 'desc')
      .limit(mostRead)
      .execute(),
  async overturnedOf(community, source) {
    const rows = await queries
      .selectFrom('cases')
      .select('source_id')
      .where('community', '=', community)
      .where('source', '=', source)
      .where('ended_how', '=', 'overturned')
      .orderBy('number', 'desc')
      .limit(mostRead)
      .execute();
    return rows.flatMap(({ source_id: id }) => (id === null ? [] : [id]));
  },
});

const ofEvidence = (queries: Within): Pick<Hindsight, 'overturnedMessages'> => ({
  overturnedMessages: (community, sinceMs) =>
    queries
      .selectFrom('case_evidence')
      .innerJoin('cases', (join) =>
        join
          .onRef('cases.community', '=', 'case_evidence.community')
          .onRef('cases.number', '=', 'case_evidence.number'),
      )
      .select('case_evidence.message as id')
      .select(['case_evidence.author as actor', 'case_evidence.at as atMs'])
      .where('case_evidence.community', '=', community)
      .where('case_evidence.at', '>=', sinceMs)
      .where('cases.ended_how', '=', 'overturned')
      .limit(mostRead)
      .execute(),
});
