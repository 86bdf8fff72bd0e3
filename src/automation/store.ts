import { type CommunityId, communityId } from '../base/ids.ts';
import { type AutomationMode, automationModes } from '../core/automation.ts';
import {
  type Kept,
  type SentenceChange,
  type SentenceRevision,
  type SentenceStore,
  sentenceStore,
} from '../core/sentences/sentence-store.ts';
import type { Database } from '../storage/index.ts';
import type { AutomationTables } from './tables.ts';

/** What people call an automation, and its sentence. */
interface AutomationSaid {
  readonly name: string;
  readonly mode: AutomationMode;
  readonly sentence: string;
}

export type KeptAutomation = Kept<AutomationSaid>;
export type AutomationChange = SentenceChange<AutomationSaid>;
export type AutomationRevision = SentenceRevision<AutomationSaid>;

export type AutomationStore = SentenceStore<AutomationSaid>;

export const automationStore = (database: Database): AutomationStore =>
  sentenceStore<AutomationSaid>(database, {
    ...{ kept: 'automations', revisions: 'automation_revisions' },
    read: (field) => ({
      name: String(field('name')),
      mode: automationModes.find((mode) => mode === field('mode')) ?? 'off',
      sentence: String(field('sentence')),
    }),
  });

export interface AutomationCount {
  readonly community: CommunityId;
  readonly number: number;
  readonly runs: number;
}

/** How often each has run. */
export interface AutomationCountStore {
  counts(): Promise<readonly AutomationCount[]>;
  /** Adds runs to what was counted before. */
  count(more: readonly AutomationCount[]): Promise<void>;
}

export function automationCountStore(database: Database): AutomationCountStore {
  const queries = database.queries.$extendTables<AutomationTables>();
  return {
    async counts() {
      const rows = await queries.selectFrom('automation_counts').selectAll().execute();
      return rows.map((row) => ({ ...row, community: communityId(row.community) }));
    },
    async count(more) {
      for (const row of more)
        await queries
          .insertInto('automation_counts')
          .values({ ...row })
          .onConflict((there) =>
            there.columns(['community', 'number']).doUpdateSet(({ eb }) => ({
              runs: eb('automation_counts.runs', '+', row.runs),
            })),
          )
          .execute();
    },
  };
}
