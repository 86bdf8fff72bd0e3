import type { Part } from '../../storage/index.ts';

export type SecretTables = {
  secrets: {
    scope: string;
    name: string;
    /** As `sealing.ts` makes it; never the secret itself. */
    sealed: string;
    changed_by: string;
    changed_at: number;
  };
};

export const secretsPart: Part = {
  part: 'secrets',
  people: [{ table: 'secrets', column: 'changed_by', onErase: 'pseudonym', withhold: ['sealed'] }],
  columns: { secrets: { nobody: ['scope', 'name', 'sealed', 'changed_at'] } },
  places: [{ table: 'secrets', column: 'scope', form: 'scope' }],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table secrets (
          scope text not null, name text not null, sealed text not null,
          changed_by text not null, changed_at bigint not null,
          primary key (scope, name))`,
      ],
    },
  ],
};
