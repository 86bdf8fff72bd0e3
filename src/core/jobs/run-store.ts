import type { Claim, Job, JobRun, RunOutcome } from './job.ts';
import type { Queries } from '../../storage/index.ts';
import type { JobTables, RunRow } from './tables.ts';

/** How many runs of one job are kept. */
const keptOfAJob = 50;

/** What was run, when, and how it ended. */
export interface RunStore {
  /** Newest first; of one job, or of all. */
  history(job: string | undefined, limit: number): Promise<readonly JobRun[]>;
  /** The last run of each of these jobs. */
  lastRuns(jobs: readonly string[]): Promise<ReadonlyMap<string, JobRun>>;
  /** Forgets runs from before this time, and all but so many of the newest. */
  forget(bounds: { readonly beforeMs: number; readonly keep: number }): Promise<void>;
  beginRun(claim: Claim, startedAtMs: number): Promise<void>;
  endRun(claim: Claim, ended: RunEnd): Promise<void>;
  noteSkipped(job: Job, number: number, atMs: number): Promise<void>;
}

interface RunEnd {
  readonly nowMs: number;
  readonly outcome: RunOutcome;
  readonly problem?: string;
}

export function runStore(queries: Queries<JobTables>): RunStore {
  return { ...looking(queries), ...noting(queries) };
}

const looking = (
  queries: Queries<JobTables>,
): Pick<RunStore, 'history' | 'lastRuns' | 'forget'> => ({
  async history(job, limit) {
    const rows = await queries
      .selectFrom('job_runs')
      .selectAll()
      .$if(job !== undefined, (runs) => runs.where('job_id', '=', job ?? ''))
      .orderBy('started_at', 'desc')
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(runOf);
  },
  async lastRuns(jobs) {
    if (jobs.length === 0) return new Map();
    const rows = await queries
      .selectFrom('job_runs')
      .innerJoin('jobs', (both) =>
        both.onRef('jobs.id', '=', 'job_runs.job_id').onRef('jobs.runs', '=', 'job_runs.number'),
      )
      .selectAll('job_runs')
      .where('jobs.id', 'in', jobs)
      .execute();
    return new Map(rows.map((row) => [row.job_id, runOf(row)]));
  },
  async forget({ beforeMs, keep }) {
    const oldest = await queries
      .selectFrom('job_runs')
      .select('started_at')
      .orderBy('started_at', 'desc')
      .offset(keep)
      .limit(1)
      .executeTakeFirst();
    await queries
      .deleteFrom('job_runs')
      .where('started_at', '<=', Math.max(beforeMs, oldest?.started_at ?? beforeMs))
      .where('ended_at', 'is not', null)
      .execute();
  },
});

const noting = (
  queries: Queries<JobTables>,
): Pick<RunStore, 'beginRun' | 'endRun' | 'noteSkipped'> => ({
  async beginRun({ job, number, turnAtMs }, startedAtMs) {
    if (job.lease) await interrupt(queries, job.id, startedAtMs);
    await queries
      .insertInto('job_runs')
      .values({
        ...{ job_id: job.id, number, kind: job.kind, turn_at: turnAtMs, started_at: startedAtMs },
        ...{ ended_at: null, outcome: 'running', problem: null },
      })
      .execute();
  },
  async endRun({ job, number }, { nowMs, outcome, problem }) {
    await queries
      .updateTable('job_runs')
      .set({ ended_at: nowMs, outcome, problem: problem ?? null })
      .where('job_id', '=', job.id)
      .where('number', '=', number)
      .execute();
    await queries
      .deleteFrom('job_runs')
      .where('job_id', '=', job.id)
      .where('number', '<=', number - keptOfAJob)
      .execute();
  },
  async noteSkipped(job, number, atMs) {
    await queries
      .insertInto('job_runs')
      .values({
        ...{ job_id: job.id, number, kind: job.kind, turn_at: job.turnAtMs, started_at: atMs },
        ...{ ended_at: atMs, outcome: 'skipped', problem: null },
      })
      .execute();
  },
});

/** The process that had the job is gone: its run will never end by itself. */
async function interrupt(queries: Queries<JobTables>, job: string, atMs: number): Promise<void> {
  await queries
    .updateTable('job_runs')
    .set({ ended_at: atMs, outcome: 'interrupted' })
    .where('job_id', '=', job)
    .where('ended_at', 'is', null)
    .execute();
}

const outcomes: readonly RunOutcome[] = ['running', 'done', 'failed', 'interrupted', 'skipped'];

const runOf = (row: RunRow): JobRun => ({
  ...{ job: row.job_id, kind: row.kind, number: row.number, turnAtMs: row.turn_at },
  startedAtMs: row.started_at,
  ...(row.ended_at !== null && { endedAtMs: row.ended_at }),
  outcome: outcomes.find((one) => one === row.outcome) ?? 'interrupted',
  ...(row.problem !== null && { problem: row.problem }),
});
