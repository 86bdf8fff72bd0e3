import type { Part } from '../../storage/index.ts';

export type SettingsTables = {
  settings: { scope: string; name: string; value: string; revision: number };
  settings_revisions: {
    scope: string;
    name: string;
    revision: number;
    /** JSON; null where it was or became the default. */
    before: string | null;
    after: string | null;
    changed_by: string;
    changed_at: number;
  };
};

export const settingsPart: Part = {
  part: 'settings',
  people: [{ table: 'settings_revisions', column: 'changed_by', onErase: 'pseudonym' }],
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
  ],
};
