import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Refusal, Result } from '../base/result.ts';
import type { JobDesk } from '../core/jobs/desk.ts';
import type { DashboardPorts } from './ports.ts';
import { problem } from './problems.ts';
import { type Answer, route } from './route.ts';
import type { JobEntry, JobRunEntry } from './jobs-wire.ts';

const nothing = z.object({});
const job = z.object({ id: z.string().min(1).max(200) });
const act = job.extend({ act: z.enum(['run', 'pause', 'resume']) });

/** What the program does by itself, and when. */
export function jobsRoutes(
  app: FastifyInstance,
  { jobs, log }: Pick<DashboardPorts, 'jobs' | 'log'>,
): void {
  app.get(
    '/api/jobs',
    route({ params: nothing, body: nothing }, async () => {
      const list: readonly JobEntry[] = await jobs.list();
      return { ok: true, value: list };
    }),
  );
  app.get(
    '/api/jobs/:id/history',
    route({ params: job, body: nothing }, async ({ params }) =>
      answer<readonly JobRunEntry[]>(await jobs.history(params.id)),
    ),
  );
  app.post(
    '/api/jobs/:id/:act',
    route({ params: act, body: nothing }, async ({ params: { id, act: what }, request }) => {
      const done = await steer(jobs, id, what);
      if (done.ok) log.info({ job: id, act: what, address: request.ip }, 'A job was steered');
      return answer<JobEntry>(done);
    }),
  );
}

function steer(jobs: JobDesk, id: string, what: 'run' | 'pause' | 'resume') {
  if (what === 'run') return jobs.runNow(id);
  return what === 'pause' ? jobs.pause(id) : jobs.resume(id);
}

/** A refusal in the words of this page. */
function answer<Value>(result: Result<Value>): Answer<Value> {
  return result.ok ? result : problemOf(result.error);
}

function problemOf({ key }: Refusal): { ok: false; error: ReturnType<typeof problem>['error'] } {
  switch (key) {
    case 'jobs.running':
      return problem('refused', 'This job is running now.', 'Wait until it has ended.');
    case 'jobs.not-paused':
      return problem('refused', 'This job is not paused.', 'Load the list again.');
    case 'jobs.unattended':
      return problem(
        'refused',
        'Nothing here does jobs of this kind.',
        'Load the module that it belongs to, and restart.',
      );
    default:
      return problem(
        'not-found',
        'There is no such job any more.',
        'It may be done; load the list again.',
      );
  }
}
