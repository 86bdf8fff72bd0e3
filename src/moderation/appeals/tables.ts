import type { Part } from '../../storage/index.ts';

export type AppealRow = {
  community: string;
  number: number;
  case_number: number;
  state: string;
  actor: string;
  actor_name: string | null;
  via: string;
  at: number;
  ended_at: number | null;
  lifted: number;
};

export type StepRow = {
  community: string;
  number: number;
  position: number;
  what: string;
  by_actor: string;
  by_name: string | null;
  at: number;
  text: string;
};

export type AppealTables = {
  appeals: AppealRow;
  /** The last number of each community. Its lock puts writers in a row. */
  appeal_numbers: { community: string; last: number };
  appeal_answers: {
    community: string;
    number: number;
    position: number;
    author: string;
    question: string;
    answer: string;
  };
  appeal_steps: StepRow;
  /** Who is still to be told how it ended, and where he wrote. */
  appeal_news: { community: string; number: number; actor: string; hears: string | null };
  /** Links that open once, and the keys of browsers that opened one: hashes only. */
  appeal_links: {
    hash: string;
    kind: string;
    community: string;
    case_number: number;
    actor: string;
    expires_at: number;
  };
};

export const appealsPart: Part = {
  part: 'appeals',
  columns: {
    appeals: {
      nobody: [
        ...['community', 'number', 'case_number', 'state', 'via', 'at', 'ended_at', 'lifted'],
      ],
    },
    appeal_numbers: { nobody: ['community', 'last'] },
    appeal_answers: {
      nobody: ['community', 'number', 'position', 'question'],
      stays: { answer: 'Goes with the row of its author when this person is erased.' },
    },
    appeal_steps: {
      nobody: ['community', 'number', 'position', 'what', 'at'],
      stays: { text: 'Staff wrote why they decided so, and answer for it as for the case itself.' },
    },
    appeal_news: {
      nobody: ['community', 'number'],
      stays: { hears: 'Goes with the row of its person, and as soon as this person was told.' },
    },
    appeal_links: { nobody: ['hash', 'kind', 'community', 'case_number', 'expires_at'] },
  },
  people: [
    { table: 'appeals', column: 'actor', name: 'actor_name', onErase: 'pseudonym' },
    { table: 'appeal_answers', column: 'author', onErase: 'remove' },
    { table: 'appeal_steps', column: 'by_actor', name: 'by_name', onErase: 'pseudonym' },
    { table: 'appeal_news', column: 'actor', onErase: 'remove' },
    { table: 'appeal_links', column: 'actor', onErase: 'remove' },
  ],
  places: (
    [
      ...(['appeals', 'appeal_numbers', 'appeal_answers', 'appeal_steps'] as const),
      ...(['appeal_news', 'appeal_links'] as const),
    ] as const
  ).map((table) => ({ table, column: 'community', form: 'id' }) as const),
  migrations: [
    {
      name: '001-start',
      up: [
        `create table appeals (
          community text not null, number bigint not null, case_number bigint not null,
          state text not null, actor text not null, actor_name text, via text not null,
          at bigint not null, ended_at bigint, lifted bigint not null,
          primary key (community, number))`,
        // One at a time a case, whoever is faster.
        `create unique index appeals_open on appeals (community, case_number) where state in ('pending', 'under-review')`,
        `create index appeals_of_person on appeals (actor, at)`,
        `create index appeals_of_case on appeals (community, case_number, number)`,
        `create index appeals_waiting on appeals (community, state, at)`,
        `create table appeal_numbers (community text not null primary key, last bigint not null)`,
        `create table appeal_answers (
          community text not null, number bigint not null, position bigint not null,
          author text not null, question text not null, answer text not null,
          primary key (community, number, position))`,
        `create index appeal_answers_author on appeal_answers (author)`,
        `create table appeal_steps (
          community text not null, number bigint not null, position bigint not null,
          what text not null, by_actor text not null, by_name text, at bigint not null,
          text text not null,
          primary key (community, number, position))`,
        `create index appeal_steps_by on appeal_steps (by_actor)`,
        `create table appeal_news (
          community text not null, number bigint not null, actor text not null, hears text,
          primary key (community, number))`,
        `create index appeal_news_of on appeal_news (actor)`,
        `create table appeal_links (
          hash text not null primary key, kind text not null, community text not null,
          case_number bigint not null, actor text not null, expires_at bigint not null)`,
        `create index appeal_links_age on appeal_links (expires_at)`,
        `create index appeal_links_of on appeal_links (actor)`,
      ],
    },
  ],
};
