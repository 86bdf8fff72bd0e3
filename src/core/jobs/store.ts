import { type ExpressionBuilder, type UpdateQueryBuilder, sql } from 'kysely';
import type { Database, Queries } from '../../storage/index.ts';
import type { Afterwards, Claim, Job, NewJob } from './job.ts';
import { type RunStore, runStore } from './run-store.ts';
import { jobOf, rowOf } from './job-row.ts';
import type { JobTables } from './tables.ts';

export interface JobStore extends RunStore {
  /** Adds the job, or puts it in the place of the one with this id. */
  put(job: NewJob): Promise<void>;
  /** The same, but a job that is there with the same schedule keeps its turn, its failures and its pause. */
  declare(job: NewJob): Promise<void>;
  remove(id: string): Promise<boolean>;
  find(id: string): Promise<Job | undefined>;
  /** All jobs, what comes next first. */
  list(limit: number): Promise<readonly Job[]>;
  /** What is due of these kinds and in nobody's work, earliest first. */
  due(nowMs: number, kinds: readonly string[], limit: number): Promise<readonly Job[]>;
  /** What there is of one kind, earliest first. */
  ofKind(kind: string, limit: number): Promise<readonly Job[]>;
  /** When the next of these kinds is due, or can be taken over. */
  nextDueAt(kinds: readonly string[]): Promise<number | undefined>;
  /** Takes a due job for a run, if it still is as it was seen: undefined when another process was faster. */
  claim(job: Job, turn: Turn): Promise<Claim | undefined>;
  /** Says that the run goes on; false when the job is not ours any more. */
  renew(claim: Claim, untilMs: number): Promise<boolean>;
  /** Ends the run, and does with the job what follows, unless it was put anew meanwhile. */
  settle(claim: Claim, ended: Ended): Promise<void>;
  /** Leaves out a turn: false when another process was faster. */
  skip(job: Job, next: Pick<Job, 'turnAtMs' | 'dueAtMs'>, nowMs: number): Promise<boolean>;
  /** Pauses or resumes; false when there is no such job. */
  setPaused(id: string, sinceMs: number | null, dueAtMs?: number): Promise<boolean>;
  /** Asks for a run besides the schedule. */
  askFor(id: string, atMs: number): Promise<boolean>;
}

export interface Turn {
  readonly turnAtMs: number;
  readonly nowMs: number;
  readonly holder: string;
  readonly leaseUntilMs: number;
}

export interface Ended {
  readonly nowMs: number;
  readonly outcome: 'done' | 'failed' | 'interrupted';
  readonly problem?: string;
  readonly afterwards: Afterwards;
}

export type JobQueries = Queries<JobTables>;

export function jobStore(database: Database): JobStore {
  const queries = database.queries.$extendTables<JobTables>();
  return {
    ...runStore(queries),
    ...keeping(queries),
    ...steering(queries),
    ...asking(queries),
    ...comingUp(queries),
    ...working(queries),
  };
}

const keeping = (queries: JobQueries): Pick<JobStore, 'put' | 'declare' | 'remove'> => ({
  async put(job) {
    const values = rowOf(job);
    await queries
      .insertInto('jobs')
      .values({ ...values, runs: runsSoFar(job.id) })
      .onConflict((row) => row.column('id').doUpdateSet(values))
      .execute();
  },
  async declare(job) {
    const values = rowOf(job);
    const { kind, payload, missed, jitter_ms, max_failures, every_ms, cron, zone } = values;
    const kept = (column: 'due_at' | 'turn_at') =>
      sql<number>`case when ${sameSchedule} then jobs.${sql.ref(column)} else excluded.${sql.ref(column)} end`;
    await queries
      .insertInto('jobs')
      .values({ ...values, runs: runsSoFar(job.id) })
      .onConflict((row) =>
        row.column('id').doUpdateSet({
          ...{ kind, payload, missed, jitter_ms, max_failures, every_ms, cron, zone },
          ...{ due_at: kept('due_at'), turn_at: kept('turn_at') },
        }),
      )
      .execute();
  },
  async remove(id) {
    const gone = await queries.deleteFrom('jobs').where('id', '=', id).executeTakeFirst();
    return gone.numDeletedRows > 0n;
  },
});

const steering = (queries: JobQueries): Pick<JobStore, 'setPaused' | 'askFor'> => ({
  async setPaused(id, sinceMs, dueAtMs) {
    const changed = await queries
      .updateTable('jobs')
      .set({
        ...{ paused_at: sinceMs, paused_why: sinceMs === null ? null : 'asked' },
        ...(sinceMs === null && { failures: 0, last_problem: null }),
        ...(dueAtMs !== undefined && { due_at: dueAtMs, turn_at: dueAtMs }),
      })
      .where('id', '=', id)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  },
  async askFor(id, atMs) {
    const changed = await queries
      .updateTable('jobs')
      .set({ asked_at: atMs })
      .where('id', '=', id)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  },
});

const sameSchedule = sql<boolean>`jobs.every_ms is not distinct from excluded.every_ms
  and jobs.cron is not distinct from excluded.cron and jobs.zone is not distinct from excluded.zone`;

/** A job that comes again under an old id goes on counting, so that its history stays whole. */
const runsSoFar = (id: string) =>
  sql<number>`coalesce((select max(number) from job_runs where job_id = ${id}), 0)`;

const asking = (queries: JobQueries): Pick<JobStore, 'find' | 'list' | 'ofKind'> => ({
  async find(id) {
    const row = await queries
      .selectFrom('jobs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && jobOf(row);
  },
  async list(limit) {
    const rows = await queries
      .selectFrom('jobs')
      .selectAll()
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(jobOf);
  },
  async ofKind(kind, limit) {
    const rows = await queries
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('due_at')
      .limit(limit)
      .execute();
    return rows.map(jobOf);
  },
});

const comingUp = (queries: JobQueries): Pick<JobStore, 'due' | 'nextDueAt'> => ({
  async due(nowMs, kinds, limit) {
    if (kinds.length === 0) return [];
    const rows = await queries
      .selectFrom('jobs')
      .selectAll()
      .where((row) => isDue(row, nowMs))
      .where('kind', 'in', kinds)
      .where((row) => isFree(row, nowMs))
      .orderBy('due_at')
      .limit(limit)
      .execute();
    return rows.map(jobOf);
  },
  async nextDueAt(kinds) {
    if (kinds.length === 0) return undefined;
    const row = await queries
      .selectFrom('jobs')
      .select(sql<number | null>`min(${nextLookAt})`.as('at'))
      .where('kind', 'in', kinds)
      .where((one) => one.or([one('paused_at', 'is', null), one('asked_at', 'is not', null)]))
      .executeTakeFirst();
    return row?.at ?? undefined;
  },
});

/** When a job can be taken: when it is due or asked for, and when the lease of another on it has run out. */
const nextLookAt = sql`case
  when lease_until is not null and lease_until > coalesce(asked_at, due_at) then lease_until
  else coalesce(asked_at, due_at) end`;

type Row = ExpressionBuilder<JobTables, 'jobs'>;

const isDue = (row: Row, nowMs: number) =>
  row.or([
    row.and([row('paused_at', 'is', null), row('due_at', '<=', nowMs)]),
    row('asked_at', 'is not', null),
  ]);

const isFree = (row: Row, nowMs: number) =>
  row.or([row('lease_until', 'is', null), row('lease_until', '<=', nowMs)]);

const working = (queries: JobQueries): Pick<JobStore, 'claim' | 'renew' | 'settle' | 'skip'> => ({
  claim: (job, turn) => queries.transaction().execute((inside) => claim(inside, job, turn)),
  async renew({ job, number, holder }, untilMs) {
    const renewed = await queries
      .updateTable('jobs')
      .set({ lease_until: untilMs })
      .where('id', '=', job.id)
      .where('holder', '=', holder)
      .where('runs', '=', number)
      .executeTakeFirst();
    return renewed.numUpdatedRows > 0n;
  },
  settle: (claimed, ended) =>
    queries.transaction().execute(async (inside) => {
      await settleJob(inside, claimed, ended.afterwards, ended.problem);
      await runStore(inside).endRun(claimed, ended);
    }),
  skip: (job, next, nowMs) =>
    queries.transaction().execute((inside) => skip(inside, job, next, nowMs)),
});

async function claim(queries: JobQueries, job: Job, turn: Turn): Promise<Claim | undefined> {
  const extra = job.askedAtMs !== undefined;
  const taken = await asSeen(
    queries.updateTable('jobs').set({
      runs: sql<number>`runs + 1`,
      asked_at: null,
      holder: turn.holder,
      lease_until: turn.leaseUntilMs,
    }),
    job,
  )
    .where((row) => isFree(row, turn.nowMs))
    .returning('runs')
    .executeTakeFirst();
  if (!taken) return undefined;
  const claimed: Claim = {
    ...{ job, number: taken.runs, holder: turn.holder },
    ...{ turnAtMs: extra ? turn.nowMs : turn.turnAtMs, extra },
  };
  await runStore(queries).beginRun(claimed, turn.nowMs);
  return claimed;
}

/** Only while the job is as it was seen. */
const asSeen = <Output>(update: UpdateQueryBuilder<JobTables, 'jobs', 'jobs', Output>, job: Job) =>
  update
    .where('id', '=', job.id)
    .where('due_at', '=', job.dueAtMs)
    .where('runs', '=', job.runs)
    .where((row) =>
      job.askedAtMs === undefined
        ? row.and([row('asked_at', 'is', null), row('paused_at', 'is', null)])
        : row('asked_at', '=', job.askedAtMs),
    );

async function settleJob(
  queries: JobQueries,
  { job, number, holder }: Claim,
  afterwards: Afterwards,
  problem: string | undefined,
): Promise<void> {
  const released = { holder: null, lease_until: null };
  if (afterwards.kind === 'gone') {
    await queries
      .deleteFrom('jobs')
      .where('id', '=', job.id)
      .where('holder', '=', holder)
      .where('runs', '=', number)
      .where('due_at', '=', job.dueAtMs)
      .execute();
  } else {
    await queries
      .updateTable('jobs')
      .set({ ...released, ...changesOf(afterwards), last_problem: problem ?? null })
      .where('id', '=', job.id)
      .where('holder', '=', holder)
      .where('runs', '=', number)
      .where('due_at', '=', job.dueAtMs)
      .execute();
  }
  // Put anew while it ran: the new turn stands, and is free now.
  await queries
    .updateTable('jobs')
    .set(released)
    .where('id', '=', job.id)
    .where('holder', '=', holder)
    .where('runs', '=', number)
    .execute();
}

function changesOf(afterwards: Exclude<Afterwards, { kind: 'gone' }>) {
  const { failures } = afterwards;
  if (afterwards.kind === 'same') return { failures };
  const { turnAtMs, dueAtMs, pausedAtMs } = afterwards;
  return {
    ...{ turn_at: turnAtMs, due_at: dueAtMs, failures },
    ...(pausedAtMs !== undefined && { paused_at: pausedAtMs, paused_why: 'failures' }),
  };
}

async function skip(
  queries: JobQueries,
  job: Job,
  next: Pick<Job, 'turnAtMs' | 'dueAtMs'>,
  nowMs: number,
): Promise<boolean> {
  const moved = await asSeen(
    queries.updateTable('jobs').set({
      ...{ runs: sql<number>`runs + 1`, turn_at: next.turnAtMs, due_at: next.dueAtMs },
      ...{ failures: 0, last_problem: null, holder: null, lease_until: null },
    }),
    job,
  )
    .where((row) => isFree(row, nowMs))
    .returning('runs')
    .executeTakeFirst();
  if (!moved) return false;
  await runStore(queries).noteSkipped(job, moved.runs, nowMs);
  return true;
}
