import type { Part } from '../storage/index.ts';

export type ReplayTables = {
  /** The facts of one space out of one page, packed. */
  guard_facts: {
    page: number;
    space: string;
    from_at: number;
    until_at: number;
    facts: number;
    body: Buffer;
  };
  /** What the guard held against whom, for people who look back. */
  guard_history: {
    id: string;
    kind: string;
    stage: string;
    reason: string;
    actor: string | null;
    actor_name: string | null;
    channel: string;
    space: string | null;
    place: string;
    command: string | null;
    first_at: number;
    last_at: number;
    until_at: number;
    times: number;
  };
};

const history = `create table guard_history (
  id text not null primary key, kind text not null, stage text not null, reason text not null,
  actor text, actor_name text, channel text not null, space text, place text not null, command text,
  first_at bigint not null, last_at bigint not null, until_at bigint not null, times bigint not null)`;
const facts = (bytes: 'blob' | 'bytea') => `create table guard_facts (
  page bigint not null, space text not null, from_at bigint not null, until_at bigint not null,
  facts bigint not null, body ${bytes} not null, primary key (page, space))`;
const indexes = [
  `create index guard_facts_by_end on guard_facts (until_at)`,
  `create index guard_history_by_time on guard_history (last_at)`,
];

export const replayPart: Part = {
  part: 'replay',
  // Facts hold no ids: whoever is to be forgotten there is found by his key (`FactLog.forgetActor`).
  people: [{ table: 'guard_history', column: 'actor', name: 'actor_name', onErase: 'remove' }],
  columns: {
    guard_facts: {
      nobody: ['page', 'space', 'from_at', 'until_at', 'facts'],
      hooked: { body: 'recordings' },
    },
    guard_history: {
      nobody: [
        ...['id', 'kind', 'stage', 'reason', 'channel', 'space', 'place', 'command'],
        ...['first_at', 'last_at', 'until_at', 'times'],
      ],
    },
  },
  places: [
    { table: 'guard_facts', column: 'space', form: 'id' },
    { table: 'guard_history', column: 'space', form: 'id' },
  ],
  ages: [
    { table: 'guard_facts', column: 'until_at', setting: 'guard.recordDays' },
    { table: 'guard_history', column: 'last_at', setting: 'guard.recordDays' },
  ],
  migrations: [
    {
      name: '001-start',
      up: {
        sqlite: [facts('blob'), history, ...indexes],
        postgres: [facts('bytea'), history, ...indexes],
      },
    },
  ],
};
