import { expect, onTestFinished, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { alerts } from '../../core/alerts/alerts.ts';
import { startJobs } from '../../core/jobs/jobs.ts';
import { jobStore } from '../../core/jobs/store.ts';
import { jobsPart } from '../../core/jobs/tables.ts';
import { migrate, openDatabase } from '../../storage/index.ts';
import { jobs } from './index.ts';

const owner = person('teuk');
const admin = person('op', { standing: 'administrator' });

/** The commands over a real scheduler on a database in memory. */
async function desk() {
  const database = await openDatabase(':memory:');
  await migrate(database, [jobsPart], 0);
  const life = lifetime('jobs');
  onTestFinished(async () => {
    await life.end();
    await database.close();
  });
  const clock = manualClock();
  const scheduler = startJobs({
    ...{ store: jobStore(database), clock, random: seededRandom(1), log: silentLog, life },
    alerts: alerts({ clock, log: silentLog }),
  });
  const owners = [owner.id];
  return { scheduler, ...(await bench([jobs], { owners, jobs: scheduler, clock })) };
}

test('the owner sees what is done when, and how it went', async () => {
  const { scheduler, says, last, clock } = await desk();
  await says(owner, '!jobs');
  expect(last()?.card.lines).toEqual(['Nothing is to be done.']);
  scheduler.run('sweep', () => Promise.resolve());
  await scheduler.every({ id: 'sweep', kind: 'sweep', payload: null, everyMs: 3_600_000 });
  await scheduler.cron({ id: 'b', kind: 'backup', payload: 1, cron: '0 3 * * *' });
  await clock.advance(1000);
  await says(owner, '!jobs list');

  expect(last()?.card.lines).toEqual([
    '`sweep` · every 1 h · next in 59 min 59 s · not run yet',
    '`b` · by the schedule `0 3 \\* \\* \\* UTC` · **nobody here does it** · not run yet',
  ]);
});

test('the owner runs, pauses and resumes a job, and reads its history', async () => {
  const { scheduler, clock, says, last, heard } = await desk();
  let fails = true;
  scheduler.run('call', () =>
    fails ? Promise.reject(new Error('nobody home')) : Promise.resolve(),
  );
  await scheduler.every({ id: 'call', kind: 'call', payload: null, everyMs: 3_600_000 });
  await says(owner, '!jobs run call');
  await clock.advance(1000);
  fails = false;
  await says(owner, '!jobs run call');
  await clock.advance(1000);
  await says(owner, '!jobs pause call');
  await says(owner, '!jobs history call');
  const history = last()?.card.lines;
  await says(owner, '!jobs resume call');

  expect(history?.map((line) => line.split(',')[0])).toEqual(['well', '**failed**: nobody home']);
  expect(heard().filter((line) => !line.startsWith('Runs'))).toEqual([
    'The job `call` is done now. `jobs history call` will tell how it went.',
    'The job `call` is done now. `jobs history call` will tell how it went.',
    'The job `call` rests until you say `jobs resume call`.',
    'It goes on:',
  ]);
});

test('a job that is not there is refused in words, and nobody but the owner comes near', async () => {
  const { says, heard } = await desk();
  await says(owner, '!jobs run nothing');
  await says(admin, '!jobs list');

  expect(heard()[0]).toBe('There is no job `nothing`. `jobs list` shows those that there are.');
  expect(heard()[1]).toMatch(/^You may not do that/);
});
