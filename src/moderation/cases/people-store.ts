import { sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import {
  type CaseCounts,
  type CaseKey,
  type CaseLink,
  type CaseNote,
  type CasePerson,
  type Evidence,
  type KnownName,
  caseLinks,
} from '../../core/cases/case.ts';
import type { Queries } from '../../storage/index.ts';
import { kindOf } from './case-row.ts';
import type { CaseTables } from './tables.ts';

type CaseQueries = Queries<CaseTables>;

/** For `like`: the word may hold signs that mean something to it. */
export const patternOf = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

export async function evidenceOf(
  queries: CaseQueries,
  { community, number }: CaseKey,
): Promise<readonly Evidence[]> {
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

export async function notesOf(
  queries: CaseQueries,
  { community, number }: CaseKey,
): Promise<readonly CaseNote[]> {
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

export async function linksOf(
  queries: CaseQueries,
  { community, number }: CaseKey,
): Promise<readonly CaseLink[]> {
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

export async function namesOf(
  queries: CaseQueries,
  community: CommunityId,
  actor: string,
): Promise<readonly KnownName[]> {
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

export async function countsOf(
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
    // A pardon counts against nobody.
    .where('kind', 'not in', ['unban', 'unmute'])
    .execute();
  return Object.fromEntries(rows.map(({ kind, amount }) => [kindOf(kind), amount]));
}

interface PeopleAsked {
  readonly community: CommunityId;
  readonly text: string;
  readonly limit: number;
}

export async function peopleNamed(
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
        sql<boolean>`lower(name) like ${patternOf(wanted)} escape '\\'`,
        // Accounts and ids are part of it.
        sql<boolean>`lower(actor) like ${patternOf(wanted)} escape '\\'`,
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

const communitiesListed = 500;

export async function communitiesOf(queries: CaseQueries) {
  const rows = await queries
    .selectFrom('case_numbers')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.community', '=', 'case_numbers.community')
        .onRef('cases.number', '=', 'case_numbers.last'),
    )
    .select([
      'case_numbers.community as id',
      'cases.place_name as name',
      'case_numbers.last as cases',
    ])
    .orderBy('cases', 'desc')
    .limit(communitiesListed)
    .execute();
  return rows.map(({ id, ...row }) => ({ id: communityId(id), ...row }));
}
