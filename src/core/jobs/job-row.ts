import type { Job, NewJob } from './job.ts';
import type { Schedule } from './schedule.ts';
import type { JobRow } from './tables.ts';

/** A job as it is kept. */
export const rowOf = ({ schedule, ...job }: NewJob) => ({
  ...{ id: job.id, kind: job.kind, payload: JSON.stringify(job.payload) },
  ...{ due_at: job.dueAtMs, turn_at: job.turnAtMs, missed: job.missed, jitter_ms: job.jitterMs },
  every_ms: schedule.kind === 'every' ? schedule.everyMs : null,
  cron: schedule.kind === 'cron' ? schedule.pattern : null,
  zone: schedule.kind === 'cron' ? schedule.zone : null,
  max_failures: job.maxFailures ?? null,
  ...{ failures: 0, last_problem: null, paused_at: null, paused_why: null, asked_at: null },
});

/** A job as it was kept. */
export function jobOf(row: JobRow): Job {
  const payload: unknown = JSON.parse(row.payload);
  return {
    ...{ id: row.id, kind: row.kind, payload, schedule: scheduleOf(row) },
    missed: row.missed === 'skip' || row.missed === 'each' ? row.missed : 'once',
    ...{ jitterMs: row.jitter_ms, turnAtMs: row.turn_at ?? row.due_at, dueAtMs: row.due_at },
    ...{ failures: row.failures, runs: row.runs },
    ...(row.max_failures !== null && { maxFailures: row.max_failures }),
    ...(row.last_problem !== null && { lastProblem: row.last_problem }),
    ...(row.asked_at !== null && { askedAtMs: row.asked_at }),
    ...pauseOf(row),
    ...leaseOf(row),
  };
}

const pauseOf = ({ paused_at: sinceMs, paused_why: why }: JobRow): Pick<Job, 'paused'> =>
  sinceMs === null ? {} : { paused: { sinceMs, why: why === 'failures' ? why : 'asked' } };

const leaseOf = ({ holder, lease_until: untilMs }: JobRow): Pick<Job, 'lease'> =>
  holder === null || untilMs === null ? {} : { lease: { holder, untilMs } };

function scheduleOf({ every_ms: everyMs, cron: pattern, zone }: JobRow): Schedule {
  if (pattern !== null) return { kind: 'cron', pattern, zone: zone ?? 'UTC' };
  return everyMs === null ? { kind: 'once' } : { kind: 'every', everyMs };
}
