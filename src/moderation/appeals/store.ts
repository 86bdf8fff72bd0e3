import { type Transaction, sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import {
  type Appeal,
  type AppealAnswer,
  type AppealFilter,
  type AppealKey,
  type AppealState,
  type AppealStep,
  openStates,
} from '../../core/appeals/appeal.ts';
import type { CaseKey } from '../../core/cases/case.ts';
import type { Database, Queries } from '../../storage/index.ts';
import { answerRows, appealOf, stepOf } from './appeal-row.ts';
import type { AppealTables } from './tables.ts';

export interface NewAppeal {
  readonly about: CaseKey;
  readonly who: string;
  readonly whoName: string;
  readonly via: string;
  readonly atMs: number;
  readonly answers: readonly AppealAnswer[];
  readonly hears?: string | undefined;
}

/** A change of state, done only from one of these states. */
export interface Move {
  readonly from: readonly AppealState[];
  readonly to: AppealState;
  readonly step: AppealStep;
}

export interface AppealStore {
  /** Undefined where one against this case waits already. */
  make(wanted: NewAppeal): Promise<Appeal | undefined>;
  find(key: AppealKey): Promise<Appeal | undefined>;
  answers(key: AppealKey): Promise<readonly AppealAnswer[]>;
  steps(key: AppealKey): Promise<readonly AppealStep[]>;
  /** Against one case, newest first. */
  ofCase(about: CaseKey): Promise<readonly Appeal[]>;
  /** Of one person, newest first. */
  ofPerson(who: string, limit: number): Promise<readonly Appeal[]>;
  madeSince(who: string, sinceMs: number): Promise<number>;
  list(community: CommunityId, filter: AppealFilter): Promise<readonly Appeal[]>;
  waiting(): Promise<readonly { readonly community: CommunityId; readonly count: number }[]>;
  /** The state and the step, or neither. False when it is in none of the states to move from. */
  move(key: AppealKey, move: Move): Promise<boolean>;
  /** Something that changes no state. */
  note(key: AppealKey, step: AppealStep): Promise<void>;
  /** What was approved was taken back. */
  lifted(key: AppealKey): Promise<void>;
  /** Approved, but not known to be taken back. */
  unlifted(): Promise<readonly Appeal[]>;
  /** Those who are to be told, and where. */
  news(): Promise<readonly News[]>;
  told(key: AppealKey): Promise<void>;
}

/** Somebody who is to be told how an appeal ended. */
export interface News extends AppealKey {
  readonly who: string;
  readonly hears?: string;
  readonly state: AppealState;
}

type AppealQueries = Queries<AppealTables>;

export function appealStore(database: Database): AppealStore {
  const queries = database.queries.$extendTables<AppealTables>();
  const inOne = <Value>(act: (within: Transaction<AppealTables>) => Promise<Value>) =>
    queries.transaction().execute(act);
  return {
    ...reading(queries),
    ...counting(queries),
    ...telling(queries),
    make: (wanted) => inOne((within) => make(within, wanted)),
    move: (key, move) => inOne((within) => moved(within, key, move)),
    note: (key, step) => inOne((within) => noted(within, key, step)),
    async lifted({ community, number }) {
      await queries
        .updateTable('appeals')
        .set({ lifted: 1 })
        .where('community', '=', community)
        .where('number', '=', number)
        .execute();
    },
  };
}

type Counting = Pick<AppealStore, 'madeSince' | 'waiting' | 'unlifted'>;
type Reading = Pick<AppealStore, 'find' | 'answers' | 'steps' | 'ofCase' | 'ofPerson' | 'list'>;

const reading = (queries: AppealQueries): Reading => ({
  async find({ community, number }) {
    const row = await all(queries)
      .where('community', '=', community)
      .where('number', '=', number)
      .executeTakeFirst();
    return row && appealOf(row);
  },
  async answers({ community, number }) {
    return queries
      .selectFrom('appeal_answers')
      .select(['question', 'answer'])
      .where('community', '=', community)
      .where('number', '=', number)
      .orderBy('position')
      .execute();
  },
  async steps({ community, number }) {
    const rows = await queries
      .selectFrom('appeal_steps')
      .selectAll()
      .where('community', '=', community)
      .where('number', '=', number)
      .orderBy('position')
      .execute();
    return rows.map(stepOf);
  },
  async ofCase({ community, number }) {
    const asked = all(queries)
      .where('community', '=', community)
      .where('case_number', '=', number)
      .orderBy('number', 'desc')
      .limit(20);
    return (await asked.execute()).map(appealOf);
  },
  async ofPerson(who, limit) {
    const asked = all(queries).where('actor', '=', who).orderBy('at', 'desc').limit(limit);
    return (await asked.execute()).map(appealOf);
  },
  list: (community, filter) => listed(queries, community, filter),
});

const counting = (queries: AppealQueries): Counting => ({
  async madeSince(who, sinceMs) {
    const { amount } = await queries
      .selectFrom('appeals')
      .select(sql<number>`count(*)`.as('amount'))
      .where('actor', '=', who)
      .where('at', '>', sinceMs)
      .executeTakeFirstOrThrow();
    return amount;
  },
  async waiting() {
    const rows = await queries
      .selectFrom('appeals')
      .select(['community', sql<number>`count(*)`.as('count')])
      .where('state', 'in', openStates)
      .groupBy('community')
      .orderBy('count', 'desc')
      .execute();
    return rows.map(({ community, count }) => ({ community: communityId(community), count }));
  },
  async unlifted() {
    const asked = all(queries).where('state', '=', 'approved').where('lifted', '=', 0);
    return (await asked.orderBy('at').limit(1000).execute()).map(appealOf);
  },
});

const telling = (queries: AppealQueries): Pick<AppealStore, 'news' | 'told'> => ({
  async news() {
    const rows = await queries
      .selectFrom('appeal_news')
      .innerJoin('appeals', (join) =>
        join
          .onRef('appeals.community', '=', 'appeal_news.community')
          .onRef('appeals.number', '=', 'appeal_news.number'),
      )
      .select([
        'appeal_news.actor as actor',
        'appeal_news.hears as hears',
        'appeals.state as state',
      ])
      .select(['appeal_news.community as community', 'appeal_news.number as number'])
      .where('appeals.state', 'in', ['approved', 'denied'])
      .orderBy('appeals.ended_at', 'desc')
      .limit(10_000)
      .execute();
    return rows.map(({ community, number, actor, hears, state }) => ({
      ...{ community: communityId(community), number, who: actor },
      ...(hears !== null && { hears }),
      state: state === 'approved' ? 'approved' : 'denied',
    }));
  },
  async told({ community, number }) {
    await queries
      .deleteFrom('appeal_news')
      .where('community', '=', community)
      .where('number', '=', number)
      .execute();
  },
});

const all = (queries: AppealQueries) => queries.selectFrom('appeals').selectAll();

async function listed(
  queries: AppealQueries,
  community: CommunityId,
  { states, who, beforeNumber, limit = 20 }: AppealFilter,
): Promise<readonly Appeal[]> {
  let asked = all(queries).where('community', '=', community);
  if (who !== undefined) asked = asked.where('actor', '=', who);
  if (beforeNumber !== undefined) asked = asked.where('number', '<', beforeNumber);
  if (states) asked = asked.where('state', 'in', states);
  // Who waits stands before who waits no more, and longest first.
  else asked = asked.orderBy(sql`case when state in ('pending', 'under-review') then 0 else 1 end`);
  const rows = states
    ? asked.orderBy('number', 'desc')
    : asked.orderBy(
        sql`case when state in ('pending', 'under-review') then number else -number end`,
      );
  return (await rows.limit(limit).execute()).map(appealOf);
}

async function make(within: AppealQueries, wanted: NewAppeal): Promise<Appeal | undefined> {
  const { about, who, whoName, via, atMs, answers, hears } = wanted;
  const { community } = about;
  // Taking the number first locks out every other writer of the community until the end.
  const { last: number } = await within
    .insertInto('appeal_numbers')
    .values({ community, last: 1 })
    .onConflict((row) =>
      row.column('community').doUpdateSet({ last: sql`appeal_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  const waits = await all(within)
    .where('community', '=', community)
    .where('case_number', '=', about.number)
    .where('state', 'in', openStates)
    .executeTakeFirst();
  if (waits) return undefined;
  const row = {
    ...{ community, number, case_number: about.number, state: 'pending', actor: who },
    ...{ actor_name: whoName, via, at: atMs, ended_at: null, lifted: 0 },
  };
  await within.insertInto('appeals').values(row).execute();
  const rows = answerRows({ community, number }, who, answers);
  if (rows.length > 0) await within.insertInto('appeal_answers').values(rows).execute();
  await within
    .insertInto('appeal_news')
    .values({ community, number, actor: who, hears: hears ?? null })
    .execute();
  const step = { what: 'made', by: who, byName: whoName, atMs, text: via } as const;
  await addStep(within, { community, number }, step);
  return appealOf(row);
}

async function moved(
  within: AppealQueries,
  key: AppealKey,
  { from, to, step }: Move,
): Promise<boolean> {
  const isOver = !openStates.some((state) => state === to);
  const changed = await within
    .updateTable('appeals')
    .set({ state: to, ended_at: isOver ? step.atMs : null, lifted: 0 })
    .where('community', '=', key.community)
    .where('number', '=', key.number)
    .where('state', 'in', from)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return false;
  await addStep(within, key, step);
  return true;
}

async function noted(within: AppealQueries, key: AppealKey, step: AppealStep): Promise<void> {
  // Changes nothing, and keeps everybody else from this one until the step is there.
  await within
    .updateTable('appeals')
    .set((row) => ({ lifted: row.ref('lifted') }))
    .where('community', '=', key.community)
    .where('number', '=', key.number)
    .execute();
  await addStep(within, key, step);
}

async function addStep(
  within: AppealQueries,
  { community, number }: AppealKey,
  { what, by, byName, atMs, text }: AppealStep,
): Promise<void> {
  const { last } = await within
    .selectFrom('appeal_steps')
    .select(sql<number | null>`max(position)`.as('last'))
    .where('community', '=', community)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  await within
    .insertInto('appeal_steps')
    .values({
      ...{ community, number, position: (last ?? -1) + 1, what, by_actor: by, by_name: byName },
      ...{ at: atMs, text },
    })
    .execute();
}
