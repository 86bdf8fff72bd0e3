import type { Part } from '../../storage/index.ts';

export type ValueTables = {
  module_values: {
    module: string;
    scope: string;
    name: string;
    /** JSON. */
    value: string;
    changed_at: number;
  };
};

export const valuesPart: Part = {
  part: 'values',
  migrations: [
    {
      name: '001-start',
      up: [
        `create table module_values (
          module text not null, scope text not null, name text not null,
          value text not null, changed_at bigint not null,
          primary key (module, scope, name))`,
      ],
    },
  ],
  places: [{ table: 'module_values', column: 'scope', form: 'scope' }],
};
