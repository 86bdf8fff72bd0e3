import { type CommunityId, communityId } from '../base/ids.ts';
import { type AutomationMode, automationModes } from '../core/automation.ts';
import type { Database, Queries } from '../storage/index.ts';
import type { AutomationTables } from './tables.ts';

/** An automation as it is kept: what people call it, and its sentence. */
export interface KeptAutomation {
  readonly community: CommunityId;
  readonly number: number;
  readonly name: string;
  readonly mode: AutomationMode;
  readonly sentence: string;
}

type Shown = Pick<KeptAutomation, 'name' | 'mode' | 'sentence'>;

/** Before and after; `before` is absent for a new one, `after` for one that goes. */
export interface AutomationChange {
  readonly before?: KeptAutomation;
  readonly after?: Shown;
}

export interface ChangeOf {
  readonly community: CommunityId;
  readonly by: string;
  readonly via: string;
  readonly atMs: number;
}

export interface AutomationRevision extends Omit<ChangeOf, 'community'> {
  readonly seq: number;
  readonly number: number;
  readonly before?: Shown;
  readonly after?: Shown;
}

/** Automations with their history: both are written, or neither. */
export interface AutomationStore {
  all(): Promise<readonly KeptAutomation[]>;
  /** The numbers of what was changed, in order: new ones get theirs here. */
  change(changes: readonly AutomationChange[], of: ChangeOf): Promise<readonly number[]>;
  /** Newest first. */
  history(community: CommunityId, limit: number): Promise<readonly AutomationRevision[]>;
  /** Goes up with each change, whoever made it. */
  stamp(): Promise<number>;
  counts(): Promise<readonly AutomationCount[]>;
  /** Adds runs to what was counted before. */
  count(more: readonly AutomationCount[]): Promise<void>;
}

export interface AutomationCount {
  readonly community: CommunityId;
  readonly number: number;
  readonly runs: number;
}

export function automationStore(database: Database): AutomationStore {
  const queries = database.queries.$extendTables<AutomationTables>();
  return {
    async all() {
      const rows = await queries
        .selectFrom('automations')
        .selectAll()
        .orderBy('community')
        .orderBy('number')
        .execute();
      return rows.map((row) => ({
        ...row,
        community: communityId(row.community),
        mode: modeOf(row.mode),
      }));
    },
    change: (changes, of) =>
      queries.transaction().execute(async (within) => {
        const numbers: number[] = [];
        for (const change of changes) numbers.push(await write(within, change, of));
        return numbers;
      }),
    async history(community, limit) {
      const rows = await queries
        .selectFrom('automation_revisions')
        .selectAll()
        .where('community', '=', community)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(revisionOf);
    },
    async stamp() {
      const { count } = await queries
        .selectFrom('automation_revisions')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    ...counting(queries),
  };
}

type Within = Queries<AutomationTables>;

const counting = (queries: Within): Pick<AutomationStore, 'counts' | 'count'> => ({
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
});

async function write(
  within: Within,
  { before, after }: AutomationChange,
  { community, by, via, atMs }: ChangeOf,
): Promise<number> {
  const last = await within
    .selectFrom('automation_revisions')
    .select(({ fn }) => [fn.max('seq').as('seq'), fn.max('number').as('number')])
    .where('community', '=', community)
    .executeTakeFirst();
  // Numbers are never given twice: people quote them.
  const number = before?.number ?? (last?.number ?? 0) + 1;
  await within
    .insertInto('automation_revisions')
    .values({
      ...{ community, number, seq: (last?.seq ?? 0) + 1, via },
      ...{ before: before ? shownOf(before) : null, after: after ? shownOf(after) : null },
      ...{ changed_by: by, changed_at: atMs },
    })
    .execute();
  await within
    .deleteFrom('automations')
    .where('community', '=', community)
    .where('number', '=', number)
    .execute();
  if (after) {
    const { name, mode, sentence } = after;
    await within
      .insertInto('automations')
      .values({ community, number, name, mode, sentence })
      .execute();
  }
  return number;
}

const shownOf = ({ name, mode, sentence }: Shown): string =>
  JSON.stringify({ name, mode, sentence });

const modeOf = (text: string): AutomationMode =>
  automationModes.find((mode) => mode === text) ?? 'off';

function revisionOf(row: AutomationTables['automation_revisions']): AutomationRevision {
  const before = readShown(row.before);
  const after = readShown(row.after);
  return {
    ...{ seq: row.seq, number: row.number, by: row.changed_by, via: row.via, atMs: row.changed_at },
    ...(before && { before }),
    ...(after && { after }),
  };
}

function readShown(text: string | null): Shown | undefined {
  if (text === null) return undefined;
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null) return undefined;
  const read = (name: string): string => (name in kept ? String(Reflect.get(kept, name)) : '');
  return { name: read('name'), mode: modeOf(read('mode')), sentence: read('sentence') };
}
