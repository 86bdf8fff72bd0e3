import type { Part } from '../../storage/index.ts';

export type RevisionRow = {
  scope: string;
  name: string;
  /** Counts the changes of this one value. */
  revision: number;
  /** JSON; null where it was or became the default. */
  before: string | null;
  after: string | null;
  changed_by: string;
  changed_at: number;
  /** Counts all changes: what people call the revision's number. */
  seq: number;
  /** The way in: `chat`, `slash`, `console`, `page`, `cli`, `job`; empty in rows of older versions. */
  via: string;
  /** Why, where it was not simply set: `rollback 12`, `staged 3f`. */
  note: string;
};

export type SettingsTables = {
  settings: { scope: string; name: string; value: string; revision: number };
  settings_revisions: RevisionRow;
  /** One row: how many changes there were. Its lock puts writers in a row. */
  settings_counter: { id: number; seq: number };
  settings_staged: {
    id: string;
    /** JSON: name, scope and what was typed, or null for a reset. */
    changes: string;
    apply_at: number;
    revert_at: number | null;
    state: string;
    staged_by: string;
    staged_at: number;
    via: string;
    problem: string | null;
  };
};

export const settingsPart: Part = {
  part: 'settings',
  people: [
    { table: 'settings_revisions', column: 'changed_by', onErase: 'pseudonym' },
    { table: 'settings_staged', column: 'staged_by', onErase: 'pseudonym' },
  ],
  columns: {
    settings: { nobody: ['scope', 'name', 'value', 'revision'] },
    settings_revisions: {
      nobody: [
        ...['scope', 'name', 'revision', 'before', 'after', 'changed_at', 'seq', 'via', 'note'],
      ],
    },
    settings_counter: { nobody: ['id', 'seq'] },
    settings_staged: {
      nobody: [
        ...['id', 'changes', 'apply_at', 'revert_at', 'state', 'staged_at', 'via', 'problem'],
      ],
    },
  },
  ages: [
    {
      ...{ table: 'settings_revisions', column: 'changed_at', setting: 'privacy.settingsDays' },
      declares: {
        ...{ days: 0, min: 0, max: 3650 },
        text: 'Days that it is kept who changed which setting, and from what to what; 0: for ever.',
      },
    },
    {
      ...{ table: 'settings_staged', column: 'staged_at', setting: 'privacy.settingsDays' },
      unless: { column: 'state', is: ['waiting', 'applied'] },
    },
  ],
  places: [
    { table: 'settings', column: 'scope', form: 'scope' },
    { table: 'settings_revisions', column: 'scope', form: 'scope' },
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table settings (
          scope text not null, name text not null, value text not null, revision bigint not null,
          primary key (scope, name))`,
        `create table settings_revisions (
          scope text not null, name text not null, revision bigint not null,
          before text, after text, changed_by text not null, changed_at bigint not null,
          primary key (scope, name, revision))`,
      ],
    },
    {
      name: '002-one-history',
      up: [
        `alter table settings_revisions add column seq bigint not null default 0`,
        `alter table settings_revisions add column via text not null default ''`,
        `alter table settings_revisions add column note text not null default ''`,
        `update settings_revisions set seq = (
          select count(*) from settings_revisions as older
          where (older.changed_at, older.scope, older.name, older.revision) <=
            (settings_revisions.changed_at, settings_revisions.scope, settings_revisions.name, settings_revisions.revision))`,
        `create unique index settings_revisions_by_seq on settings_revisions (seq)`,
        `create table settings_counter (id bigint not null primary key, seq bigint not null)`,
        `insert into settings_counter (id, seq) select 1, count(*) from settings_revisions`,
        `create table settings_staged (
          id text not null primary key, changes text not null, apply_at bigint not null,
          revert_at bigint, state text not null, staged_by text not null, staged_at bigint not null,
          via text not null, problem text)`,
      ],
    },
  ],
};
