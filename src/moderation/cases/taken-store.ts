import { sql } from 'kysely';
import type { CommunityId } from '../../base/ids.ts';
import type { CaseKey } from '../../core/cases/case.ts';
import type { Queries } from '../../storage/index.ts';
import { type NewCase, rowOf } from './new-case.ts';
import type { CaseTables } from './tables.ts';

type CaseQueries = Queries<CaseTables>;

/** The ids that the cases of a community had elsewhere. */
export async function takenOver(
  queries: CaseQueries,
  community: CommunityId,
  source: string,
): Promise<ReadonlySet<string>> {
  const rows = await queries
    .selectFrom('cases')
    .select('source_id')
    .where('community', '=', community)
    .where('source', '=', source)
    .execute();
  return new Set(rows.flatMap(({ source_id }) => source_id ?? []));
}

/** Writes many at once: a statement a table, not ten a case. */
export async function openTaken(
  queries: CaseQueries,
  wanted: readonly NewCase[],
): Promise<readonly CaseKey[]> {
  const [first] = wanted;
  if (!first?.source) return [];
  const { community } = first;
  // Locks out every other writer of the community until the end; so what is known stays so.
  await moveLast(queries, community, 0);
  const known = new Set(await takenOver(queries, community, first.source.name));
  const fresh = wanted.filter((one) => {
    const id = one.source?.id ?? '';
    return !known.has(id) && known.add(id);
  });
  if (fresh.length === 0) return [];
  const last = await moveLast(queries, community, fresh.length);
  const keys = fresh.map((_, at) => ({ community, number: last - fresh.length + 1 + at }));
  for (const some of inParts(
    fresh.map((one, at) => rowOf(keys[at] ?? { community, number: 0 }, one)),
  ))
    await queries.insertInto('cases').values(some).execute();
  await countAll(queries, fresh);
  await markAll(queries, keys, fresh);
  await learnAll(queries, fresh);
  return keys;
}

async function moveLast(queries: CaseQueries, community: string, by: number): Promise<number> {
  const { last } = await queries
    .insertInto('case_numbers')
    .values({ community, last: by })
    .onConflict((row) =>
      row.column('community').doUpdateSet({ last: sql`case_numbers.last + ${by}` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/** No statement with more parameters than databases take. */
const rowsAtOnce = 100;

function* inParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}

async function countAll(queries: CaseQueries, cases: readonly NewCase[]): Promise<void> {
  const counts = new Map<
    string,
    { community: string; actor: string; kind: string; amount: number }
  >();
  for (const { community, target: actor, kind } of cases) {
    const before = counts.get(`${kind} ${actor}`)?.amount ?? 0;
    counts.set(`${kind} ${actor}`, { community, actor, kind, amount: before + 1 });
  }
  for (const some of inParts([...counts.values()]))
    await queries
      .insertInto('case_counters')
      .values(some)
      .onConflict((row) =>
        row
          .columns(['community', 'actor', 'kind'])
          .doUpdateSet({ amount: sql`case_counters.amount + excluded.amount` }),
      )
      .execute();
}

async function markAll(
  queries: CaseQueries,
  keys: readonly CaseKey[],
  cases: readonly NewCase[],
): Promise<void> {
  const rows = cases.flatMap(({ community, marks }, at) =>
    marks.map((mark, position) => ({ community, number: keys[at]?.number ?? 0, position, mark })),
  );
  for (const some of inParts(rows)) await queries.insertInto('case_marks').values(some).execute();
}

async function learnAll(queries: CaseQueries, cases: readonly NewCase[]): Promise<void> {
  const known = new Map<
    string,
    { community: string; actor: string; name: string; first_at: number; last_at: number }
  >();
  for (const { community, names, atMs } of cases)
    for (const { actor, name } of names) {
      const before = known.get(`${actor} ${name}`);
      const [first_at, last_at] = [
        Math.min(before?.first_at ?? atMs, atMs),
        Math.max(before?.last_at ?? atMs, atMs),
      ];
      known.set(`${actor} ${name}`, { community, actor, name, first_at, last_at });
    }
  for (const some of inParts([...known.values()]))
    await queries
      .insertInto('case_names')
      .values(some)
      .onConflict((row) =>
        row.columns(['community', 'actor', 'name']).doUpdateSet({
          first_at: sql`case when excluded.first_at < case_names.first_at then excluded.first_at else case_names.first_at end`,
          last_at: sql`case when excluded.last_at > case_names.last_at then excluded.last_at else case_names.last_at end`,
        }),
      )
      .execute();
}
