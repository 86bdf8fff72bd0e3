import type { Part } from '../storage/index.ts';

export type AutomationTables = {
  automations: {
    community: string;
    number: number;
    name: string;
    mode: string;
    /** As English has it. */
    sentence: string;
  };
  automation_revisions: {
    community: string;
    /** Counts the changes of one community. */
    seq: number;
    number: number;
    /** JSON of the automation; null where it came to be, or is gone. */
    before: string | null;
    after: string | null;
    changed_by: string;
    via: string;
    changed_at: number;
  };
  automation_counts: {
    community: string;
    number: number;
    /** How often it has run. */
    runs: number;
  };
};

export const automationPart: Part = {
  part: 'automation',
  columns: {
    automations: { nobody: ['community', 'number', 'name', 'mode', 'sentence'] },
    automation_revisions: {
      nobody: ['community', 'seq', 'number', 'before', 'after', 'via', 'changed_at'],
    },
    automation_counts: { nobody: ['community', 'number', 'runs'] },
  },
  people: [{ table: 'automation_revisions', column: 'changed_by', onErase: 'pseudonym' }],
  places: [
    { table: 'automations', column: 'community', form: 'id' },
    { table: 'automation_revisions', column: 'community', form: 'id' },
    { table: 'automation_counts', column: 'community', form: 'id' },
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table automations (
          community text not null, number bigint not null, name text not null,
          mode text not null, sentence text not null, primary key (community, number))`,
        `create table automation_revisions (
          community text not null, seq bigint not null, number bigint not null,
          before text, after text, changed_by text not null, via text not null,
          changed_at bigint not null, primary key (community, seq))`,
        `create table automation_counts (
          community text not null, number bigint not null, runs bigint not null,
          primary key (community, number))`,
      ],
    },
  ],
};
