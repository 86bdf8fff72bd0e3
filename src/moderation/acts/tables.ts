import type { Part } from '../../storage/index.ts';

export type QuarantineTables = {
  quarantines: {
    community: string;
    actor: string;
    name: string;
    since: number;
    kind: string;
    amount: number;
    window_ms: number;
    /** What was taken from him on the network, and where, as JSON; null: nothing. */
    disarmed: string | null;
  };
};

export const quarantinePart: Part = {
  part: 'quarantines',
  columns: {
    quarantines: { nobody: ['community', 'since', 'kind', 'amount', 'window_ms', 'disarmed'] },
  },
  people: [{ table: 'quarantines', column: 'actor', name: 'name', onErase: 'remove' }],
  places: [{ table: 'quarantines', column: 'community', form: 'id' }],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table quarantines (
          community text not null, actor text not null, name text not null, since bigint not null,
          kind text not null, amount bigint not null, window_ms bigint not null,
          primary key (community, actor))`,
      ],
    },
    { name: '002-disarmed', up: [`alter table quarantines add column disarmed text`] },
  ],
};
