import { Code } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { JobEntry } from '../../../src/dashboard/jobs-wire.ts';
import { goTo } from '../app/router.ts';
import { ask, wordsOf } from '../data/api.ts';
import { whileInSight } from '../data/while-in-sight.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { JobDrawer } from './job-drawer.tsx';
import { JobRow } from './job-row.tsx';
import './jobs.css';

/** Jobs change seldom: a look every few seconds is enough. */
const lookEveryMs = 4000;

const isJobList = (answer: unknown): answer is readonly JobEntry[] => Array.isArray(answer);

/** What Castellan does by itself. */
export function JobsPage({ job }: { job: string | undefined }) {
  const { jobs, failure, look } = useJobs();
  return (
    <main className="page jobs">
      <header className="page-head">
        <h1>Jobs</h1>
        <p>What Castellan does by itself, and when. What comes next stands first.</p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {jobs?.length === 0 && <NoJobs />}
      {jobs !== undefined && jobs.length > 0 && (
        <ul className="job-list">
          {jobs.map((one) => (
            <JobRow key={one.id} job={one} open={one.id === job} onChanged={look} />
          ))}
        </ul>
      )}
      <JobDrawer id={job} onClose={() => goTo('/jobs')} />
    </main>
  );
}

function useJobs() {
  const [jobs, setJobs] = useState<readonly JobEntry[]>();
  const [failure, setFailure] = useState<string>();
  const look = useCallback(() => {
    ask('GET', '/api/jobs', { is: isJobList }).then(
      (list) => {
        setJobs(list);
        setFailure(undefined);
      },
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, []);
  useEffect(() => {
    look();
    return whileInSight(look, lookEveryMs);
  }, [look]);
  return { jobs, failure, look };
}

const NoJobs = () => (
  <EmptyState icon={<IconCalendarOff />} title="Nothing is planned">
    <p>
      Backups, reminders and the end of timed sanctions appear here when there are some. Jobs of
      modules come with the modules; <Code>jobs list</Code> in chat shows the same.
    </p>
  </EmptyState>
);
