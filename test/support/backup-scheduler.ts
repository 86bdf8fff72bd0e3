/**
 * A process that makes backups when their turn comes, for tests with several of them:
 * `node backup-scheduler.ts <database of the jobs> <data folder> <when its calendar starts>`. Says `ready`, then reads
 * the real moment at which its calendar starts, so that several agree. Its time goes six thousand times as fast as
 * ours. Ends in order on SIGTERM.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { backupsConfig } from '../../src/backups/config.ts';
import { JobSchedule, openBackups, sqliteEngine } from '../../src/backups/index.ts';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import { startJobs } from '../../src/core/jobs/jobs.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { openDatabase } from '../../src/storage/index.ts';

const speed = 6000;
const [url = '', data = '', startsAtMs = ''] = process.argv.slice(2);
console.log('ready');
const [realMs] = (await once(process.stdin, 'data')) as [Buffer];
const clock: Clock = {
  now: () => Number(startsAtMs) + Math.round((Date.now() - Number(realMs.toString())) * speed),
  monotonic: () => performance.now() * speed,
  after: (delayMs, run) => systemClock.after(delayMs / speed, run),
};
const life = lifetime('scheduler');
const database = await openDatabase(url);
life.own(() => database.close());
const common = { clock, log: silentLog, random: systemRandom, alerts: { raise: () => {} } };
const jobs = startJobs({
  ...{ ...common, store: jobStore(database), life: life.child('jobs') },
  // The backup's thread has to start within it, on a machine that has other things to do.
  leaseMs: 10_000 * speed,
});
const config = backupsConfig.parse({ drill: 'never' });
const wanted = { get: () => true, set: () => {} };
const own = { ...common, config, life: life.child('backups') };
const schedule = new JobSchedule({ ...own, jobs, wanted, words: ({ key }) => key });
const backups = openBackups({
  ...{ ...own, data, schedule, product: '1.2.3', known: new Set(['pets:001-start']) },
  ...{ engine: sqliteEngine(join(data, 'castellan.db')), structure: () => Promise.resolve({}) },
  tryOut: () => Promise.resolve({ problems: [] }),
});
await schedule.start(backups);
process.once('SIGTERM', () => void life.end().then(() => process.exit(0)));
