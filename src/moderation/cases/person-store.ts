import { sql } from 'kysely';
import type { CommunityId } from '../../base/ids.ts';
import type { CaseNote, KnownName } from '../../core/cases/case.ts';
import type { Database } from '../../storage/index.ts';
import type { CaseTables } from './tables.ts';

/** A note of staff at a case of somebody. */
export interface NoteAtCase extends CaseNote {
  readonly number: number;
  readonly target: string;
}

/** What the cases of a community tell of a person with several identities. */
export interface PersonRecords {
  /** Last used first. */
  names(community: CommunityId, actors: readonly string[]): Promise<readonly KnownName[]>;
  /** Newest first. */
  notes(community: CommunityId, actors: readonly string[]): Promise<readonly NoteAtCase[]>;
}

const most = 50;

export function personRecords(database: Database): PersonRecords {
  const queries = database.queries.$extendTables<CaseTables>();
  return {
    names: (community, actors) =>
      queries
        .selectFrom('case_names')
        .select('name')
        .select([
          sql<number>`min(first_at)`.as('firstAtMs'),
          sql<number>`max(last_at)`.as('lastAtMs'),
        ])
        .where('community', '=', community)
        .where('actor', 'in', actors)
        .groupBy('name')
        .orderBy('lastAtMs', 'desc')
        .limit(most)
        .execute(),
    notes: (community, actors) =>
      queries
        .selectFrom('case_notes')
        .innerJoin('cases', (join) =>
          join
            .onRef('cases.community', '=', 'case_notes.community')
            .onRef('cases.number', '=', 'case_notes.number'),
        )
        .select([
          'case_notes.number as number',
          'cases.target as target',
          'case_notes.text as text',
        ])
        .select(['case_notes.by_actor as by', 'case_notes.at as atMs'])
        .select(
          sql<string>`coalesce((select name from case_names where community = case_notes.community
            and actor = case_notes.by_actor order by last_at desc, name limit 1), case_notes.by_actor)`.as(
            'byName',
          ),
        )
        .where('case_notes.community', '=', community)
        .where('cases.target', 'in', actors)
        .orderBy('case_notes.at', 'desc')
        .limit(most)
        .execute(),
  };
}
