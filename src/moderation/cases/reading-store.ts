import { type SelectQueryBuilder, sql } from 'kysely';
import type { CommunityId } from '../../base/ids.ts';
import {
  type Case,
  type CaseCounts,
  type CaseFilter,
  type CaseKey,
  type CaseKind,
  type CasePerson,
  type WholeCase,
  caseLinks,
  lastingKinds,
} from '../../core/cases/case.ts';
import type { Queries } from '../../storage/index.ts';
import { type NamedRow, caseOf, kindOf } from './case-row.ts';
import type { CaseTables } from './tables.ts';

/** A stretch of time with a name. */
export interface Span {
  readonly name: string;
  readonly fromMs: number;
  /** Not any more. */
  readonly toMs: number;
}

export interface CaseReading {
  find(key: CaseKey): Promise<Case | undefined>;
  whole(key: CaseKey): Promise<WholeCase | undefined>;
  /** Newest first, 10 where no limit is named. */
  history(community: CommunityId, filter?: CaseFilter): Promise<readonly Case[]>;
  counts(community: CommunityId, actor: string): Promise<CaseCounts>;
  /** Cases by kind within each span; spans without any are left out. */
  byKind(
    community: CommunityId,
    spans: readonly Span[],
  ): Promise<readonly { readonly span: string; readonly kind: CaseKind; readonly count: number }[]>;
  /** How many acts of these kinds somebody did since then. */
  doneBy(
    community: CommunityId,
    by: string,
    what: { readonly kinds: readonly CaseKind[]; readonly sinceMs: number },
  ): Promise<number>;
  /** Those of which it is not known whether they were done or taken back, oldest first. */
  unsettled(limit: number): Promise<readonly Case[]>;
  /** Those in force that end by themselves. */
  withEnd(): Promise<readonly Case[]>;
  inForce(
    community: CommunityId,
    what: { readonly kind: CaseKind; readonly target?: string },
  ): Promise<readonly Case[]>;
  marks(key: CaseKey): Promise<readonly string[]>;
  people(community: CommunityId, text: string, limit: number): Promise<readonly CasePerson[]>;
}

type CaseQueries = Queries<CaseTables>;

const usualLimit = 10;
const mostLimit = 1000;

export const caseReading = (queries: CaseQueries): CaseReading => ({
  find: (key) => findCase(queries, key),
  whole: (key) => wholeCase(queries, key),
  async history(community, filter = {}) {
    const { limit = usualLimit } = filter;
    const asked = named(queries).where('cases.community', '=', community);
    const rows = await narrowed(asked, filter)
      .orderBy('cases.number', 'desc')
      .limit(Math.min(limit, mostLimit))
      .execute();
    return rows.map(caseOf);
  },
  counts: (community, actor) => countsOf(queries, community, actor),
  byKind: (community, spans) => byKind(queries, community, spans),
  async doneBy(community, by, { kinds, sinceMs }) {
    const row = await queries
      .selectFrom('cases')
      .select(sql<number>`count(*)`.as('amount'))
      .where('community', '=', community)
      .where('by_actor', '=', by)
      .where('at', '>', sinceMs)
      .where('kind', 'in', kinds)
      .where('state', '<>', 'failed')
      .executeTakeFirstOrThrow();
    return Number(row.amount);
  },
  async unsettled(limit) {
    const rows = await named(queries)
      .where('cases.state', 'in', ['pending', 'ending'])
      .orderBy('cases.at')
      .limit(limit)
      .execute();
    return rows.map(caseOf);
  },
  async withEnd() {
    const rows = await named(queries)
      .where('cases.state', '=', 'open')
      .where('cases.kind', 'in', lastingKinds)
      .where('cases.until', 'is not', null)
      .execute();
    return rows.map(caseOf);
  },
  async inForce(community, { kind, target }) {
    let asked = named(queries)
      .where('cases.community', '=', community)
      .where('cases.state', '=', 'open')
      .where('cases.kind', '=', kind);
    if (target !== undefined) asked = asked.where('cases.target', '=', target);
    return (await asked.orderBy('cases.number').execute()).map(caseOf);
  },
  async marks({ community, number }) {
    const rows = await queries
      .selectFrom('case_marks')
      .select('mark')
      .where('community', '=', community)
      .where('number', '=', number)
      .orderBy('position')
      .execute();
    return rows.map(({ mark }) => mark);
  },
  people: (community, text, limit) => peopleNamed(queries, { community, text, limit }),
});

/** The name that somebody went by last, in this community. */
const nameOf = (column: 'cases.target' | 'cases.by_actor') => sql<string | null>`(
  select name from case_names where community = cases.community and actor = ${sql.ref(column)}
  order by last_at desc, name limit 1)`;

const named = (queries: CaseQueries) =>
  queries
    .selectFrom('cases')
    .selectAll('cases')
    .select([nameOf('cases.target').as('target_name'), nameOf('cases.by_actor').as('by_name')]);

type Asked = SelectQueryBuilder<CaseTables, 'cases', NamedRow>;

function narrowed(asked: Asked, filter: CaseFilter): Asked {
  const { target, by, kinds, states, text = '', sinceMs, beforeNumber } = filter;
  let query = asked;
  if (target !== undefined) query = query.where('cases.target', '=', target);
  if (by !== undefined) query = query.where('cases.by_actor', '=', by);
  if (kinds) query = query.where('cases.kind', 'in', kinds);
  if (states) query = query.where('cases.state', 'in', states);
  if (sinceMs !== undefined) query = query.where('cases.at', '>=', sinceMs);
  if (beforeNumber !== undefined) query = query.where('cases.number', '<', beforeNumber);
  for (const word of wordsIn(text)) query = query.where(contains(word));
  return query;
}

const wordsIn = (text: string): readonly string[] =>
  text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);

const patternOf = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

const contains = (word: string) => sql<boolean>`(
  lower(cases.reason) like ${patternOf(word)} escape '\\'
  or lower(coalesce(cases.rule, '')) like ${patternOf(word)} escape '\\'
  or lower(cases.target) like ${patternOf(word)} escape '\\'
  or exists (select 1 from case_names where community = cases.community and actor = cases.target
    and folded like ${patternOf(word)} escape '\\'))`;

export async function findCase(
  queries: CaseQueries,
  { community, number }: CaseKey,
): Promise<Case | undefined> {
  const row = await named(queries)
    .where('cases.community', '=', community)
    .where('cases.number', '=', number)
    .executeTakeFirst();
  return row && caseOf(row);
}

async function wholeCase(queries: CaseQueries, key: CaseKey): Promise<WholeCase | undefined> {
  const found = await findCase(queries, key);
  if (!found) return undefined;
  const [evidence, notes, links, names] = await Promise.all([
    evidenceOf(queries, key),
    notesOf(queries, key),
    linksOf(queries, key),
    namesOf(queries, key.community, found.target),
  ]);
  return { ...found, evidence, notes, links, names };
}

async function evidenceOf(queries: CaseQueries, { community, number }: CaseKey) {
  const rows = await queries
    .selectFrom('case_evidence')
    .selectAll()
    .where('community', '=', community)
    .where('number', '=', number)
    .orderBy('position')
    .execute();
  return rows.map(({ at: atMs, channel, author, text, message }) => ({
    ...{ atMs, channel, author, text },
    ...(message !== null && { message }),
  }));
}

async function notesOf(queries: CaseQueries, { community, number }: CaseKey) {
  const rows = await queries
    .selectFrom('case_notes')
    .selectAll()
    .select(
      sql<string | null>`(select name from case_names where community = case_notes.community
        and actor = case_notes.by_actor order by last_at desc, name limit 1)`.as('by_name'),
    )
    .where('community', '=', community)
    .where('number', '=', number)
    .orderBy('position')
    .execute();
  return rows.map(({ by_actor: by, by_name, at: atMs, text }) => ({
    ...{ by, byName: by_name ?? by, atMs, text },
  }));
}

async function linksOf(queries: CaseQueries, { community, number }: CaseKey) {
  const rows = await queries
    .selectFrom('case_links')
    .selectAll()
    .where('community', '=', community)
    .where((row) => row.or([row('number', '=', number), row('other', '=', number)]))
    .orderBy('number')
    .orderBy('other')
    .execute();
  return rows.map((row) => ({
    kind: caseLinks.find((one) => one === row.kind) ?? 'belongs-to',
    ...(row.number === number
      ? ({ number: row.other, direction: 'from' } as const)
      : ({ number: row.number, direction: 'to' } as const)),
  }));
}

async function namesOf(queries: CaseQueries, community: CommunityId, actor: string) {
  const rows = await queries
    .selectFrom('case_names')
    .selectAll()
    .where('community', '=', community)
    .where('actor', '=', actor)
    .orderBy('last_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ name, first_at: firstAtMs, last_at: lastAtMs }) => ({
    ...{ name, firstAtMs, lastAtMs },
  }));
}

async function countsOf(
  queries: CaseQueries,
  community: CommunityId,
  actor: string,
): Promise<CaseCounts> {
  const rows = await queries
    .selectFrom('case_counters')
    .select(['kind', 'amount'])
    .where('community', '=', community)
    .where('actor', '=', actor)
    .where('amount', '>', 0)
    .execute();
  return Object.fromEntries(rows.map(({ kind, amount }) => [kindOf(kind), amount]));
}

async function byKind(queries: CaseQueries, community: CommunityId, spans: readonly Span[]) {
  if (spans.length === 0) return [];
  const values = spans.map(
    ({ name, fromMs, toMs }) => sql`(${name}, cast(${fromMs} as bigint), cast(${toMs} as bigint))`,
  );
  const { rows } = await sql<{ span: string; kind: string; amount: number }>`
    with spans(span, from_at, to_at) as (values ${sql.join(values)})
    select spans.span, cases.kind, count(*) as amount
    from spans join cases on cases.community = ${community}
      and cases.at >= spans.from_at and cases.at < spans.to_at and cases.state <> 'failed'
    group by spans.span, cases.kind`.execute(queries);
  return rows.map(({ span, kind, amount }) => ({
    ...{ span, kind: kindOf(kind), count: Number(amount) },
  }));
}

interface PeopleAsked {
  readonly community: CommunityId;
  readonly text: string;
  readonly limit: number;
}

async function peopleNamed(
  queries: CaseQueries,
  { community, text, limit }: PeopleAsked,
): Promise<readonly CasePerson[]> {
  const wanted = text.trim().toLowerCase();
  const rows = await queries
    .selectFrom('case_names')
    .select(['actor', sql<number>`max(last_at)`.as('last')])
    .where('community', '=', community)
    .where((row) =>
      row.or([
        sql<boolean>`folded like ${patternOf(wanted)} escape '\\'`,
        row('actor', '=', text.trim()),
      ]),
    )
    .groupBy('actor')
    .orderBy('last', 'desc')
    .limit(limit)
    .execute();
  const found: CasePerson[] = [];
  for (const { actor, last } of rows) {
    const [newest] = await namesOf(queries, community, actor);
    const counts = await countsOf(queries, community, actor);
    found.push({ actor, name: newest?.name ?? actor, lastAtMs: newest?.lastAtMs ?? last, counts });
  }
  return found;
}
