import { type Transaction, sql } from 'kysely';
import type { CommunityId } from '../../base/ids.ts';
import type {
  EntryKind,
  Incident,
  IncidentEntry,
  IncidentKey,
  IncidentKind,
} from '../../core/incidents/incident.ts';
import type { CasePlace } from '../../core/cases/case.ts';
import type { Database, Queries } from '../../storage/index.ts';
import {
  type IncidentReading,
  counted,
  incidentOf,
  incidentReading,
} from './incident-reading-store.ts';
import type { IncidentRow, IncidentTables } from './tables.ts';

export interface NewIncident {
  readonly community: CommunityId;
  readonly kind: IncidentKind;
  readonly subject: string;
  readonly place: CasePlace;
  readonly atMs: number;
}

/** What is added to an incident at once. */
export interface Addition {
  readonly atMs: number;
  readonly detections: number;
  readonly entries: readonly NewEntry[];
  readonly people: readonly {
    readonly actor: string;
    readonly name: string;
    readonly hits: number;
  }[];
  readonly cases: readonly number[];
}

export interface NewEntry {
  readonly atMs: number;
  readonly kind: EntryKind;
  readonly what: string;
  readonly facts?: IncidentEntry['facts'];
  readonly count?: number;
  readonly actor?: string | undefined;
  readonly name?: string | undefined;
  readonly text?: string | undefined;
}

export interface IncidentStore extends IncidentReading {
  /** `fresh`: false where one of this subject was open already, which is joined. */
  open(wanted: NewIncident): Promise<{ readonly incident: Incident; readonly fresh: boolean }>;
  /** More than the bounds of an incident hold is left out; only the number of detections goes on. */
  add(key: IncidentKey, addition: Addition): Promise<void>;
  /** False where it is closed already. */
  close(key: IncidentKey, closed: { atMs: number; by?: string | undefined }): Promise<boolean>;
}

/** An incident holds no more than this, and a community no more incidents. */
export const bounds = { entries: 500, people: 1000, cases: 1000, incidents: 1000 } as const;

type Within = Queries<IncidentTables>;

export function incidentStore(database: Database): IncidentStore {
  const queries = database.queries.$extendTables<IncidentTables>();
  const inOne = <Value>(act: (within: Transaction<IncidentTables>) => Promise<Value>) =>
    queries.transaction().execute(act);
  return {
    ...incidentReading(queries),
    open: (wanted) => inOne((within) => open(within, wanted)),
    add: (key, addition) => inOne((within) => add(within, key, addition)),
    async close(key, { atMs, by }) {
      const { numUpdatedRows } = await queries
        .updateTable('incidents')
        .set({ state: 'closed', closed_at: atMs, closed_by: by ?? null })
        .where('community', '=', key.community)
        .where('number', '=', key.number)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

/** The next number of this kind; its lock puts writers of a community in a row. */
export async function nextNumber(
  queries: Within,
  community: CommunityId,
  what: 'incident' | 'undo',
): Promise<number> {
  const { last } = await queries
    .insertInto('incident_numbers')
    .values({ community, of_what: what, last: 1 })
    .onConflict((row) =>
      row.columns(['community', 'of_what']).doUpdateSet({ last: sql`incident_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

async function open(queries: Within, wanted: NewIncident) {
  const { community, kind, subject, place, atMs } = wanted;
  const number = await nextNumber(queries, community, 'incident');
  const known = await counted(queries)
    .where('incidents.community', '=', community)
    .where('incidents.topic', '=', subject)
    .where('incidents.state', '=', 'open')
    .executeTakeFirst();
  if (known) {
    await queries
      .updateTable('incident_numbers')
      .set({ last: number - 1 })
      .where('community', '=', community)
      .where('of_what', '=', 'incident')
      .execute();
    return { incident: incidentOf(known), fresh: false };
  }
  const row: IncidentRow = {
    ...{ community, number, kind, topic: subject, state: 'open', connection: place.connection },
    ...{ platform: place.platform, space: place.space, channel: place.channel },
    ...{ place_name: place.name, opened_at: atMs, last_at: atMs, closed_at: null },
    ...{ closed_by: null, detections: 0 },
  };
  await queries.insertInto('incidents').values(row).execute();
  await forgetOld(queries, community, number - bounds.incidents);
  return { incident: incidentOf({ ...row, people: 0, cases: 0 }), fresh: true };
}

/** The oldest go when a community has too many. */
async function forgetOld(queries: Within, community: CommunityId, upTo: number): Promise<void> {
  if (upTo < 1) return;
  for (const table of [
    ...(['incident_entries', 'incident_people', 'incident_cases', 'incidents'] as const),
  ])
    await queries
      .deleteFrom(table)
      .where('community', '=', community)
      .where('number', '<=', upTo)
      .execute();
}

async function add(queries: Within, key: IncidentKey, addition: Addition): Promise<void> {
  const { community, number } = key;
  const { atMs, detections } = addition;
  // Written to first: its lock puts those who add in a row.
  const { numUpdatedRows } = await queries
    .updateTable('incidents')
    .set({
      detections: sql`detections + ${detections}`,
      ...(detections > 0 && { last_at: atMs }),
    })
    .where('community', '=', community)
    .where('number', '=', number)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await addEntries(queries, key, addition.entries);
  await addPeople(queries, key, addition);
  await addCases(queries, key, addition.cases);
}

async function addEntries(
  queries: Within,
  { community, number }: IncidentKey,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { next } = await queries
    .selectFrom('incident_entries')
    .select(sql<number>`coalesce(max(position), -1) + 1`.as('next'))
    .where('community', '=', community)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  // What staff write and what is taken back always has room.
  const fitting = entries.filter(
    ({ kind }, at) => next + at < bounds.entries || kind === 'note' || kind === 'undo',
  );
  const rows = fitting.map((entry, at) => ({
    ...{ community, number, position: next + at, at: entry.atMs, kind: entry.kind },
    ...{ what: entry.what, facts: JSON.stringify(entry.facts ?? {}), amount: entry.count ?? 1 },
    ...{ actor: entry.actor ?? null, actor_name: entry.name ?? null, text: entry.text ?? null },
  }));
  if (rows.length > 0) await queries.insertInto('incident_entries').values(rows).execute();
}

async function addPeople(
  queries: Within,
  { community, number }: IncidentKey,
  { people: some, atMs }: Addition,
): Promise<void> {
  if (some.length === 0) return;
  const { sum } = await queries
    .selectFrom('incident_people')
    .select(sql<number>`count(*)`.as('sum'))
    .where('community', '=', community)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const there = await queries
    .selectFrom('incident_people')
    .select('actor')
    .where('community', '=', community)
    .where('number', '=', number)
    .where(
      'actor',
      'in',
      some.map(({ actor }) => actor),
    )
    .execute();
  const known = new Set(there.map(({ actor }) => actor));
  const fresh = some.filter(({ actor }) => !known.has(actor));
  const rows = [
    ...some.filter(({ actor }) => known.has(actor)),
    ...fresh.slice(0, Math.max(0, bounds.people - sum)),
  ].map((person) => ({ community, number, ...person, last_at: atMs }));
  if (rows.length === 0) return;
  await queries
    .insertInto('incident_people')
    .values(rows)
    .onConflict((row) =>
      row.columns(['community', 'number', 'actor']).doUpdateSet({
        ...{ hits: sql`incident_people.hits + excluded.hits`, name: sql`excluded.name` },
        last_at: sql`excluded.last_at`,
      }),
    )
    .execute();
}

async function addCases(
  queries: Within,
  { community, number }: IncidentKey,
  numbers: readonly number[],
): Promise<void> {
  if (numbers.length === 0) return;
  const { known } = await queries
    .selectFrom('incident_cases')
    .select(sql<number>`count(*)`.as('known'))
    .where('community', '=', community)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const rows = numbers
    .slice(0, Math.max(0, bounds.cases - known))
    .map((one) => ({ community, number, case_number: one }));
  if (rows.length === 0) return;
  await queries
    .insertInto('incident_cases')
    .values(rows)
    .onConflict((row) => row.doNothing())
    .execute();
}
