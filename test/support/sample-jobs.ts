import type { Clock } from '../../src/base/clock.ts';
import { type Result, ok, refuse } from '../../src/base/result.ts';
import type { JobDesk, JobView } from '../../src/core/jobs/desk.ts';
import type { JobRun } from '../../src/core/jobs/job.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Jobs that a busy instance could have, and that can be steered. */
export function sampleJobs(clock: Clock): JobDesk {
  const nowMs = clock.now();
  const run = (job: string, more: Partial<JobRun>): JobRun => ({
    ...{ job, kind: job, number: 12, turnAtMs: nowMs - hourMs, startedAtMs: nowMs - hourMs },
    outcome: 'done',
    ...(more.outcome !== 'running' && { endedAtMs: nowMs - hourMs + 41_300 }),
    ...more,
  });
  const jobs = new Map<string, JobView>(
    [
      view('backup:daily', {
        schedule: { kind: 'cron', pattern: '0 3 * * *', zone: 'Europe/Berlin' },
        now: { state: 'waiting', dueAtMs: nowMs + 5 * hourMs + 120_000 },
        lastRun: run('backup:daily', {}),
      }),
      view('backup:drill', {
        schedule: { kind: 'cron', pattern: '30 4 * * 0', zone: 'Europe/Berlin' },
        now: { state: 'running', sinceMs: nowMs - 20_000 },
        lastRun: { ...run('backup:drill', { outcome: 'running' }) },
      }),
      view('webhook:news', {
        schedule: { kind: 'every', everyMs: 15 * minuteMs },
        failures: 10,
        lastProblem: 'https://news.example.org answered 503 (Service Unavailable).',
        now: { state: 'paused', sinceMs: nowMs - 2 * hourMs, why: 'failures' },
        lastRun: run('webhook:news', {
          ...{ outcome: 'failed', problem: 'https://news.example.org answered 503.' },
        }),
      }),
      view('unmute:discord:80351110224678912', {
        schedule: { kind: 'once' },
        now: { state: 'waiting', dueAtMs: nowMs + 95_000 },
      }),
      view('karma:forget', {
        schedule: { kind: 'every', everyMs: 24 * hourMs },
        now: { state: 'unattended', dueAtMs: nowMs + 3 * hourMs },
        lastRun: run('karma:forget', { outcome: 'skipped' }),
      }),
    ].map((one) => [one.id, one]),
  );

  function change(id: string, next: Partial<JobView>): Promise<Result<JobView>> {
    const job = jobs.get(id);
    if (!job) return Promise.resolve(refuse('jobs.unknown', { job: id }));
    jobs.set(id, { ...job, ...next });
    return Promise.resolve(ok({ ...job, ...next }));
  }

  return {
    list: () => Promise.resolve([...jobs.values()]),
    history: (id) =>
      Promise.resolve(
        jobs.has(id)
          ? ok([
              run(id, { outcome: 'running', startedAtMs: nowMs - 8000 }),
              run(id, { number: 11 }),
              run(id, { number: 10, outcome: 'failed', problem: 'The disk is full.' }),
              run(id, { number: 9, outcome: 'interrupted' }),
              run(id, { number: 8, outcome: 'skipped' }),
            ])
          : refuse('jobs.unknown', { job: id }),
      ),
    pause: (id) => change(id, { now: { state: 'paused', sinceMs: clock.now(), why: 'asked' } }),
    resume: (id) =>
      change(id, { failures: 0, now: { state: 'waiting', dueAtMs: clock.now() + minuteMs } }),
    runNow(id) {
      if (jobs.get(id)?.now.state === 'running')
        return Promise.resolve(refuse('jobs.running', { job: id }));
      return change(id, { lastRun: run(id, { number: 13, endedAtMs: clock.now() }) });
    },
  };
}

const view = (id: string, more: Partial<JobView> & Pick<JobView, 'now' | 'schedule'>): JobView => ({
  ...{ id, kind: id.split(':')[0] ?? id, missed: 'once', failures: 0 },
  ...more,
});
