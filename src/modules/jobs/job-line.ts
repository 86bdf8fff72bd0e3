import { type JobView, type Say, formatDuration } from '../../sdk/index.ts';

/** One job in one line: what it is, when it comes, how it went. */
export function jobLine(
  { id, now, schedule, lastRun, failures }: JobView,
  nowMs: number,
  say: Say,
) {
  const comes =
    schedule.kind === 'every'
      ? formatDuration(schedule.everyMs)
      : schedule.kind === 'cron'
        ? `${schedule.pattern} ${schedule.zone}`
        : '';
  const since = 'sinceMs' in now ? nowMs - now.sinceMs : 0;
  const due = 'dueAtMs' in now ? now.dueAtMs - nowMs : 0;
  const parts = [
    say('jobs line.name', { job: id }),
    say('jobs line.schedule', { kind: schedule.kind, comes }),
    say('jobs line.state', {
      state: now.state === 'paused' ? (now.why === 'failures' ? 'stopped' : 'rests') : now.state,
      since: formatDuration(since),
      due: formatDuration(due),
      overdue: due <= 0 ? 'yes' : 'no',
    }),
    lastRun
      ? say('jobs line.last', {
          outcome: lastRun.outcome,
          ago: formatDuration(nowMs - (lastRun.endedAtMs ?? lastRun.startedAtMs)),
          failures,
          problem: lastRun.problem ?? '',
        })
      : say('jobs line.never'),
  ];
  return parts.join(' · ');
}
