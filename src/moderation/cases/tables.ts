import type { Part } from '../../storage/index.ts';

export type CaseRow = {
  community: string;
  number: number;
  kind: string;
  state: string;
  target: string;
  by_actor: string;
  via: string;
  reason: string;
  rule: string | null;
  at: number;
  until: number | null;
  connection: string;
  platform: string;
  space: string;
  channel: string;
  place_name: string;
  /** What was done it to, in numbers. */
  amount: number;
  ended_how: string | null;
  ended_by: string | null;
  ended_at: number | null;
  ended_why: string | null;
  problem: string | null;
  told: number | null;
  source: string | null;
  source_id: string | null;
};

export type CaseTables = {
  cases: CaseRow;
  /** The last number of each community. Its lock puts writers in a row. */
  case_numbers: { community: string; last: number };
  /** How many cases of a kind count against somebody. Changed with the case, or not at all. */
  case_counters: { community: string; actor: string; kind: string; amount: number };
  /** What stands on the network while a case is in force: how it is taken back. */
  case_marks: { community: string; number: number; position: number; mark: string };
  case_links: { community: string; number: number; kind: string; other: number };
  case_notes: {
    community: string;
    number: number;
    position: number;
    by_actor: string;
    at: number;
    text: string;
  };
  case_evidence: {
    community: string;
    number: number;
    position: number;
    at: number;
    channel: string;
    author: string;
    text: string;
    message: string | null;
    /** Kept until then. */
    until: number;
  };
  case_names: {
    community: string;
    actor: string;
    name: string;
    first_at: number;
    last_at: number;
  };
  /** When what stands at a place was last looked at: what was set there later was set while nobody looked. */
  case_sights: { community: string; connection: string; space: string; at: number };
};

export const casesPart: Part = {
  part: 'cases',
  columns: {
    cases: {
      nobody: [
        ...['community', 'number', 'kind', 'state', 'via', 'rule', 'at', 'until', 'connection'],
        ...['platform', 'space', 'channel', 'place_name', 'amount', 'ended_how', 'ended_at'],
        ...['problem', 'told', 'source'],
      ],
      stays: {
        reason:
          'Staff wrote why they acted, and answer for it; the case itself is under a pseudonym.',
        ended_why: 'Staff wrote why they took it back, and answer for it as for the case.',
        source_id: 'The number that a case had elsewhere keeps it from being taken over twice.',
      },
    },
    case_numbers: { nobody: ['community', 'last'] },
    case_counters: { nobody: ['community', 'kind', 'amount'] },
    case_marks: {
      nobody: ['community', 'number', 'position'],
      stays: {
        mark: 'What keeps somebody out must be known as long as it does, to be taken back; it goes with the end of the case.',
      },
    },
    case_links: { nobody: ['community', 'number', 'kind', 'other'] },
    case_notes: {
      nobody: ['community', 'number', 'position', 'at'],
      stays: {
        text: 'What staff noted about their own case is theirs, and the case is under a pseudonym.',
      },
    },
    case_evidence: {
      nobody: ['community', 'number', 'position', 'at', 'channel', 'message', 'until'],
      stays: {
        text: 'Goes with the row of its author, and in any case after the days that are set.',
      },
    },
    case_names: { nobody: ['community', 'first_at', 'last_at'] },
    case_sights: { nobody: ['community', 'connection', 'space', 'at'] },
  },
  people: [
    { table: 'cases', column: 'target', onErase: 'pseudonym' },
    { table: 'cases', column: 'by_actor', onErase: 'pseudonym', withhold: ['target'] },
    { table: 'cases', column: 'ended_by', onErase: 'pseudonym', withhold: ['target'] },
    { table: 'case_counters', column: 'actor', onErase: 'remove' },
    { table: 'case_notes', column: 'by_actor', onErase: 'pseudonym' },
    { table: 'case_evidence', column: 'author', onErase: 'remove' },
    { table: 'case_names', column: 'actor', name: 'name', onErase: 'remove' },
  ],
  places: [
    ...(
      ['cases', 'case_numbers', 'case_counters', 'case_marks', 'case_links', 'case_notes'] as const
    ).map((table) => ({ table, column: 'community', form: 'id' }) as const),
    { table: 'case_evidence', column: 'community', form: 'id' },
    { table: 'case_names', column: 'community', form: 'id' },
    { table: 'case_sights', column: 'community', form: 'id' },
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table cases (
          community text not null, number bigint not null, kind text not null, state text not null,
          target text not null, by_actor text not null, via text not null,
          reason text not null, rule text, at bigint not null, until bigint,
          connection text not null, platform text not null, space text not null, channel text not null,
          place_name text not null, amount bigint not null,
          ended_how text, ended_by text, ended_at bigint, ended_why text,
          problem text, told bigint, source text, source_id text,
          primary key (community, number))`,
        `create index cases_by_target on cases (community, target, number)`,
        `create index cases_by_staff on cases (community, by_actor, at)`,
        `create index cases_by_day on cases (community, at, kind, state)`,
        `create index cases_of_person on cases (target)`,
        `create index cases_of_staff on cases (by_actor)`,
        `create index cases_unsettled on cases (state, until) where state in ('pending', 'ending')`,
        `create index cases_in_force on cases (kind, target) where state = 'open' and kind in ('mute', 'ban', 'global-ban')`,
        `create unique index cases_of_source on cases (community, source, source_id) where source is not null`,
        `create table case_numbers (community text not null primary key, last bigint not null)`,
        `create table case_counters (
          community text not null, actor text not null, kind text not null, amount bigint not null,
          primary key (community, actor, kind))`,
        `create table case_marks (
          community text not null, number bigint not null, position bigint not null, mark text not null,
          primary key (community, number, position))`,
        `create index case_marks_found on case_marks (community, mark)`,
        `create table case_links (
          community text not null, number bigint not null, kind text not null, other bigint not null,
          primary key (community, number, kind, other))`,
        `create index case_links_back on case_links (community, other)`,
        `create table case_notes (
          community text not null, number bigint not null, position bigint not null,
          by_actor text not null, at bigint not null, text text not null,
          primary key (community, number, position))`,
        `create table case_evidence (
          community text not null, number bigint not null, position bigint not null, at bigint not null,
          channel text not null, author text not null, text text not null, message text, until bigint not null,
          primary key (community, number, position))`,
        `create index case_evidence_age on case_evidence (until)`,
        `create index case_evidence_author on case_evidence (author)`,
        `create table case_names (
          community text not null, actor text not null, name text not null,
          first_at bigint not null, last_at bigint not null,
          primary key (community, actor, name))`,
        `create index case_names_of on case_names (actor)`,
      ],
    },
    {
      name: '002-exemptions-and-sights',
      up: [
        `drop index cases_in_force`,
        `create index cases_in_force on cases (kind, target)
          where state = 'open' and kind in ('mute', 'ban', 'global-ban', 'exempt', 'invex')`,
        `create table case_sights (
          community text not null, connection text not null, space text not null, at bigint not null,
          primary key (community, connection, space))`,
      ],
    },
  ],
};
