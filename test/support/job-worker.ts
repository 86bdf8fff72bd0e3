/**
 * A process that does jobs, for tests with several of them: `node job-worker.ts <database> <kinds> <everyMs> <leaseMs>`.
 * Writes each turn it has done into the table `effects`, and a line when it is ready; ends in order on SIGTERM.
 */
import { lifetime } from '../../src/base/lifetime.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import { alerts } from '../../src/core/alerts/alerts.ts';
import { startJobs } from '../../src/core/jobs/jobs.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { openDatabase } from '../../src/storage/index.ts';
import type { EffectTables } from './job-effects.ts';

const [url = '', kinds = '', everyMs = '', leaseMs = ''] = process.argv.slice(2);
const life = lifetime('worker');
const database = await openDatabase(url);
life.own(() => database.close());
const effects = database.queries.$extendTables<EffectTables>();
const jobs = startJobs({
  ...{ store: jobStore(database), clock: systemClock, random: systemRandom, log: silentLog },
  ...{ life, alerts: alerts({ clock: systemClock, log: silentLog }), leaseMs: Number(leaseMs) },
});
for (const kind of kinds.split(',')) {
  const every = { everyMs: Number(everyMs), missed: 'each' } as const;
  await jobs.every({ id: kind, kind, payload: null, ...every });
  jobs.run(kind, async (_payload, _signal, { turnAtMs }) => {
    await effects
      .insertInto('effects')
      .values({ job: kind, turn_at: turnAtMs, process: process.pid })
      .execute();
  });
}
process.once('SIGTERM', () => void life.end().then(() => process.exit(0)));
console.log('ready');
