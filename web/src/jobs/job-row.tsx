import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconHistory, IconPlayerPause, IconPlayerPlay, IconRun } from '@tabler/icons-react';
import { useState } from 'react';
import type { JobEntry } from '../../../src/dashboard/jobs-wire.ts';
import { linkTo } from '../app/router.ts';
import { tell, wordsOf } from '../data/api.ts';
import { CountdownPill } from '../parts/countdown-pill.tsx';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { RunMark, runSince } from './run-mark.tsx';
import { scheduleWords } from './schedule-words.ts';

interface JobRowProps {
  readonly job: JobEntry;
  readonly open: boolean;
  readonly onChanged: () => void;
}

export function JobRow({ job, open, onChanged }: JobRowProps) {
  const { act, busy, failure } = useActs(job.id, onChanged);
  return (
    <li className="job-row" aria-label={job.id} data-open={open || undefined}>
      <div className="job-name">
        <strong>{job.id}</strong>
        <span>{scheduleWords(job.schedule)}</span>
      </div>
      <div className="job-next">
        <NextWords job={job} />
      </div>
      <div className="job-last">
        {job.lastRun ? (
          <>
            <RunMark outcome={job.lastRun.outcome} />
            <span>{runSince(job.lastRun)}</span>
          </>
        ) : (
          <span>Not run yet</span>
        )}
      </div>
      <Acts job={job} busy={busy} act={act} />
      {job.failures > 0 && job.lastProblem !== undefined && (
        <p className="job-problem">{job.lastProblem}</p>
      )}
      {failure !== undefined && <Problem words={failure} />}
    </li>
  );
}

interface ActsProps {
  readonly job: JobEntry;
  readonly busy: Act | undefined;
  readonly act: (what: Act) => void;
}

function Acts({ job: { id, now }, busy, act }: ActsProps) {
  const paused = now.state === 'paused';
  return (
    <div className="job-acts">
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconRun size={16} aria-hidden="true" />}
        disabled={now.state === 'running' || now.state === 'unattended'}
        loading={busy === 'run'}
        onClick={() => act('run')}
      >
        Run now
      </Button>
      <Tooltip label={paused ? 'Resume' : 'Pause'}>
        <ActionIcon
          variant="default"
          size={28}
          aria-label={paused ? 'Resume' : 'Pause'}
          loading={busy === 'pause' || busy === 'resume'}
          onClick={() => act(paused ? 'resume' : 'pause')}
        >
          {paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="History">
        <ActionIcon
          component="a"
          variant="default"
          size={28}
          aria-label="History"
          {...linkTo(`/jobs/${encodeURIComponent(id)}`)}
        >
          <IconHistory size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

type Act = 'run' | 'pause' | 'resume';

function useActs(id: string, onChanged: () => void) {
  const [busy, setBusy] = useState<Act>();
  const [failure, setFailure] = useState<string>();
  const act = (what: Act) => {
    setBusy(what);
    setFailure(undefined);
    tell('POST', `/api/jobs/${encodeURIComponent(id)}/${what}`)
      .catch((thrown: unknown) => setFailure(wordsOf(thrown)))
      .finally(() => {
        setBusy(undefined);
        onChanged();
      });
  };
  return { act, busy, failure };
}

/** What the job's state means, in words. */
function NextWords({ job: { now } }: { job: JobEntry }) {
  switch (now.state) {
    case 'waiting':
      return <CountdownPill untilMs={now.dueAtMs} before="Next in" due="Due now" />;
    case 'running':
      return <RunMark outcome="running" />;
    case 'paused':
      return (
        <span className="job-paused" data-trouble={now.why === 'failures' || undefined}>
          <IconPlayerPause size={15} aria-hidden="true" />
          <span>
            {now.why === 'failures' ? 'Paused after failures' : 'Paused'}
            <small>{dayAndTime(now.sinceMs)}</small>
          </span>
        </span>
      );
    case 'unattended':
      return <span className="job-paused">Waits: nothing here does it</span>;
  }
}
