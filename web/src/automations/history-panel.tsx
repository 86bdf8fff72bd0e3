import { useEffect, useState } from 'react';
import type { AutomationRevisionEntry } from '../../../src/dashboard/automations-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';

const isHistory = (answer: unknown): answer is readonly AutomationRevisionEntry[] =>
  Array.isArray(answer);

interface HistoryPanelProps {
  readonly community: string;
  readonly number: number;
}

/** Who changed it, and how it was before. */
export function HistoryPanel({ community, number }: HistoryPanelProps) {
  const [found, setFound] = useState<readonly AutomationRevisionEntry[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const query = `community=${encodeURIComponent(community)}&number=${number}`;
    ask('GET', `/api/automations/history?${query}`, { is: isHistory }).then(
      setFound,
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, [community, number]);
  if (failure !== undefined) return <Problem words={failure} />;
  return (
    <ol className="automation-runs">
      {found?.map(({ seq, before, after, by, via, atMs }) => (
        <li key={seq}>
          <p>
            <strong>
              {before === undefined ? 'made' : after === undefined ? 'removed' : 'changed'}
            </strong>
            {` by ${by} (${via}) · ${dayAndTime(atMs)}`}
          </p>
          {before !== undefined && <p className="automation-before">{before}</p>}
          {after !== undefined && <p>{after}</p>}
        </li>
      ))}
    </ol>
  );
}
