import { type Transaction, sql } from 'kysely';
import {
  type Case,
  type CaseKey,
  type CaseState,
  type Ending,
  type LinkKind,
  isLasting,
} from '../../core/cases/case.ts';
import type { Database, Queries } from '../../storage/index.ts';
import {
  type Belongings,
  count,
  dropMark,
  inherit,
  keepEvidence,
  keyColumns,
  learn,
  link,
  mark,
  unmark,
} from './belongings-store.ts';
import { type NewCase, columnsOf, noEnding, rowOf } from './new-case.ts';
import { type CaseReading, caseReading, findCase } from './reading-store.ts';
import { type CaseScope, scopedCases } from './scope-store.ts';
import type { CaseTables } from './tables.ts';
import { type CaseSights, caseSights } from './sight-store.ts';
import { openTaken } from './taken-store.ts';

/** What came of an act. */
export interface Settled {
  readonly count?: number;
  readonly told?: boolean;
  /** What stands on the network, where that differs from what was meant. */
  readonly marks?: readonly string[];
  readonly atMs: number;
}

export interface CaseStore extends CaseReading, CaseSights {
  /** Number, case and counter in one transaction. `fresh`: false where a case of this source was there already. */
  open(wanted: NewCase): Promise<{ readonly made: Case; readonly fresh: boolean }>;
  /** Cases from one source of one community, in one transaction; those that are there already are passed over. */
  openTaken(wanted: readonly NewCase[]): Promise<readonly CaseKey[]>;
  /** It was done; older ones in force of the same kind and person at this place end as replaced. False when it is not pending. */
  settle(key: CaseKey, settled: Settled): Promise<boolean>;
  /** It could not be done and counts for nothing. */
  fail(key: CaseKey, problem: string): Promise<boolean>;
  /** It is to be taken back. False when it is not open. */
  beginEnding(key: CaseKey, ending: Ending): Promise<boolean>;
  /** It was never known to be done, and is not to be. False when it is not pending. */
  withdraw(key: CaseKey, ending: Ending): Promise<boolean>;
  /** It is over, but is to be in force again by these marks. False when it is not over. */
  reinstate(key: CaseKey, marks: readonly string[]): Promise<boolean>;
  /** One of its marks does not stand any more; how many are left. */
  dropMark(key: CaseKey, mark: string): Promise<number>;
  /** It could not be taken back, and is still in force. */
  resume(key: CaseKey): Promise<boolean>;
  /** It is over, from open or ending. What was overturned counts for nothing. */
  end(key: CaseKey, ending: Ending): Promise<boolean>;
  /** The numbers of those that have something to take back: what waits first, then the newest. */
  scoped(
    community: CaseKey['community'],
    scope: CaseScope,
    limit: number,
  ): Promise<readonly number[]>;
  setReason(key: CaseKey, reason: string): Promise<boolean>;
  addNote(key: CaseKey, note: { by: string; atMs: number; text: string }): Promise<boolean>;
  link(key: CaseKey, kind: LinkKind, other: number): Promise<void>;
  /** What people are called. */
  learn(community: CaseKey['community'], names: Belongings['names'], atMs: number): Promise<void>;
  /** Removes evidence that was kept long enough; how many messages. */
  forgetEvidence(nowMs: number): Promise<number>;
}

type CaseQueries = Queries<CaseTables>;

export function caseStore(database: Database): CaseStore {
  const queries = database.queries.$extendTables<CaseTables>();
  const inOne = <Value>(act: (within: Transaction<CaseTables>) => Promise<Value>) =>
    queries.transaction().execute(act);
  return {
    ...caseReading(queries),
    ...caseSights(queries),
    open: (wanted) => inOne((within) => open(within, wanted)),
    openTaken: (wanted) => inOne((within) => openTaken(within, wanted)),
    settle: (key, settled) => inOne((within) => settle(within, key, settled)),
    fail: (key, problem) => inOne((within) => fail(within, key, problem)),
    beginEnding: (key, ending) =>
      change(queries, key, ['open'], { state: 'ending', ...columnsOf(ending) }),
    withdraw: (key, ending) =>
      change(queries, key, ['pending'], { state: 'ending', ...columnsOf(ending) }),
    reinstate: (key, marks) => inOne((within) => reinstate(within, key, marks)),
    dropMark: (key, one) => inOne((within) => dropMark(within, key, one)),
    resume: (key) => change(queries, key, ['ending'], { state: 'open', ...noEnding }),
    end: (key, ending) => inOne((within) => end(within, key, ending)),
    scoped: (community, scope, limit) => scopedCases(queries, community, scope, limit),
    setReason: (key, reason) => change(queries, key, undefined, { reason }),
    addNote: (key, note) => inOne((within) => addNote(within, key, note)),
    link: (key, kind, other) => link(queries, key, [{ kind, number: other }]),
    learn: (community, names, atMs) => learn(queries, { community, names, atMs }),
    async forgetEvidence(nowMs) {
      const gone = await queries
        .deleteFrom('case_evidence')
        .where('until', '<=', nowMs)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

async function open(queries: CaseQueries, wanted: NewCase) {
  // Taking the number first locks out every other writer of the community until the end.
  const { last } = await queries
    .insertInto('case_numbers')
    .values({ community: wanted.community, last: 1 })
    .onConflict((row) => row.column('community').doUpdateSet({ last: sql`case_numbers.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  const known = await knownOf(queries, wanted);
  if (known !== undefined) {
    await queries
      .updateTable('case_numbers')
      .set({ last: last - 1 })
      .where('community', '=', wanted.community)
      .execute();
    return { made: await whole(queries, known, wanted.community), fresh: false };
  }
  const key = { community: wanted.community, number: last };
  await queries.insertInto('cases').values(rowOf(key, wanted)).execute();
  await count(queries, { ...wanted, by: 1 });
  await mark(queries, key, wanted.marks);
  await keepEvidence(queries, key, wanted);
  await link(queries, key, wanted.links ?? []);
  await learn(queries, wanted);
  return { made: await whole(queries, last, wanted.community), fresh: true };
}

async function whole(queries: CaseQueries, number: number, community: Case['community']) {
  const made = await findCase(queries, { community, number });
  if (!made) throw new TypeError('A case that was just written is not there');
  return made;
}

async function knownOf(
  queries: CaseQueries,
  { community, source }: NewCase,
): Promise<number | undefined> {
  if (!source) return undefined;
  const row = await queries
    .selectFrom('cases')
    .select('number')
    .where('community', '=', community)
    .where('source', '=', source.name)
    .where('source_id', '=', source.id)
    .executeTakeFirst();
  return row?.number;
}

/** Changes a case if it is in one of these states; whether it was. */
async function change(
  queries: CaseQueries,
  { community, number }: CaseKey,
  states: readonly CaseState[] | undefined,
  columns: Record<string, string | number | null>,
): Promise<boolean> {
  let update = queries
    .updateTable('cases')
    .set(columns)
    .where('community', '=', community)
    .where('number', '=', number);
  if (states) update = update.where('state', 'in', states);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function settle(
  queries: CaseQueries,
  key: CaseKey,
  { count: amount, told, marks, atMs }: Settled,
): Promise<boolean> {
  const columns = {
    state: 'open',
    ...(amount !== undefined && { amount }),
    ...(told !== undefined && { told: told ? 1 : 0 }),
  };
  if (!(await change(queries, key, ['pending'], columns))) return false;
  if (marks) {
    await unmark(queries, key);
    await mark(queries, key, marks);
  }
  const made = await whole(queries, key.number, key.community);
  await replaceOlder(queries, made, atMs);
  return true;
}

/** Of one kind only one case of a person is in force at a place: the newest. */
async function replaceOlder(queries: CaseQueries, made: Case, atMs: number): Promise<void> {
  if (!isLasting(made.kind)) return;
  const older = await queries
    .selectFrom('cases')
    .select('number')
    .where('community', '=', made.community)
    .where('target', '=', made.target)
    .where('kind', '=', made.kind)
    .where('state', '=', 'open')
    .where('space', '=', made.place.space)
    .where('connection', '=', made.place.connection)
    .where('number', '<', made.number)
    .execute();
  for (const { number } of older) {
    await inherit(queries, { community: made.community, number }, made.number);
    await end(
      queries,
      { community: made.community, number },
      { how: 'replaced', by: made.by, atMs },
    );
    await link(queries, made, [{ kind: 'replaces', number }]);
  }
}

async function reinstate(
  queries: CaseQueries,
  key: CaseKey,
  marks: readonly string[],
): Promise<boolean> {
  if (!(await change(queries, key, ['ended'], { state: 'pending', ...noEnding }))) return false;
  await unmark(queries, key);
  await mark(queries, key, marks);
  return true;
}

async function fail(queries: CaseQueries, key: CaseKey, problem: string): Promise<boolean> {
  if (!(await change(queries, key, ['pending'], { state: 'failed', problem }))) return false;
  const { target, kind } = await whole(queries, key.number, key.community);
  await count(queries, { ...key, target, kind, by: -1 });
  await unmark(queries, key);
  return true;
}

async function end(queries: CaseQueries, key: CaseKey, ending: Ending): Promise<boolean> {
  const columns = { state: 'ended', ...columnsOf(ending) };
  if (!(await change(queries, key, ['open', 'ending'], columns))) return false;
  await unmark(queries, key);
  if (ending.how !== 'overturned') return true;
  const { target, kind } = await whole(queries, key.number, key.community);
  await count(queries, { ...key, target, kind, by: -1 });
  return true;
}

async function addNote(
  queries: CaseQueries,
  key: CaseKey,
  { by, atMs, text }: { by: string; atMs: number; text: string },
): Promise<boolean> {
  // Written to before it is read: two who note at once come one after the other.
  if (!(await change(queries, key, undefined, { number: key.number }))) return false;
  const { position } = await queries
    .selectFrom('case_notes')
    .select(sql<number>`coalesce(max(position), -1) + 1`.as('position'))
    .where('community', '=', key.community)
    .where('number', '=', key.number)
    .executeTakeFirstOrThrow();
  const row = { ...keyColumns(key), position, by_actor: by, at: atMs, text };
  await queries.insertInto('case_notes').values(row).execute();
  return true;
}
