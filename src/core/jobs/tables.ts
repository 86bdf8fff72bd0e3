import type { Part } from '../../storage/index.ts';

export type JobRow = {
  id: string;
  kind: string;
  /** JSON. */
  payload: string;
  due_at: number;
  /** Null for a job that runs once or by cron. */
  every_ms: number | null;
  runs: number;
  failures: number;
  last_problem: string | null;
  /** Null unless it comes by cron; the zone then stands beside it. */
  cron: string | null;
  zone: string | null;
  /** Null in rows from before there were turns: then the turn is what is due. */
  turn_at: number | null;
  missed: string;
  jitter_ms: number;
  max_failures: number | null;
  paused_at: number | null;
  paused_why: string | null;
  asked_at: number | null;
  holder: string | null;
  lease_until: number | null;
};

export type RunRow = {
  job_id: string;
  number: number;
  kind: string;
  turn_at: number;
  started_at: number;
  ended_at: number | null;
  outcome: string;
  problem: string | null;
};

export type JobTables = { jobs: JobRow; job_runs: RunRow };

export const jobsPart: Part = {
  part: 'jobs',
  columns: {
    jobs: {
      nobody: [
        ...['id', 'kind', 'due_at', 'every_ms', 'runs', 'failures', 'cron', 'zone', 'turn_at'],
        ...['missed', 'jitter_ms', 'max_failures', 'paused_at', 'paused_why', 'asked_at'],
        ...['holder', 'lease_until'],
      ],
      stays: {
        payload: 'places and numbers only; a job about a person needs a hook',
        last_problem: 'what a fault said, until the next run',
      },
    },
    job_runs: {
      nobody: ['job_id', 'number', 'kind', 'turn_at', 'started_at', 'ended_at', 'outcome'],
      stays: { problem: 'what a fault said, for as long as the run is kept' },
    },
  },
  ages: [
    {
      ...{ table: 'job_runs', column: 'started_at', setting: 'privacy.jobRunsDays' },
      declares: {
        ...{ days: 30, min: 1, max: 30 },
        text: 'Days that it is kept how a job of the bot went.',
      },
    },
  ],
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
    {
      name: '002-schedules-leases-history',
      up: [
        `alter table jobs add column cron text`,
        `alter table jobs add column zone text`,
        `alter table jobs add column turn_at bigint`,
        `alter table jobs add column missed text not null default 'once'`,
        `alter table jobs add column jitter_ms bigint not null default 0`,
        `alter table jobs add column max_failures bigint`,
        `alter table jobs add column paused_at bigint`,
        `alter table jobs add column paused_why text`,
        `alter table jobs add column asked_at bigint`,
        `alter table jobs add column holder text`,
        `alter table jobs add column lease_until bigint`,
        `create table job_runs (
          job_id text not null, number bigint not null, kind text not null, turn_at bigint not null,
          started_at bigint not null, ended_at bigint, outcome text not null, problem text,
          primary key (job_id, number))`,
        `create index job_runs_by_start on job_runs (started_at)`,
      ],
    },
  ],
};
