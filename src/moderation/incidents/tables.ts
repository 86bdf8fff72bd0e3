import type { Part } from '../../storage/index.ts';

export type IncidentRow = {
  community: string;
  number: number;
  kind: string;
  topic: string;
  state: string;
  connection: string;
  platform: string;
  space: string;
  channel: string;
  place_name: string;
  opened_at: number;
  last_at: number;
  closed_at: number | null;
  closed_by: string | null;
  detections: number;
};

export type IncidentTables = {
  incidents: IncidentRow;
  /** The last number of each community, of incidents and of undos. Its lock puts writers in a row. */
  incident_numbers: { community: string; of_what: string; last: number };
  incident_entries: {
    community: string;
    number: number;
    position: number;
    at: number;
    kind: string;
    what: string;
    facts: string;
    amount: number;
    actor: string | null;
    actor_name: string | null;
    text: string | null;
  };
  incident_people: {
    community: string;
    number: number;
    actor: string;
    name: string;
    hits: number;
    last_at: number;
  };
  incident_cases: { community: string; number: number; case_number: number };
  undos: {
    community: string;
    number: number;
    of_what: string;
    of_number: number | null;
    rule: number | null;
    of_actor: string | null;
    by_actor: string;
    via: string;
    why: string;
    at: number;
    state: string;
  };
  undo_steps: {
    community: string;
    number: number;
    position: number;
    kind: string;
    ref: string;
    state: string;
    problem: string | null;
  };
};

const key = ['community', 'number'];

export const incidentsPart: Part = {
  part: 'incidents',
  columns: {
    incidents: {
      nobody: [
        ...[...key, 'kind', 'topic', 'state', 'connection', 'platform', 'space', 'channel'],
        ...['place_name', 'opened_at', 'last_at', 'closed_at', 'detections'],
      ],
    },
    incident_numbers: { nobody: ['community', 'of_what', 'last'] },
    incident_entries: {
      nobody: [...key, 'position', 'at', 'kind', 'what', 'facts', 'amount'],
      stays: { text: 'What staff noted about an incident is theirs, under a pseudonym.' },
    },
    incident_people: { nobody: [...key, 'hits', 'last_at'] },
    incident_cases: { nobody: [...key, 'case_number'] },
    undos: {
      nobody: [...key, 'of_what', 'of_number', 'rule', 'via', 'at', 'state'],
      stays: { why: 'Staff wrote why they took something back, and answer for it.' },
    },
    undo_steps: { nobody: [...key, 'position', 'kind', 'ref', 'state', 'problem'] },
  },
  people: [
    { table: 'incidents', column: 'closed_by', onErase: 'pseudonym' },
    { table: 'incident_entries', column: 'actor', name: 'actor_name', onErase: 'pseudonym' },
    { table: 'incident_people', column: 'actor', name: 'name', onErase: 'remove' },
    { table: 'undos', column: 'of_actor', onErase: 'pseudonym' },
    { table: 'undos', column: 'by_actor', onErase: 'pseudonym', withhold: ['of_actor'] },
  ],
  places: [
    ...(['incidents', 'incident_numbers', 'incident_entries', 'incident_people'] as const).map(
      (table) => ({ table, column: 'community', form: 'id' }) as const,
    ),
    ...(['incident_cases', 'undos', 'undo_steps'] as const).map(
      (table) => ({ table, column: 'community', form: 'id' }) as const,
    ),
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table incidents (
          community text not null, number bigint not null, kind text not null, topic text not null,
          state text not null, connection text not null, platform text not null, space text not null,
          channel text not null, place_name text not null, opened_at bigint not null,
          last_at bigint not null, closed_at bigint, closed_by text, detections bigint not null,
          primary key (community, number))`,
        `create unique index incidents_open on incidents (community, topic) where state = 'open'`,
        `create index incidents_closed_by on incidents (closed_by)`,
        `create table incident_numbers (
          community text not null, of_what text not null, last bigint not null,
          primary key (community, of_what))`,
        `create table incident_entries (
          community text not null, number bigint not null, position bigint not null, at bigint not null,
          kind text not null, what text not null, facts text not null, amount bigint not null,
          actor text, actor_name text, text text,
          primary key (community, number, position))`,
        `create index incident_entries_actor on incident_entries (actor)`,
        `create table incident_people (
          community text not null, number bigint not null, actor text not null, name text not null,
          hits bigint not null, last_at bigint not null,
          primary key (community, number, actor))`,
        `create index incident_people_actor on incident_people (actor)`,
        `create table incident_cases (
          community text not null, number bigint not null, case_number bigint not null,
          primary key (community, number, case_number))`,
        `create index incident_cases_back on incident_cases (community, case_number)`,
        `create table undos (
          community text not null, number bigint not null, of_what text not null, of_number bigint,
          rule bigint, of_actor text, by_actor text not null, via text not null, why text not null,
          at bigint not null, state text not null,
          primary key (community, number))`,
        `create index undos_of on undos (of_actor)`,
        `create index undos_by on undos (by_actor)`,
        `create index undos_running on undos (state) where state = 'running'`,
        `create table undo_steps (
          community text not null, number bigint not null, position bigint not null, kind text not null,
          ref text not null, state text not null, problem text,
          primary key (community, number, position))`,
      ],
    },
  ],
};
