import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type {
  AutomationParts,
  AutomationTrialEntry,
} from '../../../src/dashboard/automations-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { Steps } from './steps.tsx';

const isTrial = (answer: unknown): answer is AutomationTrialEntry =>
  typeof answer === 'object' && answer !== null && 'deeds' in answer;

interface DryRunProps {
  readonly community: string;
  readonly parts: AutomationParts;
}

const spoken: ReadonlySet<string> = new Set(['says', 'matches', 'message', 'command']);

/** What it would do, without doing it: said again with each change. */
export function DryRun({ community, parts }: DryRunProps) {
  const [person, setPerson] = useState('ann');
  const [channel, setChannel] = useState('#general');
  const [text, setText] = useState('');
  const now = useMemo(
    () => ({ parts, person, channel, ...(text !== '' && { text }) }),
    [parts, person, channel, text],
  );
  const [asked] = useDebouncedValue(now, 350);
  const [trial, setTrial] = useState<AutomationTrialEntry>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const body = { community, ...asked };
    ask('POST', '/api/automations/test', { body, is: isTrial }).then(
      (found) => {
        setTrial(found);
        setFailure(undefined);
      },
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, [community, asked]);
  const speaks = spoken.has(parts.on.kind);
  return (
    <section className="automation-try" aria-label="Dry run">
      <h3>Dry run</h3>
      <div className="part-fields">
        <TextInput
          label="Who"
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        <TextInput
          label="Where"
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
        />
        {speaks && (
          <TextInput
            label={parts.on.kind === 'command' ? 'Words behind the command' : 'What is said'}
            placeholder="something that fits"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </div>
      {failure !== undefined ? <Problem words={failure} /> : trial && <Outcome {...trial} />}
    </section>
  );
}

const Outcome = ({ sentence, begins, holds, conditions, deeds }: AutomationTrialEntry) => (
  <>
    <p className="automation-sentence" data-testid="sentence">
      {sentence}
    </p>
    <p role="status">
      <strong>
        {!begins
          ? 'This does not begin it.'
          : holds
            ? 'It would run:'
            : 'A condition does not hold; else it would:'}
      </strong>
    </p>
    <Steps {...{ conditions, deeds }} />
  </>
);
