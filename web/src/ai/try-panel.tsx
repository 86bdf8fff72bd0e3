import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AiTrialEntry } from '../../../src/dashboard/ai-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { actionWord, followedWord, money, percent } from './ai-words.ts';

const isTrial = (answer: unknown): answer is AiTrialEntry =>
  typeof answer === 'object' && answer !== null && 'outcome' in answer;

/** What would be said of a text. Asks the model, so it is not asked while one types. */
export function TryPanel({ community }: { community: string }) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<AiTrialEntry>();
  const [failure, setFailure] = useState<string>();
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      setSaid(await ask('POST', '/api/ai/test', { body: { community, text }, is: isTrial }));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
    setBusy(false);
  };
  return (
    <form
      className="ai-try"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Textarea
        label="What a newcomer might write"
        description="Costs what a message costs. Nothing follows."
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={text.trim() === ''}>
        Ask
      </Button>
      {failure !== undefined && <Problem words={failure} />}
      {said && <Said said={said} />}
    </form>
  );
}

const localWords = { fine: 'fine', broken: 'breaks a rule', unsure: 'unsure' } as const;

function Said({ said }: { said: AiTrialEntry }) {
  const { action = '', rule = '', quote = '', reason = '', source = '', follows = '' } = said;
  return (
    <div role="status" className="ai-said">
      {said.outcome === 'verdict' ? (
        <>
          <strong>{`${actionWord(action)}: ${percent(said.confidence ?? 0)} sure`}</strong>
          {action !== 'IGNORE' && (
            <p>
              <mark>{quote}</mark>
              {` – ${rule}`}
            </p>
          )}
          <p className="ai-soft">{`${reason} By ${source}; ${followedWord(follows)}.`}</p>
        </>
      ) : (
        <strong>{noVerdict(said)}</strong>
      )}
      <p className="ai-soft">
        {`Local score: ${localWords[said.localSays]} (${percent(said.local)}). ${said.cached ? 'Remembered' : `${said.tookMs} ms, costs ${money(said.micros)}`}.`}
      </p>
    </div>
  );
}

function noVerdict({ outcome, why = '' }: AiTrialEntry): string {
  if (outcome === 'void') return `The answer is not valid (${why}): it counts for nothing.`;
  if (outcome === 'refused') return `There was no answer (${why}).`;
  return why === 'local'
    ? 'The local score is sure that it is fine; no model was asked.'
    : 'No model was asked.';
}
