import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RuleReplayEntry, RulesView } from '../../../src/dashboard/rules-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime } from '../text/words.ts';
import { KeepMessages } from './keep-messages.tsx';
import { MarkedText } from './marked-text.tsx';
import type { RulesWork } from './use-rules.ts';

const isReplay = (answer: unknown): answer is RuleReplayEntry =>
  typeof answer === 'object' && answer !== null && 'hits' in answer;

interface ReplayPanelProps {
  readonly community: string;
  /** The number of a rule to begin with. */
  readonly rule: string;
  readonly work: RulesWork;
}

/** What a rule would have done to what was said. */
export function ReplayPanel({ community, rule, work }: ReplayPanelProps) {
  const [asked, setAsked] = useState(rule);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<{
    readonly of: string;
    readonly found: RuleReplayEntry;
  }>();
  const kept = work.view?.kept;
  if (!kept) return null;
  if (kept.days === 0) return <KeepMessages {...{ community }} onKept={work.look} />;
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const body = { community, rule: asked, days: kept.days };
      const found = await ask('POST', '/api/rules/replay', { body, is: isReplay });
      setOutcome({ of: asked.trim(), found });
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
        description={keptWords(kept)}
        autosize
        value={asked}
        onChange={(event) => setAsked(event.currentTarget.value)}
      />
      <Button loading={busy} disabled={asked.trim() === ''} onClick={() => void run()}>
        Replay
      </Button>
      {failure !== undefined && <Problem words={failure} />}
      {outcome && (
        <>
          <Outcome {...outcome.found} />
          <Promote of={outcome.of} work={work} />
        </>
      )}
    </div>
  );
}

function Outcome({ days, hits, people, messages, curve, least, samples, wrong }: RuleReplayEntry) {
  const most = Math.max(1, ...curve.map((one) => one.hits));
  return (
    <>
      <p role="status">
        <strong>{`Would have hit ${counted(hits, 'time')}`}</strong>
        {`, ${people === 1 ? '1 person' : `${people} people`}, in ${counted(messages, 'message')} of the last ${counted(days, 'day')}.`}
      </p>
      {wrong > 0 && (
        <p className="replay-wrong">
          {`${wrong} of these ${wrong === 1 ? 'was' : 'were'} wrong: dismissed by moderators, or in a case that was overturned.`}
        </p>
      )}
      {curve.length > 0 && (
        <table className="replay-curve">
          <caption>Hits, with another number in the rule</caption>
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
              {`${one.name} in ${one.place}, ${dayAndTime(one.atMs)}`}
              {one.wrong && <em className="replay-wrong"> · was wrong</em>}
            </strong>
            <span>
              <MarkedText text={one.text} found={one.found} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const keptWords = ({ messages, days }: RulesView['kept']): string =>
  messages === 0
    ? `What is said is kept for ${counted(days, 'day')}; nothing was said since.`
    : `${counted(messages, 'message')} of the last ${counted(days, 'day')} ${messages === 1 ? 'is' : 'are'} kept.`;

/** What one does next with what was just replayed. */
function Promote({ of, work }: { of: string; work: RulesWork }) {
  const rule = work.view?.rules.find(({ number }) => String(number) === of.replace(/^#/, ''));
  if (rule?.mode === 'live') return <p role="status">Rule #{rule.number} is in force.</p>;
  if (rule)
    return (
      <Button onClick={() => void work.change({ act: 'mode', number: rule.number, mode: 'live' })}>
        Put rule #{rule.number} in force
      </Button>
    );
  return (
    <Button variant="default" onClick={() => void work.change({ act: 'add', sentence: of })}>
      Add this rule; it only watches
    </Button>
  );
}
