import type { Part } from '../../storage/index.ts';

export type JobTables = {
  jobs: {
    id: string;
    kind: string;
    /** JSON. */
    payload: string;
    due_at: number;
    /** Null for a job that runs once. */
    every_ms: number | null;
    runs: number;
    failures: number;
    last_problem: string | null;
  };
};

export const jobsPart: Part = {
  part: 'jobs',
  migrations: [
    {
      name: '001-start',
      up: [
        `create table jobs (
          id text not null primary key, kind text not null, payload text not null,
          due_at bigint not null, every_ms bigint, runs bigint not null default 0,
          failures bigint not null default 0, last_problem text)`,
        `create index jobs_by_due on jobs (due_at)`,
      ],
    },
  ],
};
