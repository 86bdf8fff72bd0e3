import { defineCommand, ok } from '../../sdk/index.ts';
import { jobLine } from './job-line.ts';
import { job } from './look.ts';

export const jobsRun = defineCommand({
  name: 'jobs run',
  category: 'operators',
  capability: 'jobs.manage',
  private: true,
  args: { job },
  needs: ['jobs'],
  async run({ args, jobs }) {
    const asked = await jobs.runNow(args.job);
    return asked.ok ? ok(args.job) : asked;
  },
  show: (name, say) => ({ tone: 'success', say: say('jobs run.done', { job: name }) }),
});

export const jobsPause = defineCommand({
  name: 'jobs pause',
  category: 'operators',
  capability: 'jobs.manage',
  private: true,
  args: { job },
  needs: ['jobs'],
  async run({ args, jobs }) {
    const paused = await jobs.pause(args.job);
    return paused.ok ? ok(args.job) : paused;
  },
  show: (name, say) => ({ tone: 'success', say: say('jobs pause.done', { job: name }) }),
});

export const jobsResume = defineCommand({
  name: 'jobs resume',
  category: 'operators',
  capability: 'jobs.manage',
  private: true,
  args: { job },
  needs: ['jobs', 'clock'],
  async run({ args, jobs, clock }) {
    const resumed = await jobs.resume(args.job);
    return resumed.ok ? ok({ job: resumed.value, nowMs: clock.now() }) : resumed;
  },
  show: ({ job: resumed, nowMs }, say) => ({
    tone: 'success',
    say: say('jobs resume.done'),
    lines: [jobLine(resumed, nowMs, say)],
  }),
});
