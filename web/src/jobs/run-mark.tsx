import { IconCheck, IconClockX, IconLoader2, IconPlugConnectedX, IconX } from '@tabler/icons-react';
import type { JobRunEntry, RunOutcomeName } from '../../../src/dashboard/jobs-wire.ts';
import { dayAndTime } from '../text/words.ts';
import '../parts/outcome-mark.css';

const looks = {
  done: { word: 'Well', tone: 'good', Icon: IconCheck },
  failed: { word: 'Failed', tone: 'bad', Icon: IconX },
  interrupted: { word: 'Interrupted', tone: 'warn', Icon: IconPlugConnectedX },
  skipped: { word: 'Left out, too late', tone: 'soft', Icon: IconClockX },
  running: { word: 'Running', tone: 'soft', Icon: IconLoader2 },
} as const satisfies Record<RunOutcomeName, object>;

/** How a run ended, by word, shape and colour. */
export function RunMark({ outcome }: { outcome: RunOutcomeName }) {
  const { word, tone, Icon } = looks[outcome];
  return (
    <span className="outcome-mark" data-tone={tone}>
      <Icon size={15} stroke={2.2} aria-hidden="true" />
      {word}
    </span>
  );
}

export const runSince = ({ startedAtMs, endedAtMs }: JobRunEntry): string =>
  dayAndTime(endedAtMs ?? startedAtMs);
