import { Tooltip } from '@mantine/core';
import type { HealthSampleEntry } from '../../../src/dashboard/health-wire.ts';
import { counted, timeOfDay } from '../text/words.ts';
import { healthWord } from './health-mark.tsx';

/** The reports of the last hours, oldest first: what is worse stands taller. */
export function PastStrip({ history }: { history: readonly HealthSampleEntry[] }) {
  if (history.length === 0)
    return <p className="health-none">A report is put down every five minutes; none yet.</p>;
  const samples = [...history].reverse();
  const unwell = samples.filter(({ state }) => state !== 'ok').length;
  return (
    <>
      <ol className="past-strip" aria-label="Reports, oldest first">
        {samples.map((sample) => (
          <Tooltip key={sample.atMs} label={sampleWords(sample)}>
            <li data-state={sample.state}>
              <span className="hidden-word">{sampleWords(sample)}</span>
            </li>
          </Tooltip>
        ))}
      </ol>
      <p className="past-words">
        {counted(samples.length, 'report')} since {timeOfDay(samples[0]?.atMs ?? 0)};{' '}
        {unwell === 0 ? 'all were well' : `${unwell} not well`}.
      </p>
    </>
  );
}

const sampleWords = ({ atMs, state, unwell, lagMs }: HealthSampleEntry): string =>
  `${timeOfDay(atMs)}: ${healthWord(state)}${unwell.length > 0 ? ` (${unwell.join(', ')})` : ''}, ${lagMs} ms late`;
