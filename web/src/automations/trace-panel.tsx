import { useEffect, useState } from 'react';
import type {
  AutomationOutcomeName,
  AutomationRunEntry,
} from '../../../src/dashboard/automations-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { Steps } from './steps.tsx';

const isRuns = (answer: unknown): answer is readonly AutomationRunEntry[] => Array.isArray(answer);

export const outcomeWords: Readonly<Record<AutomationOutcomeName, string>> = {
  done: 'ran',
  passed: 'a condition did not hold',
  failed: 'failed',
  busy: 'left out: too many at once',
  guarded: 'held back by the guard',
};

interface TracePanelProps {
  readonly community: string;
  /** Of this one only. */
  readonly number: number;
  /** Grows when there may be more. */
  readonly runs: number;
}

/** How it went the last times, with each condition. */
export function TracePanel({ community, number, runs }: TracePanelProps) {
  const [found, setFound] = useState<readonly AutomationRunEntry[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const query = `community=${encodeURIComponent(community)}&number=${number}`;
    ask('GET', `/api/automations/runs?${query}`, { is: isRuns }).then(setFound, (thrown: unknown) =>
      setFailure(wordsOf(thrown)),
    );
  }, [community, number, runs]);
  if (failure !== undefined) return <Problem words={failure} />;
  if (found?.length === 0)
    return <p>It was not asked since Castellan was started. What happens next shows here.</p>;
  return (
    <ol className="automation-runs">
      {found?.map((run) => (
        <li key={`${run.atMs} ${run.who ?? ''} ${run.text}`}>
          <p>
            <strong data-outcome={run.outcome}>{outcomeWords[run.outcome]}</strong>
            {` · ${dayAndTime(run.atMs)} · `}
            {run.who === undefined ? run.place : `${run.who} in ${run.place}`}
            {run.text !== '' && (
              <>
                {': '}
                <q>{run.text}</q>
              </>
            )}
          </p>
          <Steps {...run} />
        </li>
      ))}
    </ol>
  );
}
