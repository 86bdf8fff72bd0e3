import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { MirrorEntry } from '../../../src/dashboard/rules-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';

interface MirrorPanelProps {
  readonly community: string;
  readonly mirror: MirrorEntry;
  readonly onChange: () => void;
}

const isMirror = (answer: unknown): answer is MirrorEntry =>
  typeof answer === 'object' && answer !== null && 'steps' in answer;

/** What of the rules in force Discord does by itself, what it cannot, and the switch for it. */
export function MirrorPanel({ community, mirror, onChange }: MirrorPanelProps) {
  const [preview, setPreview] = useState<MirrorEntry>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const tell = (to: 'preview' | 'on' | 'off') => {
    setBusy(true);
    ask('POST', '/api/rules/mirror', { body: { community, to }, is: isMirror })
      .then(
        (answer) => {
          setFailure(undefined);
          setPreview(to === 'preview' ? answer : undefined);
          if (to !== 'preview') onChange();
        },
        (thrown: unknown) => setFailure(wordsOf(thrown)),
      )
      .finally(() => setBusy(false));
  };
  const { on } = mirror;
  return (
    <div className="rule-panel">
      <p>
        {on
          ? 'Discord’s AutoMod follows the rules in force: what it blocks never appears, and counts here. What gets past it is still looked at here.'
          : 'Discord’s AutoMod can block by itself what some of the rules in force forbid: before anybody sees it, and while Castellan is away.'}
      </p>
      <Group gap="xs">
        <Button size="compact-sm" disabled={busy} onClick={() => tell(on ? 'off' : 'on')}>
          {on ? 'Switch off and remove its rules' : 'Switch on'}
        </Button>
        <Button size="compact-sm" variant="light" disabled={busy} onClick={() => tell('preview')}>
          {on ? 'Compare with Discord' : 'Show what would be made'}
        </Button>
      </Group>
      {failure !== undefined && <Problem words={failure} />}
      {mirror.problem !== undefined && failure === undefined && <Problem words={mirror.problem} />}
      {(on || preview) && <Mirrored {...(preview ?? mirror)} planned={preview !== undefined} />}
    </div>
  );
}

function Mirrored({
  rules,
  said,
  left,
  others,
  steps,
  planned,
}: MirrorEntry & { planned: boolean }) {
  const differing = said.filter(({ edits, missing }) => edits || missing > 0);
  return (
    <>
      <p role="status">
        {`${counted(said.length, 'rule')} of ours in ${counted(rules.length, 'rule')} of Discord’s; ${left.length} left to Castellan alone.`}
        {planned && ` ${todo(steps)}`}
      </p>
      <ul className="trial-list" aria-label="Rules of Discord’s">
        {rules.map(({ name, words, patterns, mentions }) => (
          <li key={name}>
            <strong>{name}</strong>
            <span>{lookWords(words, patterns, mentions)}</span>
          </li>
        ))}
      </ul>
      <ul className="trial-list" aria-label="What differs, and what is left">
        {differing.map(({ number, name, edits, missing }) => (
          <li key={`said ${number}`}>
            <strong>{`${number} ${name}`}</strong>
            <span>
              {edits && 'Discord looks at edits, too. '}
              {missing > 0 && `${counted(missing, 'word')} only Castellan looks for.`}
            </span>
          </li>
        ))}
        {left.map(({ number, name, why }) => (
          <li key={`left ${number}`}>
            <strong>{`${number} ${name}`}</strong>
            <span>{`Left to Castellan: ${reasons[why] ?? why}`}</span>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p>{`${counted(others, 'rule')} there made by others: counted, never touched.`}</p>
      )}
    </>
  );
}

const todo = ({ made, changed, removed }: MirrorEntry['steps']): string =>
  made + changed + removed === 0
    ? 'Discord has exactly that.'
    : `To do: ${made} to make, ${changed} to change, ${removed} to remove.`;

const lookWords = (words: number, patterns: number, mentions?: number): string =>
  [
    ...(words > 0 ? [counted(words, 'word')] : []),
    ...(patterns > 0 ? [counted(patterns, 'expression')] : []),
    ...(mentions === undefined ? [] : [`more than ${counted(mentions, 'mention')}`]),
  ].join(', ');

const reasons: Readonly<Record<string, string>> = {
  trigger: 'it does not listen to messages.',
  stays: 'it leaves the message where it is.',
  several: 'it asks for several things at once.',
  unlike: 'Discord cannot ask what it asks.',
  not: 'it holds for what is not there.',
  place: 'it holds in some channels only, or spares too many.',
  roles: 'more than 20 roles would have to be spared.',
  words: 'none of its words fits.',
  pattern: 'Discord’s expressions cannot say it.',
  number: 'its number is beyond what Discord counts.',
  full: 'there is no room left for it.',
};
