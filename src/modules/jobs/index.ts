/**
 * Jobs: how the owner of the bot sees what it does by itself and when, and steers it. The scheduler is in the core.
 */
import { defineModule } from '../../sdk/index.ts';
import { jobsHistory, jobsList } from './look.ts';
import { jobsPause, jobsResume, jobsRun } from './steer.ts';
import { texts } from './texts.ts';

export const jobs = defineModule({
  name: 'jobs',
  version: '1.0.0',
  capabilities: [
    {
      name: 'jobs.manage',
      least: 'instanceOwner',
      text: 'See, run and pause what the bot does by itself.',
    },
  ],
  commands: [jobsHistory, jobsList, jobsPause, jobsResume, jobsRun],
  texts,
});
