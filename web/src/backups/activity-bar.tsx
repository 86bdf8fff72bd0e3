import { Progress } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ActivityView, BackupsNow } from '../../../src/dashboard/backups-wire.ts';
import { Problem } from '../parts/problem.tsx';

const doing: Readonly<Record<ActivityView['what'], string>> = {
  create: 'Making a backup',
  verify: 'Verifying',
  drill: 'Trying a restore out',
  restore: 'Restoring',
  change: 'Writing down',
  fetch: 'Fetching',
};

const did: Readonly<Record<ActivityView['what'], string>> = {
  create: 'Made and verified',
  verify: 'Verified',
  drill: 'A restore was tried out and went well',
  restore: 'Ready to be put in place',
  change: 'Written down',
  fetch: 'Fetched and verified',
};

const steps: Readonly<Record<string, string>> = {
  copying: 'copying the database',
  packing: 'compressing',
  unpacking: 'unpacking to check',
  checking: 'checking',
  storing: 'storing elsewhere',
  restoring: 'restoring',
  trying: 'opening it as the program would',
};

/** What is being done now, by whomever, or how the last thing that the page asked for has ended. */
export function ActivityBar({ now, since }: { now: BackupsNow; since: number }) {
  const { activity, ended } = now;
  if (activity) return <Running activity={activity} />;
  if (!ended || ended.number <= since) return undefined;
  if (ended.problem !== undefined) return <Problem words={ended.problem} />;
  return (
    <p className="backup-ended" role="status">
      <IconCircleCheck size={18} aria-hidden="true" />
      <span>
        {did[ended.what]}: <code>{ended.id}</code>
      </span>
    </p>
  );
}

function Running({ activity: { what, id, step } }: { activity: ActivityView }) {
  const percent = Math.round((step?.done ?? 0) * 100);
  return (
    <section className="backup-activity" aria-label="At work">
      <p>
        <strong>{doing[what]}</strong>
        {id !== undefined && <code>{id}</code>}
        <span>{step ? `${steps[step.step] ?? step.step}, ${percent} %` : 'beginning'}</span>
      </p>
      <Progress value={percent} animated aria-label={doing[what]} />
    </section>
  );
}
