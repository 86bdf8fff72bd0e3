import type { Part } from '../../storage/index.ts';

export type PeopleTables = {
  people_links: {
    actor: string;
    name: string;
    /** What all identities of one person share: a random word. */
    person: string;
    linked_at: number;
  };
};

export const peoplePart: Part = {
  part: 'people',
  columns: {
    people_links: {
      nobody: ['linked_at'],
      stays: { person: 'A random word that goes with the row.' },
    },
  },
  people: [{ table: 'people_links', column: 'actor', name: 'name', onErase: 'remove' }],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table people_links (
          actor text not null primary key, name text not null, person text not null,
          linked_at bigint not null)`,
        `create index people_links_by_person on people_links (person)`,
      ],
    },
  ],
};
