import { sql } from 'kysely';
import type { Database, Queries } from '../../storage/index.ts';
import type { JobTables } from './tables.ts';

/** A piece of work that must happen at a time, whatever happens to the process until then. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAtMs: number;
  /** Present for a job that comes again. */
  readonly everyMs?: number;
  readonly failures: number;
}

export interface JobStore {
  /** Adds the job, or replaces the one with this id. */
  put(job: Omit<Job, 'failures'>): Promise<void>;
  remove(id: string): Promise<boolean>;
  due(untilMs: number, limit: number): Promise<readonly Job[]>;
  nextDueAt(): Promise<number | undefined>;
  /** Earliest first. */
  ofKind(kind: string, limit: number): Promise<readonly Job[]>;
  /** Moves the job on, if it is still due then: false says that another process did it. */
  moveOn(job: Job, next: { readonly dueAtMs: number; readonly problem?: string }): Promise<boolean>;
  /** Takes a finished job away, if it is still due then. */
  finish(job: Job): Promise<boolean>;
}

export function jobStore(database: Database): JobStore {
  const queries = database.queries.$extendTables<JobTables>();
  return {
    async put({ id, kind, payload, dueAtMs, everyMs }) {
      const values = {
        ...{ kind, payload: JSON.stringify(payload), due_at: dueAtMs },
        ...{ every_ms: everyMs ?? null, failures: 0, last_problem: null },
      };
      await queries
        .insertInto('jobs')
        .values({ id, runs: 0, ...values })
        .onConflict((row) => row.column('id').doUpdateSet(values))
        .execute();
    },
    async remove(id) {
      const gone = await queries.deleteFrom('jobs').where('id', '=', id).executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    async due(untilMs, limit) {
      const rows = await queries
        .selectFrom('jobs')
        .selectAll()
        .where('due_at', '<=', untilMs)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(jobOf);
    },
    async nextDueAt() {
      const row = await queries
        .selectFrom('jobs')
        .select(sql<number | null>`min(due_at)`.as('due_at'))
        .executeTakeFirst();
      return row?.due_at ?? undefined;
    },
    ofKind: (kind, limit) => ofKind(queries, kind, limit),
    moveOn: (job, next) => moveOn(queries, job, next),
    finish: (job) => finish(queries, job),
  };
}

type JobQueries = Queries<JobTables>;

async function ofKind(queries: JobQueries, kind: string, limit: number): Promise<readonly Job[]> {
  const rows = await queries
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(jobOf);
}

async function moveOn(
  queries: JobQueries,
  job: Job,
  { dueAtMs, problem }: { readonly dueAtMs: number; readonly problem?: string },
): Promise<boolean> {
  const moved = await queries
    .updateTable('jobs')
    .set({
      due_at: dueAtMs,
      runs: sql<number>`runs + 1`,
      failures: problem === undefined ? 0 : job.failures + 1,
      last_problem: problem ?? null,
    })
    .where('id', '=', job.id)
    .where('due_at', '=', job.dueAtMs)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

async function finish(queries: JobQueries, job: Job): Promise<boolean> {
  const gone = await queries
    .deleteFrom('jobs')
    .where('id', '=', job.id)
    .where('due_at', '=', job.dueAtMs)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

function jobOf(row: JobTables['jobs']): Job {
  const payload: unknown = JSON.parse(row.payload);
  return {
    ...{ id: row.id, kind: row.kind, payload },
    ...{ dueAtMs: row.due_at, failures: row.failures },
    ...(row.every_ms !== null && { everyMs: row.every_ms }),
  };
}
