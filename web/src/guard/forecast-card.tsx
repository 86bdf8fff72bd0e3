import { Loader } from '@mantine/core';
import type { GuardForecast, GuardOutcome } from '../../../src/dashboard/wire.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { stageWord } from './words.ts';

interface ForecastCardProps {
  readonly forecast: GuardForecast | undefined;
  readonly failure: string | undefined;
  readonly busy: boolean;
  readonly changed: boolean;
}

export const sumWords = ({ people, refused }: GuardOutcome): string =>
  `${counted(people, 'person', 'people')}, ${counted(refused, 'message')}`;

/** What the limits as they stand on the page would have done. The same figures as `guard replay` gives. */
export function ForecastCard({ forecast, failure, busy, changed }: ForecastCardProps) {
  if (failure !== undefined) return <Problem words={failure} />;
  if (!forecast) return <Loader size="sm" aria-label="Replaying" />;
  const { draft, inForce } = forecast;
  return (
    <div className="forecast" role="status" aria-label="Forecast" data-busy={busy || undefined}>
      <p className="forecast-sum">
        {changed ? 'This setting would have refused' : 'The limits in force would have refused'}{' '}
        <strong>{sumWords(draft)}</strong>
      </p>
      {changed && <p>Now: {sumWords(inForce)}.</p>}
      <Consequences outcome={draft} />
      {draft.uses === 0 && <p>No command of anybody was recorded here in these days.</p>}
    </div>
  );
}

function Consequences({ outcome }: { outcome: GuardOutcome }) {
  const { byStage, mutes, bans, silences, flagged, flaggedPeople, uses } = outcome;
  const stages = byStage
    .filter(({ refused }) => refused > 0)
    .map(({ stage, refused }) => `${stageWord(stage)} ${refused}`);
  return (
    <>
      <p>
        Of {counted(uses, 'command')}
        {stages.length > 0 && `; by stage: ${stages.join(', ')}`}.
      </p>
      {mutes + bans + silences > 0 && (
        <p>
          {counted(mutes, 'mute')}, {counted(bans, 'ban')}, {counted(silences, 'silence')} of the
          channel.
        </p>
      )}
      {flagged > 0 && (
        <p>
          Stages that only watch would have refused {counted(flaggedPeople, 'person', 'people')},{' '}
          {counted(flagged, 'message')} more.
        </p>
      )}
    </>
  );
}
