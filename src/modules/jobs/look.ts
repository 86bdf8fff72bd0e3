import {
  type JobRun,
  type JobView,
  type Say,
  defineCommand,
  formatDuration,
  ok,
  word,
} from '../../sdk/index.ts';
import { jobLine } from './job-line.ts';

const listed = 20;
const runsShown = 10;

export const job = word({ example: 'backups:daily', maxLength: 200 });

export const jobsList = defineCommand({
  name: 'jobs list',
  aliases: ['jobs'],
  category: 'operators',
  capability: 'jobs.manage',
  private: true,
  args: {},
  needs: ['jobs', 'clock'],
  async run({ jobs, clock }) {
    const all = await jobs.list();
    return ok({ shown: all.slice(0, listed), more: all.length - listed, nowMs: clock.now() });
  },
  show: ({ shown, more, nowMs }, say) => ({
    tone: shown.some(isInTrouble) ? 'warning' : 'info',
    title: say('jobs list.title'),
    lines: [
      ...(shown.length === 0 ? [say('jobs list.none')] : []),
      ...shown.map((one) => jobLine(one, nowMs, say)),
      ...(more > 0 ? [say('jobs list.more', { more })] : []),
    ],
  }),
});

const isInTrouble = ({ failures, now }: JobView): boolean =>
  failures > 0 || (now.state === 'paused' && now.why === 'failures');

export const jobsHistory = defineCommand({
  name: 'jobs history',
  category: 'operators',
  capability: 'jobs.manage',
  private: true,
  args: { job },
  needs: ['jobs', 'clock'],
  async run({ args, jobs, clock }) {
    const runs = await jobs.history(args.job, runsShown);
    return runs.ok ? ok({ job: args.job, runs: runs.value, nowMs: clock.now() }) : runs;
  },
  show: ({ job: name, runs, nowMs }, say) => ({
    tone: 'info',
    title: say('jobs history.title', { job: name }),
    lines:
      runs.length === 0 ? [say('jobs history.none')] : runs.map((run) => runLine(run, nowMs, say)),
  }),
});

const runLine = (run: JobRun, nowMs: number, say: Say): string =>
  say('jobs history.line', {
    outcome: run.outcome,
    ago: formatDuration(nowMs - run.startedAtMs),
    took: formatDuration((run.endedAtMs ?? nowMs) - run.startedAtMs),
    problem: run.problem ?? '',
  });
