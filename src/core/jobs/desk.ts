import type { Clock } from '../../base/clock.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Job, JobRun } from './job.ts';
import { turnAfter } from './schedule.ts';
import type { JobStore } from './store.ts';

/** What a job is doing. */
export type JobState =
  | { readonly state: 'waiting'; readonly dueAtMs: number }
  /** Nothing here does jobs of its kind; perhaps its module is not loaded. */
  | { readonly state: 'unattended'; readonly dueAtMs: number }
  | { readonly state: 'running'; readonly sinceMs: number }
  | { readonly state: 'paused'; readonly sinceMs: number; readonly why: 'asked' | 'failures' };

/** A job as people see it. What it carries may be somebody's words, and is left out. */
export interface JobView extends Pick<
  Job,
  'id' | 'kind' | 'schedule' | 'missed' | 'failures' | 'lastProblem'
> {
  readonly now: JobState;
  readonly lastRun?: JobRun;
}

/** Jobs as people look at them and steer them. */
export interface JobDesk {
  /** What comes next first. */
  list(limit?: number): Promise<readonly JobView[]>;
  /** Newest first. Refuses with `jobs.unknown`. */
  history(id: string, limit?: number): Promise<Result<readonly JobRun[]>>;
  /** It runs no more by itself until it is resumed. */
  pause(id: string): Promise<Result<JobView>>;
  /** It goes on with its next turn; what failed before is forgotten. */
  resume(id: string): Promise<Result<JobView>>;
  /** Once more and at once, besides its schedule. Refuses with `jobs.running`, `jobs.unattended`. */
  runNow(id: string): Promise<Result<JobView>>;
}

interface Parts {
  readonly store: JobStore;
  readonly clock: Clock;
}

interface Staff {
  has(kind: string): boolean;
  wake(): void;
}

const listedMost = 200;
const historyMost = 50;

export function deskOf({ store, clock }: Parts, staff: Staff): JobDesk {
  async function view(job: Job): Promise<JobView> {
    const last = (await store.lastRuns([job.id])).get(job.id);
    return viewOf(job, last, staff, clock.now());
  }

  /** Finds the job, does something with it, and shows it as it is then. */
  async function change(
    id: string,
    act: (job: Job) => Promise<Result<unknown>>,
  ): Promise<Result<JobView>> {
    const job = await store.find(id);
    if (!job) return refuse('jobs.unknown', { job: id });
    const done = await act(job);
    if (!done.ok) return done;
    staff.wake();
    return ok(await view((await store.find(id)) ?? job));
  }

  return {
    async list(limit = listedMost) {
      const jobs = await store.list(limit);
      const last = await store.lastRuns(jobs.map(({ id }) => id));
      return jobs.map((job) => viewOf(job, last.get(job.id), staff, clock.now()));
    },
    async history(id, limit = historyMost) {
      const runs = await store.history(id, limit);
      if (runs.length > 0 || (await store.find(id))) return ok(runs);
      return refuse('jobs.unknown', { job: id });
    },
    pause: (id) =>
      change(id, async (job) => {
        if (!job.paused) await store.setPaused(id, clock.now());
        return ok(undefined);
      }),
    resume: (id) =>
      change(id, async (job) => {
        if (!job.paused) return refuse('jobs.not-paused', { job: id });
        await store.setPaused(id, null, nextTurn(job, clock.now()));
        return ok(undefined);
      }),
    runNow: (id) =>
      change(id, async (job) => {
        if (isRunning(job, clock.now())) return refuse('jobs.running', { job: id });
        if (!staff.has(job.kind)) return refuse('jobs.unattended', { job: id, kind: job.kind });
        await store.askFor(id, clock.now());
        return ok(undefined);
      }),
  };
}

/** Turns that passed during a pause were left out on purpose. */
const nextTurn = ({ schedule, turnAtMs }: Job, nowMs: number): number =>
  turnAtMs > nowMs ? turnAtMs : (turnAfter(schedule, turnAtMs, nowMs) ?? nowMs);

const isRunning = ({ lease }: Job, nowMs: number): boolean =>
  lease !== undefined && lease.untilMs > nowMs;

function viewOf(job: Job, last: JobRun | undefined, staff: Staff, nowMs: number): JobView {
  const { id, kind, schedule, missed, failures, lastProblem } = job;
  return {
    ...{ id, kind, schedule, missed, failures },
    ...(lastProblem !== undefined && { lastProblem }),
    now: stateOf(job, last, staff, nowMs),
    ...(last && { lastRun: last }),
  };
}

function stateOf(job: Job, last: JobRun | undefined, staff: Staff, nowMs: number): JobState {
  if (isRunning(job, nowMs)) return { state: 'running', sinceMs: last?.startedAtMs ?? nowMs };
  if (job.askedAtMs !== undefined) return { state: 'waiting', dueAtMs: job.askedAtMs };
  if (job.paused) return { state: 'paused', ...job.paused };
  return { state: staff.has(job.kind) ? 'waiting' : 'unattended', dueAtMs: job.dueAtMs };
}
