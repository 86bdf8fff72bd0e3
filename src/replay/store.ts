import { sql } from 'kysely';
import type { Database, Queries } from '../storage/index.ts';
import type { ReplayTables } from './tables.ts';

/** A packed block where it belongs. */
export interface StoredBlock {
  readonly page: number;
  readonly space: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly facts: number;
  readonly body: Uint8Array;
}

/** How much is kept. */
export interface FactsSize {
  readonly blocks: number;
  readonly facts: number;
  readonly bytes: number;
}

/** The facts on disk. Blocks of one page belong together; pages have the order of their numbers. */
export interface FactStore {
  add(blocks: readonly StoredBlock[]): Promise<void>;
  /** How many facts each page has that reaches into the time from `fromMs` on, newest first. */
  pages(fromMs: number): Promise<readonly { readonly page: number; readonly facts: number }[]>;
  /** The blocks of the pages from one to another, both included, in order. */
  blocks(fromPage: number, untilPage: number): Promise<readonly StoredBlock[]>;
  replace(block: StoredBlock): Promise<void>;
  remove(page: number, space: string): Promise<void>;
  /** Says how many blocks that were. */
  forgetBefore(untilMs: number): Promise<number>;
  forgetSpace(space: string): Promise<number>;
  size(): Promise<FactsSize>;
}

export function factStore(database: Database): FactStore {
  const queries = database.queries.$extendTables<ReplayTables>();
  return {
    async add(blocks) {
      if (blocks.length === 0) return;
      await queries.insertInto('guard_facts').values(blocks.map(rowOf)).execute();
    },
    pages: (fromMs) =>
      queries
        .selectFrom('guard_facts')
        .select(['page', sql<number>`cast(sum(facts) as bigint)`.as('facts')])
        .where('until_at', '>=', fromMs)
        .groupBy('page')
        .orderBy('page', 'desc')
        .execute(),
    blocks: (fromPage, untilPage) => blocksBetween(queries, fromPage, untilPage),
    async replace({ page, space, facts, body }) {
      await queries
        .updateTable('guard_facts')
        .set({ facts, body: Buffer.from(body) })
        .where('page', '=', page)
        .where('space', '=', space)
        .execute();
    },
    async remove(page, space) {
      await queries
        .deleteFrom('guard_facts')
        .where('page', '=', page)
        .where('space', '=', space)
        .execute();
    },
    async forgetBefore(untilMs) {
      const gone = await queries
        .deleteFrom('guard_facts')
        .where('until_at', '<', untilMs)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    async forgetSpace(space) {
      const gone = await queries
        .deleteFrom('guard_facts')
        .where('space', '=', space)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    size: () => sizeOf(queries),
  };
}

async function blocksBetween(
  queries: Queries<ReplayTables>,
  fromPage: number,
  untilPage: number,
): Promise<readonly StoredBlock[]> {
  const rows = await queries
    .selectFrom('guard_facts')
    .selectAll()
    .where('page', '>=', fromPage)
    .where('page', '<=', untilPage)
    .orderBy('page')
    .orderBy('space')
    .execute();
  return rows.map(({ page, space, from_at, until_at, facts, body }) => ({
    ...{ page, space, facts, body },
    ...{ fromMs: from_at, untilMs: until_at },
  }));
}

const rowOf = ({ page, space, fromMs, untilMs, facts, body }: StoredBlock) => ({
  ...{ page, space, facts },
  ...{ from_at: fromMs, until_at: untilMs, body: Buffer.from(body) },
});

async function sizeOf(queries: Queries<ReplayTables>): Promise<FactsSize> {
  const sums = await queries
    .selectFrom('guard_facts')
    .select([
      sql<number>`cast(count(*) as bigint)`.as('blocks'),
      sql<number>`cast(coalesce(sum(facts), 0) as bigint)`.as('facts'),
      sql<number>`cast(coalesce(sum(length(body)), 0) as bigint)`.as('bytes'),
    ])
    .executeTakeFirstOrThrow();
  return sums;
}
