import type { Part } from '../storage/index.ts';

export type AssistantTables = {
  ai_spending: {
    community: string;
    /** `2027-01-31`, in UTC. */
    day: string;
    /** An actor's id; empty in the row of the whole community. */
    person: string;
    requests: number;
    tokens: number;
    /** Millionths of one's currency. */
    micros: number;
  };
};

export const assistantPart: Part = {
  part: 'assistant',
  columns: { ai_spending: { nobody: ['community', 'day', 'requests', 'tokens', 'micros'] } },
  people: [{ table: 'ai_spending', column: 'person', onErase: 'remove' }],
  places: [{ table: 'ai_spending', column: 'community', form: 'id' }],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table ai_spending (
          community text not null, day text not null, person text not null,
          requests bigint not null, tokens bigint not null, micros bigint not null,
          primary key (community, day, person))`,
      ],
    },
  ],
};
