import { type Case, type CaseKind, caseKinds } from '../../core/cases/case.ts';
import type { Database } from '../../storage/index.ts';
import { caseOf } from './case-row.ts';
import { named } from './reading-store.ts';
import type { CaseTables } from './tables.ts';

/** The cases of one person, wherever they were made: for this person alone, since no community sees another's. */
export interface CasesOfPerson {
  /** Those of these kinds that still count or stand, newest first. */
  open(target: string, kinds: readonly CaseKind[], limit?: number): Promise<readonly Case[]>;
}

const usualLimit = 25;

export function casesOfPerson(database: Database): CasesOfPerson {
  const queries = database.queries.$extendTables<CaseTables>();
  return {
    async open(target, kinds, limit = usualLimit) {
      const rows = await named(queries)
        .where('cases.target', '=', target)
        .where('cases.state', '=', 'open')
        .where('cases.kind', 'in', kinds.length === 0 ? caseKinds : kinds)
        .orderBy('cases.at', 'desc')
        .orderBy('cases.number', 'desc')
        .limit(limit)
        .execute();
      return rows.map(caseOf);
    },
  };
}
