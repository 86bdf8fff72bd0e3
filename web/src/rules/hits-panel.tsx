import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RuleHitEntry } from '../../../src/dashboard/rules-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { exactTime } from '../text/words.ts';
import { MarkedText } from './marked-text.tsx';
import type { RuleEntry } from './use-rules.ts';

const areHits = (answer: unknown): answer is readonly RuleHitEntry[] => Array.isArray(answer);

interface HitsPanelProps {
  readonly community: string;
  readonly rules: readonly RuleEntry[];
  /** The number of the one rule to be shown; undefined: all of them. */
  readonly only: number | undefined;
  readonly onAll: () => void;
}

/** The messages that rules hit lately, also those that only watch. */
export function HitsPanel({ community, rules, only, onAll }: HitsPanelProps) {
  // Loaded anew when there are more.
  const sum = rules.reduce((total, { hits }) => total + hits, 0);
  const { hits, failure } = useHits(community, sum);
  const shown = hits?.filter(({ rule }) => only === undefined || rule.number === only);
  return (
    <div className="rule-panel">
      {only !== undefined && (
        <p>
          Of rule #{only} alone.{' '}
          <Button size="compact-xs" variant="subtle" onClick={onAll}>
            Show all
          </Button>
        </p>
      )}
      {failure !== undefined && <Problem words={failure} />}
      {shown?.length === 0 && <NoHits />}
      <ol className="trial-list" aria-label="Hits, newest first">
        {shown?.map((hit, at) => (
          <Hit key={`${hit.atMs} ${hit.rule.number} ${at}`} {...{ community, hit }} />
        ))}
      </ol>
    </div>
  );
}

function useHits(community: string, sum: number) {
  const [hits, setHits] = useState<readonly RuleHitEntry[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let late = false;
    ask('GET', `/api/rules/hits?community=${encodeURIComponent(community)}`, { is: areHits }).then(
      (found) => {
        if (late) return;
        setHits(found);
        setFailure(undefined);
      },
      (thrown: unknown) => {
        if (!late) setFailure(wordsOf(thrown));
      },
    );
    return () => {
      late = true;
    };
  }, [community, sum]);
  return { hits, failure };
}

const what = { off: 'was off', shadow: 'only watched', live: 'in force' } as const;

const Hit = ({ community, hit }: { community: string; hit: RuleHitEntry }) => (
  <li>
    <strong>
      <PersonLink community={community} actor={hit.actor} name={hit.name} /> in {hit.place}
    </strong>
    <small>
      {exactTime(hit.atMs)} · #{hit.rule.number} {hit.rule.name}, {what[hit.rule.mode]}
    </small>
    <span>
      <MarkedText text={hit.text} found={hit.found} />
    </span>
  </li>
);

const NoHits = () => (
  <p>
    No hits yet. What a rule hits stands here as soon as it is said, also of a rule that only
    watches: nobody else notices that.
  </p>
);
