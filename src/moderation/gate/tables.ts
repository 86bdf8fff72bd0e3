import type { Part } from '../../storage/index.ts';

export type NewcomerRow = {
  community: string;
  actor: string;
  name: string | null;
  connection: string;
  platform: string;
  space: string;
  channel: string;
  place_name: string;
  state: string;
  attempts: number;
  question: string;
  at: number;
  due_at: number | null;
  wait_until: number | null;
};

export type GateTables = {
  gate_newcomers: NewcomerRow;
  /** Links that open once, and the keys of browsers that opened one: hashes only. */
  gate_links: {
    hash: string;
    kind: string;
    community: string;
    actor: string;
    expires_at: number;
  };
};

export const gatePart: Part = {
  part: 'gate',
  columns: {
    gate_newcomers: {
      nobody: [
        ...['community', 'connection', 'platform', 'space', 'channel', 'place_name', 'state'],
        ...['attempts', 'question', 'at', 'due_at', 'wait_until'],
      ],
    },
    gate_links: { nobody: ['hash', 'kind', 'community', 'expires_at'] },
  },
  people: [
    { table: 'gate_newcomers', column: 'actor', name: 'name', onErase: 'remove' },
    { table: 'gate_links', column: 'actor', onErase: 'remove' },
  ],
  places: [
    { table: 'gate_newcomers', column: 'community', form: 'id' },
    { table: 'gate_links', column: 'community', form: 'id' },
  ],
  ages: [
    {
      table: 'gate_newcomers',
      column: 'at',
      setting: 'privacy.gateDays',
      declares: {
        days: 180,
        min: 0,
        max: 3650,
        text: 'For how many days it is known who passed the gate; 0: for ever.',
      },
    },
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table gate_newcomers (
          community text not null, actor text not null, name text, connection text not null,
          platform text not null, space text not null, channel text not null, place_name text not null,
          state text not null, attempts bigint not null, question text not null, at bigint not null,
          due_at bigint, wait_until bigint,
          primary key (community, actor))`,
        `create index gate_newcomers_of on gate_newcomers (actor)`,
        `create index gate_newcomers_age on gate_newcomers (at)`,
        `create index gate_newcomers_by_state on gate_newcomers (community, state, at)`,
        `create table gate_links (
          hash text not null primary key, kind text not null, community text not null,
          actor text not null, expires_at bigint not null)`,
        `create index gate_links_age on gate_links (expires_at)`,
        `create index gate_links_of on gate_links (actor)`,
      ],
    },
  ],
};
