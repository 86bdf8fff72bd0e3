import { sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import {
  type Incident,
  type IncidentEntry,
  type IncidentFilter,
  type IncidentKey,
  type IncidentPerson,
  entryKinds,
  incidentKinds,
} from '../../core/incidents/incident.ts';
import type { Queries } from '../../storage/index.ts';
import type { IncidentRow, IncidentTables } from './tables.ts';

type Within = Queries<IncidentTables>;

export interface IncidentReading {
  find(key: IncidentKey): Promise<Incident | undefined>;
  list(community: CommunityId, filter?: IncidentFilter): Promise<readonly Incident[]>;
  /** Every one that is open, anywhere. */
  allOpen(): Promise<readonly Incident[]>;
  timeline(key: IncidentKey): Promise<readonly IncidentEntry[]>;
  people(key: IncidentKey): Promise<readonly IncidentPerson[]>;
  cases(key: IncidentKey): Promise<readonly number[]>;
  communities(): Promise<
    readonly { readonly id: CommunityId; readonly name: string; readonly open: number }[]
  >;
}

const usualLimit = 10;
const mostLimit = 200;

export const incidentReading = (queries: Within): IncidentReading => ({
  async find(key) {
    const row = await counted(queries)
      .where('incidents.community', '=', key.community)
      .where('incidents.number', '=', key.number)
      .executeTakeFirst();
    return row && incidentOf(row);
  },
  list: (community, filter) => list(queries, community, filter),
  async allOpen() {
    const rows = await counted(queries).where('incidents.state', '=', 'open').execute();
    return rows.map(incidentOf);
  },
  timeline: (key) => timeline(queries, key),
  people: (key) => people(queries, key),
  cases: (key) => casesOf(queries, key),
  communities: () => communities(queries),
});

export const counted = (queries: Within) =>
  queries
    .selectFrom('incidents')
    .selectAll('incidents')
    .select([
      sql<number>`(select count(*) from incident_people where community = incidents.community
        and number = incidents.number)`.as('people'),
      sql<number>`(select count(*) from incident_cases where community = incidents.community
        and number = incidents.number)`.as('cases'),
    ]);

type CountedRow = IncidentRow & { readonly people: number; readonly cases: number };

const known = <Word extends string>(words: readonly Word[], text: string, otherwise: Word): Word =>
  words.find((word) => word === text) ?? otherwise;

export function incidentOf(row: CountedRow): Incident {
  const { connection, platform, space, channel, place_name: name } = row;
  return {
    ...{ community: communityId(row.community), number: row.number, subject: row.topic },
    kind: known(incidentKinds, row.kind, 'flood'),
    state: row.state === 'open' ? 'open' : 'closed',
    place: { connection, platform, space, channel, name },
    ...{ openedAtMs: row.opened_at, lastAtMs: row.last_at, detections: row.detections },
    ...(row.closed_at !== null && { closedAtMs: row.closed_at }),
    ...(row.closed_by !== null && { closedBy: row.closed_by }),
    ...{ people: row.people, cases: row.cases },
  };
}

async function list(
  queries: Within,
  community: CommunityId,
  { state, beforeNumber, limit = usualLimit }: IncidentFilter = {},
): Promise<readonly Incident[]> {
  let asked = counted(queries).where('incidents.community', '=', community);
  if (state !== undefined) asked = asked.where('incidents.state', '=', state);
  if (beforeNumber !== undefined) asked = asked.where('incidents.number', '<', beforeNumber);
  const rows = await asked
    .orderBy('incidents.number', 'desc')
    .limit(Math.min(limit, mostLimit))
    .execute();
  return rows.map(incidentOf);
}

async function timeline(
  queries: Within,
  { community, number }: IncidentKey,
): Promise<readonly IncidentEntry[]> {
  const rows = await queries
    .selectFrom('incident_entries')
    .selectAll()
    .where('community', '=', community)
    .where('number', '=', number)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...{ atMs: row.at, kind: known(entryKinds, row.kind, 'detection'), what: row.what },
    ...{ facts: factsIn(row.facts), count: row.amount },
    ...(row.actor !== null && { actor: row.actor }),
    ...(row.actor_name !== null && { name: row.actor_name }),
    ...(row.text !== null && { text: row.text }),
  }));
}

function factsIn(text: string): IncidentEntry['facts'] {
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );
}

async function people(
  queries: Within,
  { community, number }: IncidentKey,
): Promise<readonly IncidentPerson[]> {
  const rows = await queries
    .selectFrom('incident_people')
    .select(['actor', 'name', 'hits'])
    .where('community', '=', community)
    .where('number', '=', number)
    .orderBy('hits', 'desc')
    .orderBy('actor')
    .execute();
  return rows;
}

async function casesOf(
  queries: Within,
  { community, number }: IncidentKey,
): Promise<readonly number[]> {
  const rows = await queries
    .selectFrom('incident_cases')
    .select('case_number')
    .where('community', '=', community)
    .where('number', '=', number)
    .orderBy('case_number')
    .execute();
  return rows.map(({ case_number: one }) => one);
}

const communitiesListed = 500;

async function communities(queries: Within) {
  const rows = await queries
    .selectFrom('incidents')
    .select([
      'community as id',
      sql<string>`max(place_name)`.as('name'),
      sql<number>`sum(case when state = 'open' then 1 else 0 end)`.as('open'),
      sql<number>`max(last_at)`.as('latest'),
    ])
    .groupBy('community')
    .orderBy('latest', 'desc')
    .limit(communitiesListed)
    .execute();
  return rows.map(({ id, name, open: some }) => ({
    ...{ id: communityId(id), name, open: some },
  }));
}
