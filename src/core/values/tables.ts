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
  /** JSON of a `Part`. */
  module_parts: { part: string; definition: string };
};

export const valuesPart: Part = {
  part: 'values',
  columns: {
    module_values: {
      nobody: ['module', 'changed_at'],
      hooked: { scope: 'values', name: 'values', value: 'values' },
    },
    module_parts: { nobody: ['part', 'definition'] },
  },
  migrations: [
    {
      name: '001-start',
      up: [
        `create table module_values (
          module text not null, scope text not null, name text not null,
          value text not null, changed_at bigint not null,
          primary key (module, scope, name))`,
        `create table module_parts (part text not null primary key, definition text not null)`,
      ],
    },
  ],
  places: [{ table: 'module_values', column: 'scope', form: 'scope' }],
};
