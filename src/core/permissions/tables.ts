import type { Part } from '../../storage/index.ts';

export type GrantTables = {
  grants: {
    scope: string;
    subject: string;
    capability: string;
    granted_by: string;
    granted_at: number;
  };
};

export const permissionsPart: Part = {
  part: 'permissions',
  people: [
    { table: 'grants', column: 'subject', onErase: 'remove' },
    { table: 'grants', column: 'granted_by', onErase: 'pseudonym' },
  ],
  columns: { grants: { nobody: ['scope', 'capability', 'granted_at'] } },
  places: [{ table: 'grants', column: 'scope', form: 'id' }],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table grants (
          scope text not null, subject text not null, capability text not null,
          granted_by text not null, granted_at bigint not null,
          primary key (scope, subject, capability))`,
      ],
    },
  ],
};
