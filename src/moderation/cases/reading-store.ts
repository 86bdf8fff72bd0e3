import { type SelectQueryBuilder, sql } from 'kysely';
import type { CommunityId } from '../../base/ids.ts';
import {
  type Case,
  type CaseCounts,
  type CaseFilter,
  type CaseKey,
  type CaseKind,
  type CasePerson,
  type CaseState,
  type LinkKind,
  type WholeCase,
  lastingKinds,
} from '../../core/cases/case.ts';
import type { Queries } from '../../storage/index.ts';
import { type NamedRow, caseOf, kindOf } from './case-row.ts';
import {
  communitiesOf,
  countsOf,
  evidenceOf,
  linksOf,
  namesOf,
  notesOf,
  patternOf,
  peopleNamed,
} from './people-store.ts';
import { takenOver } from './taken-store.ts';
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
  /** The ids of all cases here that were taken over from this source. */
  takenOver(community: CommunityId, source: string): Promise<ReadonlySet<string>>;
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
  /** Open ones, where no other states are named. */
  inForce(
    community: CommunityId,
    what: {
      readonly kind: CaseKind;
      readonly target?: string;
      readonly states?: readonly CaseState[];
    },
  ): Promise<readonly Case[]>;
  /** In force anywhere. */
  everywhere(kind: CaseKind): Promise<readonly Case[]>;
  marks(key: CaseKey): Promise<readonly string[]>;
  /** Cases in force of these kinds at a place that one of the marks belongs to. */
  holding(
    at: Pick<Case, 'community' | 'place'>,
    what: { readonly kinds: readonly CaseKind[]; readonly marks: readonly string[] },
  ): Promise<readonly { readonly number: number; readonly mark: string }[]>;
  /** The cases that this one is linked to in this way. */
  linkedFrom(key: CaseKey, kind: LinkKind): Promise<readonly number[]>;
  /** Those that have cases, the busiest first, by the name of a place there. */
  communities(): Promise<
    readonly { readonly id: CommunityId; readonly name: string; readonly cases: number }[]
  >;
  people(community: CommunityId, text: string, limit: number): Promise<readonly CasePerson[]>;
}

type CaseQueries = Queries<CaseTables>;

const usualLimit = 10;
const mostLimit = 1000;

export const caseReading = (queries: CaseQueries): CaseReading => ({
  ...lookingUp(queries),
  ...whatHolds(queries),
  ...counting(queries),
  communities: () => communitiesOf(queries),
  people: (community, text, limit) => peopleNamed(queries, { community, text, limit }),
});

const lookingUp = (
  queries: CaseQueries,
): Pick<CaseReading, 'find' | 'whole' | 'history' | 'linkedFrom' | 'takenOver'> => ({
  find: (key) => findCase(queries, key),
  takenOver: (community, source) => takenOver(queries, community, source),
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
  async linkedFrom({ community, number }, kind) {
    const rows = await queries
      .selectFrom('case_links')
      .select('other')
      .where('community', '=', community)
      .where('number', '=', number)
      .where('kind', '=', kind)
      .execute();
    return rows.map(({ other }) => other);
  },
});

const counting = (queries: CaseQueries): Pick<CaseReading, 'counts' | 'byKind' | 'doneBy'> => ({
  counts: (community, actor) => countsOf(queries, community, actor),
  byKind: (community, spans) => byKind(queries, community, spans),
  async doneBy(community, by, { kinds, sinceMs }) {
    const { amount } = await queries
      .selectFrom('cases')
      .select(sql<number>`count(*)`.as('amount'))
      .where('community', '=', community)
      .where('by_actor', '=', by)
      .where('at', '>', sinceMs)
      .where('kind', 'in', kinds)
      .where('state', '<>', 'failed')
      .executeTakeFirstOrThrow();
    return amount;
  },
});

type Holding = Pick<
  CaseReading,
  'unsettled' | 'withEnd' | 'inForce' | 'everywhere' | 'marks' | 'holding'
>;

const whatHolds = (queries: CaseQueries): Holding => ({
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
  async inForce(community, { kind, target, states = ['open'] }) {
    let asked = named(queries)
      .where('cases.community', '=', community)
      .where('cases.state', 'in', states)
      .where('cases.kind', '=', kind);
    if (target !== undefined) asked = asked.where('cases.target', '=', target);
    return (await asked.orderBy('cases.number').execute()).map(caseOf);
  },
  async everywhere(kind) {
    const rows = await named(queries)
      .where('cases.state', '=', 'open')
      .where('cases.kind', '=', kind)
      .execute();
    return rows.map(caseOf);
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
  holding: (at, what) => holding(queries, at, what),
});

function holding(
  queries: CaseQueries,
  { community, place }: Parameters<CaseReading['holding']>[0],
  { kinds, marks }: Parameters<CaseReading['holding']>[1],
): ReturnType<CaseReading['holding']> {
  if (marks.length === 0) return Promise.resolve([]);
  return queries
    .selectFrom('case_marks')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.community', '=', 'case_marks.community')
        .onRef('cases.number', '=', 'case_marks.number'),
    )
    .select(['case_marks.number as number', 'case_marks.mark as mark'])
    .where('case_marks.community', '=', community)
    .where('case_marks.mark', 'in', marks)
    .where('cases.state', '=', 'open')
    .where('cases.kind', 'in', kinds)
    .where('cases.space', '=', place.space)
    .where('cases.connection', '=', place.connection)
    .execute();
}

/** The name that somebody went by last, in this community. */
const nameOf = (column: 'cases.target' | 'cases.by_actor' | 'cases.ended_by') => sql<
  string | null
>`(
  select name from case_names where community = cases.community and actor = ${sql.ref(column)}
  order by last_at desc, name limit 1)`;

export const named = (queries: CaseQueries) =>
  queries
    .selectFrom('cases')
    .selectAll('cases')
    .select([
      nameOf('cases.target').as('target_name'),
      nameOf('cases.by_actor').as('by_name'),
      nameOf('cases.ended_by').as('ended_name'),
    ]);

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

const contains = (word: string) => sql<boolean>`(
  lower(cases.reason) like ${patternOf(word)} escape '\\'
  or lower(coalesce(cases.rule, '')) like ${patternOf(word)} escape '\\'
  or lower(cases.target) like ${patternOf(word)} escape '\\'
  or exists (select 1 from case_names where community = cases.community and actor = cases.target
    and lower(name) like ${patternOf(word)} escape '\\'))`;

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

async function byKind(queries: CaseQueries, community: CommunityId, spans: readonly Span[]) {
  if (spans.length === 0) return [];
  const values = spans.map(
    ({ name, fromMs, toMs }) => sql`(${name}, cast(${fromMs} as bigint), cast(${toMs} as bigint))`,
  );
  // Said besides, so that the database looks at this stretch of the index and at nothing else.
  const fromMs = Math.min(...spans.map((span) => span.fromMs));
  const toMs = Math.max(...spans.map((span) => span.toMs));
  const { rows } = await sql<{ span: string; kind: string; amount: number }>`
    with spans(span, from_at, to_at) as (values ${sql.join(values)})
    select spans.span, cases.kind, count(*) as amount
    from spans join cases on cases.community = ${community}
      and cases.at >= spans.from_at and cases.at < spans.to_at and cases.state <> 'failed'
      and cases.at >= ${fromMs} and cases.at < ${toMs}
    group by spans.span, cases.kind`.execute(queries);
  return rows.map(({ span, kind, amount }) => ({
    ...{ span, kind: kindOf(kind), count: amount },
  }));
}
