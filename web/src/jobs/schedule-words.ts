import type { ScheduleView } from '../../../src/dashboard/jobs-wire.ts';
import { span } from '../text/words.ts';

/** When a job comes, in words. */
export function scheduleWords(schedule: ScheduleView): string {
  switch (schedule.kind) {
    case 'once':
      return 'once';
    case 'every':
      return `every ${span(schedule.everyMs)}`;
    case 'cron':
      return `${schedule.pattern} (${schedule.zone})`;
  }
}
