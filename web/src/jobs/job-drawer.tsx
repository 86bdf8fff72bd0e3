import { Drawer, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { JobRunEntry } from '../../../src/dashboard/jobs-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime, span } from '../text/words.ts';
import { RunMark } from './run-mark.tsx';

interface JobDrawerProps {
  /** Whose history is open; undefined: none. */
  readonly id: string | undefined;
  readonly onClose: () => void;
}

const isRunList = (answer: unknown): answer is readonly JobRunEntry[] => Array.isArray(answer);

/** The last runs of a job beside the page. */
export function JobDrawer({ id, onClose }: JobDrawerProps) {
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={460}
      title={id === undefined ? '' : `Runs of ${id}`}
      closeButtonProps={{ 'aria-label': 'Close the history' }}
    >
      {id !== undefined && <History key={id} id={id} />}
    </Drawer>
  );
}

type Found = { readonly runs: readonly JobRunEntry[] } | { readonly problem: string } | undefined;

function History({ id }: { id: string }) {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let gone = false;
    const put = (next: Found) => {
      if (!gone) setFound(next);
    };
    ask('GET', `/api/jobs/${encodeURIComponent(id)}/history`, { is: isRunList }).then(
      (runs) => put({ runs }),
      (failure: unknown) => put({ problem: wordsOf(failure) }),
    );
    return () => {
      gone = true;
    };
  }, [id]);
  if (!found) return <Loader size="sm" aria-label="Loading the history" />;
  if ('problem' in found) return <Problem words={found.problem} />;
  if (found.runs.length === 0) return <p>It has not run yet.</p>;
  return (
    <ol className="job-runs">
      {found.runs.map((run) => (
        <Run key={run.number} run={run} />
      ))}
    </ol>
  );
}

const Run = ({ run }: { run: JobRunEntry }) => (
  <li>
    <RunMark outcome={run.outcome} />
    <time>{dayAndTime(run.startedAtMs)}</time>
    {run.endedAtMs !== undefined && run.outcome !== 'skipped' && (
      <span>took {tookWords(run.endedAtMs - run.startedAtMs)}</span>
    )}
    {run.problem !== undefined && <p>{run.problem}</p>}
  </li>
);

const tookWords = (tookMs: number): string => (tookMs < 1000 ? `${tookMs} ms` : span(tookMs));
