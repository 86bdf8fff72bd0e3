import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { RuleTrialEntry } from '../../../src/dashboard/rules-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';

const isTrials = (answer: unknown): answer is readonly RuleTrialEntry[] => Array.isArray(answer);

/** Which rules would hold for a text, and why. */
export function TestPanel({ community }: { community: string }) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, 250);
  const [trials, setTrials] = useState<readonly RuleTrialEntry[]>([]);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    if (settled.trim() === '') return setTrials([]);
    ask('POST', '/api/rules/test', { body: { community, text: settled }, is: isTrials }).then(
      (found) => {
        setTrials(found);
        setFailure(undefined);
      },
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, [community, settled]);
  const fires = trials.filter(({ outcome }) => outcome === 'fires');
  return (
    <div className="rule-panel">
      <Textarea
        label="What a newcomer might write"
        placeholder="get fr33 n1tro at https://…"
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      {settled.trim() !== '' && (
        <p role="status">
          {fires.length === 0
            ? `None of ${counted(trials.length, 'rule')} would hit.`
            : `${fires.length} of ${counted(trials.length, 'rule')} would hit.`}
        </p>
      )}
      <Fires {...{ fires }} />
    </div>
  );
}

const Fires = ({ fires }: { fires: readonly RuleTrialEntry[] }) => (
  <ul className="trial-list">
    {fires.map(({ number, name, reasons }) => (
      <li key={number}>
        <strong>{`#${number} ${name}`}</strong>
        {reasons.map(({ condition, found, value }) => (
          <span key={condition}>
            {condition}
            {found !== undefined && (
              <>
                {': '}
                <mark>{found}</mark>
              </>
            )}
            {value > 0 && ` (${value})`}
          </span>
        ))}
      </li>
    ))}
  </ul>
);
