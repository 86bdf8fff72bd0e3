import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RuleReplayEntry, RulesView } from '../../../src/dashboard/rules-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';

const isReplay = (answer: unknown): answer is RuleReplayEntry =>
  typeof answer === 'object' && answer !== null && 'hits' in answer;

interface ReplayPanelProps {
  readonly community: string;
  /** The number of a rule to begin with. */
  readonly rule: string;
  readonly kept: RulesView['kept'] | undefined;
}

/** What a rule would have done to what was said. */
export function ReplayPanel({ community, rule, kept }: ReplayPanelProps) {
  const [asked, setAsked] = useState(rule);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<RuleReplayEntry>();
  if (kept === undefined || kept.days === 0) return <NothingKept />;
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const body = { community, rule: asked, days: kept.days };
      setOutcome(await ask('POST', '/api/rules/replay', { body, is: isReplay }));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
    setBusy(false);
  };
  return (
    <div className="rule-panel">
      <Textarea
        label="The number of a rule, or a sentence"
        description={`${counted(kept.messages, 'message')} of ${counted(kept.days, 'day')} are kept.`}
        autosize
        value={asked}
        onChange={(event) => setAsked(event.currentTarget.value)}
      />
      <Button loading={busy} disabled={asked.trim() === ''} onClick={() => void run()}>
        Replay
      </Button>
      {failure !== undefined && <Problem words={failure} />}
      {outcome && <Outcome {...outcome} />}
    </div>
  );
}

function Outcome({ hits, people, messages, curve, least, samples, wrong }: RuleReplayEntry) {
  const most = Math.max(1, ...curve.map((one) => one.hits));
  return (
    <>
      <p role="status">
        <strong>{`Would have held ${counted(hits, 'time')}`}</strong>
        {` for ${people === 1 ? '1 person' : `${people} people`}, in ${counted(messages, 'message')}.`}
      </p>
      {wrong > 0 && (
        <p className="replay-wrong">
          {`${wrong} of these ${wrong === 1 ? 'was' : 'were'} wrong: dismissed by moderators, or in a case that was overturned.`}
        </p>
      )}
      {curve.length > 0 && (
        <table className="replay-curve">
          <caption>With other numbers</caption>
          <tbody>
            {curve.map((one) => (
              <tr key={one.least} data-now={one.least === least}>
                <th scope="row">{one.least === least ? `${one.least} (now)` : one.least}</th>
                <td>
                  <span style={{ width: `${(one.hits * 100) / most}%` }} />
                </td>
                <td>{one.hits}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className="trial-list">
        {samples.slice(0, 8).map((one) => (
          <li key={`${one.atMs} ${one.name}`}>
            <strong>
              {`${one.name} in ${one.place}`}
              {one.wrong && <em className="replay-wrong"> · was wrong</em>}
            </strong>
            <span>{one.text}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const NothingKept = () => (
  <div className="rule-panel">
    <p>
      No messages are kept here, so there is nothing to try a rule on. Set{' '}
      <code>automod.keepDays</code> for this community to keep them for some days; members can see
      that with <code>automod kept</code> and remove their own.
    </p>
  </div>
);
