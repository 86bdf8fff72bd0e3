import type { Part } from '../../storage/index.ts';

export type AuditRow = {
  seq: number;
  at: number;
  /** Null once the person was erased. */
  actor: string | null;
  actor_name: string | null;
  via: string;
  action: string;
  outcome: string;
  /** The number of the entry that said that this act begins. */
  closes: number | null;
  community: string | null;
  /** Null once the person whom it is about was erased. */
  object: string | null;
  before: string | null;
  after: string | null;
  /** Gone with what it was mixed into: without it nobody can try out who it was. */
  actor_salt: string | null;
  actor_hash: string;
  what_salt: string | null;
  what_hash: string;
  previous_hash: string;
  hash: string;
};

export type AuditTables = {
  audit: AuditRow;
  /** One row: the newest link. Its lock puts writers in a row, and what is cut off at the end shows. */
  audit_head: { id: number; seq: number; hash: string };
};

export const auditPart: Part = {
  part: 'audit',
  columns: {
    audit: {
      nobody: [
        ...['seq', 'at', 'via', 'action', 'outcome', 'closes', 'community'],
        ...['actor_hash', 'what_hash', 'previous_hash', 'hash'],
      ],
      hooked: {
        ...{ actor: 'audit', actor_name: 'audit', actor_salt: 'audit', what_salt: 'audit' },
        ...{ object: 'audit', before: 'audit', after: 'audit' },
      },
    },
    audit_head: { nobody: ['id', 'seq', 'hash'] },
  },
  migrations: [
    {
      name: '001-start',
      up: [
        `create table audit (
          seq bigint not null primary key, at bigint not null, actor text, actor_name text,
          via text not null, action text not null, outcome text not null, community text,
          object text, before text, after text,
          actor_salt text, actor_hash text not null, what_salt text, what_hash text not null,
          previous_hash text not null, hash text not null)`,
        `create index audit_by_actor on audit (actor, seq)`,
        `create index audit_by_action on audit (action, seq)`,
        `create table audit_head (id bigint not null primary key, seq bigint not null, hash text not null)`,
        `insert into audit_head (id, seq, hash) values
          (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')`,
      ],
    },
    {
      name: '002-begun',
      up: [
        `alter table audit add column closes bigint`,
        `create index audit_by_closes on audit (closes, seq) where closes is not null`,
        `create index audit_begun on audit (seq) where outcome = 'begun'`,
      ],
    },
  ],
};
