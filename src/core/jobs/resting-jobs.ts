import type { Jobs } from './jobs.ts';

/** Jobs that are kept and not done: for a process that carries out one command, they wait for one that stays. */
export const restingJobs = (jobs: Jobs): Jobs => ({
  run: () => () => {},
  at: (job) => jobs.at(job),
  every: (job) => jobs.every(job),
  cron: (job) => jobs.cron(job),
  cancel: (id) => jobs.cancel(id),
  pending: (kind) => jobs.pending(kind),
});
